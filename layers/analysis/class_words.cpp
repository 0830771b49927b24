#include "layers/analysis/class_words.h"

#include <cstdint>
#include <numeric>

#include "layers/text/translate.h"

namespace riskmap {

std::string why_fewer_classes(const Classes& classes) {
  if (classes.size() == 0 || !classes.is_reduced()) return {};
  const auto values = std::reduce(classes.counts.begin(), classes.counts.end(), std::int64_t{0});
  if (values < classes.asked) return tr("Fewer classes than asked: there are too few values");
  return tr("Fewer classes than asked: values repeat");
}

}  // namespace riskmap
