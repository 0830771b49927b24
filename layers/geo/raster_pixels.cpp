#include "layers/geo/raster_pixels.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "layers/geo/gdal_messages.h"

namespace riskmap {

namespace {
unsigned char byte_of(double value) {
  return static_cast<unsigned char>(std::clamp(std::lround(value), 0L, 255L));
}

std::vector<Colour> table_of(const GDALColorTable* table) {
  std::vector<Colour> colours;
  for (int i = 0; table != nullptr && i < table->GetColorEntryCount(); ++i) {
    const auto* entry = table->GetColorEntry(i);
    colours.push_back({byte_of(entry->c1), byte_of(entry->c2), byte_of(entry->c3), byte_of(entry->c4)});
  }
  return colours;
}

// As the bands say; three bands that say nothing are red, green and blue.
std::array<int, 3> bands_of(GDALDataset& dataset) {
  std::array<int, 3> bands{1, 1, 1};
  int count = 0;
  for (int band = 1; band <= dataset.GetRasterCount(); ++band) {
    const auto role = dataset.GetRasterBand(band)->GetColorInterpretation();
    count += role == GCI_AlphaBand ? 0 : 1;
    if (role >= GCI_RedBand && role <= GCI_BlueBand) bands[static_cast<std::size_t>(role - GCI_RedBand)] = band;
  }
  const bool is_named = bands[0] != bands[1] && bands[1] != bands[2];
  return is_named ? bands : count >= 3 ? std::array{1, 2, 3} : std::array{1, 1, 1};
}

Result<std::vector<float>> numbers_of(GDALDataset& dataset, int band) {
  const int width = dataset.GetRasterXSize(), height = dataset.GetRasterYSize();
  std::vector<float> numbers(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  if (dataset.GetRasterBand(band)->RasterIO(GF_Read, 0, 0, width, height, numbers.data(), width, height, GDT_Float32, 0,
                                            0, nullptr) != CE_None)
    return fail(ErrorCode::damaged, "pixels cannot be read");
  return numbers;
}
// How much there is of every pixel, 0…255.
Result<std::vector<float>> alpha_of(GDALDataset& dataset) {
  const int last = dataset.GetRasterCount();
  if (dataset.GetRasterBand(last)->GetColorInterpretation() == GCI_AlphaBand) return numbers_of(dataset, last);
  return std::vector<float>(
      static_cast<std::size_t>(dataset.GetRasterXSize()) * static_cast<std::size_t>(dataset.GetRasterYSize()), 255);
}
// Of bytes: 255, or what fits into the bits that are used of each.
double lightest_byte(GDALRasterBand& band) {
  const char* bits = band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE");
  return bits != nullptr ? std::exp2(std::clamp(std::atoi(bits), 1, 8)) - 1 : 255;
}
bool can_be_read_whole(GDALRasterBand& band) {
  constexpr double most_pixels = 100'000'000;
  return static_cast<double>(band.GetXSize()) * band.GetYSize() <= most_pixels;
}
// Of some pixels; of all where those some have no values. Nothing where there are none, which GDAL calls an error.
std::optional<std::pair<double, double>> range_of(GDALRasterBand& band) {
  const GdalMessages messages;
  std::array<double, 2> range{};
  const bool is_found = band.ComputeRasterMinMax(TRUE, range.data()) == CE_None ||
                        (can_be_read_whole(band) && band.ComputeRasterMinMax(FALSE, range.data()) == CE_None);
  if (!is_found || !std::isfinite(range[0]) || !std::isfinite(range[1])) return std::nullopt;
  return std::pair{range[0], std::max(range[1], std::nextafter(range[0], INFINITY))};
}
}  // namespace

RasterColours RasterColours::of(GDALDataset& dataset) {
  RasterColours colours;
  auto& first = *dataset.GetRasterBand(1);
  colours.table_ = table_of(first.GetColorTable());
  colours.bands_ = bands_of(dataset);
  const auto type = first.GetRasterDataType();
  colours.are_heights_ =
      dataset.GetRasterCount() == 1 && !colours.has_table() && type != GDT_Byte && type != GDT_UInt16;
  colours.lightest_ = lightest_byte(first);
  if (type == GDT_Byte) return colours;
  const auto range = range_of(first);
  colours.has_values_ = range.has_value() || !can_be_read_whole(first);
  if (range) colours.darkest_ = range->first, colours.lightest_ = range->second;
  return colours;
}

Result<std::vector<Colour>> RasterColours::pixels_of(GDALDataset& dataset) const {
  const auto alpha = alpha_of(dataset);
  if (!alpha) return std::unexpected{alpha.error()};
  std::array<std::vector<float>, 3> channels;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    auto numbers =
        i > 0 && bands_[i] == bands_[0] ? Result<std::vector<float>>{channels[0]} : numbers_of(dataset, bands_[i]);
    if (!numbers) return std::unexpected{numbers.error()};
    channels[i] = std::move(*numbers);
  }
  std::vector<Colour> pixels(alpha->size(), Colour{0, 0, 0, 0});
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const auto shade = [&](std::size_t channel) {
      return byte_of((channels[channel][i] - darkest_) / (lightest_ - darkest_) * 255);
    };
    if (!((*alpha)[i] > 0) || std::isnan(channels[0][i])) continue;
    if (!has_table())
      pixels[i] = {shade(0), shade(1), shade(2), byte_of((*alpha)[i])};
    else if (const auto index = static_cast<std::size_t>(channels[0][i]); index < table_.size())
      pixels[i] = table_[index];
  }
  return pixels;
}

}  // namespace riskmap
