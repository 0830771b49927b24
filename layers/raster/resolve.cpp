// The moving map: one look-up per pixel, and a border where the id changes.
#include "layers/raster/resolve.h"

#include <algorithm>

#include "layers/core/contract.h"
#include "layers/raster/pattern.h"

namespace riskmap {

namespace {

constexpr int band_rows = 32;

struct Resolver {
  const IdImage& ids;
  const FeatureStyle& style;
  const ResolveOptions& options;
  std::vector<std::uint32_t> fill{};     // premultiplied, per feature
  std::vector<unsigned char> weights{};  // of borders, per feature
  double border_width = options.border_px * options.pixel_scale;
  Pattern pattern{ids.camera, options.pixel_scale};
  std::uint32_t border = premultiplied(options.border);

  [[nodiscard]] Hatch hatch_of(FeatureIndex id) const {
    return style.hatch.empty() || id == no_feature ? Hatch::none : style.hatch[id];
  }
  [[nodiscard]] std::uint32_t mark_of(FeatureIndex id) const {
    return id == no_feature ? 0 : premultiplied(mark_colour(hatch_of(id), style.fill[id], options.hatch));
  }
  [[nodiscard]] unsigned weight_of(FeatureIndex id) const { return id == no_feature ? 255U : weights[id]; }

  // The border between a pixel and its left and upper neighbours: the smallest of the features must bear it, and the
  // ground around.
  [[nodiscard]] unsigned border_share(FeatureIndex id, FeatureIndex left, FeatureIndex upper, int px, int py) const {
    const unsigned weight = std::min({weight_of(id), weight_of(left), weight_of(upper)});
    if (weight == 0) return 0;
    const bool is_flat = id != upper;
    const float dash = !options.is_border_dashed ? 1.0F
                       : is_flat                 ? pattern.dash_share_x(static_cast<float>(px) + 0.5F)
                                                 : pattern.dash_share_y(static_cast<float>(py) + 0.5F);
    if (dash < 0.5F) return 0;
    return static_cast<unsigned>(static_cast<float>(weight) * ids.density.strength(px, py, border_width) + 0.5F);
  }

  void resolve_row(int py, std::uint32_t* out) const {
    const FeatureIndex* row = ids.ids.data() + static_cast<std::size_t>(py) * static_cast<std::size_t>(ids.size.width);
    const FeatureIndex* above = py > 0 ? row - ids.size.width : row;
    const bool has_border = options.border_px > 0 && options.border.a > 0;
    FeatureIndex left = row[0];
    Hatch hatched = hatch_of(left);
    std::uint32_t colour = left == no_feature ? 0 : fill[left], mark = mark_of(left);
    for (int px = 0; px < ids.size.width; ++px) {
      const FeatureIndex id = row[px];
      if (id != left) {
        colour = id == no_feature ? 0 : fill[id];
        hatched = hatch_of(id);
        mark = mark_of(id);
      }
      std::uint32_t pixel = colour;
      if (hatched != Hatch::none) pixel = over(scaled(mark, pattern.hatch_share(hatched, px, py)), pixel);
      if (has_border && (id != left || id != above[px]))
        pixel = over(scaled(border, border_share(id, left, above[px], px, py)), pixel);
      out[px] = pixel;
      left = id;
    }
  }
};

}  // namespace

void resolve(const IdImage& ids, const FeatureStyle& style, const ResolveOptions& options, JobPool& pool,
             ColourImage& image) {
  RISKMAP_REQUIRE(style.fill.size() == ids.sides.size());
  RISKMAP_REQUIRE(style.hatch.empty() || style.hatch.size() == style.fill.size());
  image.size = ids.size;
  image.pixels.resize(ids.ids.size());
  Resolver resolver{.ids = ids, .style = style, .options = options};
  resolver.fill.resize(style.fill.size());
  std::ranges::transform(style.fill, resolver.fill.begin(), premultiplied);
  resolver.weights.resize(ids.sides.size());
  std::ranges::transform(ids.sides, resolver.weights.begin(),
                         [&](float side) { return border_weight_of(side, resolver.border_width); });
  pool.fork_join((ids.size.height + band_rows - 1) / band_rows, [&](int band) {
    const int end = std::min((band + 1) * band_rows, ids.size.height);
    for (int py = band * band_rows; py < end; ++py) resolver.resolve_row(py, image.row(py));
  });
}

}  // namespace riskmap
