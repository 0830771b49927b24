// Draws a plain file as the window does at rest, without borders, for others to compare:
//   resting_picture FILE OUT WIDTH HEIGHT ZOOM GROUND COLOUR…
// OUT gets the pixels (R, G, B, A, row by row from the top), standard output the view in the file's own system:
// min_x min_y max_x max_y. Colours are written RRGGBB; a feature has the one of number (fid · 31 mod 97) mod n.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "layers/raster/detail.h"
#include "layers/raster/resolve.h"

using namespace riskmap;

namespace {

Colour colour_from(const char* text) {
  return rgb(static_cast<unsigned>(std::strtoul(text, nullptr, 16)));
}

FeatureStyle style_of(const FeatureTable& features, std::span<char*> colours) {
  FeatureStyle style;
  for (const auto fid : features.fid)
    style.fill.push_back(colour_from(colours[static_cast<std::size_t>(fid * 31 % 97) % colours.size()]));
  return style;
}

ColourImage picture_of(const LayerGeometry& geometry, const Camera& camera, const FeatureStyle& style, Colour ground) {
  JobPool pool;
  ColourImage picture;
  const Detail detail = find_detail(geometry, {});
  const auto layer = DrawnLayer::at_rest(geometry, detail.get(), camera);
  resolve_smooth(layer, camera, {}, style, {.border_px = 0}, pool, {}, picture);
  for (std::uint32_t& pixel : picture.pixels) pixel = over(pixel, premultiplied(ground));
  return picture;
}

int refuse(const Error& error) {
  fmt::print(stderr, "{}: {}\n", name_of(error.code), error.detail);
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 8) return 2;
  if (const auto ready = set_up_gdal(); !ready) return refuse(ready.error());
  const auto features = read_vector_file(arguments[1], {.wants_attributes = true});
  if (!features) return refuse(features.error());
  const auto packed = pack_geometry(*features, features->crs_wkt.empty() ? features->crs_name : features->crs_wkt);
  if (!packed) return refuse(packed.error());
  const ImageSize size{std::atoi(arguments[3]), std::atoi(arguments[4])};
  const Box& extent = packed->geometry->extent;  // in the layer's own units, degrees perhaps
  const Camera camera{.centre = {extent.centre_x(), extent.centre_y()},
                      .metres_per_pixel = std::max(extent.width() / size.width, extent.height() / size.height) /
                                          std::atof(arguments[5]),
                      .size = size};
  const std::span colours{arguments + 7, static_cast<std::size_t>(count - 7)};
  const ColourImage picture =
      picture_of(*packed->geometry, camera, style_of(*features, colours), colour_from(arguments[6]));
  std::ofstream out{arguments[2], std::ios::binary};
  out.write(reinterpret_cast<const char*>(picture.pixels.data()),
            static_cast<std::streamsize>(picture.pixels.size() * sizeof(std::uint32_t)));
  out.close();
  const Box view = camera.visible();
  fmt::print("{:.17g} {:.17g} {:.17g} {:.17g}\n", view.min_x, view.min_y, view.max_x, view.max_y);
  return out ? 0 : 1;
}
