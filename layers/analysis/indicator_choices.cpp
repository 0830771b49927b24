#include "layers/analysis/indicator_choices.h"

#include <string_view>
#include <utility>

namespace riskmap {

std::vector<Indicator> indicator_choices(const RegisterSnapshot& snapshot) {
  constexpr std::string_view group_prefix = "group_";
  std::vector<Indicator> choices;
  for (auto& indicator : indicators_of(snapshot)) {
    choices.push_back(std::move(indicator));
    const auto id = choices.back().id;
    if (!id.starts_with(group_prefix)) continue;
    const auto group = id.substr(group_prefix.size());
    for (const auto& category : snapshot.categories)
      if (category.parent == group)
        if (auto found = find_indicator(snapshot, "category_" + category.code)) choices.push_back(std::move(*found));
  }
  return choices;
}

}  // namespace riskmap
