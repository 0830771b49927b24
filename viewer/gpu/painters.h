// What lies on the map's picture: lines, symbols, labels. Everything in pixels of the target from its top left.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers/core/colour.h"
#include "layers/mesh/label.h"
#include "layers/mesh/outline.h"
#include "layers/mesh/symbol.h"
#include "viewer/gpu/gl_objects.h"

namespace riskmap::gpu {

// Where a picture is painted: a framebuffer, and the place in it that the picture's top left pixel and size take.
struct Target {
  unsigned framebuffer = 0;  // 0 = the window
  ImageSize size;            // of the framebuffer
  PixelRect place;
  explicit Target(const Framebuffer& whole)
      : framebuffer(whole.id()), size(whole.size()), place{0, 0, whole.size().width, whole.size().height} {}
  Target(unsigned id, ImageSize id_size, const PixelRect& part) : framebuffer(id), size(id_size), place(part) {}
};

struct StrokeLook {
  Colour colour{0, 0, 0, 255};
  double width_px = 1;
  double dash_px = 0, gap_px = 0;  // gap 0 = whole lines
  bool is_soft = false;            // a glow: full in the middle, nothing at the edge
};

class StrokePainter {
 public:
  static Result<StrokePainter> create();
  void paint(const Target& target, std::span<const StrokeVertex> strip, const StrokeLook& look);

 private:
  explicit StrokePainter(Program program);
  Program program_;
  std::unique_ptr<VertexStream> stream_;
};

// A circle with a number inside is a symbol and a label.
struct SymbolMark {
  ScreenPoint centre{};
  double radius_px = 0, inner_radius_px = 0;
  double stroke_px = 1.4;
  SymbolKind kind = SymbolKind::circle;  // a ring needs an inner radius
  double from_turn = 0, to_turn = 1;     // a sector, clockwise from the top; 0…1 = whole
  Colour fill{0, 0, 0, 0}, stroke{0, 0, 0, 0};
};

class SymbolPainter {
 public:
  static Result<SymbolPainter> create();
  void paint(const Target& target, std::span<const SymbolMark> marks);  // in the given order

 private:
  explicit SymbolPainter(Program program);
  Program program_;
  std::unique_ptr<VertexStream> stream_;
};

struct LabelMark {
  std::shared_ptr<const LabelImage> image;
  int left = 0, top = 0;
  LabelColours colours{};
};

// Keeps the images of labels in one atlas; when it is full it begins anew with the labels of the picture at hand.
class LabelAtlasPainter {
 public:
  static Result<LabelAtlasPainter> create();
  void paint(const Target& target, std::span<const LabelMark> marks);

 private:
  struct Slot {
    std::weak_ptr<const LabelImage> image;
    int left, top;
  };
  explicit LabelAtlasPainter(Program program);
  const Slot* slot_of(const std::shared_ptr<const LabelImage>& image);
  bool place(const LabelImage& image, int& left, int& top);
  void start_anew();

  Program program_;
  std::unique_ptr<VertexStream> stream_;
  Texture atlas_;
  std::unordered_map<const LabelImage*, Slot> slots_;
  int shelf_left_ = 0, shelf_top_ = 0, shelf_height_ = 0;
};

// Binds the target and the program for painting: premultiplied colours over what is there, pixels from the place's top
// left. Sets the uniforms `window` and `down`.
void start_painting(const Target& target, const Program& program);
void push_colour(std::vector<float>& values, Colour straight);

}  // namespace riskmap::gpu
