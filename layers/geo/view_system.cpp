#include "layers/geo/view_system.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/geo/projection.h"

namespace riskmap {

namespace {
constexpr std::array<std::pair<ViewSystem, std::string_view>, view_systems.size()> words = {
    {{ViewSystem::fitting, "fitting"},
     {ViewSystem::utm, "utm"},
     {ViewSystem::gauss_krueger, "gauss-krueger"},
     {ViewSystem::equal_area, "equal-area"},
     {ViewSystem::web_mercator, "web-mercator"},
     {ViewSystem::plate_carree, "plate-carree"}}};

LonLat middle_of(const Box& extent) {
  return extent.is_empty() ? LonLat{} : LonLat{extent.centre_x(), extent.centre_y()};
}

// Zones of six degrees, the first from 0° to 6° east; EPSG has those of Russia and its neighbours, 2 to 32.
std::string gauss_krueger_of(LonLat place) {
  const double turned = place.lon - 360 * std::floor(place.lon / 360);  // 0 ≤ turned < 360
  return fmt::format("EPSG:{}", 28400 + std::clamp(static_cast<int>(turned / 6) + 1, 2, 32));
}

bool is_wider_than_hemisphere(const Box& extent) {
  return extent.is_empty() || extent.width() >= 180;
}
// Around the Earth beginning at the antimeridian; for what lies across that, around its own middle.
std::string around(const Box& extent, const char* usual, const char* projection) {
  if (extent.is_empty() || (extent.min_x >= -180 && extent.max_x <= 180)) return usual;
  return fmt::format("+proj={} +lon_0={:.0f} +datum=WGS84 +units=m", projection, extent.centre_x());
}

std::string equal_area_about(const Box& extent) {
  if (is_wider_than_hemisphere(extent)) return around(extent, "EPSG:6933", "cea +lat_ts=30");
  const auto middle = middle_of(extent);
  return fmt::format("+proj=laea +lat_0={:.1f} +lon_0={:.1f} +datum=WGS84 +units=m", middle.lat, middle.lon);
}
std::string web_mercator_of(const Box& extent) {
  return around(extent, "EPSG:3857", "webmerc");
}
// One zone of UTM where it bends little, else areas true to size; the whole world as web maps have it.
std::string fitting(const Box& extent) {
  constexpr double widest_degrees = 12, utm_north = 84, utm_south = -80;
  if (is_wider_than_hemisphere(extent)) return web_mercator_of(extent);
  const bool has_zone = extent.width() < widest_degrees && extent.max_y <= utm_north && extent.min_y >= utm_south;
  return has_zone ? utm_of(middle_of(extent)) : equal_area_about(extent);
}
}  // namespace

std::string view_crs_of(ViewSystem system, const Box& lonlat_extent) {
  switch (system) {
    case ViewSystem::utm:
      return utm_of(middle_of(lonlat_extent));
    case ViewSystem::gauss_krueger:
      return gauss_krueger_of(middle_of(lonlat_extent));
    case ViewSystem::equal_area:
      return equal_area_about(lonlat_extent);
    case ViewSystem::web_mercator:
      return web_mercator_of(lonlat_extent);
    case ViewSystem::plate_carree:
      return around(lonlat_extent, "+proj=eqc +datum=WGS84 +units=m", "eqc");
    case ViewSystem::fitting:
      break;
  }
  return fitting(lonlat_extent);
}

std::string_view word_of(ViewSystem system) {
  return std::ranges::find(words, system, &std::pair<ViewSystem, std::string_view>::first)->second;
}

std::optional<ViewSystem> view_system_from(std::string_view word) {
  const auto found = std::ranges::find(words, word, &std::pair<ViewSystem, std::string_view>::second);
  return found == words.end() ? std::nullopt : std::optional{found->first};
}

std::string view_crs_from(const std::string& text, const Box& lonlat_extent) {
  const auto system = text.empty() ? ViewSystem::fitting : view_system_from(text);
  return system ? view_crs_of(*system, lonlat_extent) : text;
}

}  // namespace riskmap
