// The index selects and counts exactly what the plain evaluation does, after any history of edits.
#include <doctest/doctest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "layers/model/issue_index.h"
#include "tests/property/model/random_register.h"

namespace riskmap {
using namespace testing;

namespace {
// A register, its index, and the edits that a store would accept.
class IndexedRegister {
 public:
  explicit IndexedRegister(unsigned seed)
      : chance_{seed},
        office_{seed},
        current_{std::make_shared<const RegisterSnapshot>(office_.office.snapshot)},
        index_{current_, facts(), today} {}

  void edit() {
    Accepted accepted{"batch", EditKind::user, {}, {}};
    for (int changes = 1 + chance_.below(3); changes > 0; --changes) change(accepted);
    const auto before = std::exchange(current_, applied(current_, accepted));
    index_.update(current_, facts(), touched_issues(*before, *current_));
  }

  void check(const std::string& text) {
    const auto filter = *parse_filter(text);
    INFO(text);
    const auto selected = index_.select(filter);
    const auto expected = select_issues(filter, *current_, today);
    CHECK(index_.mask_of(selected) == expected);
    CHECK(selected.count() == static_cast<std::size_t>(std::ranges::count(expected, 1)));
    CHECK(index_.count_by_settlement(selected) == plain_counts(expected));
  }
  void check_columns() const {
    std::size_t issues = 0, overdue = 0;
    for (Row row = 0; row < current_->issues.size(); ++row) {
      if (!current_->issues[row].id) continue;
      ++issues;
      if (facts_of(*current_, row, today).lateness == Lateness::overdue) ++overdue;
    }
    CHECK(index_.issue_count() == issues);
    const auto& lateness = index_.column(IndexedColumn::lateness);
    std::size_t counted = 0;
    for (std::size_t code = CodedColumn::first_value; code < lateness.code_count(); ++code)
      if (lateness.key_of(static_cast<CodedColumn::Code>(code)) == static_cast<CodedColumn::Key>(Lateness::overdue))
        counted = lateness.count(static_cast<CodedColumn::Code>(code));
    CHECK(counted == overdue);
    for (Row place = 0; place < current_->settlements.size(); ++place)
      CHECK(index_.rows_at(place) == plain_rows_at(place));
  }
  Chance& chance() { return chance_; }

 private:
  [[nodiscard]] std::vector<IssueFacts> facts() const {
    std::vector<IssueFacts> facts(current_->issues.size());
    for (Row row = 0; row < facts.size(); ++row)
      if (current_->issues[row].id) facts[row] = facts_of(*current_, row, today);
    return facts;
  }
  [[nodiscard]] std::vector<Row> plain_rows_at(Row place) const {
    std::vector<Row> rows;
    for (Row row = 0; row < current_->issues.size(); ++row) {
      const auto& issue = current_->issues[row];
      if (issue.id && (issue.settlement == place || std::ranges::count(issue.also_settlements, place) > 0))
        rows.push_back(row);
    }
    return rows;
  }
  [[nodiscard]] std::vector<int> plain_counts(const RowMask& mask) const {
    std::vector<int> counts(current_->settlements.size(), 0);
    for (Row row = 0; row < mask.size(); ++row) {
      if (mask[row] == 0) continue;
      const auto& issue = current_->issues[row];
      std::set<Row> places{issue.also_settlements.begin(), issue.also_settlements.end()};
      if (issue.settlement != no_row) places.insert(issue.settlement);
      for (const Row place : places) ++counts[place];
    }
    return counts;
  }

