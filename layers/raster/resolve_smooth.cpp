// The resting map: band by band, areas as sixteen samples a pixel, then borders as strokes over them.
#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

#include "layers/core/contract.h"
#include "layers/raster/band_list.h"
#include "layers/raster/border_stroker.h"
#include "layers/raster/coverage.h"
#include "layers/raster/pattern.h"
#include "layers/raster/resolve.h"
#include "layers/raster/sample_band.h"
#include "layers/raster/smooth_rows.h"
#include "layers/raster/thin_feature.h"

namespace riskmap {

namespace {

constexpr int band_rows = SmoothRows::unit;
constexpr int tinted_enough = samples_per_pixel / 4;  // of a pixel's samples, for what is small or thin

// What one thread draws a band with; handed from band to band, because fresh memory costs more than the drawing.
struct Workspace {
  SampleBand samples;
  CoverageMask borders;
};

class Workspaces {
 public:
  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock{mutex_};
    if (idle_.empty()) return std::make_unique<Workspace>();
    auto workspace = std::move(idle_.back());
    idle_.pop_back();
    return workspace;
  }
  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(workspace));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
};

class SmoothPicture {
 public:
  SmoothPicture(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
                const FeatureStyle& style, const ResolveOptions& options, JobPool& pool)
      : layer_{layer},
        camera_{camera},
        style_{style},
        options_{options},
        bands_{layer, camera, visible, {band_rows, half_width() + 2}, pool},
        fill_(style.fill.size()),
        weights_(style.fill.size()) {
    std::ranges::transform(style.fill, fill_.begin(), premultiplied);
    if (!has_border()) return;
    density_ = BorderDensity{layer, camera, visible};
    for (std::size_t feature = 0; feature < weights_.size(); ++feature)
      weights_[feature] = border_weight_of(side_px(layer.geometry, feature, camera), 2 * half_width());
  }

  // Gives up between two runs of features when `stop` is requested: a moved camera waits for nobody.
  void draw_band(int band, Workspace& workspace, const std::stop_token& stop, const ImageStrip& strip) {
    const int first_row = bands_.first_row(band), end_row = bands_.end_row(band);
    // Rows of the neighbouring bands, for borders that reach into this one.
    const int apron_top = std::max(0, first_row - border_apron());
    const int apron_bottom = std::min(camera_.size.height, end_row + border_apron());
    workspace.samples.reset(camera_.size.width, apron_top, apron_bottom);
    take_samples(band, stop, workspace);
    if (stop.stop_requested()) return;
    tint_thin(band, workspace.samples);
    tint_small(band, workspace.samples);
    if (has_border()) {
      workspace.borders.reset(0, first_row, camera_.size.width, end_row - first_row);
      for (const auto& run : bands_.runs(band)) {
        if (stop.stop_requested()) return;
        for (const FeatureIndex feature : run)
          if (has_visible_border(feature, first_row, end_row)) stroker_.stroke(feature, workspace.borders);
      }
    }
    for (int py = first_row; py < end_row; ++py) finish_row(py, workspace, strip.row(py));
  }

 private:
  [[nodiscard]] double half_width() const { return options_.border_px * options_.pixel_scale / 2; }
  [[nodiscard]] bool has_border() const { return options_.border_px > 0 && options_.border.a > 0; }
  [[nodiscard]] int border_apron() const { return std::max(1, static_cast<int>(std::ceil(half_width() - 0.1))); }

  void take_samples(int band, const std::stop_token& stop, Workspace& workspace) const {
    const auto runs = bands_.runs(band);
    for (std::size_t run = runs.size(); run-- > 0 && !stop.stop_requested();)
      for (std::size_t i = runs[run].size(); i-- > 0;) {
        const FeatureIndex feature = runs[run][i];
        const Hatch hatch = hatch_of(feature);
        const auto mark = premultiplied(mark_colour(hatch, style_.fill[feature], options_.hatch));
        workspace.samples.take(layer_, grid_, taker(feature), [&](int px, int py) {
          return over(scaled(mark, pattern_.hatch_share(hatch, px, py)), fill_[feature]);
        });
      }
  }

  void tint_thin(int band, SampleBand& samples) const {
    FeatureIndex thin = no_feature;
    ThinWalker walker{pixels_, camera_.size.width, bands_.first_row(band), bands_.end_row(band), [&](int px, int py) {
                        if (samples.taken_count(px, py) < tinted_enough) samples.tint(px, py, taker(thin));
                      }};
    for (const auto& run : bands_.thin_runs(band))
      for (const FeatureIndex feature : run) {
        thin = feature;
        walker.walk(rings_of_thin(layer_, feature), feature);
      }
  }

  void tint_small(int band, SampleBand& samples) const {
    std::vector<SmallFeature> faint;
    for (const auto& run : bands_.small_runs(band))
      for (const SmallFeature& small : run)
        if (samples.taken_count(small.px, small.py) < tinted_enough) faint.push_back(small);
    const auto area = [&](const SmallFeature& small) { return layer_.local_boxes[small.feature].area(); };
    std::ranges::sort(faint, [&](const SmallFeature& a, const SmallFeature& b) {
      return area(a) != area(b) ? area(a) > area(b) : a.feature > b.feature;
    });
    for (const SmallFeature& small : faint)
      if (samples.taken_count(small.px, small.py) < tinted_enough)
        samples.tint(small.px, small.py, taker(small.feature));
  }

