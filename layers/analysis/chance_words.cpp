#include "layers/analysis/chance_words.h"

#include <array>

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
  if (p < least_told) return "p < " + format_number(least_told, 3);
  return "p = " + format_number(p, p < 0.1 ? 4 : 2);
}

}  // namespace riskmap