  StoredRecord record_of(Entity entity, const std::string& uuid) const {
    auto record = *current_record(*current_, entity, uuid);
    ++record.version;
    return record;
  }
  template <typename Table>
  std::string any_of(const Table& table) {
    return table[static_cast<std::size_t>(chance_.below(static_cast<int>(table.size())))].uuid;
  }
  void change(Accepted& accepted) {
    const auto issue = any_of(current_->issues), measure = any_of(current_->measures);
    switch (chance_.below(9)) {
      case 0:
        if (!issue.empty()) accepted.removed.push_back(issue);
        return;
      case 1:
        if (!measure.empty()) accepted.removed.push_back(measure);
        return;
      case 2: {
        auto place = record_of(Entity::settlement, current_->settlements[2].uuid);
        place.fields["name_kk"] = chance_.one_of<const char*>({"Қаратөбе", "Ақтөбе", "Зертас"});
        return accepted.records.push_back(std::move(place));
      }
      case 3:
        return add_issue(accepted);
      case 4:
        if (issue.empty()) return;
        return accepted.records.push_back({Entity::issue_place,
                                           ++last_fid_,
                                           "place " + std::to_string(last_fid_),
                                           1,
                                           {{"issue", issue}, {"settlement", any_of(current_->settlements)}}});
      case 5: {
        if (measure.empty()) return;
        auto record = record_of(Entity::measure, measure);
        record.fields["status"] = chance_.one_of<const char*>({"PLANNED", "DONE", "CANCELLED"});
        record.fields["due_on"] = random_day(chance_);
        return accepted.records.push_back(std::move(record));
      }
      default:
        if (!issue.empty()) accepted.records.push_back(changed_issue(issue));
    }
  }
  StoredRecord changed_issue(const std::string& uuid) {
    auto record = record_of(Entity::issue, uuid);
    auto& fields = record.fields;
    switch (chance_.below(5)) {
      case 0:
        fields["settlement"] = any_of(current_->settlements);
        fields["area"] = Value{};
        break;
      case 1:
        fields["severity"] = number(1 + chance_.below(5));
        break;
      case 2:
        fields["status"] = std::string{code_of(all_statuses[static_cast<std::size_t>(chance_.below(11))])};
        break;
      case 3:
        fields["responsible"] = chance_.one_in(2) ? Value{office_.office.akim} : Value{};
        break;
      default:
        fields["registered_on"] = random_day(chance_);
    }
    return record;
  }
  void add_issue(Accepted& accepted) {
    accepted.records.push_back({Entity::issue,
                                ++last_fid_,
                                "issue " + std::to_string(last_fid_),
                                1,
                                {{"settlement", any_of(current_->settlements)},
                                 {"category", text("water.drinking")},
                                 {"title", text("Су жоқ")},
                                 {"severity", number(1 + chance_.below(5))},
                                 {"likelihood", number(1 + chance_.below(5))},
                                 {"status", text("registered")},
                                 {"registered_on", random_day(chance_)}}});
  }

  Chance chance_;
  Register office_;
  std::int64_t last_fid_ = 100'000;
  Snapshot current_;
  IssueIndex index_;
};
}  // namespace

TEST_CASE("the index selects and counts what the plain evaluation does, after every edit") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    IndexedRegister some{seed};
    INFO("seed ", seed);
    std::vector<std::string> asked_again;
    for (int i = 0; i < 8; ++i) asked_again.push_back(random_filter(some.chance(), 2));
    for (int edits = 0; edits < 100; ++edits) {
      for (const auto& text : asked_again) some.check(text);
      for (int i = 0; i < 6; ++i) some.check(random_filter(some.chance(), 3));
      some.check("");
      some.check_columns();
      some.edit();
    }
  }
}

TEST_CASE("a column keeps its bitmaps right when its values become many") {
  Chance chance{21};
  CodedColumn column;
  column.resize(3000);
  std::vector<int> values(3000, -1);
  for (int limit : {3, 100, 400, 70'000}) {
    for (int i = 0; i < 20'000; ++i) {
      const int at = chance.below(3000), value = chance.below(limit);
      column.set(static_cast<std::size_t>(at), column.code_of(static_cast<CodedColumn::Key>(value)));
      values[static_cast<std::size_t>(at)] = value;
    }
    std::vector<unsigned char> accepted(column.code_count(), 0);
    for (std::size_t code = CodedColumn::first_value; code < accepted.size(); ++code)
      accepted[code] = column.key_of(static_cast<CodedColumn::Code>(code)) % 3 == 0;
    const auto found = column.where(accepted);
    std::size_t wrong = 0;
    for (std::size_t at = 0; at < values.size(); ++at)
      if (found[at] != (values[at] >= 0 && values[at] % 3 == 0)) ++wrong;
    CHECK(wrong == 0);
  }
}

}  // namespace riskmap
