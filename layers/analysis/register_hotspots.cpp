#include "layers/analysis/register_hotspots.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "layers/analysis/cluster_categories.h"
#include "layers/analysis/indicator_rates.h"
#include "layers/analysis/indicator_shares.h"
#include "layers/analysis/rates.h"

namespace riskmap {

namespace {
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

bool is_known(double value) {
  return std::isfinite(value);
}

// What the statistic is made of, row by row.
struct Columns {
  std::vector<double> values{}, people{};  // people: empty without a base
  std::vector<double> of_kind{}, cases{};  // of a share of counts: how many, of how many; empty else
  [[nodiscard]] bool has(std::size_t row) const {
    return is_known(values[row]) && (people.empty() || (is_known(people[row]) && people[row] > 0));
  }
  [[nodiscard]] double weight(std::size_t row) const { return people.empty() ? 1 : people[row]; }
  // In a mean of several places: a share of one case weighs little.
  [[nodiscard]] double part(std::size_t row) const { return cases.empty() ? 1 : cases[row]; }
  // What is compared: made comparable between small and large places.
  [[nodiscard]] std::vector<double> tested() const {
    if (!cases.empty()) return standardised_shares({of_kind, cases});
    return people.empty() ? values : standardised_rates(values, people);
  }
};

Columns columns_of(const HotspotSource& source, const HotspotQuestion& question, const std::vector<Row>& rows) {
  const auto summaries = summarise(source.snapshot, question.level, source.selected, source.facts, source.counting);
  const auto at_rows = [&](const std::vector<double>& all) {
    std::vector<double> values;
    for (const Row row : rows) values.push_back(all[row]);
    return values;
  };
  if (question.yes_no) return {.values = at_rows(question.yes_no->answers(summaries))};
  const auto column = [&](const Indicator& indicator) { return at_rows(values_of(indicator, summaries).values); };
  Columns columns{.values = column(question.indicator)};
  if (question.base) columns.people = column(*question.base);
  if (question.indicator.cases)
    for (const Row row : rows)
      columns.of_kind.push_back(question.indicator.of_kind(summaries[row])),
          columns.cases.push_back(question.indicator.cases(summaries[row]));
  return columns;
}

// Join counts are of the rarer answer (Anselin and Li 2019).
void take_rarer_answer(Columns& columns, RegisterHotspots& found) {
  double answers = 0;
  for (const double answer : columns.values)
    if (is_known(answer)) ++answers, found.yes += answer;
  found.is_of_the_no = 2 * found.yes > answers;
  if (!found.is_of_the_no) return;
  for (double& answer : columns.values) answer = 1 - answer;
}

// The counted problems of every row and of a place with its neighbours, each problem once.
class CountedProblems {
 public:
  CountedProblems(const HotspotSource& source, const HotspotQuestion& question, const std::vector<Row>& rows)
      : seen_(source.snapshot.issues.size(), 0) {
    const auto counts = problems_counted_by(question.indicator, source.snapshot, source.facts);
    if (!counts) return;
    all_ = problems_counted(source, counts);
    auto everywhere = issues_by_place(source.snapshot, question.level, source.selected);
    for (const Row row : rows) {
      auto& issues = of_row_.emplace_back(std::move(everywhere[row]));
      std::erase_if(issues, [&](Row issue) { return !source.facts.facts[issue].is_open || !counts(issue); });
    }
  }
  [[nodiscard]] bool are_known() const { return !of_row_.empty(); }

  std::vector<Row> around(const Columns& columns, const Neighbours& neighbours, std::size_t row) {
    ++round_;
    std::vector<Row> issues;
    const auto take = [&](std::size_t place) {
      if (!columns.has(place)) return;
      for (const Row issue : of_row_[place])
        if (std::exchange(seen_[issue], round_) != round_) issues.push_back(issue);
    };
    take(row);
    for (const auto other : neighbours.of(row)) take(other);
    std::ranges::sort(issues);
    return issues;
  }
  double total(const Columns& columns) {
    ++round_;
    double count = 0;
    for (std::size_t row = 0; row < of_row_.size(); ++row)
      if (columns.has(row))
        for (const Row issue : of_row_[row]) count += std::exchange(seen_[issue], round_) != round_ ? 1 : 0;
    return count;
  }
  // Of those that the last total() did not meet.
  [[nodiscard]] LeftOut left_out(const RegisterSnapshot& snapshot, AreaLevel level) const {
    std::vector<unsigned char> is_met;
    for (const Row issue : all_) is_met.push_back(seen_[issue] == round_ ? 1 : 0);
    return left_out_of(snapshot, level, all_, is_met);
  }

