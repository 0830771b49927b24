// GL objects with an owner: released by their destructors, made and used on the thread that has the context.
//
// Row 0 of every texture is the top of its picture, drawn or uploaded; only the window's own framebuffer (0) begins at
// the bottom, and copies turn rows over on their way to it. Mesa keeps windows top row first in memory: such a copy is
// plain.
//
// Colour textures have the channel order of the window (unsized GL_RGBA storage, BGRA on Mesa): blits between them and
// the window are copies, five times faster on software GL than anything a shader does.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"

namespace riskmap::gpu {

struct PixelRect {  // pixels from the top left
  int left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] int width() const { return right - left; }
  [[nodiscard]] int height() const { return bottom - top; }
  [[nodiscard]] bool is_empty() const { return right <= left || bottom <= top; }
  friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

enum class TextureKind { colour, coverage_pair };  // 8-bit BGRA; 8-bit RG (letters, halo)

class Texture {
 public:
  Texture() = default;
  Texture(ImageSize size, TextureKind kind);
  ~Texture();
  Texture(Texture&& other) noexcept;
  Texture& operator=(Texture&& other) noexcept;

  [[nodiscard]] unsigned id() const { return id_; }
  [[nodiscard]] ImageSize size() const { return size_; }
  [[nodiscard]] bool is_empty() const { return id_ == 0; }
  // BGRA bytes, row 0 first; the whole texture.
  void upload(std::span<const std::uint32_t> bgra);
  // Pairs of bytes into a part of a coverage_pair texture.
  void upload_part(const PixelRect& part, std::span<const unsigned char> pairs);

 private:
  unsigned id_ = 0;
  ImageSize size_;
  TextureKind kind_ = TextureKind::colour;
};

// Something that is drawn into: a texture of its own, or the window (framebuffer 0).
class Framebuffer {
 public:
  Framebuffer() = default;
  explicit Framebuffer(ImageSize size);
  ~Framebuffer();
  Framebuffer(Framebuffer&& other) noexcept;
  Framebuffer& operator=(Framebuffer&& other) noexcept;

  [[nodiscard]] unsigned id() const { return id_; }
  [[nodiscard]] const Texture& texture() const { return texture_; }
  [[nodiscard]] ImageSize size() const { return texture_.size(); }
  void bind() const;                // and sets the viewport
  void clear(Colour colour) const;  // binds; premultiplies
  void clear_part(const PixelRect& part, Colour colour) const;

 private:
  unsigned id_ = 0;
  Texture texture_;
};

class Program {
 public:
  // Compiles and links; the log of a failure is in the error's detail, `name` in where.
  static Result<Program> link(std::string_view name, std::string_view vertex, std::string_view fragment);
  ~Program();
  Program(Program&& other) noexcept;
  Program& operator=(Program&& other) noexcept;

  void use() const;
  void set(const char* uniform, float value) const;
  void set(const char* uniform, float x, float y) const;
  void set(const char* uniform, float x, float y, float z, float w) const;
  void set(const char* uniform, Colour straight) const;
  void set(const char* uniform, int texture_unit) const;

 private:
  explicit Program(unsigned id) : id_(id) {}
  unsigned id_ = 0;
};

// Floats that change with every frame: one buffer, refilled, with the attributes described once.
class VertexStream {
 public:
  struct Attribute {
    unsigned location;
    int floats;
  };
  enum class Advance { per_vertex, per_instance };
  VertexStream(std::span<const Attribute> attributes, Advance advance);
  ~VertexStream();
  VertexStream(const VertexStream&) = delete;
  VertexStream& operator=(const VertexStream&) = delete;

  void fill(std::span<const float> values);
  void draw_strip() const;    // per_vertex: one triangle strip
  void draw_quads() const;    // per_instance: four corners each
  void draw_corners() const;  // four corners from gl_VertexID alone
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  unsigned array_ = 0, buffer_ = 0;
  std::size_t floats_per_item_ = 0, count_ = 0;
};

// What the driver calls itself, for --version and the log: "llvmpipe (LLVM 15.0.6, 256 bits), 4.5".
std::string driver_name();
// Reads a framebuffer back (0 = the window), rows from the top, RGBA bytes.
std::vector<std::uint32_t> read_pixels(unsigned framebuffer, ImageSize size);

}  // namespace riskmap::gpu
