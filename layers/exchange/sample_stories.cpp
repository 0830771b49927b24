// The cases written out in data/tolebi/sample/stories.csv and story_steps.csv.
#include <charconv>

#include "layers/core/contract.h"
#include "layers/core/text.h"
#include "layers/exchange/sample_records.h"

namespace riskmap {

namespace {
// One record of a table, cell by column name.
class StoryRow {
 public:
  StoryRow(const CsvTable& table, const CsvRecord& record) : table_{table}, record_{record} {}

  [[nodiscard]] std::string text(std::string_view column) const { return column_text(table_, record_, column); }
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view column) const {
    const auto cell = text(column);
    if (cell.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    RISKMAP_REQUIRE(error == std::errc{} && end == cell.data() + cell.size());
    return value;
  }
  [[nodiscard]] int whole(std::string_view column) const { return static_cast<int>(number(column).value_or(0)); }
  [[nodiscard]] std::optional<Date> day(std::string_view column) const {
    const auto cell = text(column);
    const auto parsed = parse_iso_date(cell);
    RISKMAP_REQUIRE(cell.empty() || parsed);
    return parsed;
  }

 private:
  const CsvTable& table_;
  const CsvRecord& record_;
};

SampleMeasure measure_of(const StoryRow& row) {
  SampleMeasure measure;
  measure.kind = row.text("kind"), measure.text = row.text("text"), measure.executor = row.text("executor");
  measure.start_on = row.day("start_on"), measure.due_on = row.day("due_on"), measure.done_on = row.day("done_on");
  measure.due_extended_on = row.day("due_extended_on"), measure.extension_reason = row.text("extension_reason");
  measure.status = measure_status_of(row.text("status")).value_or(MeasureStatus::planned);
  measure.progress = row.whole("progress");
  measure.budget_kzt = row.number("budget_kzt"), measure.spent_kzt = row.number("spent_kzt");
  measure.unit_amount_kzt = row.number("unit_amount_kzt"), measure.beneficiaries = row.number("beneficiaries");
  measure.funding = row.text("funding"), measure.programme = row.text("programme");
  measure.beneficiary_unit = row.text("beneficiary_unit"), measure.is_approx = row.text("is_approx") == "1";
  measure.result = row.text("result");
  measure.area_code = row.text("area_code"), measure.target_text = row.text("target_text");
  return measure;
}

void read_state(SampleIssue& issue, const StoryRow& row) {
  issue.status = status_of(row.text("status")).value_or(Status::registered);
  issue.outcome = row.text("outcome"), issue.result = row.text("result");
  issue.status_reason = row.text("status_reason"), issue.review_on = row.day("review_on");
  issue.registered_on = row.day("registered_on").value_or(Date{});
  issue.due_on = row.day("due_on"), issue.resolved_on = row.day("resolved_on"), issue.closed_on = row.day("closed_on");
  issue.reopened_on = row.day("reopened_on"), issue.reopen_count = row.whole("reopen_count");
  issue.escalation = row.text("escalation"), issue.escalated_on = row.day("escalated_on");
  issue.escalated_to = row.text("escalated_to"), issue.duplicate_of = row.text("duplicate_of");
}

SampleIssue issue_of(const StoryRow& row) {
  SampleIssue issue;
  issue.key = row.text("key");
  issue.settlement = row.text("settlement"), issue.area = row.text("area"), issue.category = row.text("category");
  issue.lang = row.text("lang"), issue.title = row.text("title"), issue.description = row.text("description");
  issue.severity = row.whole("severity"), issue.likelihood = row.whole("likelihood");
  issue.affected_people = row.number("people");
  read_state(issue, row);
  issue.responsible = row.text("responsible"), issue.curator = row.text("curator"), issue.channel = row.text("channel");
  if (const auto also = row.text("also"); !also.empty()) issue.also = split(also, '|');
  issue.address = row.text("address"), issue.accuracy = row.text("accuracy"), issue.geom = row.text("geom");
  return issue;
}
}  // namespace

std::vector<SampleIssue> sample_stories(const SampleFacts& facts) {
  std::vector<SampleIssue> issues;
  for (const auto& record : facts.stories.records) issues.push_back(issue_of({facts.stories, record}));
  for (const auto& record : facts.story_steps.records) {
    const StoryRow row{facts.story_steps, record};
    for (auto& issue : issues)
      if (issue.key == row.text("key")) issue.measures.push_back(measure_of(row));
  }
  return issues;
}

std::vector<SampleMeasure> sample_aid(const SampleFacts& facts) {
  std::vector<SampleMeasure> aid;
  for (const auto& record : facts.story_steps.records)
    if (const StoryRow row{facts.story_steps, record}; row.text("key").empty()) aid.push_back(measure_of(row));
  return aid;
}

}  // namespace riskmap
