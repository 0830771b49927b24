// Finds settlements, areas, responsible parties and problems by any spelling of a name: Kazakh, Russian, Latin, with
// slips of the finger.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/register_snapshot.h"

namespace riskmap {

enum class HitKind { settlement, area, party, issue };

struct SearchHit {
  HitKind kind = HitKind::settlement;
  Row row = no_row;     // in settlements, areas, parties or issues
  std::string title;    // the name; with the rural district where it occurs twice; an issue's title
  std::string detail;   // rural district, level or kind; an issue's number and place
  std::string matched;  // the spelling that matched, when it is not the title: "Көксаяқ"
  int rank = 0;         // smaller is better; problems last, equal ranks by the alphabet
};

// Immutable once built; may be shared between threads. Build it on a worker after the register has changed.
class SearchIndex {
 public:
  // `before`, of an earlier revision of the same register, lends what it knows of problems that have stayed as they
  // were.
  explicit SearchIndex(Snapshot snapshot, const SearchIndex* before = nullptr);
  [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }
  [[nodiscard]] std::vector<SearchHit> find(std::string_view text, Language language, std::size_t limit = 20) const;

 private:
  struct Key {
    HitKind kind = HitKind::settlement;
    Row row = no_row;
    std::string key;       // latin_key of one spelling
    std::string spelling;  // as written
  };
  // Of a chunk of problems, one behind the other: there are millions, and most stay as they are from edit to edit.
  struct IssueKeys {
    std::string text;
    std::vector<std::uint32_t> ends;  // by row of the chunk; an empty key is an empty slot's
    [[nodiscard]] std::string_view key(std::size_t row) const {
      const std::size_t begin = row == 0 ? 0 : ends[row - 1];
      return std::string_view{text}.substr(begin, ends[row] - begin);
    }
  };
  void add_places();
  void add_issues(const SearchIndex* before);
  [[nodiscard]] IssueKeys issue_keys(std::size_t first) const;
  [[nodiscard]] std::vector<SearchHit> find_places(std::string_view query, Language language) const;
  [[nodiscard]] std::vector<Row> find_issues(std::string_view query, std::size_t limit) const;

  Snapshot snapshot_;
  std::vector<Key> places_;
  std::vector<std::shared_ptr<const IssueKeys>> issues_;  // by chunk
};

// Insertions, deletions, replacements and swaps of neighbours between two keys, counted up to `most`; more = most + 1.
int edit_distance(std::string_view a, std::string_view b, int most);

}  // namespace riskmap
