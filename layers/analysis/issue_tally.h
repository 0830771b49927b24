// What the selected problems of each place come to, problem by problem: counted in and taken out again, so that an edit
// moves only what it touched.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

// Days with how often each occurs.
class DayCounts {
 public:
  DayCounts() = default;
  explicit DayCounts(std::vector<std::pair<Date, int>> ascending);
  void add(Date day) { change(day, 1); }
  void add(const DayCounts& other);
  void take_out(Date day) { change(day, -1); }  // one that was added
  [[nodiscard]] bool empty() const { return counts_.empty(); }
  [[nodiscard]] std::optional<Date> first_from(Date day) const;
  // The middle one, halfway between the two middle ones of an even number, as days before `today`; not of none.
  [[nodiscard]] double median_before(Date today) const;

 private:
  void change(Date day, int by);
  [[nodiscard]] Date at(std::int64_t position) const;  // in ascending order

  std::vector<std::pair<Date, int>> counts_;  // ascending
  std::int64_t total_ = 0;
};

struct IssueTally {
  IssueTally() = default;
  explicit IssueTally(const RegisterSnapshot& snapshot);  // of no problem, with the snapshot's categories
  void add(const IssueTally& other);                      // of other problems

  PlaceSummary summary;  // its sums over problems; the rest is filled in by summarise()
  DayCounts open_since, deadlines;
  std::array<int, 5> open_by_level{};                  // by RiskLevel
  std::array<std::array<int, 26>, 2> open_by_score{};  // of social problems, of infrastructure; severity × likelihood
  int neglected = 0;                                   // open, without a plan or without a responsible party
};

// The rows of a level's places in which settlements and areas lie, looked up once.
class PlaceRows {
 public:
  PlaceRows(const RegisterSnapshot& snapshot, AreaLevel level);
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Row of_settlement(Row row) const { return of_settlement_[row]; }
  [[nodiscard]] const std::vector<Row>& of_settlements() const { return of_settlement_; }
  // Each place of the issue once, into `rows`.
  void find(const IssueCore& issue, std::vector<Row>& rows) const;

 private:
  std::size_t size_;
  std::vector<Row> of_settlement_, of_area_;
};

// Which of a snapshot's issues count, and what is known of them.
struct IssueSource {
  const RegisterSnapshot& snapshot;
  const IssueFactTable& facts;
  const RowMask& selected;
};

bool is_selected(const RegisterSnapshot& snapshot, const RowMask& selected, Row issue);

// One tally per place of a level, rows as in summarise().
struct LevelTallies {
  PlaceRows places;
  std::vector<IssueTally> tallies;
};

// What the selected issues come to at several levels and everywhere.
class TallyBook {
 public:
  // Settlements are always among the levels: the risk index of every level rests on them. Of no problem at first.
  TallyBook(const RegisterSnapshot& snapshot, std::span<const AreaLevel> levels);
  TallyBook(const IssueSource& source, std::span<const AreaLevel> levels);  // of what is selected
  // Issues among `rows` that are not selected neither count nor counted. Settlements, areas and categories must be
  // those of the first count.
  void add(const IssueSource& source, std::span<const Row> rows);
  // Problems that all lie in the places of this one and are counted in no other way.
  void add(const IssueCore& place, const IssueTally& tally);
  void take_out(const IssueSource& source, std::span<const Row> rows);  // as they were when they were counted
  [[nodiscard]] const LevelTallies& at(AreaLevel level) const;
  [[nodiscard]] const IssueTally& everything() const { return everything_; }  // each issue once

 private:
  void count(const IssueSource& source, std::span<const Row> rows, int sign);

  std::map<AreaLevel, LevelTallies> levels_;
  IssueTally everything_;
};

// What pending steps of a problem cost for which there is no money.
std::int64_t money_missing(const RegisterSnapshot& snapshot, Row issue);

// The sums over problems of one tally, with what follows from them.
PlaceSummary summary_of(const IssueTally& tally, Date today);

// As summarise() and summarise_all() of indicator_summary.h, of what a book has counted already. `source` as the book
// has it.
std::vector<PlaceSummary> summarise(const IssueSource& source, const TallyBook& book, AreaLevel level,
                                    const Counting& counting);
PlaceSummary summarise_all(const IssueSource& source, const TallyBook& book);

}  // namespace riskmap
