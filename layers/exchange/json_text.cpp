// Locale-free spelling of JSON values.
#include "layers/exchange/json_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

#include "layers/core/contract.h"

namespace riskmap {

void append_json_string(std::string& out, std::string_view utf8) {
  out += '"';
  for (const char c : utf8) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        else
          out += c;
    }
  }
  out += '"';
}

void append_json_value(std::string& out, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return append_json_string(out, *text);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    fmt::format_to(std::back_inserter(out), "{}", *integer);
    return;
  }
  const auto* real = std::get_if<double>(&value);
  if (real == nullptr || !std::isfinite(*real))
    out += "null";
  else
    fmt::format_to(std::back_inserter(out), "{}", *real);
}

void append_decimal(std::string& out, double number, int decimals) {
  constexpr std::array powers = {1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  RISKMAP_REQUIRE(decimals >= 0 && decimals < static_cast<int>(powers.size()) && std::isfinite(number));
  const double scale = powers[static_cast<std::size_t>(decimals)];
  const auto scaled = static_cast<long long>(std::llround(std::abs(number) * scale));
  const auto unit = static_cast<long long>(scale);
  if (number < 0 && scaled != 0) out += '-';
  fmt::format_to(std::back_inserter(out), "{}", scaled / unit);
  if (scaled % unit == 0) return;
  auto fraction = fmt::format("{:0{}}", scaled % unit, decimals);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  out += '.';
  out += fraction;
}

}  // namespace riskmap
