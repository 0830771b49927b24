// Sums by columns are the sums of every problem asked for itself, whatever is selected and whatever has been edited.
#include "layers/analysis/column_tally.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "layers/model/edit.h"
#include "tests/property/model/random_register.h"

namespace riskmap {
using namespace testing;

namespace {
constexpr std::array levels = {AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district};

std::string words_of(const IssueTally& tally) {
  const auto summary = summary_of(tally, today);
  auto words =
      fmt::format("open {} late {} {} unplanned {} {} stale {} planned {} done {} {} new {} ", summary.open,
                  summary.overdue, summary.badly_overdue, summary.no_plan, summary.no_responsible, summary.stale,
                  summary.with_plan, summary.done, summary.done_this_year, summary.registered_last_30_days);
  words += fmt::format("{} {} {} {} {} {} ", summary.open_by_group, summary.open_by_category, summary.by_stage,
                       summary.registered_by_month, summary.resolved_by_month, summary.registered_by_quarter);
  words += fmt::format("money {} median {} due {} ", summary.money_missing, summary.median_days_open.value_or(-1),
                       summary.days_to_deadline.value_or(-1));
  for (Date day = today - std::chrono::days{400}; day < today + std::chrono::days{400};) {
    const auto next = tally.deadlines.first_from(day), since = tally.open_since.first_from(day);
    words += fmt::format("{} {} ", next ? iso_date(*next) : "-", since ? iso_date(*since) : "-");
    day += std::chrono::days{20};
  }
  return words + fmt::format("{} {} {}", tally.open_by_level, tally.open_by_score, tally.neglected);
}

std::string words_of(const TallyBook& book) {
  auto words = words_of(book.everything());
  for (const auto level : levels)
    for (const auto& tally : book.at(level).tallies) words += "\n" + words_of(tally);
  return words;
}

// A register with its index, and edits that move problems between places, states and days.
class CountedRegister {
 public:
  explicit CountedRegister(unsigned seed) : chance_{seed} {
    add_random_issues(office_, chance_, 80);
    for (int i = 0; i < 20; ++i)
      office_.issue(chance_.one_of<const char*>({"s1", "s4", "r1"}), day(2025, 5, 1))
          .with_step({{"funding", "NOT_FOUND"}, {"budget_kzt", number(1000 + chance_.below(1000))}});
    for (int i = 0; i < 30; ++i) change();
    snapshot_ = std::make_shared<const RegisterSnapshot>(office_.snapshot);
    facts_ = facts_of_all(*snapshot_, today);
    index_.emplace(snapshot_, facts_.facts, today, facts_.stages);
  }

  void edit() {
    for (int changes = 1 + chance_.below(4); changes > 0; --changes) change();
    const auto before = std::exchange(snapshot_, std::make_shared<const RegisterSnapshot>(office_.snapshot));
    facts_ = facts_of_all(*snapshot_, today);
    index_->update(snapshot_, facts_.facts, touched_issues(*before, *snapshot_), facts_.stages);
  }
  void check(const std::string& text) {
    INFO(text);
    const auto selected = index_->select(*parse_filter(text));
    const auto mask = index_->mask_of(selected);
    const IssueSource source{*snapshot_, facts_, mask};
    const auto money = all_money_missing(*snapshot_, facts_);
    const auto counted = tally_by_columns(source, {*index_, money}, selected, levels);
    CHECK(words_of(counted) == words_of(TallyBook{source, levels}));
  }
  Chance& chance() { return chance_; }

 private:
  void change() {
    auto& snapshot = office_.snapshot;
    const auto row = static_cast<std::size_t>(chance_.below(static_cast<int>(snapshot.issues.size())));
    const auto uuid = snapshot.issues[row].uuid;
    if (uuid.empty()) return;
    if (chance_.one_in(12)) return snapshot.remove(Entity::issue, uuid);
    auto record = *current_record(snapshot, Entity::issue, uuid);
    ++record.version;
    auto& fields = record.fields;
    if (chance_.one_in(2)) fields["resolved_on"] = chance_.one_in(3) ? Value{} : Value{random_day(chance_)};
    if (chance_.one_in(3)) fields["closed_on"] = random_day(chance_);
    if (chance_.one_in(3)) fields["registered_on"] = chance_.one_in(4) ? Value{} : Value{random_day(chance_)};
    if (chance_.one_in(3))
      fields["status"] = std::string{code_of(all_statuses[static_cast<std::size_t>(chance_.below(11))])};
    if (chance_.one_in(3)) place(fields);
    snapshot.put(record);
  }
  // In a settlement, in an area, in both or in none.
  void place(Fields& fields) {
    const auto& snapshot = office_.snapshot;
    fields["settlement"] =
        chance_.one_in(2) ? Value{} : Value{snapshot.settlements[static_cast<std::size_t>(chance_.below(5))].uuid};
    fields["area"] =
        chance_.one_in(2) ? Value{} : Value{snapshot.areas[static_cast<std::size_t>(chance_.below(3))].uuid};
  }

  Chance chance_;
  Office office_;
  Snapshot snapshot_;
  IssueFactTable facts_;
  std::optional<IssueIndex> index_;
};
}  // namespace

TEST_CASE("what is counted by columns is what is counted problem by problem, after every edit") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CountedRegister some{seed};
    INFO("seed ", seed);
    for (int edits = 0; edits < 40; ++edits) {
      some.check("");
      for (int i = 0; i < 4; ++i) some.check(random_filter(some.chance(), 2));
      some.edit();
    }
  }
}

}  // namespace riskmap
