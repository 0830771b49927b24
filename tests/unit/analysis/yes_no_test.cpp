#include "layers/analysis/yes_no.h"

#include <doctest/doctest.h>

#include <cmath>

#include "layers/text/translate.h"
#include "small_district.h"

namespace riskmap {

namespace {
const testing::SmallDistrict& district() {
  static const testing::SmallDistrict district;
  return district;
}

YesNo asked(const char* id) {
  return *yes_no_of(*find_indicator(district().snapshot, id));
}

PlaceSummary place() {
  PlaceSummary summary;
  summary.settlements = 1;
  summary.open_by_group.assign(2, 0);
  return summary;
}

double answer(const YesNo& question, const PlaceSummary& summary) {
  return question.answers({summary}).front();
}
}  // namespace

TEST_CASE("a count and money are a yes where there is any, a level where it is high, a share where it is none") {
  auto summary = place();
  for (const char* id : {"overdue", "no_plan", "money_missing", "max_level"}) CHECK(answer(asked(id), summary) == 0);
  summary.overdue = 2, summary.no_plan = 1, summary.money_missing = 50'000, summary.worst = RiskLevel::high;
  for (const char* id : {"overdue", "no_plan", "money_missing", "max_level"}) CHECK(answer(asked(id), summary) == 1);
  summary.worst = RiskLevel::medium;
  CHECK(answer(asked("max_level"), summary) == 0);
  CHECK(std::isnan(answer(asked("share_with_plan"), summary)));  // nothing is open
  summary.open = 4;
  CHECK(answer(asked("share_with_plan"), summary) == 1);
  summary.with_plan = 1;
  CHECK(answer(asked("share_with_plan"), summary) == 0);
}

TEST_CASE(
    "silence is a yes where fewer appeals came than chance leaves or nobody went, and unknown where it cannot be "
    "told") {
  const auto silence = asked("silent");
  auto summary = place();
  const auto of = [&](Hearing hearing) {
    summary.heard.hearing = hearing;
    return answer(silence, summary);
  };
  CHECK(of(Hearing::silent) == 1);
  CHECK(of(Hearing::not_visited) == 1);
  CHECK(of(Hearing::heard) == 0);
  CHECK(std::isnan(of(Hearing::too_few)));
  CHECK(std::isnan(of(Hearing::unknown)));
  CHECK(std::isnan(of(Hearing::at_office)));  // people come there: it is not compared
}

TEST_CASE("what is asked is said in words, and rates, days and other numbers have no yes") {
  set_language(Language::en);
  CHECK(asked("overdue").yes == "“Overdue problems” – at least one");
  CHECK(asked("overdue").no == "“Overdue problems” – none");
  CHECK(asked("max_level").yes == "“Highest risk level” – high or critical");
  set_language(Language::kk);
  CHECK(asked("overdue").yes.ends_with("» – бар"));
  set_language(Language::en);
  for (const char* id : {"per_1000", "days_open", "days_since_reception"})
    CHECK_FALSE(yes_no_of(*find_indicator(district().snapshot, id)));
}

}  // namespace riskmap
