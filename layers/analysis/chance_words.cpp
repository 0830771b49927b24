#include "layers/analysis/chance_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

std::string chance_words(double p) {
  constexpr std::array cases = {2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10'000, 100'000, 1'000'000};
  int rarest = 0;
  for (const int n : cases)
    if (p * n < 1) rarest = n;
  if (rarest == 0) return fill(tr("{share} of cases"), {{"share", format_percent(p)}});
  return fill(tr("fewer than 1 of {n} cases"), {{"n", format_integer(rarest)}});
}

std::string p_words(double p) {
  constexpr double least_told = 0.001;
  if (p < least_told) return "p\u00A0<\u00A0" + format_number(least_told, 3);
  return "p\u00A0=\u00A0" + format_number(p, p < 0.1 ? 4 : 2);
}

std::string level_words(double level) {
  constexpr int fewest = 4, most = 12;
  const double near = std::min(level, 1 - level);  // what rounding must leave as good as it is
  for (int decimals = fewest; decimals <= most; ++decimals) {
    const double scale = std::pow(10.0, decimals);
    if (std::abs(std::round(level * scale) / scale - level) <= 0.001 * near) return format_number(level, decimals);
  }
  return fmt::format("{}", level);
}

std::string few_deals_words(std::size_t needed) {
  return fill(tr("So few random deals cannot tell: at this limit {n} at least are needed."),
              {{"n", format_integer(static_cast<std::int64_t>(needed))}});
}

}  // namespace riskmap
