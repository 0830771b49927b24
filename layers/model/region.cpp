#include "layers/model/region.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <numbers>

namespace riskmap {

namespace {
constexpr double largest_radius_metres = 500'000;

std::string_view without_spaces(std::string_view text) {
  const auto from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
  return from == std::string_view::npos ? std::string_view{} : text.substr(from, to - from + 1);
}

// A number at the beginning of the text, which is shortened by it.
std::optional<double> take_number(std::string_view& text) {
  text = without_spaces(text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<LonLat> take_place(std::string_view& text) {
  const auto lon = take_number(text);
  if (!lon || !text.starts_with(' ')) return std::nullopt;
  const auto lat = take_number(text);
  if (!lat || std::abs(*lon) > 180 || std::abs(*lat) > 90) return std::nullopt;
  return LonLat{*lon, *lat};
}

std::optional<double> take_radius(std::string_view& text) {
  auto radius = take_number(text);
  const auto unit = without_spaces(text);
  if (!radius || (unit != "m" && unit != "km")) return std::nullopt;
  text = {};
  if (unit == "km") *radius *= 1000;
  return *radius > 0 && *radius <= largest_radius_metres ? radius : std::nullopt;
}
struct PerDegree {
  double lon, lat;
};
PerDegree metres_per_degree(double lat) {
  const double angle = lat * std::numbers::pi / 180;
  return {111'415.13 * std::cos(angle) - 94.55 * std::cos(3 * angle) + 0.12 * std::cos(5 * angle),
          111'132.09 - 566.05 * std::cos(2 * angle) + 1.20 * std::cos(4 * angle)};
}
}  // namespace

bool Region::contains(LonLat place) const {
  if (radius_metres > 0) return metres_between(ring.front(), place) <= radius_metres;
  bool is_inside = false;
  for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
    const auto a = ring[before], b = ring[i];
    if ((a.lat > place.lat) == (b.lat > place.lat)) continue;
    if (place.lon < a.lon + (b.lon - a.lon) * (place.lat - a.lat) / (b.lat - a.lat)) is_inside = !is_inside;
  }
  return is_inside;
}

std::optional<Region> region_from(std::string_view text) {
  Region region;
  for (text = without_spaces(text);;) {
    const auto place = take_place(text);
    if (!place) return std::nullopt;
    region.ring.push_back(*place);
    text = without_spaces(text);
    if (text.empty()) break;
    if (text.front() != ',') {
      const auto radius = region.ring.size() == 1 ? take_radius(text) : std::nullopt;
      if (!radius) return std::nullopt;
      region.radius_metres = *radius;
      return region;
    }
    text.remove_prefix(1);
  }
  return region.ring.size() >= 3 ? std::optional{region} : std::nullopt;
}

std::string text_of(const Region& region) {
  std::string text;
  for (const auto [lon, lat] : region.ring) text += fmt::format("{}{:.6f} {:.6f}", text.empty() ? "" : ", ", lon, lat);
  return region.radius_metres > 0 ? fmt::format("{} {:.0f}m", text, region.radius_metres) : text;
}

double metres_between(LonLat a, LonLat b) {
  const auto [lon, lat] = metres_per_degree((a.lat + b.lat) / 2);
  return std::hypot(lon * (a.lon - b.lon), lat * (a.lat - b.lat));
}

std::vector<LonLat> outline_of(const Region& region) {
  if (region.radius_metres <= 0) return region.ring;
  constexpr int corners = 64;
  const auto middle = region.ring.front();
  const auto [lon, lat] = metres_per_degree(middle.lat);
  std::vector<LonLat> ring;
  for (int i = 0; i < corners; ++i) {
    const double turn = 2 * std::numbers::pi * i / corners;
    ring.push_back({middle.lon + region.radius_metres * std::cos(turn) / lon,
                    middle.lat + region.radius_metres * std::sin(turn) / lat});
  }
  return ring;
}

}  // namespace riskmap
