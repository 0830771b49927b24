// A register and filters made by chance, the same for the same seed.
#pragma once
#include <random>
#include <string>

#include "layers/model/filter.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap::testing {

class Chance {
 public:
  explicit Chance(unsigned seed) : random_{seed} {}
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool one_in(int n) { return below(n) == 0; }
  template <typename T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }

 private:
  std::mt19937 random_;
};

inline std::string random_day(Chance& chance) {
  return iso_date(day(2025, 1, 1) + std::chrono::days{chance.below(200)});
}

inline void add_random_issues(Office& office, Chance& chance, int count) {
  for (int i = 0; i < count; ++i) {
    auto issue = office.issue(chance.one_of<const char*>({"s1", "s2", "s3", "s4", "s5", "r1", "r2", "d"}),
                              day(2025, 1, 1) + std::chrono::days{chance.below(160)});
    issue.with("severity", number(1 + chance.below(5))).with("likelihood", number(1 + chance.below(5)));
    issue.with("status", std::string{code_of(all_statuses[static_cast<std::size_t>(chance.below(11))])});
    if (chance.one_in(2)) issue.with("due_on", random_day(chance));
    if (chance.one_in(2)) issue.with("responsible", chance.one_in(2) ? office.akim : office.utility);
    if (chance.one_in(3)) issue.with("category", "aid.family").with("title", "Отбасына көмек");
    if (chance.one_in(3)) issue.with("affected_people", number(chance.below(300)));
    if (chance.one_in(4)) issue.also_in("s3");
    for (int steps = chance.below(3); steps > 0; --steps)
      issue.with_step({{"status", text(chance.one_of({"PLANNED", "IN_PROGRESS", "DONE", "CANCELLED"}))},
                       {"due_on", random_day(chance)},
                       {"executor", office.akim}});
  }
}

inline std::string random_leaf(Chance& chance) {
  switch (chance.below(14)) {
    case 0:
      return chance.one_of<const char*>(
          {"open", "overdue", "badly_overdue", "no_plan", "no_responsible", "stale", "due_soon"});
    case 1:
      return "severity" + std::string{chance.one_of({"=", "!=", "<", ">=", ">"})} + std::to_string(1 + chance.below(5));
    case 2:
      return "due_on" + std::string{chance.one_of({"<", "<=", ">"})} + random_day(chance);
    case 3:
      return "due_on<=today" + std::string{chance.one_of({"", "+10d", "-10d"})};
    case 4:
      return std::string{"status"} + chance.one_of({"=", "!="}) +
             chance.one_of({"planned|closed", "draft", "in_progress"});
    case 5:
      return std::string{"category"} + chance.one_of({"=", "!="}) + chance.one_of({"water.*", "aid.family", "none"});
    case 6:
      return std::string{"settlement"} + chance.one_of({"=", "!="}) +
             chance.one_of({"s1", "Қаратөбе", "none", "\"s4\"|s2"});
    case 7:
      return std::string{"rural_district="} + chance.one_of({"r1", "r2|none"});
    case 8:
      return std::string{chance.one_of({"text~", "any~"})} + chance.one_of({"су", "\"ауыз су\"", "көмек|жоқ"});
    case 9:
      return std::string{"affected_people"} + chance.one_of({"=none", "!=none", ">100", "!=7"});
    case 10:
      return std::string{"measure("} +
             chance.one_of({"open", "status=DONE or overdue", "due_on>2025-03-01 and not open"}) + ")";
    case 11:
      return chance.one_of<const char*>({"level>=high", "level!=low", "group=OPEN|DONE", "group!=VOID", "district=d",
                                         "area=r1", "area!=none", "no_money", "stage=no_plan"});
    case 12:
      return "registered_on" + std::string{chance.one_of({"<", ">=", "="})} + random_day(chance);
    default:
      return std::string{"responsible"} + chance.one_of({"=none", "~әкім", "!=none"});
  }
}

inline std::string random_filter(Chance& chance, int depth) {
  if (depth == 0 || chance.one_in(3)) return random_leaf(chance);
  const auto part = [&] { return "(" + random_filter(chance, depth - 1) + ")"; };
  if (chance.one_in(4)) return "not " + part();
  std::string text = part();
  const auto* word = chance.one_in(2) ? " and " : " or ";
  for (int more = 1 + chance.below(2); more > 0; --more) text += word + part();
  return text;
}

struct Register {
  Office office;
  explicit Register(unsigned seed) {
    Chance chance{seed};
    add_random_issues(office, chance, 60);
  }
};

}  // namespace riskmap::testing