  [[nodiscard]] Hatch hatch_of(FeatureIndex feature) const {
    return style_.hatch.empty() ? Hatch::none : style_.hatch[feature];
  }
  [[nodiscard]] SampleTaker taker(FeatureIndex feature) const {
    return {feature, fill_[feature], weights_[feature], hatch_of(feature) != Hatch::none};
  }

  [[nodiscard]] bool has_visible_border(FeatureIndex feature, int first_row, int end_row) const {
    if (weights_[feature] == 0) return false;
    const LocalBox& box = layer_.local_boxes[feature];
    const auto reach = static_cast<float>(border_apron() + 1);
    return density_.is_any_drawn(
        pixels_.column(box.min_x) - reach, std::max(pixels_.line(box.max_y) - reach, static_cast<float>(first_row)),
        pixels_.column(box.max_x) + reach, std::min(pixels_.line(box.min_y) + reach, static_cast<float>(end_row)),
        2 * half_width());
  }

  // Edges of features lying under others are stroked too; what shows is decided here: a border needs two sides.
  void finish_row(int py, Workspace& workspace, std::uint32_t* out) const {
    const SampleBand& samples = workspace.samples;
    samples.write_colours(py, out);
    if (!has_border()) return;
    const std::uint8_t* const shares = workspace.borders.row(py);
    for (int px = 0; px < camera_.size.width; ++px) {
      if (shares[px] == 0) continue;
      if (const float strength = border_strength(samples, px, py); strength > 0)
        out[px] = over(scaled(border_, static_cast<unsigned>(strength * shares[px] + 0.5F)), out[px]);
    }
  }

  // What the smallest of the features around can bear, and the ground; 0 where all is of one feature.
  [[nodiscard]] float border_strength(const SampleBand& samples, int px, int py) const {
    const int apron = border_apron();
    const FeatureIndex owner = samples.owner(px, py);
    bool has_two_sides = owner == SampleBand::mixed;
    unsigned weight = 255;
    for (int y = std::max(0, py - apron); y <= std::min(camera_.size.height - 1, py + apron); ++y)
      for (int x = std::max(0, px - apron); x <= std::min(camera_.size.width - 1, px + apron); ++x) {
        const FeatureIndex other = samples.owner(x, y);
        has_two_sides = has_two_sides || other != owner;
        weight = std::min(weight, samples.least_weight(x, y));
      }
    if (!has_two_sides || weight == 0) return 0;
    return static_cast<float>(weight) / 255 * density_.strength(px, py, 2 * half_width());
  }

  const DrawnLayer layer_;
  const Camera camera_;
  const FeatureStyle& style_;
  const ResolveOptions options_;
  BandList bands_;
  std::vector<std::uint32_t> fill_;     // premultiplied, per feature
  std::vector<unsigned char> weights_;  // of borders, per feature
  BorderDensity density_;
  SampleGrid grid_{layer_.rings, camera_, samples_per_pixel}, pixels_{layer_.rings, camera_, 1};
  Pattern pattern_{camera_, options_.pixel_scale};
  BorderStroker stroker_{layer_.rings, camera_, options_};
  std::uint32_t border_ = premultiplied(options_.border);
};

}  // namespace

struct SmoothRows::State {
  template <typename... Given>
  explicit State(Given&&... given) : picture{std::forward<Given>(given)...} {}
  SmoothPicture picture;
  Workspaces workspaces;
};

SmoothRows::SmoothRows(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
                       const FeatureStyle& style, const ResolveOptions& options, JobPool& pool)
    : state_{std::make_unique<State>(layer, camera, visible, style, options, pool)} {}
SmoothRows::~SmoothRows() = default;

bool SmoothRows::draw(ImageStrip strip, JobPool& pool, const std::stop_token& stop) {
  RISKMAP_REQUIRE(strip.first_row % band_rows == 0);
  const int first_band = strip.first_row / band_rows;
  pool.fork_join((strip.image.size.height + band_rows - 1) / band_rows, [&](int band) {
    if (stop.stop_requested()) return;
    auto workspace = state_->workspaces.take();
    state_->picture.draw_band(first_band + band, *workspace, stop, strip);
    state_->workspaces.give_back(std::move(workspace));
  });
  return !stop.stop_requested();
}

bool resolve_smooth(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
                    const FeatureStyle& style, const ResolveOptions& options, JobPool& pool, std::stop_token stop,
                    ColourImage& image) {
  RISKMAP_REQUIRE(style.fill.size() == layer.geometry.size());
  RISKMAP_REQUIRE(style.hatch.empty() || style.hatch.size() == layer.geometry.size());
  image.size = camera.size;
  image.pixels.resize(static_cast<std::size_t>(camera.size.width) * static_cast<std::size_t>(camera.size.height));
  return SmoothRows{layer, camera, visible, style, options, pool}.draw(image, pool, stop);
}

}  // namespace riskmap
