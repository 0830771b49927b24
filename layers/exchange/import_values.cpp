#include "layers/exchange/import_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "layers/core/number_text.h"
#include "layers/core/text.h"
#include "layers/exchange/import_dates.h"
#include "layers/geo/place_text.h"

namespace riskmap {

namespace {
std::optional<std::int64_t> plain_digits(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size() && text.size() < 16;
  return is_whole ? std::optional{number} : std::nullopt;
}

// "≈ 1000", «шамамен 1000», "около 1000".
std::string without_doubt(std::string_view text) {
  constexpr std::array<std::string_view, 6> words = {"≈", "~", "шамамен", "около", "примерно", "about"};
  auto plain = lower_case(text);
  for (const auto word : words)
    if (plain.starts_with(word)) return trimmed(plain.substr(word.size()));
  return plain;
}

// With the decimal sign known, the other one only parts thousands.
std::string with_decimal(std::string text, char decimal) {
  const char other = decimal == '.' ? ',' : '.';
  std::erase(text, other);
  std::ranges::replace(text, ',', '.');
  const auto last = text.find('.');
  const auto digits = last == text.npos ? 0 : text.find_first_not_of("0123456789", last + 1);
  const auto end = digits == text.npos ? text.size() : digits;
  if (last != text.npos && end - last == 4) text.insert(end, "0");  // three decimals would look like thousands
  return text;
}

Finding finding_of(WholeProblem problem) {
  return problem == WholeProblem::two_readings ? Finding::number_ambiguous : Finding::number_unreadable;
}
}  // namespace

NumberReading read_number(std::string_view text, const NumberRules& rules) {
  const auto& column = rules.column;
  if (column.factor == 1)
    if (const auto digits = plain_digits(text)) return {digits, {}};
  if (means_nothing(text)) return {};
  auto plain = without_doubt(text);
  if (rules.is_percent && plain.ends_with('%')) plain = trimmed(plain.substr(0, plain.size() - 1));
  if (column.decimal != '\0') plain = with_decimal(std::move(plain), column.decimal);
  const auto number = number_in_words_from(plain);
  if (!number) return {{}, finding_of(number.error())};
  const double value = *number * (has_multiplier(plain) ? 1 : column.factor);
  const double whole = std::round(value);
  if (std::abs(whole) > 9e15) return {{}, Finding::number_unreadable};
  const bool is_whole = std::abs(whole - value) <= 1e-9 * std::max(1.0, std::abs(whole));
  if (!is_whole && !rules.is_money && !rules.is_percent) return {{}, Finding::number_unreadable};
  return {static_cast<std::int64_t>(whole), is_whole ? std::nullopt : std::optional{Finding::number_rounded}};
}

PointReader::PointReader(const RegisterSnapshot& snapshot, const ImportMapping& mapping)
    : swaps_{mapping.swaps_coordinates} {
  for (const auto& settlement : snapshot.settlements)
    if (settlement.id && settlement.point) district_.include(settlement.point->lon, settlement.point->lat);
  if (!district_.is_empty()) {
    constexpr double margin_km = 20, km_per_degree = 111.2;
    const double north = margin_km / km_per_degree;
    const double east = north / std::cos(district_.centre_y() * std::numbers::pi / 180);
    district_ = {district_.min_x - east, district_.min_y - north, district_.max_x + east, district_.max_y + north};
  }
  if (mapping.crs.empty()) return;
  if (auto projection = Projection::between(mapping.crs, "EPSG:4326"))
    to_degrees_ = std::make_shared<const Projection>(*std::move(projection));
}

LonLat PointReader::centre() const {
  return district_.is_empty() ? LonLat{} : LonLat{district_.centre_x(), district_.centre_y()};
}

// Two numbers are latitude and longitude in this order; words with marks and letters say themselves what they are.
std::optional<PointReader::Pair> PointReader::pair_of(const PointWords& words) const {
  const auto from_cells = [this](std::string_view latitude, std::string_view longitude) -> std::optional<Pair> {
    const auto y = number_from(latitude), x = number_from(longitude);
    if (y && x) return Pair{*y, *x};
    const auto place = place_in(std::string{latitude} + " " + std::string{longitude}, centre());
    return place ? std::optional{Pair{place->place.lat, place->place.lon}} : std::nullopt;
  };
  if (words.both.empty()) return from_cells(words.latitude, words.longitude);
  if (const auto vertices = vertices_of(words.both); vertices && !vertices->empty())
    return Pair{vertices->front().lat, vertices->front().lon};
  const auto semicolon = words.both.find(';');
  if (semicolon != words.both.npos)
    return from_cells(words.both.substr(0, semicolon), words.both.substr(semicolon + 1));
  const auto place = place_in(words.both, centre());
  return place ? std::optional{Pair{place->place.lat, place->place.lon}} : std::nullopt;
}

PointReading PointReader::read(const PointWords& words) const {
  const bool has_both = !means_nothing(words.both);
  if (!has_both && means_nothing(words.latitude) && means_nothing(words.longitude)) return {};
  if (lower_case(words.latitude) == "nan" || lower_case(words.longitude) == "nan") return {{}, Finding::no_point};
  const auto pair = pair_of(words);
  if (!pair || !std::isfinite(pair->latitude) || !std::isfinite(pair->longitude))
    return {{}, Finding::point_unreadable};
  LonLat point{pair->longitude, pair->latitude};
  constexpr double largest_degree = 1000;
  if (std::abs(point.lon) > largest_degree || std::abs(point.lat) > largest_degree) {
    if (!to_degrees_) return {{}, Finding::point_without_crs};
    std::array<double, 1> x{point.lon}, y{point.lat};
    to_degrees_->forward(x, y);
    point = {x[0], y[0]};
    if (!std::isfinite(point.lon) || !std::isfinite(point.lat)) return {{}, Finding::point_unreadable};
  }
  return judged(point);
}

PointReading PointReader::judged(LonLat point) const {
  if (point.lon == 0 && point.lat == 0) return {{}, Finding::no_point};
  const bool is_inside = district_.is_empty() || district_.contains(point.lon, point.lat);
  const bool is_swapped = !is_inside && district_.contains(point.lat, point.lon);
  if (is_swapped && swaps_) return {LonLat{point.lat, point.lon}, Finding::point_turned};
  if (is_swapped) return {{}, Finding::point_swapped};
  if (std::abs(point.lon) > 180 || std::abs(point.lat) > 90) return {{}, Finding::point_unreadable};
  return {point, is_inside ? std::nullopt : std::optional{Finding::point_outside}};
}

}  // namespace riskmap
