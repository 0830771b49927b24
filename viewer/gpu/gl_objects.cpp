// OpenGL 3.3 behind the names of gl_objects.h.
#include "viewer/gpu/gl_objects.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "layers/core/contract.h"

namespace riskmap::gpu {
namespace {

float share(unsigned char channel) {
  return static_cast<float>(channel) / 255.0F;
}

Result<unsigned> compile(GLenum stage, std::string_view name, std::string_view source) {
  const GLuint shader = glCreateShader(stage);
  const char* text = source.data();
  const auto length = static_cast<GLint>(source.size());
  glShaderSource(shader, 1, &text, &length);
  glCompileShader(shader);
  GLint is_compiled = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &is_compiled);
  if (is_compiled) return shader;
  std::array<char, 2048> log{};
  glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
  glDeleteShader(shader);
  return fail(ErrorCode::no_graphics, log.data(), std::string{name});
}

Result<unsigned> join(std::string_view name, unsigned vertex, unsigned fragment) {
  const GLuint program = glCreateProgram();
  glAttachShader(program, vertex);
  glAttachShader(program, fragment);
  glLinkProgram(program);
  GLint is_linked = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &is_linked);
  if (is_linked) return program;
  std::array<char, 2048> log{};
  glGetProgramInfoLog(program, static_cast<GLsizei>(log.size()), nullptr, log.data());
  glDeleteProgram(program);
  return fail(ErrorCode::no_graphics, log.data(), std::string{name});
}

}  // namespace

Texture::Texture(ImageSize size, TextureKind kind) : size_(size), kind_(kind) {
  glGenTextures(1, &id_);
  glBindTexture(GL_TEXTURE_2D, id_);
  for (const int filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(filter), GL_NEAREST);
  for (const int wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(wrap), GL_CLAMP_TO_EDGE);
  if (kind == TextureKind::colour)
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, size.width, size.height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, nullptr);
  else
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, size.width, size.height, 0, GL_RG, GL_UNSIGNED_BYTE, nullptr);
}

Texture::~Texture() {
  if (id_ != 0) glDeleteTextures(1, &id_);
}

Texture::Texture(Texture&& other) noexcept : id_(std::exchange(other.id_, 0)), size_(other.size_), kind_(other.kind_) {}

Texture& Texture::operator=(Texture&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(size_, other.size_);
  std::swap(kind_, other.kind_);
  return *this;
}

void Texture::upload(std::span<const std::uint32_t> bgra) {
  RISKMAP_REQUIRE(bgra.size() == static_cast<std::size_t>(size_.width) * static_cast<std::size_t>(size_.height));
  glBindTexture(GL_TEXTURE_2D, id_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, size_.width, size_.height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, bgra.data());
}

void Texture::upload_part(const PixelRect& part, std::span<const unsigned char> pairs) {
  RISKMAP_REQUIRE(pairs.size() == static_cast<std::size_t>(part.width()) * static_cast<std::size_t>(part.height()) * 2);
  glBindTexture(GL_TEXTURE_2D, id_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, part.left, part.top, part.width(), part.height(), GL_RG, GL_UNSIGNED_BYTE,
                  pairs.data());
}

Framebuffer::Framebuffer(ImageSize size) : texture_(size, TextureKind::colour) {
  glGenFramebuffers(1, &id_);
  glBindFramebuffer(GL_FRAMEBUFFER, id_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.id(), 0);
  RISKMAP_REQUIRE(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
}

Framebuffer::~Framebuffer() {
  if (id_ != 0) glDeleteFramebuffers(1, &id_);
}

Framebuffer::Framebuffer(Framebuffer&& other) noexcept
    : id_(std::exchange(other.id_, 0)), texture_(std::move(other.texture_)) {}

Framebuffer& Framebuffer::operator=(Framebuffer&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(texture_, other.texture_);
  return *this;
}

void Framebuffer::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, id_);
  glViewport(0, 0, size().width, size().height);
}

void Framebuffer::clear(Colour colour) const {
  clear_part({0, 0, size().width, size().height}, colour);
}

void Framebuffer::clear_part(const PixelRect& part, Colour colour) const {
  bind();
  glEnable(GL_SCISSOR_TEST);
  glScissor(part.left, part.top, std::max(part.width(), 0), std::max(part.height(), 0));
  const float alpha = share(colour.a);
  glClearColor(share(colour.r) * alpha, share(colour.g) * alpha, share(colour.b) * alpha, alpha);
  glClear(GL_COLOR_BUFFER_BIT);
  glDisable(GL_SCISSOR_TEST);
}

