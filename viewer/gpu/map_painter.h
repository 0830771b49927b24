// Draws lines, discs, triangles and letters onto the bound target, in the order they are given; equal kinds go together in
// one call. Coordinates are pixels from the top left; inks have straight alpha, the target gets premultiplied colour.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/mesh/outline.h"
#include "layers/mesh/text_image.h"
#include "viewer/gpu/gl_objects.h"

namespace riskmap {

struct StrokeInk {
  Colour colour;
  double width = 1;
  double dash = 0, gap = 0;   // 0 = not dashed
};

class MapPainter {
 public:
  static Result<std::unique_ptr<MapPainter>> create();

  void begin(ImageSize target);   // the target is bound and its viewport set
  void end();                     // draws what is still queued
  // A texture over the whole target, blended.
  void picture(const Picture& picture);
  void stroke(std::span<const Polyline> lines, const StrokeInk& ink);
  void disc(ScreenPoint centre, double radius, Colour fill, Colour rim, double rim_width);
  void triangles(std::span<const ScreenPoint> corners, Colour ink);   // three corners each
  // `key` names the image for as long as it is kept in the atlas.
  void label(const std::string& key, const TextImage& image, ScreenPoint top_left, Colour text, Colour halo);

 private:
  struct Disc { float x, y, radius, rim_width; float fill[4], rim[4]; };
  struct Corner { float x, y; float ink[4]; };
  struct Letter { float rectangle[4], source[4], text[4], halo[4]; };
  struct Spot { int left = 0, top = 0; };
  enum class Queue { none, discs, corners, letters };

  MapPainter(GlProgram place, GlProgram stroke, GlProgram disc, GlProgram label, GlProgram flat);
  void want(Queue queue);
  void flush();
  void set_target(const GlProgram& program) const;
  Spot spot_of(const std::string& key, const TextImage& image);
  void make_atlas();

  GlProgram place_, stroke_, disc_, label_, flat_;
  GlVertexArray vertices_;
  GlBuffer buffer_;
  GlTexture atlas_;
  std::unordered_map<std::string, Spot> spots_;
  int shelf_left_ = 0, shelf_top_ = 0, shelf_height_ = 0;
  ImageSize target_;
  Queue queue_ = Queue::none;
  std::vector<Disc> discs_;
  std::vector<Corner> corners_;
  std::vector<Letter> letters_;
};

// Corners of triangles that fill a simple ring (ear clipping; for symbols and ring pieces, not for maps).
std::vector<ScreenPoint> triangles_of(std::span<const ScreenPoint> ring);

}  // namespace riskmap
