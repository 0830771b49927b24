// Who is whose neighbour: the links that statistics of place stand on. Definitions and peers: `numbers.md` §1.1.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace riskmap {

struct Link {
  std::uint32_t from = 0, to = 0;
  friend auto operator<=>(const Link&, const Link&) = default;
};

// The neighbours of each row of a layer: ascending, each once, never the row itself. A link need not be mutual: whoever
// is nearest to one place may have places nearer still.
struct Neighbours {
  std::vector<std::size_t> offset{0};
  std::vector<std::uint32_t> links{};

  [[nodiscard]] std::size_t size() const { return offset.size() - 1; }
  [[nodiscard]] std::size_t count(std::size_t row) const { return offset[row + 1] - offset[row]; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t row) const {
    return {links.data() + offset[row], count(row)};
  }
  friend bool operator==(const Neighbours&, const Neighbours&) = default;
};

// More are refused: they would not fit into the memory of an office PC.
inline constexpr std::size_t most_links = 50'000'000;

// Links as given, in their direction; repeated ones and those of a row to itself are dropped.
Neighbours neighbours_from(std::size_t rows, std::vector<Link> links);
// Every link both ways.
Neighbours mutual(const Neighbours& neighbours);
// Rows with 0 in `is_kept` lose their links, and nobody links to them any more.
Neighbours among(const Neighbours& neighbours, std::span<const unsigned char> is_kept);

// What has to be shown of links before anything is built on them.
struct Connectivity {
  std::size_t links = 0;                 // in both directions
  std::size_t least = 0, most = 0;       // neighbours of a row
  std::size_t components = 0;            // groups that no link joins, islands among them
  std::vector<std::uint32_t> islands{};  // rows without a neighbour
  std::size_t one_way = 0;               // links that are not returned
};
Connectivity connectivity_of(const Neighbours& neighbours);
// How many rows have no neighbour, one, two, … up to the most.
std::vector<std::size_t> rows_by_count(const Neighbours& neighbours);

}  // namespace riskmap
