// Open problems that a new one may repeat: of the same settlement, with the same category or a similar title.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/register_snapshot.h"

namespace riskmap {

// Jaccard's index of the two texts' sets of trigrams, |A ∩ B| / |A ∪ B|, from 0 to 1 (Jaccard 1901). Trigrams are three
// neighbouring characters of the folded text with two blanks before it and one behind, as PostgreSQL's pg_trgm pads a
// word.
double trigram_similarity(std::string_view a, std::string_view b);

// The same for texts that are compared again and again.
using Trigrams = std::vector<std::uint64_t>;  // three characters of 21 bits each; sorted, each once
Trigrams trigrams_of(std::string_view text);
double similarity(const Trigrams& a, const Trigrams& b);

inline constexpr double similar_titles = 0.55;  // `domain.md` §4, "Duplicates"

struct DuplicateQuery {
  std::string uuid{};  // of the problem itself, which is none of its duplicates; "" = a new one
  Row settlement = no_row, category = no_row;
  std::string title{};
};
// In the order of `issues_there`, which are those of the settlement; `limit` at most; none without a settlement and a
// category.
std::vector<Row> likely_duplicates(const RegisterSnapshot& snapshot, const DuplicateQuery& query,
                                   std::span<const Row> issues_there, std::size_t limit);

}  // namespace riskmap
