// Solved, solved in part, explained or refused: what may be depends on the kind of problem.
#include <algorithm>
#include <array>

#include "layers/exchange/sample_steps.h"

namespace riskmap {

namespace {
bool is_private(const PlanContext& context) {
  return context.wording.scope == "few";
}

// Consultation is a legitimate end where law or a queue decides, not where help or repair is urgent.
bool may_be_explained(const SampleIssue& issue, const PlanContext& context) {
  constexpr std::array<std::string_view, 6> of_people = {"social.benefit", "social.large_family", "housing_land.",
                                                         "employment.",    "governance.",         "utilities.gas"};
  constexpr std::array<std::string_view, 7> of_places = {"transport.", "utilities.",     "digital.",    "education.",
                                                         "health.",    "culture_sport.", "agriculture."};
  const auto is_among = [&](const auto& groups) {
    return std::ranges::any_of(groups, [&](std::string_view group) { return issue.category.starts_with(group); });
  };
  return is_private(context) ? is_among(of_people) : is_among(of_places) && issue.severity <= 3;
}

bool may_be_refused(const SampleIssue& issue) {
  return issue.category == "social.benefit_assignment" || issue.category == "employment.small_business";
}

bool is_building_work(const StepText& last_step) {
  return last_step.highest_cost > 0 && (last_step.kind == "WORKS" || last_step.kind == "REPAIR");
}
}  // namespace

void draw_outcome(SampleIssue& issue, const PlanContext& context, SampleSteps& steps, SampleRandom& random) {
  const int lot = random.below(100);
  if (lot < 10 && context.category.sensitivity < 2) {
    issue.outcome = "PARTIAL";
    issue.result = steps.phrase(is_building_work(steps.chain().back()) ? "partial" : "partial_other");
  } else if (lot >= 10 && lot < 28 && may_be_refused(issue)) {
    issue.outcome = "REFUSED", issue.result = steps.phrase("refused");
  } else if (lot >= 60 && may_be_explained(issue, context)) {
    issue.outcome = "EXPLAINED";
    issue.result = steps.phrase(is_private(context)  ? "explained"
                                : steps.cost_money() ? "explained_works"
                                                     : "explained_other");
  } else {
    issue.outcome = "SOLVED", issue.result = context.result;
  }
}

}  // namespace riskmap
