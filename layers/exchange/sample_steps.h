// Single steps of a plan: worded for the place, with cost, funding, executor and, once done, their result.
#pragma once
#include "layers/exchange/sample_random.h"
#include "layers/exchange/sample_records.h"

namespace riskmap {

class SampleSteps {
 public:
  SampleSteps(const PlanContext& context, Language language, SampleRandom& random)
      : context_{context}, language_{language}, random_{random} {}

  [[nodiscard]] const std::vector<StepText>& chain() const;  // of the problem's wording
  [[nodiscard]] bool cost_money() const;
  const std::string& phrase(std::string_view use);
  SampleMeasure step_of(const StepText& wording);
  void set_done(SampleMeasure& step, Date day);
  // A deadline that would be missed is sometimes put off first.
  void extend_if_late(SampleMeasure& step);
  // So many thousandths, in whole thousands of tenge.
  static std::int64_t share_of(std::int64_t money, int thousandths) { return money * thousandths / 1'000'000 * 1'000; }

 private:
  std::int64_t draw_cost(const StepText& wording);

  const PlanContext& context_;
  Language language_;
  SampleRandom& random_;
};

// sample_outcome.cpp: how a finished problem ended, and the sentence about it.
void draw_outcome(SampleIssue& issue, const PlanContext& context, SampleSteps& steps, SampleRandom& random);

}  // namespace riskmap
