#include "layers/analysis/indicator_choices.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "small_district.h"

namespace riskmap {

TEST_CASE("each group of categories is followed by its single ones, and nothing else is added or lost") {
  const testing::SmallDistrict district;
  const auto listed = indicators_of(district.snapshot);
  auto choices = indicator_choices(district.snapshot);
  const auto ids_of = [](const std::vector<Indicator>& indicators) {
    std::vector<std::string> ids;
    for (const auto& indicator : indicators) ids.push_back(indicator.id);
    return ids;
  };
  const auto ids = ids_of(choices);
  for (const auto& [group, category] :
       {std::pair{"group_water", "category_water.drinking"}, {"group_aid", "category_aid.family"}}) {
    const auto at = std::ranges::find(ids, group);
    REQUIRE(at != ids.end());
    REQUIRE(at + 1 != ids.end());
    CHECK(*(at + 1) == category);
  }
  std::erase_if(choices, [](const Indicator& indicator) { return indicator.id.starts_with("category_"); });
  CHECK(ids_of(choices) == ids_of(listed));
  CHECK(ids.size() == listed.size() + 2);
}

}  // namespace riskmap
