// Problems and measures as rows: numbered by day, links written as a person reads them (number, code, name).
#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "layers/core/contract.h"
#include "layers/core/csv.h"
#include "layers/exchange/sample_records.h"

namespace riskmap {

namespace {
const std::vector<std::string> issue_header = {"reg_no",
                                               "settlement",
                                               "area",
                                               "category",
                                               "title",
                                               "description",
                                               "lang",
                                               "severity",
                                               "likelihood",
                                               "affected_people",
                                               "affected_households",
                                               "escalation",
                                               "escalated_on",
                                               "escalated_to",
                                               "status",
                                               "outcome",
                                               "result",
                                               "status_reason",
                                               "review_on",
                                               "forwarded_to",
                                               "channel",
                                               "occurred_on",
                                               "registered_on",
                                               "due_on",
                                               "resolved_on",
                                               "closed_on",
                                               "reopened_on",
                                               "reopen_count",
                                               "responsible",
                                               "curator",
                                               "duplicate_of",
                                               "address",
                                               "location_accuracy",
                                               "geom"};
const std::vector<std::string> measure_header = {
    "issue",      "area_code", "target_text",     "step_no",          "kind",      "text",          "executor",
    "start_on",   "due_on",    "due_extended_on", "extension_reason", "done_on",   "status",        "progress",
    "budget_kzt", "spent_kzt", "unit_amount_kzt", "funding",          "programme", "beneficiaries", "beneficiary_unit",
    "is_approx",  "result",    "cancel_reason"};

std::string text_of(const std::optional<Date>& day) {
  return day ? iso_date(*day) : std::string{};
}
std::string text_of(const std::optional<std::int64_t>& number) {
  return number ? fmt::format("{}", *number) : std::string{};
}

class TableMaker {
 public:
  explicit TableMaker(const SampleFacts& facts) : facts_{facts} {}

  SampleTables all(const std::vector<SampleIssue>& issues, const std::vector<SampleMeasure>& aid) {
    for (const auto& issue : issues)
      if (!issue.key.empty()) number_of_key_[issue.key] = issue.reg_no;
    for (const auto& issue : issues) add(issue);
    int step = 0;
    for (const auto& measure : aid) add(measure, "", ++step);
    return {{"issues.csv", issue_header, std::move(issue_rows_)},
            {"issue_places.csv", {"issue", "settlement"}, std::move(place_rows_)},
            {"measures.csv", measure_header, std::move(measure_rows_)}};
  }

 private:
  [[nodiscard]] std::string party(const std::string& key) const {
    return key.empty() ? std::string{} : facts_.party(key).names.kk;
  }

  void add(const SampleIssue& issue) {
    const auto master = issue.duplicate_of.empty() ? std::string{} : number_of_key_.at(issue.duplicate_of);
    issue_rows_.push_back({issue.reg_no,
                           issue.settlement,
                           issue.area,
                           issue.category,
                           issue.title,
                           issue.description,
                           issue.lang,
                           fmt::format("{}", issue.severity),
                           fmt::format("{}", issue.likelihood),
                           text_of(issue.affected_people),
                           text_of(issue.affected_households),
                           issue.escalation,
                           text_of(issue.escalated_on),
                           party(issue.escalated_to),
                           std::string{code_of(issue.status)},
                           issue.outcome,
                           issue.result,
                           issue.status_reason,
                           text_of(issue.review_on),
                           party(issue.forwarded_to),
                           issue.channel,
                           text_of(issue.occurred_on),
                           iso_date(issue.registered_on),
                           text_of(issue.due_on),
                           text_of(issue.resolved_on),
                           text_of(issue.closed_on),
                           text_of(issue.reopened_on),
                           fmt::format("{}", issue.reopen_count),
                           party(issue.responsible),
                           party(issue.curator),
                           master,
                           issue.address,
                           issue.accuracy,
                           issue.geom});
    for (const auto& code : issue.also) place_rows_.push_back({issue.reg_no, code});
    int step = 0;
    for (const auto& measure : issue.measures) add(measure, issue.reg_no, ++step);
  }

  void add(const SampleMeasure& measure, const std::string& reg_no, int step) {
    measure_rows_.push_back({reg_no,
                             measure.area_code,
                             measure.target_text,
                             fmt::format("{}", step),
                             measure.kind,
                             measure.text,
                             party(measure.executor),
                             text_of(measure.start_on),
                             text_of(measure.due_on),
                             text_of(measure.due_extended_on),
                             measure.extension_reason,
                             text_of(measure.done_on),
                             std::string{code_of(measure.status)},
                             fmt::format("{}", measure.progress),
                             text_of(measure.budget_kzt),
                             text_of(measure.spent_kzt),
                             text_of(measure.unit_amount_kzt),
                             measure.funding,
                             measure.programme,
                             text_of(measure.beneficiaries),
                             measure.beneficiary_unit,
                             measure.is_approx ? "1" : "",
                             measure.result,
                             measure.cancel_reason});
  }

  const SampleFacts& facts_;
  std::map<std::string, std::string> number_of_key_;
  std::vector<std::vector<std::string>> issue_rows_, place_rows_, measure_rows_;
};
}  // namespace

void number_by_day(std::vector<SampleIssue>& issues) {
  std::ranges::stable_sort(issues, {}, &SampleIssue::registered_on);
  std::map<int, int> last;
  for (auto& issue : issues) {
    const auto year = static_cast<int>(std::chrono::year_month_day{issue.registered_on}.year());
    issue.reg_no = fmt::format("TB-{}-{:04}", year, ++last[year]);
  }
}

SampleTables record_tables(const SampleFacts& facts, const std::vector<SampleIssue>& issues,
                           const std::vector<SampleMeasure>& aid) {
  return TableMaker{facts}.all(issues, aid);
}

Result<void> write_table(const SampleTable& table, const std::filesystem::path& folder) {
  std::ofstream out{folder / table.file, std::ios::binary};
  if (!out) return fail(ErrorCode::access, "cannot write", (folder / table.file).string());
  out << csv_line(table.header);
  for (const auto& row : table.rows) {
    RISKMAP_REQUIRE(row.size() == table.header.size());
    out << csv_line(row);
  }
  out.close();
  if (!out) return fail(ErrorCode::io, "cannot write", (folder / table.file).string());
  return {};
}

}  // namespace riskmap
