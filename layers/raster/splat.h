// Filled shapes and small pictures laid onto a picture: symbols, tiles, labels, whole layers. Everything is cut to the
// picture and blended source over destination.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/core/units.h"
#include "layers/raster/colour_image.h"
#include "layers/raster/coverage.h"
#include "layers/raster/stroke.h"

namespace riskmap {

void fill_circle(ColourImage& image, ScreenPoint centre, double radius_px, Colour colour);
// Even-odd over all rings, sixteen samples a pixel. Rings close themselves.
void fill_polygon(ColourImage& image, std::span<const ScreenPath> rings, Colour colour);
inline void fill_polygon(ColourImage& image, std::span<const ScreenPoint> ring, Colour colour) {
  const ScreenPath path{ring, true};
  fill_polygon(image, std::span{&path, 1}, colour);
}

// Corners of a regular polygon; the first one straight above the centre, then clockwise. Six = a hexagon standing on a
// corner.
std::vector<ScreenPoint> regular_polygon(ScreenPoint centre, double radius_px, int corners);
// The part of a ring between two shares of the whole turn, clockwise from the top. inner_px 0 = a slice of a disc.
std::vector<ScreenPoint> ring_part(ScreenPoint centre, double outer_px, double inner_px, double from, double to);

// One colour wherever the mask covers.
void paint(ColourImage& image, const CoverageMask& mask, Colour colour);
// A coverage picture (rows from the top) in one colour with its top left corner at (left, top): a label.
void blit(ColourImage& image, std::span<const unsigned char> coverage, ImageSize size, int left, int top,
          Colour colour);
// A picture over another with its top left corner at (left, top), `share` of 255 strong.
void compose(ColourImage& image, const ColourImage& above, int left = 0, int top = 0, unsigned share = 255);

}  // namespace riskmap
