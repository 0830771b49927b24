#include "layers/model/aid.h"

namespace riskmap {

std::size_t count_measures_without_problem(const RegisterSnapshot& snapshot) {
  std::size_t count = 0;
  for (Row row = 0; row < snapshot.measures.size(); ++row)
    count += snapshot.measures[row].id && snapshot.measures[row].issue == no_row ? 1U : 0U;
  return count;
}

}  // namespace riskmap
