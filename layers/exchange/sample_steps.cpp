// Costs are drawn within the range of the wording and rounded as estimates are.
#include "layers/exchange/sample_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
template <typename T>
const T& one_of(const std::vector<T>& choices, SampleRandom& random) {
  return choices[static_cast<std::size_t>(random.below(static_cast<int>(choices.size())))];
}
}  // namespace

const std::vector<StepText>& SampleSteps::chain() const {
  const auto found = context_.facts.chains.find(context_.wording.chain);
  RISKMAP_REQUIRE(found != context_.facts.chains.end());
  return found->second;
}

bool SampleSteps::cost_money() const {
  return std::ranges::any_of(chain(), [](const StepText& step) { return step.highest_cost > 0; });
}

const std::string& SampleSteps::phrase(std::string_view use) {
  const auto found = context_.facts.phrases.find(use);
  RISKMAP_REQUIRE(found != context_.facts.phrases.end());
  return one_of(found->second, random_).in(language_);
}

SampleMeasure SampleSteps::step_of(const StepText& wording) {
  SampleMeasure step;
  step.kind = wording.kind;
  step.text = language_ == Language::ru ? wording.text_ru : wording.text_kk;
  step.executor = local_party(wording.executor, context_.category, context_.place);
  step.funding = wording.funding.empty() ? "NONE_NEEDED" : one_of(wording.funding, random_);
  if (wording.highest_cost > 0) step.budget_kzt = draw_cost(wording);
  const auto& programme = context_.category.programme;
  if (step.budget_kzt && !programme.empty() && (step.funding == "PROGRAMME" || random_.chance(35)))
    step.programme = programme;
  if (step.funding == "PROGRAMME" && step.programme.empty()) step.programme = "dev_plan";
  if (!wording.unit.empty()) {
    step.beneficiary_unit = wording.unit;
    step.beneficiaries = context_.wording.scope == "few" && !context_.number_of_people_helped
                             ? 1
                             : context_.number_of_people_helped.value_or(random_.between(4, 24));
  }
  return step;
}

std::int64_t SampleSteps::draw_cost(const StepText& wording) {
  const int thousand = random_.between(wording.lowest_cost, wording.highest_cost);
  const int grain = thousand < 1'000 ? 10 : thousand < 10'000 ? 50 : thousand < 100'000 ? 250 : 1'000;
  return std::int64_t{1'000} * grain * ((thousand + grain / 2) / grain);
}

void SampleSteps::set_done(SampleMeasure& step, Date day) {
  step.status = MeasureStatus::done;
  step.progress = 100;
  step.done_on = std::min(on_a_workday(day), context_.facts.today);
  step.result = phrase("result." + step.kind);
  if (step.budget_kzt) step.spent_kzt = share_of(*step.budget_kzt, random_.between(920, 1000));
}

void SampleSteps::extend_if_late(SampleMeasure& step) {
  if (!step.due_on || !step.budget_kzt) return;
  const bool is_late = step.done_on ? *step.done_on > *step.due_on : *step.due_on < context_.facts.today;
  if (!is_late || !random_.chance(30)) return;
  step.due_extended_on = on_a_workday(*step.due_on + std::chrono::days{random_.between(14, 60)});
  step.extension_reason = phrase("extend");
}

std::string local_party(const std::string& key, const SampleCategory& category, const SamplePlace& place) {
  if (key == "owner") return local_party(category.owner, category, place);
  if (key == "akim" || key == "primary" || key == "deputy") return fmt::format("{}.{}", key, place.rural_district);
  return key;
}

}  // namespace riskmap
