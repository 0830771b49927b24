// Spellings of area levels and of the geometries that records carry.
#include "layers/model/records.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 4> level_codes = {"region", "district", "rural_district", "settlement"};

std::string_view without_leading_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

std::optional<double> take_number(std::string_view& text) {
  text = without_leading_blanks(text);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// What stands between the parentheses after the word, or nothing.
std::optional<std::string_view> inside(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return std::nullopt;
  text = without_leading_blanks(text.substr(word.size()));
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return std::nullopt;
  return text.substr(1, text.size() - 2);
}
}  // namespace

std::string_view code_of(AreaLevel level) {
  return level_codes[static_cast<std::size_t>(level)];
}

std::optional<AreaLevel> area_level_of(std::string_view code) {
  for (std::size_t i = 0; i < level_codes.size(); ++i)
    if (level_codes[i] == code) return static_cast<AreaLevel>(i);
  return std::nullopt;
}

std::string point_text(LonLat point) {
  return fmt::format("POINT({} {})", point.lon, point.lat);
}

std::optional<LonLat> point_of(std::string_view text) {
  const auto vertices = text.starts_with("POINT") ? vertices_of(text) : std::nullopt;
  if (!vertices) return std::nullopt;
  return vertices->front();
}

std::optional<std::vector<LonLat>> vertices_of(std::string_view text) {
  const bool is_point = text.starts_with("POINT");
  auto body = inside(text, is_point ? "POINT" : "LINESTRING");
  if (!body) return std::nullopt;
  std::vector<LonLat> vertices;
  while (true) {
    const auto lon = take_number(*body);
    const auto lat = take_number(*body);
    if (!lon || !lat) return std::nullopt;
    vertices.push_back({*lon, *lat});
    *body = without_leading_blanks(*body);
    if (body->empty()) break;
    if (body->front() != ',') return std::nullopt;
    body->remove_prefix(1);
  }
  if (is_point ? vertices.size() != 1 : vertices.size() < 2) return std::nullopt;
  return vertices;
}

}  // namespace riskmap
