#include "layers/analysis/likely_duplicates.h"

#include <algorithm>

#include "layers/core/text.h"
#include "layers/model/status.h"

namespace riskmap {

namespace {
// The code points of valid UTF-8.
std::vector<std::uint64_t> characters_of(std::string_view utf8) {
  std::vector<std::uint64_t> out;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      out.push_back(byte);
    else if (byte >= 0xC0)
      out.push_back(byte & (byte < 0xE0 ? 0x1FU : byte < 0xF0 ? 0x0FU : 0x07U));
    else if (!out.empty())
      out.back() = (out.back() << 6U | (byte & 0x3FU)) & 0x1FFFFFU;
  }
  return out;
}
}  // namespace

Trigrams trigrams_of(std::string_view text) {
  const auto characters = characters_of("  " + fold(text) + " ");
  Trigrams out;
  for (std::size_t i = 0; i + 2 < characters.size(); ++i)
    out.push_back(characters[i] << 42U | characters[i + 1] << 21U | characters[i + 2]);
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

double similarity(const Trigrams& a, const Trigrams& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++shared;
    const bool a_is_behind = *i <= *j, b_is_behind = *j <= *i;
    if (a_is_behind) ++i;
    if (b_is_behind) ++j;
  }
  const auto all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

double trigram_similarity(std::string_view a, std::string_view b) {
  return similarity(trigrams_of(a), trigrams_of(b));
}

std::vector<Row> likely_duplicates(const RegisterSnapshot& snapshot, const DuplicateQuery& query,
                                   std::span<const Row> issues_there, std::size_t limit) {
  if (query.settlement == no_row || query.category == no_row) return {};
  const auto title = trigrams_of(query.title);
  std::vector<Row> out;
  for (const Row row : issues_there) {
    if (out.size() == limit) break;
    const auto& issue = snapshot.issues[row];
    if (issue.uuid == query.uuid || issue.settlement != query.settlement || !counts_as_open(issue.status)) continue;
    if (issue.category == query.category || similarity(trigrams_of(issue.title), title) >= similar_titles)
      out.push_back(row);
  }
  return out;
}

}  // namespace riskmap
