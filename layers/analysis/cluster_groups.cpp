#include "layers/analysis/cluster_groups.h"

#include <numeric>
#include <unordered_map>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Follows each place to the one that stands for its group.
std::size_t root_of(std::vector<std::size_t>& parent, std::size_t place) {
  while (parent[place] != place) place = parent[place] = parent[parent[place]];
  return place;
}
}  // namespace

ClusterGroups groups_of(const RegisterHotspots& found) {
  const auto& places = found.places;
  std::unordered_map<Row, std::size_t> significant;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i].is_significant()) significant.emplace(places[i].row, i);
  std::vector<std::size_t> parent(places.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  for (const auto& [row, place] : significant)
    for (const Row neighbour : places[place].neighbours)
      if (const auto other = significant.find(neighbour);
          other != significant.end() && places[other->second].statistic.verdict == places[place].statistic.verdict)
        parent[root_of(parent, place)] = root_of(parent, other->second);
  std::unordered_map<std::size_t, std::size_t> sizes;
  for (const auto& [row, place] : significant) ++sizes[root_of(parent, place)];
  ClusterGroups groups;
  for (const auto& [root, size] : sizes) {
    if (size == 1)
      ++groups.alone;
    else
      ++groups.groups, groups.together += size;
  }
  return groups;
}

std::string groups_words(const ClusterGroups& groups) {
  if (groups.groups == 0) return {};
  const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  auto words = fill(tr("{places} in {groups}"),
                    {{"places", trn("{n} place", "{n} places", count(groups.together))},
                     {"groups", trn("{n} group of neighbours", "{n} groups of neighbours", count(groups.groups))}});
  if (groups.alone > 0) words += ", " + trn("{n} stands alone", "{n} stand alone", count(groups.alone));
  return words;
}

}  // namespace riskmap
