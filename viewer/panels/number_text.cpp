// Numbers and dates as people type them.
#include "viewer/panels/number_text.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "layers/core/text.h"

namespace riskmap::ui {
namespace {

void drop_all(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
}

std::optional<int> digits_from(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> number_from(std::string_view typed) {
  std::string text = trimmed(typed);
  for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009"}) drop_all(text, space);
  for (const std::string_view minus : {"−", "–"})
    if (text.starts_with(minus)) text.replace(0, minus.size(), "-");
  for (char& c : text)
    if (c == ',') c = '.';
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::optional<Date> date_from(std::string_view typed) {
  std::string text = trimmed(typed);
  if (const auto day = parse_iso_date(text)) return day;
  for (char& c : text)
    if (c == '/') c = '.';
  const std::vector<std::string> parts = split(text, '.');
  if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
  const auto day = digits_from(parts[0]), month = digits_from(parts[1]), year = digits_from(parts[2]);
  if (!day || !month || !year) return std::nullopt;
  return parse_iso_date(fmt::format("{:04}-{:02}-{:02}", *year, *month, *day));
}

std::string numeric_date(Date day) {
  const std::string iso = iso_date(day);
  return iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

}  // namespace riskmap::ui
