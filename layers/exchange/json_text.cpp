// Locale-free spelling of JSON values.
#include "layers/exchange/json_text.h"

#include <fmt/format.h>

#include <algorithm>
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

namespace {
constexpr std::array<std::int64_t, 10> powers_of_ten = {1,       10,        100,        1'000,       10'000,
                                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

constexpr auto two_digits = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i)
    digits[2 * i] = static_cast<char>('0' + i / 10), digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  return digits;
}();

// Exactly `count` digits, by twos from the right.
char* write_digits(char* at, std::uint64_t number, int count) {
  for (int left = count; left > 0; left -= 2, number /= 100) {
    const auto pair = static_cast<std::size_t>(number % 100) * 2;
    at[left - 1] = two_digits[pair + 1];
    if (left > 1) at[left - 2] = two_digits[pair];
  }
  return at + count;
}

int digit_count(std::uint64_t number) {
  int count = 1;
  for (; number >= 10; number /= 10) ++count;
  return count;
}
}  // namespace

char* write_decimal(char* at, std::int64_t units, int decimals) {
  if (units < 0) *at++ = '-';
  const auto size = static_cast<std::uint64_t>(units < 0 ? -units : units);
  const auto unit = static_cast<std::uint64_t>(powers_of_ten[static_cast<std::size_t>(decimals)]);
  at = write_digits(at, size / unit, digit_count(size / unit));
  if (size % unit == 0) return at;
  *at++ = '.';
  at = write_digits(at, size % unit, decimals);
  while (at[-1] == '0') --at;
  return at;
}

std::int64_t decimal_units(double number, int decimals) {
  constexpr double most = 9e18;  // what 64 bits hold; nothing on Earth comes near
  const double scaled = number * static_cast<double>(powers_of_ten[static_cast<std::size_t>(decimals)]);
  return static_cast<std::int64_t>(std::clamp(scaled + std::copysign(0.5, scaled), -most, most));
}

void append_decimal(std::string& out, double number, int decimals) {
  RISKMAP_REQUIRE(decimals >= 0 && decimals < static_cast<int>(powers_of_ten.size()) && std::isfinite(number));
  std::array<char, longest_decimal> text;
  out.append(text.data(), write_decimal(text.data(), decimal_units(number, decimals), decimals));
}

}  // namespace riskmap
