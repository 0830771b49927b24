// The sample's problems and measures while they are being made: links are keys and positions, turned into names at the
// end.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/language.h"
#include "layers/exchange/sample_facts.h"
#include "layers/exchange/sample_table.h"
#include "layers/model/status.h"

namespace riskmap {

struct SampleMeasure {
  std::string kind, text, executor;  // executor: party key
  std::optional<Date> start_on, due_on, due_extended_on, done_on;
  std::string extension_reason, cancel_reason, result, funding, programme, beneficiary_unit, area_code, target_text;
  MeasureStatus status = MeasureStatus::planned;
  int progress = 0;
  std::optional<std::int64_t> budget_kzt, spent_kzt, unit_amount_kzt, beneficiaries;
  bool is_approx = false;
};

struct SampleIssue {
  std::string reg_no;            // once numbered
  std::string key;               // of a story, else empty
  std::string settlement, area;  // codes; one of them
  std::string category, title, description, lang = "kk";
  int severity = 3, likelihood = 5;
  std::optional<std::int64_t> affected_people, affected_households;
  std::string escalation = "DISTRICT", escalated_to, outcome, result, status_reason, forwarded_to, channel, address;
  std::string accuracy = "SETTLEMENT", geom, responsible, curator, duplicate_of;  // duplicate_of: key
  Status status = Status::registered;
  Date registered_on{};
  std::optional<Date> occurred_on, due_on, resolved_on, closed_on, reopened_on, review_on, escalated_on;
  int reopen_count = 0;
  std::vector<std::string> also;  // settlement codes
  std::vector<SampleMeasure> measures;
};

// sample_problems.cpp: what came up, where and when.
std::vector<SampleIssue> sample_problems(const SampleFacts& facts);
// sample_stories.cpp: the cases written out one by one, and the aid that no problem stands behind.
std::vector<SampleIssue> sample_stories(const SampleFacts& facts);
std::vector<SampleMeasure> sample_aid(const SampleFacts& facts);
// sample_plan.cpp: takes a new problem on its way (state, plan, dates, money, outcome).
struct PlanContext {
  const SampleFacts& facts;
  const SampleCategory& category;
  const ProblemText& wording;
  const SamplePlace& place;
  std::optional<int> number_of_people_helped;  // drawn by the wording, e.g. families
  std::string result;                          // what was done, if it is solved
  std::string stream;                          // of the random numbers
};
void plan_solution(SampleIssue& issue, const PlanContext& context);

// Sorts problems by day and numbers them.
void number_by_day(std::vector<SampleIssue>& issues);

struct SampleTables {
  SampleTable issues, issue_places, measures;
};
SampleTables record_tables(const SampleFacts& facts, const std::vector<SampleIssue>& issues,
                           const std::vector<SampleMeasure>& aid);

// "akim" and its like are the place's own; everything else is a key of parties.csv.
std::string local_party(const std::string& key, const SampleCategory& category, const SamplePlace& place);
// The day itself or the next one that is neither a weekend nor a public holiday.
Date on_a_workday(Date day);

}  // namespace riskmap