Result<Program> Program::link(std::string_view name, std::string_view vertex, std::string_view fragment) {
  const auto vertex_stage = compile(GL_VERTEX_SHADER, name, vertex);
  if (!vertex_stage) return std::unexpected{vertex_stage.error()};
  const auto fragment_stage = compile(GL_FRAGMENT_SHADER, name, fragment);
  if (!fragment_stage) {
    glDeleteShader(*vertex_stage);
    return std::unexpected{fragment_stage.error()};
  }
  const auto program = join(name, *vertex_stage, *fragment_stage);
  glDeleteShader(*vertex_stage);
  glDeleteShader(*fragment_stage);
  if (!program) return std::unexpected{program.error()};
  return Program{*program};
}

Program::~Program() {
  if (id_ != 0) glDeleteProgram(id_);
}

Program::Program(Program&& other) noexcept : id_(std::exchange(other.id_, 0)) {}

Program& Program::operator=(Program&& other) noexcept {
  std::swap(id_, other.id_);
  return *this;
}

void Program::use() const {
  glUseProgram(id_);
}

// A wrong name would be ignored by GL without a word.
namespace {
GLint place_of(unsigned program, const char* uniform) {
  const GLint place = glGetUniformLocation(program, uniform);
  RISKMAP_REQUIRE(place >= 0);
  return place;
}
}  // namespace

void Program::set(const char* uniform, float value) const {
  glUniform1f(place_of(id_, uniform), value);
}
void Program::set(const char* uniform, float x, float y) const {
  glUniform2f(place_of(id_, uniform), x, y);
}
void Program::set(const char* uniform, float x, float y, float z, float w) const {
  glUniform4f(place_of(id_, uniform), x, y, z, w);
}
void Program::set(const char* uniform, Colour straight) const {
  set(uniform, share(straight.r), share(straight.g), share(straight.b), share(straight.a));
}
void Program::set(const char* uniform, int texture_unit) const {
  glUniform1i(place_of(id_, uniform), texture_unit);
}

VertexStream::VertexStream(std::span<const Attribute> attributes, Advance advance) {
  glGenVertexArrays(1, &array_);
  glGenBuffers(1, &buffer_);
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, buffer_);
  for (const Attribute& attribute : attributes) floats_per_item_ += static_cast<std::size_t>(attribute.floats);
  std::uintptr_t offset = 0;
  for (const Attribute& attribute : attributes) {
    glEnableVertexAttribArray(attribute.location);
    // GL takes a byte offset in the guise of a pointer.
    glVertexAttribPointer(attribute.location, attribute.floats, GL_FLOAT, GL_FALSE,
                          static_cast<GLsizei>(floats_per_item_ * sizeof(float)),
                          reinterpret_cast<const void*>(offset));
    glVertexAttribDivisor(attribute.location, advance == Advance::per_instance ? 1 : 0);
    offset += static_cast<std::uintptr_t>(attribute.floats) * sizeof(float);
  }
}

VertexStream::~VertexStream() {
  glDeleteBuffers(1, &buffer_);
  glDeleteVertexArrays(1, &array_);
}

void VertexStream::fill(std::span<const float> values) {
  RISKMAP_REQUIRE(floats_per_item_ > 0 && values.size() % floats_per_item_ == 0);
  count_ = values.size() / floats_per_item_;
  glBindBuffer(GL_ARRAY_BUFFER, buffer_);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(values.size_bytes()), values.data(), GL_STREAM_DRAW);
}

void VertexStream::draw_strip() const {
  glBindVertexArray(array_);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, static_cast<GLsizei>(count_));
}

void VertexStream::draw_corners() const {
  glBindVertexArray(array_);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void VertexStream::draw_quads() const {
  glBindVertexArray(array_);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count_));
}

std::string driver_name() {
  const auto text = [](GLenum what) {
    const GLubyte* found = glGetString(what);
    return std::string{found ? reinterpret_cast<const char*>(found) : "?"};
  };
  return text(GL_RENDERER) + ", " + text(GL_VERSION);
}

std::vector<std::uint32_t> read_pixels(unsigned framebuffer, ImageSize size) {
  const auto width = static_cast<std::size_t>(size.width), height = static_cast<std::size_t>(size.height);
  std::vector<std::uint32_t> pixels(width * height);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  for (std::size_t row = 0; framebuffer == 0 && row < height / 2; ++row)
    std::swap_ranges(pixels.begin() + static_cast<std::ptrdiff_t>(row * width),
                     pixels.begin() + static_cast<std::ptrdiff_t>((row + 1) * width),
                     pixels.begin() + static_cast<std::ptrdiff_t>((height - 1 - row) * width));
  return pixels;
}

}  // namespace riskmap::gpu
