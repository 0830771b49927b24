// Separators of thousands, decimals and multipliers are told apart by where they stand.
#include "layers/core/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "layers/core/text.h"

namespace riskmap {
namespace {

void drop_all(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
}

struct Multiplier {
  std::string_view word;
  double factor;
};
constexpr std::array multipliers = {Multiplier{"мың", 1e3},  Multiplier{"тыс.", 1e3},   Multiplier{"тыс", 1e3},
                                    Multiplier{"млн.", 1e6}, Multiplier{"млн", 1e6},    Multiplier{"млрд.", 1e9},
                                    Multiplier{"млрд", 1e9}, Multiplier{"миллион", 1e6}};
constexpr std::array<std::string_view, 4> currencies = {"теңге", "тенге", "тг", "₸"};

bool take_ending(std::string& text, std::string_view ending) {
  if (!text.ends_with(ending)) return false;
  text.resize(text.size() - ending.size());
  text = trimmed(text);
  return true;
}

double take_multiplier(std::string& text) {
  for (const auto currency : currencies)
    if (take_ending(text, currency)) break;
  for (const auto& multiplier : multipliers)
    if (take_ending(text, multiplier.word)) return multiplier.factor;
  return 1;
}

// Between thousands stand groups of three; the last separator may be a decimal one.
std::expected<std::string, WholeProblem> without_group_separators(std::string text) {
  const auto last = text.find_last_of(".,");
  if (last == std::string::npos) return text;
  const auto first = text.find_first_of(".,");
  const bool has_three = text.size() - last == 4;
  if (first == last) {
    const std::size_t sign = text.starts_with('-') ? 1 : 0, digits = last - sign;
    if (has_three && digits >= 1 && digits <= 3 && text[sign] != '0')
      return std::unexpected{WholeProblem::two_readings};
    text[last] = '.';
    return text;
  }
  const bool is_decimal = text[first] != text[last];
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_separator = text[i] == '.' || text[i] == ',';
    if (!is_separator || (is_decimal && i == last)) {
      out += is_separator ? '.' : text[i];
      continue;
    }
    const auto next = std::min(text.find_first_of(".,", i + 1), text.size());
    if (next - i != 4 || text[i] != text[first]) return std::unexpected{WholeProblem::no_number};
  }
  return out;
}

}  // namespace

std::expected<double, WholeProblem> number_in_words_from(std::string_view typed) {
  std::string text = lower_case(trimmed(typed));
  const double factor = take_multiplier(text);
  for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009"}) drop_all(text, space);
  auto plain = without_group_separators(std::move(text));
  if (!plain) return std::unexpected{plain.error()};
  const auto number = number_from(*plain);
  constexpr double most = 9e15;  // what a double holds exactly
  if (number && *number * factor > most) return std::unexpected{WholeProblem::too_large};
  if (!number || *number * factor < -most) return std::unexpected{WholeProblem::no_number};
  return *number * factor;
}

bool has_multiplier(std::string_view typed) {
  std::string text = lower_case(trimmed(typed));
  return take_multiplier(text) != 1;
}

std::expected<std::int64_t, WholeProblem> whole_number_from(std::string_view typed) {
  const auto number = number_in_words_from(typed);
  if (!number) return std::unexpected{number.error()};
  const double whole = std::round(*number);
  if (std::abs(whole - *number) > 1e-9 * std::max(1.0, std::abs(whole)))
    return std::unexpected{WholeProblem::not_whole};
  return static_cast<std::int64_t>(whole);
}

std::optional<double> number_from(std::string_view typed) {
  std::string text = trimmed(typed);
  for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009"}) drop_all(text, space);
  for (const std::string_view minus : {"−", "–"})
    if (text.starts_with(minus)) text.replace(0, minus.size(), "-");
  for (char& c : text)
    if (c == ',') c = '.';
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error == std::errc::result_out_of_range && text.find('.') == std::string::npos)
    return text.starts_with('-') ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

}  // namespace riskmap
