// Each feature flips one bit where an edge crosses a pixel row; a running parity along the row then says what is
// inside.
#include "layers/raster/id_raster.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "layers/raster/band_list.h"
#include "layers/raster/sample_grid.h"
#include "layers/raster/thin_feature.h"

namespace riskmap {

namespace {

using Word = std::uint64_t;
constexpr int word_bits = 64;

// Bit i of the result is the parity of bits 0…i.
Word running_parity(Word word) {
  for (int shift = 1; shift < word_bits; shift *= 2) word ^= word << shift;
  return word;
}

void fill_runs(Word inside, FeatureIndex* pixels, FeatureIndex feature) {
  while (inside != 0) {
    const int start = std::countr_zero(inside);
    const int length = std::countr_one(inside >> start);
    std::fill_n(pixels + start, length, feature);
    if (start + length == word_bits) return;
    inside &= ~Word{0} << (start + length);
  }
}

// One band of rows of the image.
class IdBand {
 public:
  IdBand(const DrawnLayer& layer, const Camera& camera, int first_row, int end_row, FeatureIndex* pixels)
      : layer_{layer},
        grid_{layer.rings, camera, 1},
        width_{camera.size.width},
        first_row_{first_row},
        end_row_{end_row},
        words_{camera.size.width / word_bits + 1},
        flips_(static_cast<std::size_t>(words_ * (end_row - first_row)), 0),
        pixels_{pixels} {}

  void draw(FeatureIndex feature) {
    const LocalBox& box = layer_.local_boxes[feature];
    const int top = SampleGrid::first_line(grid_.line(box.max_y), first_row_, end_row_);
    const int bottom = SampleGrid::first_line(grid_.line(box.min_y), first_row_, end_row_);
    const int left = grid_.first_column(grid_.column(box.min_x)), right = grid_.first_column(grid_.column(box.max_x));
    if (top == bottom || left == right) return;
    const auto flip = [this](const Crossings& edge) {
      for (int row = edge.from; row < edge.to; ++row) {
        const int at = SampleGrid::first_column_in_view(edge.column(row));
        flips_[static_cast<std::size_t>((row - first_row_) * words_ + at / word_bits)] ^= Word{1} << at % word_bits;
      }
    };
    grid_.walk_rings(layer_.rings.feature_offset[feature], layer_.rings.feature_offset[feature + 1], top, bottom, flip);
    for (int row = top; row < bottom; ++row) fill_row(row - first_row_, left / word_bits, right / word_bits, feature);
  }

 private:
  // Reads the flips of a row and clears them for the next feature.
  void fill_row(int row, int first_word, int last_word, FeatureIndex feature) {
    Word* const flips = flips_.data() + static_cast<std::size_t>(row * words_);
    FeatureIndex* const pixels = pixels_ + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_);
    Word carried = 0;
    for (int word = first_word; word <= last_word; ++word) {
      const Word flipped = std::exchange(flips[word], 0);
      if ((flipped | carried) == 0) continue;
      Word inside = running_parity(flipped) ^ carried;
      carried = (inside >> (word_bits - 1)) != 0 ? ~Word{0} : 0;
      if (word == words_ - 1) inside &= (Word{1} << width_ % word_bits) - 1;
      fill_runs(inside, pixels + word * word_bits, feature);
    }
  }

  const DrawnLayer& layer_;
  SampleGrid grid_;
  int width_, first_row_, end_row_, words_;
  std::vector<Word> flips_;  // a bit per pixel and one column more, for what lies right of the view
  FeatureIndex* pixels_;     // of first_row_
};

// The rule of IdRasterOptions::keeps_small. Boxes are compared in layer units: the scale is the same for all.
void claim_pixel(const SmallFeature& small, const DrawnLayer& layer, const BandList& bands, IdImage& image) {
  auto& owner = image.ids[static_cast<std::size_t>(small.py) * static_cast<std::size_t>(image.size.width) +
                          static_cast<std::size_t>(small.px)];
  const auto area = [&](FeatureIndex feature) { return layer.local_boxes[feature].area(); };
  if (owner != no_feature) {
    if (!bands.is_small(owner) || area(owner) > area(small.feature)) return;
  }
  owner = small.feature;
}

// What is thinner than a pixel takes the pixels it runs through, where no feature holds their centres.
void claim_thin(const DrawnLayer& layer, const BandList& bands, int band, IdImage& image) {
  const SampleGrid grid{layer.rings, image.camera, 1};
  const int width = image.size.width;
  FeatureIndex taker = no_feature;
  ThinWalker walker{
      grid, width, bands.first_row(band), bands.end_row(band), [&](int px, int py) {
        auto& owner =
            image.ids[static_cast<std::size_t>(py) * static_cast<std::size_t>(width) + static_cast<std::size_t>(px)];
        if (owner == no_feature) owner = taker;
      }};
  for (const auto& run : bands.thin_runs(band))
    for (const FeatureIndex feature : run) {
      taker = feature;
      walker.walk(rings_of_thin(layer, feature), feature);
    }
}

}  // namespace

void raster_ids(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible, JobPool& pool,
                IdImage& image, const IdRasterOptions& options) {
  const auto width = static_cast<std::size_t>(camera.size.width);
  image.size = camera.size;
  image.camera = camera;
  image.ids.resize(width * static_cast<std::size_t>(camera.size.height));
  BandList bands{layer, camera, visible, {.lists_small = false}, pool};
  pool.fork_join(bands.count(), [&](int band) {
    const int first_row = bands.first_row(band), end_row = bands.end_row(band);
    FeatureIndex* const pixels = image.ids.data() + static_cast<std::size_t>(first_row) * width;
    std::fill_n(pixels, static_cast<std::size_t>(end_row - first_row) * width, no_feature);
    IdBand raster{layer, camera, first_row, end_row, pixels};
    for (const auto& run : bands.runs(band))
      for (const FeatureIndex feature : run) raster.draw(feature);
    if (!options.keeps_small) return;
    claim_thin(layer, bands, band, image);
    for (const auto& run : bands.small_runs(band))
      for (const SmallFeature& small : run) claim_pixel(small, layer, bands, image);
  });
  image.density = BorderDensity{layer, camera, visible};
  image.sides.resize(layer.geometry.size());
  for (std::size_t feature = 0; feature < image.sides.size(); ++feature)
    image.sides[feature] = side_px(layer.geometry, feature, camera);
}

}  // namespace riskmap
