// One byte-comparable key per row, then one stable sort.
#include "viewer/session/table_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "layers/core/text.h"

namespace riskmap {

namespace {
std::string date_key(const std::optional<Date>& day) {
  return day ? iso_date(*day) : std::string{};
}

std::string place_name(const RegisterSnapshot& snapshot, const Issue& issue, Language language) {
  if (issue.settlement != no_row) return snapshot.settlements[issue.settlement].names.in(language);
  return issue.area != no_row ? snapshot.areas[issue.area].names.in(language) : std::string{};
}

std::string party_name(const RegisterSnapshot& snapshot, Row party, Language language) {
  return party != no_row ? snapshot.parties[party].names.in(language) : std::string{};
}

// Empty = missing.
std::string key_of(const RegisterSnapshot& snapshot, const IssueFacts& facts, const Issue& issue, IssueColumn column,
                   Language language, const Collator& collator) {
  const auto text = [&](const std::string& value) { return value.empty() ? std::string{} : collator.key(value); };
  switch (column) {
    case IssueColumn::number:
      return issue.reg_no;
    case IssueColumn::settlement:
      return text(place_name(snapshot, issue, language));
    case IssueColumn::category:
      return issue.category != no_row ? text(snapshot.categories[issue.category].names.in(language)) : "";
    case IssueColumn::title:
      return text(issue.title);
    case IssueColumn::next_step:
      return facts.next_step != no_row ? text(snapshot.measures[facts.next_step].text) : "";
    case IssueColumn::responsible:
      return text(party_name(snapshot, issue.responsible, language));
    case IssueColumn::level:
      return fmt::format("{}", static_cast<int>(facts.level));
    case IssueColumn::status:
      return fmt::format("{:02}", static_cast<int>(issue.status));
    case IssueColumn::due:
      return facts.is_open ? date_key(facts.due) : std::string{};
  }
  return {};
}
}  // namespace

std::vector<Row> table_order(const RegisterSnapshot& snapshot, const IssueFactTable& facts, const RowMask& selected,
                             const TableState& table, Language language) {
  std::vector<Row> rows;
  for (Row row = 0; row < selected.size(); ++row)
    if (selected[row] != 0) rows.push_back(row);
  std::ranges::sort(rows, {}, [&](Row row) -> const std::string& { return snapshot.issues[row].reg_no; });
  const Collator collator;
  std::vector<std::string> keys;
  for (const Row row : rows)
    keys.push_back(key_of(snapshot, facts.facts[row], snapshot.issues[row], table.sort, language, collator));
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (keys[a].empty() != keys[b].empty()) return keys[b].empty();
    return table.is_ascending ? keys[a] < keys[b] : keys[b] < keys[a];
  });
  std::vector<Row> sorted;
  for (const auto index : order) sorted.push_back(rows[index]);
  return sorted;
}

}  // namespace riskmap
