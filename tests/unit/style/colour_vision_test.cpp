// Classes must stay apart for every eye: CIEDE2000 between any two, as seen with each colour-vision deficiency
// (matrices of Machado, Oliveira and Fernandes 2009, full severity).
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>

#include "layers/style/diverging_tint.h"
#include "layers/style/palette.h"

namespace riskmap {

namespace {
using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr std::array<Matrix, 4> eyes{
    Matrix{Triple{1, 0, 0}, Triple{0, 1, 0}, Triple{0, 0, 1}},
    Matrix{Triple{0.152286, 1.052583, -0.204868}, Triple{0.114503, 0.786281, 0.099216},
           Triple{-0.003882, -0.048116, 1.051998}},
    Matrix{Triple{0.367322, 0.860646, -0.227968}, Triple{0.280085, 0.672501, 0.047413},
           Triple{-0.011820, 0.042940, 0.968881}},
    Matrix{Triple{1.255528, -0.076749, -0.178779}, Triple{-0.078411, 0.930809, 0.147602},
           Triple{0.004733, 0.691367, 0.303900}}};

Triple times(const Matrix& matrix, const Triple& vector) {
  Triple out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) out[i] += matrix[i][j] * vector[j];
  return out;
}

// CIE L*a*b* (D65) of a colour as one eye sees it.
Triple lab_of(Colour colour, const Matrix& eye) {
  const auto linear = [](unsigned char channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  Triple seen = times(eye, {linear(colour.r), linear(colour.g), linear(colour.b)});
  for (double& channel : seen) channel = std::clamp(channel, 0.0, 1.0);
  constexpr Matrix xyz{Triple{0.4124, 0.3576, 0.1805}, Triple{0.2126, 0.7152, 0.0722}, Triple{0.0193, 0.1192, 0.9505}};
  const Triple white{0.95047, 1, 1.08883};
  Triple f = times(xyz, seen);
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = f[i] / white[i];
    f[i] = share > 216.0 / 24389 ? std::cbrt(share) : (24389.0 / 27 * share + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

// Sharma, Wu and Dalal 2005.
double ciede2000(const Triple& first, const Triple& second) {
  constexpr double degree = std::numbers::pi / 180;
  const auto seventh = [](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); };
  const double grey = 0.5 * (1 - seventh((std::hypot(first[1], first[2]) + std::hypot(second[1], second[2])) / 2));
  const double a1 = first[1] * (1 + grey), a2 = second[1] * (1 + grey);
  const double c1 = std::hypot(a1, first[2]), c2 = std::hypot(a2, second[2]);
  const auto hue = [](double b, double a) {
    const double angle = a == 0 && b == 0 ? 0 : std::atan2(b, a) / degree;
    return angle < 0 ? angle + 360 : angle;
  };
  const double h1 = hue(first[2], a1), h2 = hue(second[2], a2);
  double hue_step = c1 * c2 == 0 ? 0 : h2 - h1;
  if (hue_step > 180) hue_step -= 360;
  if (hue_step < -180) hue_step += 360;
  double hue_mean = h1 + h2;
  if (c1 * c2 != 0) {
    if (std::abs(h1 - h2) > 180) hue_mean += hue_mean < 360 ? 360 : -360;
    hue_mean /= 2;
  }
  const double lightness_mean = (first[0] + second[0]) / 2 - 50, chroma_mean = (c1 + c2) / 2;
  const double t = 1 - 0.17 * std::cos((hue_mean - 30) * degree) + 0.24 * std::cos(2 * hue_mean * degree) +
                   0.32 * std::cos((3 * hue_mean + 6) * degree) - 0.20 * std::cos((4 * hue_mean - 63) * degree);
  const double lightness_scale =
      1 + 0.015 * lightness_mean * lightness_mean / std::sqrt(20 + lightness_mean * lightness_mean);
  const double turn = 60 * std::exp(-std::pow((hue_mean - 275) / 25, 2)) * degree;
  const double l = (second[0] - first[0]) / lightness_scale;
  const double c = (c2 - c1) / (1 + 0.045 * chroma_mean);
  const double h = 2 * std::sqrt(c1 * c2) * std::sin(hue_step / 2 * degree) / (1 + 0.015 * chroma_mean * t);
  return std::sqrt(l * l + c * c + h * h - 2 * seventh(chroma_mean) * std::sin(turn) * c * h);
}

// For the first eyes only, of which the very first is without any deficiency.
double least_difference(const std::vector<Colour>& colours, std::size_t for_eyes = eyes.size()) {
  double least = std::numeric_limits<double>::infinity();
  for (const Matrix& eye : std::span{eyes}.first(for_eyes))
    for (std::size_t i = 0; i < colours.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        least = std::min(least, ciede2000(lab_of(colours[i], eye), lab_of(colours[j], eye)));
  return least;
}
}  // namespace

TEST_CASE("the difference formula gives the published values") {
  CHECK(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}) == doctest::Approx(2.0425).epsilon(1e-4));
  CHECK(ciede2000({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}) == doctest::Approx(1.2644).epsilon(1e-4));
  CHECK(ciede2000({2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}) == doctest::Approx(0.9082).epsilon(1e-4));
}

TEST_CASE("the five classes of every palette stay apart for every eye") {
  for (const Palette& palette : all_palettes())
    for (const Theme theme : {Theme::light, Theme::dark}) {
      CAPTURE(palette.id);
      CAPTURE(name_of(theme));
      CHECK(least_difference(ramp(palette, 5, theme)) >= (palette.is_colour_safe ? 10 : 7));
    }
}

TEST_CASE("a tint of a fifth keeps five classes apart, and the dark one is no shade of black") {
  for (const Palette& palette : all_palettes()) {
    if (palette.kind != PaletteKind::sequential) continue;
    for (const Theme theme : {Theme::light, Theme::dark}) {
      CAPTURE(palette.id);
      CAPTURE(name_of(theme));
      const auto& map = map_colours(theme);
      auto colours = tint_colours(ramp(palette, 5, theme), theme);
      for (Colour& colour : colours) {
        colour.a = 51;
        colour = blended(colour, map.tint_land);
      }
      CHECK(least_difference(colours) >= 1.8);
      if (theme == Theme::light) continue;
      CHECK(least_difference(colours, 1) >= 4);
      for (std::size_t i = 1; i < colours.size(); ++i)
        CHECK(relative_luminance(colours[i]) > relative_luminance(colours[i - 1]));
      CHECK(contrast(colours.front(), map.ground) >= 1.5);
      for (const Colour colour : colours) CHECK(contrast(label_colours_on(colour).text, colour) >= 4.5);
    }
  }
}

TEST_CASE("a tint of a fifth keeps hot and cold apart, and each from what is not significant") {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    CAPTURE(name_of(theme));
    const auto tinted = [theme](std::vector<Colour> colours, std::size_t count) {
      colours = diverging_tints(std::move(colours), theme);
      colours.resize(count);
      for (Colour& colour : colours) {
        colour.a = 51;
        colour = blended(colour, map_colours(theme).tint_land);
      }
      return colours;
    };
    std::vector<Colour> classes, moran;
    for (std::size_t i = 0; i < hotspot_class_count; ++i)
      classes.push_back(colour_of(static_cast<HotspotClass>(i), theme));
    for (int i = 0; i < 8; ++i) moran.push_back(colour_of(static_cast<LisaClass>(i), theme));
    const auto hotspots = tinted(classes, 7), lisa = tinted(moran, 5);
    const auto alone = tinted(classes, hotspot_class_count).back();
    for (const Colour other : hotspots) CHECK(least_difference({alone, other}, 1) >= 8);
    CHECK(least_difference(hotspots, 1) >= 4);
    CHECK(least_difference(lisa, 1) >= 4);
    CHECK(least_difference({hotspots.front(), hotspots.back()}) >= 8);
    CHECK(least_difference({hotspots[2], hotspots[3]}) >= 3);  // barely sure, and not significant
    for (const Palette& palette : all_palettes()) {
      if (palette.kind != PaletteKind::diverging) continue;
      CAPTURE(palette.id);
      const auto tints = tinted(ramp(palette, 5, theme), 5);
      CHECK(least_difference(tints, 1) >= 4);
      CHECK(least_difference({tints.front(), tints.back()}, palette.is_colour_safe ? eyes.size() : 1) >= 8);
      for (const Colour colour : tints) CHECK(contrast(label_colours_on(colour).text, colour) >= 4.5);
    }
  }
}

TEST_CASE("the ways to solve, the levels' symbols and the hotspot classes stay apart for every eye") {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    std::vector<Colour> stages, symbols, hotspots, lisa;
    for (int i = 0; i < 5; ++i) stages.push_back(colour_of(static_cast<SolveStage>(i), theme));
    for (int i = 1; i < 5; ++i) symbols.push_back(symbol_of(static_cast<RiskLevel>(i), theme).fill);
    for (int i = 0; i < 7; ++i) hotspots.push_back(colour_of(static_cast<HotspotClass>(i), theme));
    for (int i = 0; i < 5; ++i) lisa.push_back(colour_of(static_cast<LisaClass>(i), theme));
    CHECK(least_difference(stages) >= 10);
    CHECK(least_difference(symbols) >= 8);
    CHECK(least_difference(hotspots) >= 6);
    const auto alone = colour_of(HotspotClass::alone, theme);
    for (const Colour other : hotspots) CHECK(least_difference({alone, other}) >= 10);
    CHECK(contrast(alone, map_colours(theme).ground) >= 2.9);
    CHECK(least_difference(lisa) >= 15);
  }
}

}  // namespace riskmap
