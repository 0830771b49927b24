#include "layers/analysis/register_scan.h"

#include <algorithm>

#include "layers/analysis/cluster_categories.h"

namespace riskmap {

namespace {
std::vector<double> values_at(const Indicator& indicator, const std::vector<PlaceSummary>& summaries,
                              const std::vector<Row>& rows) {
  const auto all = values_of(indicator, summaries).values;
  std::vector<double> values;
  for (const Row row : rows) values.push_back(all[row]);
  return values;
}

Row main_place(const RegisterSnapshot& snapshot, const Issue& issue, AreaLevel level) {
  const bool is_settlement = level == AreaLevel::settlement;
  if (issue.settlement != no_row)
    return is_settlement ? issue.settlement : area_of_settlement(snapshot, issue.settlement, level);
  if (issue.area == no_row) return no_row;
  if (!is_settlement) return area_of_area(snapshot, issue.area, level);
  const Area& area = snapshot.areas[issue.area];
  return area.level == AreaLevel::settlement ? snapshot.find_settlement(area.code) : no_row;
}

// The counted problems by place of the snapshot, each at its main place.
std::vector<std::vector<Row>> problems_by_place(const HotspotSource& source, AreaLevel level,
                                                const CountsProblem& counts) {
  auto problems = issues_by_place(source.snapshot, level, source.selected);
  for (Row place = 0; place < problems.size(); ++place)
    std::erase_if(problems[place], [&](Row issue) {
      return !source.facts.facts[issue].is_open || !counts(issue) ||
             main_place(source.snapshot, source.snapshot.issues[issue], level) != place;
    });
  return problems;
}
// Of the problems whose main place the scan has not.
LeftOut left_out_by(const HotspotSource& source, const ScanQuestion& question, const CountsProblem& counts,
                    const std::vector<unsigned char>& is_scanned) {
  const auto problems = problems_counted(source, counts);
  std::vector<unsigned char> is_taken;
  for (const Row issue : problems) {
    const Row place = main_place(source.snapshot, source.snapshot.issues[issue], question.level);
    is_taken.push_back(place == no_row ? 0 : is_scanned[place]);
  }
  return left_out_of(source.snapshot, question.level, problems, is_taken);
}

// 1 for the places of the snapshot that take part.
std::vector<unsigned char> scanned_rows(const RegisterScan& scan, const std::vector<Row>& rows, const Places& places,
                                        std::size_t count) {
  std::vector<unsigned char> is_scanned(count, 0);
  for (std::size_t i = 0; i < rows.size(); ++i)
    is_scanned[rows[i]] = places.has(i) && (scan.people.empty() || scan.people[i] > 0) ? 1 : 0;
  return is_scanned;
}
}  // namespace

Result<RegisterScan> register_scan(const HotspotSource& source, const ScanQuestion& question,
                                   const std::vector<Row>& rows, const Places& places, const LongWork& work) {
  if (question.indicator.kind != IndicatorKind::count)
    return fail(ErrorCode::invalid_input, "a scan counts cases", {}, question.indicator.id);
  const auto summaries = summarise(source.snapshot, question.level, source.selected, source.facts, source.counting);
  RegisterScan found;
  found.places = places;
  if (question.base) found.people = values_at(*question.base, summaries, rows);
  const auto counts = problems_counted_by(question.indicator, source.snapshot, source.facts);
  std::vector<std::vector<Row>> problems;
  found.counts_problems = static_cast<bool>(counts);
  if (counts) {
    problems = problems_by_place(source, question.level, counts);
    for (const Row row : rows) found.counts.push_back(static_cast<double>(problems[row].size()));
    found.left_out = left_out_by(source, question, counts, scanned_rows(found, rows, places, summaries.size()));
  } else {
    found.counts = values_at(question.indicator, summaries, rows);
  }
  auto scan = spatial_scan(found.counts, found.people, places, question.options, work);
  if (!scan) return std::unexpected{std::move(scan).error()};
  found.scan = std::move(*scan);
  for (const auto& cluster : found.scan.clusters) {
    auto& [issues, behind] = found.problems.emplace_back();
    if (!counts) continue;
    for (const auto row : cluster.rows)
      issues.insert(issues.end(), problems[rows[row]].begin(), problems[rows[row]].end());
    std::ranges::sort(issues);
    behind = categories_of(source.snapshot, issues);
  }
  return found;
}

}  // namespace riskmap
