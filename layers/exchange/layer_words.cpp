#include "layers/exchange/layer_words.h"

#include <charconv>
#include <cmath>

namespace riskmap {

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',') {
      parts.emplace_back();
      continue;
    }
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',') ++i;
    parts.back() += text[i];
  }
  return parts;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) out += letter == ',' ? std::string{"\\,"} : std::string{letter};
  return out;
}

std::optional<double> number_in(std::string_view text, double least, double most) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
  return is_number && value >= least && value <= most ? std::optional{value} : std::nullopt;
}

bool set_number(double& target, std::string_view text, double least, double most) {
  const auto number = number_in(text, least, most);
  if (number) target = *number;
  return number.has_value();
}

bool set_scales(ScaleRange& target, std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const auto closest = number_in(text.substr(0, dash), 0, 1e12), farthest = number_in(text.substr(dash + 1), 0, 1e12);
  if (!closest || !farthest || (*farthest > 0 && *farthest < *closest)) return false;
  target = {*closest, *farthest};
  return true;
}

}  // namespace riskmap
