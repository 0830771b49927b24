#include "layers/analysis/likely_duplicates.h"

#include <set>

#include "layers/core/text.h"
#include "layers/model/status.h"

namespace riskmap {

namespace {
using Trigrams = std::set<std::string>;

Trigrams trigrams(std::string_view text) {
  const auto folded = "  " + fold(text) + " ";
  std::vector<std::size_t> starts;  // of the characters, and the end
  for (std::size_t i = 0; i < folded.size(); ++i)
    if ((static_cast<unsigned char>(folded[i]) & 0xC0U) != 0x80U) starts.push_back(i);
  starts.push_back(folded.size());
  Trigrams out;
  for (std::size_t i = 0; i + 3 < starts.size(); ++i) out.insert(folded.substr(starts[i], starts[i + 3] - starts[i]));
  return out;
}

double similarity(const Trigrams& a, const Trigrams& b) {
  std::size_t shared = 0;
  for (const auto& part : a) shared += b.contains(part) ? 1U : 0U;
  const auto all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}
}  // namespace

double trigram_similarity(std::string_view a, std::string_view b) {
  return similarity(trigrams(a), trigrams(b));
}

std::vector<Row> likely_duplicates(const RegisterSnapshot& snapshot, const DuplicateQuery& query, std::size_t limit) {
  if (query.settlement == no_row || query.category == no_row) return {};
  const auto title = trigrams(query.title);
  std::vector<Row> out;
  for (Row row = 0; row < snapshot.issues.size() && out.size() < limit; ++row) {
    const auto& issue = snapshot.issues[row];
    if (!issue.id || issue.uuid == query.uuid || issue.settlement != query.settlement || !counts_as_open(issue.status))
      continue;
    if (issue.category == query.category || similarity(trigrams(issue.title), title) >= similar_titles)
      out.push_back(row);
  }
  return out;
}

}  // namespace riskmap
