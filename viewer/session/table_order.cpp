// One byte-comparable key per value that occurs, a rank per key, then one sort by rank and number.
#include "viewer/session/table_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "layers/core/text.h"

namespace riskmap {

namespace {
std::string date_key(const std::optional<Date>& day) {
  return day ? iso_date(*day) : std::string{};
}

std::string place_name(const RegisterSnapshot& snapshot, const IssueCore& issue, Language language) {
  if (issue.settlement != no_row) return snapshot.settlements[issue.settlement].names.in(language);
  return issue.area != no_row ? snapshot.areas[issue.area].names.in(language) : std::string{};
}

// What a column sorts by.
class Keys {
 public:
  Keys(const IssueSource& source, const NumberRanks& numbers, const TableState& table, Language language)
      : source_{source}, numbers_{numbers}, table_{table}, language_{language} {}

  // Empty = missing.
  [[nodiscard]] std::string of(Row row) const {
    const IssueFacts& facts = source_.facts.facts[row];
    switch (table_.sort) {
      case IssueColumn::number:
        return numbers_.has_number(row) ? std::string{"number"} : std::string{};
      case IssueColumn::level:
        return fmt::format("{}", static_cast<int>(facts.level));
      case IssueColumn::status:
        return fmt::format("{:02}", static_cast<int>(source_.snapshot.issues.core(row).status));
      case IssueColumn::due:
        return facts.is_open ? date_key(facts.due) : std::string{};
      default:
        const auto text = text_of(row);
        return text.empty() ? std::string{} : collator_.key(text);
    }
  }

  // Rows with the same have the same key.
  [[nodiscard]] std::string text_of(Row row) const {
    const auto& [snapshot, facts, selected] = source_;
    const auto issue = snapshot.issues.core(row);
    switch (table_.sort) {
      case IssueColumn::settlement:
        return place_name(snapshot, issue, language_);
      case IssueColumn::category:
        return issue.category != no_row ? snapshot.categories[issue.category].names.in(language_) : std::string{};
      case IssueColumn::title:
        return snapshot.issues[row].title;
      case IssueColumn::next_step: {
        const Row step = facts.facts[row].next_step;
        return step != no_row ? snapshot.measures[step].text : std::string{};
      }
      case IssueColumn::responsible:
        return issue.responsible != no_row ? snapshot.parties[issue.responsible].names.in(language_) : std::string{};
      default:
        return {};
    }
  }

  // As text_of, of a column that sorts by no text.
  [[nodiscard]] std::int64_t number_of(Row row) const {
    const IssueFacts& facts = source_.facts.facts[row];
    switch (table_.sort) {
      case IssueColumn::level:
        return static_cast<std::int64_t>(facts.level);
      case IssueColumn::status:
        return static_cast<std::int64_t>(source_.snapshot.issues.core(row).status);
      default:
        return facts.is_open && facts.due ? facts.due->time_since_epoch().count()
                                          : std::numeric_limits<std::int64_t>::min();
    }
  }

  // Of two rows with their keys.
  [[nodiscard]] bool is_before(Row a, std::string_view key_a, Row b, std::string_view key_b) const {
    if (key_a.empty() != key_b.empty()) return key_b.empty();
    if (key_a != key_b) return table_.is_ascending ? key_a < key_b : key_b < key_a;
    const bool is_backward = table_.sort == IssueColumn::number && !table_.is_ascending;
    return is_backward ? numbers_[b] < numbers_[a] : numbers_[a] < numbers_[b];
  }

  [[nodiscard]] bool is_text() const {
    using enum IssueColumn;
    const auto sort = table_.sort;
    return sort == settlement || sort == category || sort == title || sort == next_step || sort == responsible;
  }