 private:
  std::vector<Row> all_;
  std::vector<std::vector<Row>> of_row_;
  std::vector<std::uint32_t> seen_;  // by issue: the round it was met in last
  std::uint32_t round_ = 0;
};

// The sum over a place and its neighbours that have data.
template <typename Value>
double around(const Columns& columns, const Neighbours& neighbours, std::size_t row, Value value) {
  double sum = value(row);
  for (const auto other : neighbours.of(row))
    if (columns.has(other)) sum += value(other);
  return sum;
}

void put_problems(const RegisterSnapshot& snapshot, const Columns& columns, const Neighbours& neighbours,
                  CountedProblems& problems, RegisterHotspots& found) {
  double all = 0;
  for (std::size_t row = 0; row < found.places.size(); ++row)
    if (columns.has(row)) all += columns.weight(row);
  found.total = problems.total(columns);
  found.left_out = problems.left_out(snapshot, found.question.level);
  found.people = columns.people.empty() ? 0 : all;
  for (std::size_t row = 0; row < found.places.size(); ++row) {
    auto& place = found.places[row];
    if (!columns.has(row)) continue;
    auto issues = problems.around(columns, neighbours, row);
    place.seen = static_cast<double>(issues.size());
    place.expected =
        found.total / all * around(columns, neighbours, row, [&](std::size_t i) { return columns.weight(i); });
    if (!place.is_significant()) continue;
    place.behind = categories_of(snapshot, issues);
    place.issues = std::move(issues);
  }
}

// The neighbours that answer as a tested place does, and the problems behind a cluster of them.
void put_joins(const RegisterSnapshot& snapshot, const Columns& columns, const Neighbours& neighbours,
               CountedProblems& problems, RegisterHotspots& found) {
  for (std::size_t row = 0; row < found.places.size(); ++row) {
    auto& place = found.places[row];
    if (!is_known(place.statistic.p)) continue;
    place.seen = place.statistic.statistic, place.expected = place.statistic.expected;
    for (const auto other : neighbours.of(row))
      if (columns.values[other] == 1) place.alike.push_back(found.places[other].row);
    if (!place.is_significant() || !problems.are_known() || found.is_of_the_no) continue;
    place.issues = problems.around(columns, neighbours, row);
    place.behind = categories_of(snapshot, place.issues);
  }
}

void put_means(RegisterHotspots& found, const Columns& columns, const Neighbours& neighbours) {
  double sum = 0, count = 0;
  for (std::size_t row = 0; row < found.places.size(); ++row)
    if (columns.has(row)) sum += columns.values[row] * columns.part(row), count += columns.part(row);
  found.total = sum / count;
  for (std::size_t row = 0; row < found.places.size(); ++row) {
    if (!columns.has(row)) continue;
    const double places = around(columns, neighbours, row, [&](std::size_t i) { return columns.part(i); });
    found.places[row].seen =
        around(columns, neighbours, row, [&](std::size_t i) { return columns.values[i] * columns.part(i); }) / places;
    found.places[row].expected = found.total;
  }
}
}  // namespace

HotspotQuestion fitting_question(const RegisterSnapshot& snapshot, AreaLevel level, const Indicator& indicator,
                                 const HotspotRequest& request) {
  HotspotQuestion question{.level = level, .indicator = indicator, .base = {}, .request = request};
  if (auto counted = count_behind(snapshot, indicator)) question.indicator = std::move(*counted);
  if (auto share = share_behind(snapshot, indicator)) question.indicator = std::move(*share);
  if (request.method == HotspotMethod::joincount)
    question.yes_no = yes_no_of(question.indicator);
  else
    question.base = fitting_base(snapshot, question.indicator);
  return question;
}

std::optional<Indicator> fitting_base(const RegisterSnapshot& snapshot, const Indicator& indicator) {
  const auto has_people = [](const Settlement& place) { return place.population.value_or(0) > 0; };
  const auto there = [](const Settlement& place) { return static_cast<bool>(place.id); };
  const bool is_count = indicator.kind == IndicatorKind::count && indicator.id != "population";
  const bool are_known =
      2 * std::ranges::count_if(snapshot.settlements, has_people) >= std::ranges::count_if(snapshot.settlements, there);
  return is_count && are_known ? find_indicator(snapshot, "population") : std::nullopt;
}

CountsProblem problems_counted_by(const Indicator& indicator, const RegisterSnapshot& snapshot,
                                  const IssueFactTable& facts) {
  const auto& id = indicator.id;
  const auto of = [&facts](auto is_counted) {
    return [&facts, is_counted](Row row) { return is_counted(facts.facts[row]); };
  };
  if (id == "open") return [](Row) { return true; };
  if (id == "overdue") return of([](const IssueFacts& issue) { return issue.lateness >= Lateness::overdue; });
  if (id == "no_plan") return of([](const IssueFacts& issue) { return issue.no_plan; });
  if (id == "no_responsible") return of([](const IssueFacts& issue) { return issue.no_responsible; });
  if (id == "stale") return of([](const IssueFacts& issue) { return issue.is_stale; });
  for (const std::string_view prefix : {"group_", "category_"}) {
    if (!id.starts_with(prefix)) continue;
    const auto code = id.substr(prefix.size());
    const bool takes_children = prefix == "group_";
    return [&snapshot, code, takes_children](Row row) {
      const Row category = snapshot.issues.core(row).category;
      if (category == no_row) return false;
      const auto& [own, parent] = std::tie(snapshot.categories[category].code, snapshot.categories[category].parent);
      return own == code || (takes_children && parent == code);
    };
  }
  return {};
}

std::vector<Row> problems_counted(const HotspotSource& source, const CountsProblem& counts) {
  std::vector<Row> rows;
  for (Row row = 0; row < source.snapshot.issues.size() && row < source.selected.size(); ++row)
    if (source.selected[row] != 0 && source.snapshot.issues.core(row).id && source.facts.facts[row].is_open &&
        counts(row))
      rows.push_back(row);
  return rows;
}

Result<RegisterHotspots> register_hotspots(const HotspotSource& source, const HotspotQuestion& question,
                                           const std::vector<Row>& rows, const Neighbours& neighbours) {
  if (question.request.method == HotspotMethod::joincount && !question.yes_no)
    return fail(ErrorCode::invalid_input, "no yes and no", {}, question.indicator.id);
  if (question.request.method != HotspotMethod::joincount && question.indicator.kind == IndicatorKind::level)
    return fail(ErrorCode::invalid_input, "levels are no numbers", {}, question.indicator.id);
  auto columns = columns_of(source, question, rows);
  RegisterHotspots found;
  if (question.yes_no) take_rarer_answer(columns, found);
  const auto tested = columns.tested();
  const auto statistics = find_hotspots(tested, neighbours, question.request);
  if (!statistics) return std::unexpected{statistics.error()};
  found.question = question;
  found.with_data = statistics->with_data, found.tested = statistics->tested, found.counted = statistics->counted;
  found.whole = whole_layer(tested, neighbours);
  found.global = statistics->global, found.dealt = dealt_global(tested, neighbours, question.request);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& place = found.places.emplace_back(PlaceHotspot{.row = rows[i], .statistic = statistics->places[i]});
    place.seen = place.expected = undefined;
    for (const auto other : neighbours.of(i)) place.neighbours.push_back(rows[other]);
  }
  CountedProblems problems{source, question, rows};
  found.counts_problems = problems.are_known() && !question.yes_no;
  if (question.yes_no)
    put_joins(source.snapshot, columns, neighbours, problems, found);
  else if (found.counts_problems)
    put_problems(source.snapshot, columns, neighbours, problems, found);
  else
    put_means(found, columns, neighbours);
  return found;
}

std::vector<std::size_t> ranked(const RegisterHotspots& found) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < found.places.size(); ++row)
    if (found.places[row].is_significant()) rows.push_back(row);
  std::ranges::stable_sort(rows, {}, [&](std::size_t row) {
    const auto& place = found.places[row];
    return std::tuple{place.statistic.p, -std::abs(place.seen - place.expected)};
  });
  return rows;
}

}  // namespace riskmap
