// The first few lines of the attention list are the beginning of the whole list, and the numbers those of the whole.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "layers/analysis/waiting_issues.h"
#include "tests/property/model/random_register.h"

namespace riskmap {
using namespace testing;

namespace {
void review(Office& office, Chance& chance, const AttentionLine& line) {
  office.put(Entity::hotspot_review, line.subject + std::string{code_of(line.reason)},
             {{"subject", line.subject},
              {"reason", std::string{code_of(line.reason)}},
              {"state", chance.one_in(2) ? "REVIEWED" : "OPEN"},
              {"reviewed_by", "A. Deputy"},
              {"reviewed_on", random_day(chance)}});
}

// Of the whole list what stays when only the first `most` problems without a review are told.
std::vector<std::string> first_of(const AttentionList& whole, std::size_t most) {
  std::vector<std::string> subjects;
  std::size_t told = 0;
  for (const auto& line : whole.lines)
    if (line.is_about_place() || line.review || told++ < most) subjects.push_back(line.subject);
  return subjects;
}
}  // namespace

TEST_CASE("however few lines are asked for, they are the first of the whole list and count all of it") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    INFO("seed ", seed);
    Chance chance{seed};
    Office office;
    add_random_issues(office, chance, 150);
    const auto facts = facts_of_all(office.snapshot, today);
    RowMask selected(office.snapshot.issues.size());
    for (auto& is_selected : selected) is_selected = chance.one_in(4) ? 0 : 1;
    const WaitingIssues waiting{office.snapshot, attention_scores(office.snapshot, facts)};
    const IssueSource source{office.snapshot, facts, selected};
    for (const auto& line : attention_list(source, waiting, {}, selected.size()).lines)
      if (!line.is_about_place() && chance.one_in(8)) review(office, chance, line);
    const auto whole = attention_list(source, waiting, {}, selected.size());
    for (const std::size_t most : {0U, 1U, 5U, 30U}) {
      CAPTURE(most);
      const auto some = attention_list(source, waiting, {}, most);
      std::vector<std::string> subjects;
      for (const auto& line : some.lines) subjects.push_back(line.subject);
      CHECK(subjects == first_of(whole, most));
      CHECK(some.open == whole.open);
      CHECK(some.reviewed == whole.reviewed);
    }
  }
}

}  // namespace riskmap
