#include "layers/analysis/cluster_groups.h"

#include <doctest/doctest.h>

#include <utility>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Places by their verdicts, rows 100, 101, …, with links as given.
RegisterHotspots finding(const std::vector<PlaceVerdict>& verdicts, const std::vector<std::pair<Row, Row>>& links) {
  RegisterHotspots found;
  for (const auto verdict : verdicts) {
    auto& place = found.places.emplace_back();
    place.row = static_cast<Row>(99 + found.places.size());
    place.statistic.verdict = verdict;
  }
  for (const auto& [from, to] : links) found.places[from].neighbours.push_back(100 + to);
  return found;
}
constexpr auto hot = PlaceVerdict::hot, cold = PlaceVerdict::cold, calm = PlaceVerdict::not_significant;
}  // namespace

TEST_CASE("significant places that are one another's neighbours are one group, over any number of steps") {
  set_language(Language::en);
  const auto found = finding({hot, hot, hot, calm, hot, hot}, {{0, 1}, {2, 1}, {2, 3}, {3, 4}, {4, 5}});
  CHECK(groups_of(found) == ClusterGroups{.groups = 2, .together = 5, .alone = 0});
  CHECK(groups_words(groups_of(found)) == "5 places in 2 groups of neighbours");
}

TEST_CASE("hot and cold neighbours are no group, and places that are no cluster join nobody") {
  set_language(Language::en);
  const auto found = finding({hot, cold, calm, hot, cold, cold}, {{0, 1}, {0, 2}, {2, 3}, {4, 5}, {5, 4}});
  CHECK(groups_of(found) == ClusterGroups{.groups = 1, .together = 2, .alone = 3});
  CHECK(groups_words(groups_of(found)) == "2 places in 1 group of neighbours, 3 stand alone");
}

TEST_CASE("where each place stands alone nothing is said") {
  CHECK(groups_words(groups_of(finding({hot, calm, hot}, {{0, 1}, {1, 2}}))).empty());
  CHECK(groups_words(groups_of(finding({}, {}))).empty());
}

}  // namespace riskmap
