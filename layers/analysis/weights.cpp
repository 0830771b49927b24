#include "layers/analysis/weights.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace riskmap {

namespace {
// Groups of rows that links join; a row stands for its group when it is its own parent.
class Groups {
 public:
  explicit Groups(std::size_t rows) : parent_(rows) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t group_of(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  void join(std::uint32_t a, std::uint32_t b) { parent_[group_of(a)] = group_of(b); }

 private:
  std::vector<std::uint32_t> parent_;
};

std::vector<Link> links_of(const Neighbours& neighbours) {
  std::vector<Link> links;
  links.reserve(neighbours.links.size());
  for (std::uint32_t row = 0; row < neighbours.size(); ++row)
    for (const auto other : neighbours.of(row)) links.push_back({row, other});
  return links;
}
}  // namespace

Neighbours neighbours_from(std::size_t rows, std::vector<Link> links) {
  std::erase_if(links, [](const Link& link) { return link.from == link.to; });
  std::ranges::sort(links);
  links.erase(std::unique(links.begin(), links.end()), links.end());
  Neighbours neighbours;
  neighbours.offset.assign(rows + 1, 0);
  neighbours.links.reserve(links.size());
  for (const auto& link : links) {
    ++neighbours.offset[link.from + 1];
    neighbours.links.push_back(link.to);
  }
  std::partial_sum(neighbours.offset.begin(), neighbours.offset.end(), neighbours.offset.begin());
  return neighbours;
}

Neighbours mutual(const Neighbours& neighbours) {
  auto links = links_of(neighbours);
  const auto one_way = links.size();
  for (std::size_t i = 0; i < one_way; ++i) links.push_back({links[i].to, links[i].from});
  return neighbours_from(neighbours.size(), std::move(links));
}

Neighbours among(const Neighbours& neighbours, std::span<const unsigned char> is_kept) {
  auto links = links_of(neighbours);
  std::erase_if(links, [&](const Link& link) { return is_kept[link.from] == 0 || is_kept[link.to] == 0; });
  return neighbours_from(neighbours.size(), std::move(links));
}

Connectivity connectivity_of(const Neighbours& neighbours) {
  Connectivity found;
  found.links = neighbours.links.size();
  found.least = neighbours.size() == 0 ? 0 : neighbours.count(0);
  Groups groups{neighbours.size()};
  for (std::uint32_t row = 0; row < neighbours.size(); ++row) {
    found.least = std::min(found.least, neighbours.count(row));
    found.most = std::max(found.most, neighbours.count(row));
    if (neighbours.count(row) == 0) found.islands.push_back(row);
    for (const auto other : neighbours.of(row)) {
      groups.join(row, other);
      if (!std::ranges::binary_search(neighbours.of(other), row)) ++found.one_way;
    }
  }
  for (std::uint32_t row = 0; row < neighbours.size(); ++row)
    if (groups.group_of(row) == row) ++found.components;
  return found;
}

std::vector<std::size_t> rows_by_count(const Neighbours& neighbours) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < neighbours.size(); ++row) {
    const auto count = neighbours.count(row);
    if (count >= rows.size()) rows.resize(count + 1);
    ++rows[count];
  }
  return rows;
}

}  // namespace riskmap
