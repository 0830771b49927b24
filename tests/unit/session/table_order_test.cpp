// The problem table's order, above all by the Kazakh alphabet.
#include "viewer/session/table_order.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/core/text.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;

namespace {

NumberRanks ranks_of(const RegisterSnapshot& snapshot) {
  NumberRanks ranks;
  ranks.renew(snapshot);
  return ranks;
}

// Problems made for sorting, in a register of nothing else.
class TableBuilder {
 public:
  TableBuilder& issue(std::string number, std::string title, Status status = Status::registered) {
    StoredRecord record{
        Entity::issue, static_cast<std::int64_t>(snapshot_.issues.size() + 1), uuid_of_name(number), 1, {}};
    record.fields = {{"reg_no", Value{number}},
                     {"title", Value{title}},
                     {"status", Value{std::string{code_of(status)}}},
                     {"severity", Value{std::int64_t{3}}},
                     {"likelihood", Value{std::int64_t{3}}},
                     {"registered_on", Value{std::string{"2026-01-01"}}}};
    snapshot_.put(record);
    return *this;
  }
  TableBuilder& due(std::string day) {
    snapshot_.issues.change(snapshot_.issues.size() - 1).due_on = parse_iso_date(day);
    return *this;
  }
  [[nodiscard]] std::vector<std::string> numbers(IssueColumn column, bool is_ascending = true) const {
    const auto facts = facts_of_all(snapshot_, *parse_iso_date("2026-03-16"));
    TableState table;
    table.sort = column;
    table.is_ascending = is_ascending;
    std::vector<std::string> numbers;
    const RowMask all(snapshot_.issues.size(), 1);
    for (const Row row : table_order({snapshot_, facts, all}, ranks_of(snapshot_), table, Language::kk))
      numbers.push_back(snapshot_.issues[row].reg_no);
    return numbers;
  }

 private:
  RegisterSnapshot snapshot_;
};

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("titles stand in the order of the Kazakh alphabet") {
  const auto numbers = TableBuilder{}
                           .issue("1", "Ұн")
                           .issue("2", "Үй")
                           .issue("3", "Әке")
                           .issue("4", "Ауыл")
                           .issue("5", "Қар")
                           .issue("6", "Кір")
                           .issue("7", "Ғалым")
                           .issue("8", "Гүл")
                           .issue("9", "Іні")
                           .issue("A", "Ыдыс")
                           .issue("B", "Өзен")
                           .issue("C", "Орман")
                           .issue("D", "Ұя")
                           .issue("E", "Уық")
                           .issue("F", "Һәм")
                           .issue("G", "Хат")
                           .numbers(IssueColumn::title);
  // А Ә … Г Ғ … К Қ … О Ө … У Ұ Ү … Х Һ … Ы І
  CHECK(numbers == Numbers{"4", "3", "8", "7", "6", "5", "C", "B", "E", "1", "D", "2", "G", "F", "A", "9"});
}

TEST_CASE("missing dates come last whichever way the table is turned") {
  const TableBuilder table =
      TableBuilder{}.issue("1", "Бір").issue("2", "Екі").due("2026-05-01").issue("3", "Үш").due("2026-04-01");
  CHECK(table.numbers(IssueColumn::due) == Numbers{"3", "2", "1"});
  CHECK(table.numbers(IssueColumn::due, false) == Numbers{"2", "3", "1"});
}

TEST_CASE("a finished problem has no deadline to be sorted by") {
  const TableBuilder table =
      TableBuilder{}.issue("1", "Бір", Status::closed).due("2026-01-01").issue("2", "Екі").due("2026-05-01");
  CHECK(table.numbers(IssueColumn::due) == Numbers{"2", "1"});
}

TEST_CASE("equal rows keep the order of their numbers") {
  const TableBuilder table = TableBuilder{}.issue("3", "Су").issue("1", "Су").issue("2", "Су");
  CHECK(table.numbers(IssueColumn::title) == Numbers{"1", "2", "3"});
  CHECK(table.numbers(IssueColumn::title, false) == Numbers{"1", "2", "3"});
}

TEST_CASE("rows that are not selected are not in the table") {
  const auto& snapshot = *sample::shared().snapshot;
  const auto today = sample::day_of(snapshot);
  const auto facts = facts_of_all(snapshot, today);
  const auto selected = select_issues(*parse_filter("severity>=4"), snapshot, today);
  const auto rows = table_order({snapshot, facts, selected}, ranks_of(snapshot), {}, Language::kk);
  CHECK(static_cast<std::ptrdiff_t>(rows.size()) == std::ranges::count(selected, 1));
  for (const Row row : rows) CHECK(selected[row] == 1);
}

TEST_CASE("every column sorts the sample both ways into the same rows") {
  const auto& snapshot = *sample::shared().snapshot;
  const auto today = sample::day_of(snapshot);
  const auto facts = facts_of_all(snapshot, today);
  const auto selected = select_issues({}, snapshot, today);
  using enum IssueColumn;
  for (const auto column : {number, settlement, category, title, next_step, responsible, level, status, due})
    for (const bool is_ascending : {true, false}) {
      TableState table;
      table.sort = column;
      table.is_ascending = is_ascending;
      auto rows = table_order({snapshot, facts, selected}, ranks_of(snapshot), table, Language::kk);
      if (column == settlement) {
        const Collator collator;
        std::vector<std::string> names;
        for (const Row row : rows)
          if (snapshot.issues[row].settlement != no_row)
            names.push_back(snapshot.settlements[snapshot.issues[row].settlement].names.kk);
        for (std::size_t i = 1; i < names.size(); ++i) {
          const int order = collator.compare(names[i - 1], names[i]);
          CHECK((is_ascending ? order <= 0 : order >= 0));
        }
      }
      std::ranges::sort(rows);
      CHECK(std::ranges::adjacent_find(rows) == rows.end());
      CHECK(static_cast<std::ptrdiff_t>(rows.size()) == std::ranges::count(selected, 1));
    }
}
