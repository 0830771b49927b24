#include "layers/geo/relief.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <cmath>
#include <memory>

#include "layers/geo/gdal_messages.h"

namespace riskmap {

namespace {
// Of GDAL's shades: 1 … 255 by the cosine between slope and sun, 0 = no height; flat ground under a sun 45° high.
constexpr double flat_shade = 1 + 254 * 0.70711, lightest_shade = 255;
constexpr double darkest_shadow = 0.8, brightest_light = 0.45;  // opacity: ink hides more than light does

struct FreeOptions {
  void operator()(GDALDEMProcessingOptions* options) const { GDALDEMProcessingOptionsFree(options); }
};

GDALDatasetUniquePtr shaded(GDALDataset& heights) {
  CPLStringList words;
  for (const char* word : {"-of", "MEM", "-b", "1", "-az", "315", "-alt", "45", "-compute_edges"})
    words.AddString(word);
  const std::unique_ptr<GDALDEMProcessingOptions, FreeOptions> options{
      GDALDEMProcessingOptionsNew(words.List(), nullptr)};
  if (!options) return nullptr;
  return GDALDatasetUniquePtr{GDALDataset::FromHandle(
      GDALDEMProcessing("", GDALDataset::ToHandle(&heights), "hillshade", nullptr, options.get(), nullptr))};
}

Colour colour_of(unsigned char shade) {
  if (shade == 0) return {0, 0, 0, 0};
  const auto opacity = [](double share) { return static_cast<unsigned char>(std::lround(share * 255)); };
  if (shade < flat_shade) return {0, 0, 0, opacity((flat_shade - shade) / (flat_shade - 1) * darkest_shadow)};
  return {255, 255, 255, opacity((shade - flat_shade) / (lightest_shade - flat_shade) * brightest_light)};
}
}  // namespace

Result<std::vector<Colour>> relief_of(GDALDataset& heights) {
  const GdalMessages messages;
  const auto shades = shaded(heights);
  if (!shades) return fail(ErrorCode::damaged, messages.first_failure());
  const int width = shades->GetRasterXSize() - 2, height = shades->GetRasterYSize() - 2;
  std::vector<unsigned char> bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  if (shades->GetRasterBand(1)->RasterIO(GF_Read, 1, 1, width, height, bytes.data(), width, height, GDT_Byte, 0, 0,
                                         nullptr) != CE_None)
    return fail(ErrorCode::damaged, messages.first_failure());
  std::vector<Colour> pixels;
  pixels.reserve(bytes.size());
  for (const auto shade : bytes) pixels.push_back(colour_of(shade));
  return pixels;
}

}  // namespace riskmap