 private:
  const IssueSource& source_;
  const NumberRanks& numbers_;
  const TableState& table_;
  Language language_;
  Collator collator_;
};

using Rank = std::uint32_t;

// Of each row: rows with smaller ranks come first, those with equal ones by their numbers.
template <typename ValueOf>
std::vector<Rank> ranks_by(const Keys& keys, const std::vector<Row>& rows, bool is_ascending, ValueOf&& value_of) {
  using Value = decltype(value_of(Row{}));
  std::unordered_map<Value, Rank> known;
  std::vector<std::string> key_of;
  std::vector<Rank> values;
  values.reserve(rows.size());
  for (const Row row : rows) {
    const auto [found, is_new] = known.try_emplace(value_of(row), static_cast<Rank>(key_of.size()));
    if (is_new) key_of.push_back(keys.of(row));
    values.push_back(found->second);
  }
  std::vector<Rank> order(key_of.size()), rank_of(key_of.size());
  std::iota(order.begin(), order.end(), Rank{0});
  std::ranges::sort(order, [&](Rank a, Rank b) {
    if (key_of[a].empty() != key_of[b].empty()) return key_of[b].empty();
    return is_ascending ? key_of[a] < key_of[b] : key_of[b] < key_of[a];
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool is_tie = i > 0 && key_of[order[i]] == key_of[order[i - 1]];
    rank_of[order[i]] = is_tie ? rank_of[order[i - 1]] : static_cast<Rank>(i);
  }
  for (Rank& value : values) value = rank_of[value];
  return values;
}

std::vector<Row> rows_of(const RowMask& selected) {
  std::vector<Row> rows;
  for (Row row = 0; row < selected.size(); ++row)
    if (selected[row] != 0) rows.push_back(row);
  return rows;
}
}  // namespace

std::vector<Row> table_order(const IssueSource& source, const NumberRanks& numbers, const TableState& table,
                             Language language) {
  auto rows = rows_of(source.selected);
  const Keys keys{source, numbers, table, language};
  const auto by_rank = [&](const std::vector<Rank>& ranks) {
    std::vector<std::tuple<Rank, Rank, Row>> ranked;
    ranked.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) ranked.emplace_back(ranks[i], numbers[rows[i]], rows[i]);
    std::ranges::sort(ranked);
    std::ranges::transform(ranked, rows.begin(), [](const auto& line) { return std::get<2>(line); });
  };
  if (keys.is_text())
    by_rank(ranks_by(keys, rows, table.is_ascending, [&](Row row) { return keys.text_of(row); }));
  else if (table.sort != IssueColumn::number)
    by_rank(ranks_by(keys, rows, table.is_ascending, [&](Row row) { return keys.number_of(row); }));
  else
    std::ranges::sort(rows, [&](Row a, Row b) { return keys.is_before(a, keys.of(a), b, keys.of(b)); });
  return rows;
}

void reorder_touched(std::vector<Row>& rows, const IssueSource& source, const NumberRanks& numbers,
                     const TableState& table, Language language, std::span<const Row> touched) {
  RowMask is_touched(source.selected.size(), 0);
  for (const Row row : touched) is_touched[row] = 1;
  std::erase_if(rows, [&](Row row) { return is_touched[row] != 0; });
  const Keys keys{source, numbers, table, language};
  for (const Row row : touched) {
    if (!is_selected(source.snapshot, source.selected, row)) continue;
    const auto key = keys.of(row);
    const auto place =
        std::ranges::partition_point(rows, [&](Row other) { return keys.is_before(other, keys.of(other), row, key); });
    rows.insert(place, row);
  }
}

namespace {
constexpr std::size_t most_followed = 64;
}  // namespace

void TableOrder::follow(std::span<const Row> touched) {
  if (all_.empty()) return;
  touched_.insert(touched_.end(), touched.begin(), touched.end());
  if (touched_.size() > most_followed) forget();
}

void TableOrder::forget() {
  all_.clear(), touched_.clear();
}

std::vector<Row> TableOrder::rows(const IssueSource& source, const IssueIndex& index, const NumberRanks& numbers,
                                  const TableState& table, Language language) {
  if (sort_ != table.sort || is_ascending_ != table.is_ascending || language_ != language) forget();
  sort_ = table.sort, is_ascending_ = table.is_ascending, language_ = language;
  const auto& selected = source.selected;
  const auto shown = static_cast<std::size_t>(std::ranges::count_if(selected, [](auto is) { return is != 0; }));
  if (all_.empty()) {
    if (shown < selected.size() / 2) return table_order(source, numbers, table, language);
    const auto all = index.mask_of(index.everything());
    all_ = table_order({source.snapshot, source.facts, all}, numbers, table, language);
  } else if (!touched_.empty()) {
    std::ranges::sort(touched_);
    touched_.erase(std::ranges::unique(touched_).begin(), touched_.end());
    const auto all = index.mask_of(index.everything());
    reorder_touched(all_, {source.snapshot, source.facts, all}, numbers, table, language, touched_);
    touched_.clear();
  }
  if (shown == all_.size()) return all_;
  std::vector<Row> rows(shown + 1);  // the last is written over and over
  std::size_t count = 0;
  for (const Row row : all_) {
    rows[count] = row;
    count += row < selected.size() && selected[row] != 0 ? std::size_t{1} : std::size_t{0};
  }
  rows.resize(count);
  return rows;
}

namespace {
using Numbered = std::pair<std::string, Row>;

Numbered number_of(const RegisterSnapshot& snapshot, Row row) {
  return {snapshot.issues[row].reg_no, row};
}
}  // namespace

void NumberRanks::renew(const RegisterSnapshot& snapshot) {
  std::vector<Numbered> numbered;
  for (Row row = 0; row < snapshot.issues.size(); ++row) numbered.push_back(number_of(snapshot, row));
  std::ranges::sort(numbered);
  order_.clear();
  for (const auto& [number, row] : numbered) order_.push_back(row);
  number(snapshot);
}

void NumberRanks::follow(const RegisterSnapshot& before, const RegisterSnapshot& after, std::span<const Row> touched) {
  std::vector<Row> renumbered;
  for (const Row row : touched)
    if (row >= before.issues.size() || before.issues[row].reg_no != after.issues[row].reg_no) renumbered.push_back(row);
  if (renumbered.empty()) return;
  std::erase_if(order_, [&](Row row) { return std::ranges::binary_search(renumbered, row); });
  const auto number_at = [&after](Row row) { return number_of(after, row); };
  for (const Row row : renumbered) order_.insert(std::ranges::upper_bound(order_, number_at(row), {}, number_at), row);
  number(after);
}

void NumberRanks::number(const RegisterSnapshot& snapshot) {
  ranks_.resize(snapshot.issues.size());
  for (std::size_t i = 0; i < order_.size(); ++i) ranks_[order_[i]] = static_cast<std::uint32_t>(i);
  const auto first_numbered =
      std::ranges::partition_point(order_, [&](Row row) { return snapshot.issues[row].reg_no.empty(); });
  numberless_ = static_cast<std::uint32_t>(first_numbered - order_.begin());
}

}  // namespace riskmap
