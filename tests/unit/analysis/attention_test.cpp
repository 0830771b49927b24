#include "layers/analysis/attention.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::day;
using testing::SmallDistrict;
const Date today = day(2025, 7, 15);

std::string since_day(unsigned of_july) {
  return "Since " + format_date(day(2025, 7, of_july)) + ": ";
}

AttentionList list_of(const SmallDistrict& district, const RowMask& selected,
                      std::size_t most = std::numeric_limits<std::size_t>::max()) {
  const auto facts = facts_of_all(district.snapshot, today);
  const auto scores = attention_scores(district.snapshot, facts);
  return attention_list({district.snapshot, facts, selected}, scores, {}, most);
}

std::vector<AttentionLine> lines_of(const SmallDistrict& district) {
  return list_of(district, district.all()).lines;
}

// Registered yesterday, with a responsible step ahead: nothing to worry about.
testing::IssueBuilder calm(SmallDistrict& district, const std::string& place) {
  return district.issue(place, day(2025, 7, 14)).with_step({{"funding", "DISTRICT_BUDGET"}, {"due_on", "2025-09-01"}});
}

void review(SmallDistrict& district, const std::string& subject, const std::string& reason, const std::string& on,
            const std::string& state = "REVIEWED") {
  district.put(Entity::hotspot_review, subject + reason + on,
               {{"subject", subject},
                {"reason", reason},
                {"state", state},
                {"note", "seen on " + on},
                {"reviewed_by", "A. Deputy"},
                {"reviewed_on", on}});
}
}  // namespace

TEST_CASE("a calm problem is not on the list") {
  SmallDistrict district;
  calm(district, "s1");
  CHECK(lines_of(district).empty());
}

TEST_CASE("each reason puts its problem on the list, with its days") {
  SmallDistrict district;
  const auto late = calm(district, "s1").with("registered_on", "2025-06-01").with("due_on", "2025-06-11").row();
  const auto raised = calm(district, "s2").with("escalation", "REPUBLIC").with("escalated_on", "2025-07-05").row();
  const auto again = calm(district, "s3").with("reopen_count", std::int64_t{1}).with("reopened_on", "2025-07-12").row();
  const auto poor = calm(district, "s4").with_step({{"funding", "NOT_FOUND"}}).row();
  const auto unplanned = district.issue("s5", day(2025, 6, 20)).row();
  std::map<Row, AttentionLine> by_issue;
  for (const auto& line : lines_of(district)) by_issue[line.issues.front()] = line;
  REQUIRE(by_issue.size() == 5);
  CHECK(by_issue[late].reason == AttentionReason::badly_overdue);
  CHECK(by_issue[late].days == 34);
  CHECK(by_issue[raised].reason == AttentionReason::escalated);
  CHECK(by_issue[raised].days == 10);
  CHECK(by_issue[again].reason == AttentionReason::reopened);
  CHECK(by_issue[again].days == 3);
  CHECK(by_issue[poor].reason == AttentionReason::no_money);
  CHECK(by_issue[unplanned].reason == AttentionReason::no_plan);
  CHECK(by_issue[unplanned].days == 25);
  CHECK(by_issue[unplanned].place == Place{AreaLevel::settlement, district.row_of("s5")});
}

TEST_CASE("a problem with several reasons is one line under the gravest") {
  SmallDistrict district;
  district.issue("s1", day(2025, 1, 1)).with("due_on", "2025-02-01").with("escalation", "REGION");
  const auto lines = lines_of(district);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].reason == AttentionReason::badly_overdue);
  CHECK(lines[0].also == std::vector{AttentionReason::escalated, AttentionReason::no_plan});
}

TEST_CASE("three new problems of a place within thirty days are a line of their own, two are not") {
  SmallDistrict district;
  calm(district, "s1");
  calm(district, "s1").with("registered_on", "2025-06-16");
  calm(district, "s2").with("registered_on", "2025-06-15").also_in("s1");
  CHECK(lines_of(district).empty());
  calm(district, "s2").also_in("s1");
  const auto lines = lines_of(district);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].reason == AttentionReason::many_new);
  CHECK(lines[0].subject == district.snapshot.settlements[district.row_of("s1")].uuid);
  CHECK(lines[0].issues.size() == 3);
}

TEST_CASE("closed problems and those of another selection are left out") {
  SmallDistrict district;
  district.issue("s1", day(2025, 1, 1)).with("status", "closed").with("reopen_count", std::int64_t{2});
  const Row open = district.issue("s1", day(2025, 1, 1)).row();
  auto selected = district.all();
  CHECK(list_of(district, selected).lines.size() == 1);
  selected[open] = 0;
  CHECK(list_of(district, selected).lines.empty());
}

TEST_CASE("of very many problems the most pressing are listed, all are counted, and no review is lost") {
  SmallDistrict district;
  std::vector<Row> rows;
  for (int i = 0; i < 9; ++i) {
    const auto reopened = std::int64_t{1 + i % 2}, severity = std::int64_t{1 + i * 5 % 5};
    rows.push_back(district.issue("s1", day(2025, 1, static_cast<unsigned>(i + 1)))
                       .with("reopen_count", reopened)
                       .with("severity", severity)
                       .row());
  }
  const auto all = list_of(district, district.all());
  REQUIRE(all.lines.size() == 9);
  const auto last = all.lines.back();
  review(district, last.subject, std::string{code_of(last.reason)}, "2025-07-14");
  const auto few = list_of(district, district.all(), 3);
  REQUIRE(few.lines.size() == 4);
  for (std::size_t i = 0; i < 3; ++i) CHECK(few.lines[i].subject == all.lines[i].subject);
  CHECK(few.lines.back().subject == last.subject);
  CHECK(few.lines.back().is_reviewed);
  CHECK(few.open == 8);
  CHECK(few.reviewed == 1);
}

TEST_CASE("a graver level ranks a line of the same reason higher") {
  SmallDistrict district;
  district.issue("s1", day(2025, 6, 20)).with("severity", std::int64_t{1});
  const Row grave = district.issue("s2", day(2025, 6, 20)).with("severity", std::int64_t{5}).row();
  const auto lines = lines_of(district);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].issues.front() == grave);
}

TEST_CASE("the newest review of the same subject and reason decides") {
  SmallDistrict district;
  const auto issue = district.issue("s1", day(2025, 6, 20));
  review(district, issue.uuid(), "reopened", "2025-07-10");
  CHECK_FALSE(lines_of(district)[0].is_reviewed);
  CHECK_FALSE(lines_of(district)[0].review);
  review(district, issue.uuid(), "no_plan", "2025-07-10");
  CHECK(lines_of(district)[0].is_reviewed);
  CHECK(lines_of(district)[0].review->note == "seen on 2025-07-10");
  review(district, issue.uuid(), "no_plan", "2025-07-12", "OPEN");
  CHECK_FALSE(lines_of(district)[0].is_reviewed);
  CHECK(lines_of(district)[0].review->note == "seen on 2025-07-12");
}

TEST_CASE("a review does not cover what happened after it") {
  SmallDistrict district;
  auto issue = calm(district, "s1").with("reopen_count", std::int64_t{1}).with("reopened_on", "2025-07-01");
  review(district, issue.uuid(), "reopened", "2025-07-02");
  CHECK(lines_of(district)[0].is_reviewed);
  issue.with("reopen_count", std::int64_t{2}).with("reopened_on", "2025-07-08");
  CHECK_FALSE(lines_of(district)[0].is_reviewed);
}

TEST_CASE("a line says what has happened since its review") {
  set_language(Language::en);
  SmallDistrict district;
  auto issue = calm(district, "s1").with("reopen_count", std::int64_t{1}).with("reopened_on", "2025-07-01");
  const auto since = [&] {
    const auto line = lines_of(district)[0];
    return changes_since_review(district.snapshot, line, appeals_of(district.snapshot, today));
  };
  CHECK(since().empty());
  review(district, issue.uuid(), "reopened", "2025-07-02");
  CHECK(since() == since_day(2) + "nothing has changed");
  issue.with_step({{"status", "DONE"}, {"done_on", "2025-07-02"}})
      .with_step({{"status", "DONE"}, {"done_on", "2025-07-03"}});
  CHECK(since() == since_day(2) + "1 step done");
  for (const char* on : {"2025-06-30", "2025-07-04", "2025-07-05"}) {
    const auto appeal = district.put(Entity::appeal, on, {{"summary", "x"}, {"settlement", "s1"}, {"received_on", on}});
    district.put(Entity::appeal_issue, on, {{"appeal", appeal}, {"issue", issue.uuid()}});
  }
  CHECK(since() == since_day(2) + "1 step done, 2 more appeals");
  issue.with("reopened_on", "2025-07-08");
  CHECK(since() == since_day(2) + "reopened, 1 step done, 2 more appeals");
}

TEST_CASE("new problems since a review of their place are counted") {
  set_language(Language::en);
  SmallDistrict district;
  for (int i = 0; i < 3; ++i) calm(district, "s1").with("registered_on", "2025-07-0" + std::to_string(1 + i));
  const auto subject = lines_of(district)[0].subject;
  review(district, subject, "many_new", "2025-07-03");
  CHECK(lines_of(district)[0].is_reviewed);
  calm(district, "s1").with("registered_on", "2025-07-04");
  CHECK_FALSE(lines_of(district)[0].is_reviewed);
  CHECK(changes_since_review(district.snapshot, lines_of(district)[0], {}) == since_day(3) + "1 more problem");
}

TEST_CASE("a line that was given to somebody stays in the list and says to whom") {
  SmallDistrict district;
  const auto party = district.put(Entity::party, "akimat", {{"kind", "STATE_BODY"}, {"name_kk", "Әкімдік"}});
  const auto issue = district.issue("s1", day(2025, 6, 20));
  district.put(Entity::hotspot_review, "given",
               {{"subject", issue.uuid()},
                {"reason", "no_plan"},
                {"state", "OPEN"},
                {"assigned_to", party},
                {"reviewed_on", "2025-07-10"}});
  const auto line = lines_of(district)[0];
  CHECK_FALSE(line.is_reviewed);
  REQUIRE(line.review);
  CHECK(line.review->assigned_to == district.snapshot.find_party(party));
}

TEST_CASE("every line says why in each language") {
  SmallDistrict district;
  calm(district, "s1").with("registered_on", "2025-06-01").with("due_on", "2025-06-11");
  calm(district, "s2").with("escalation", "REGION");
  calm(district, "s3").with("reopen_count", std::int64_t{2}).with("reopened_on", "2025-07-12");
  calm(district, "s4").with_step({{"funding", "NOT_FOUND"}, {"budget_kzt", std::int64_t{4'000'000}}});
  district.issue("s5", day(2025, 6, 20));
  for (int i = 0; i < 3; ++i) calm(district, "s5");
  for (const Language wanted : {Language::kk, Language::ru, Language::en}) {
    set_language(wanted);
    std::vector<std::string> sentences;
    for (const auto& line : lines_of(district)) {
      CHECK_FALSE(title_of(line.reason).empty());
      sentences.push_back(sentence_of(district.snapshot, line, today));
      CHECK(sentences.back().find('{') == std::string::npos);
    }
    CHECK(sentences.size() == 6);
    if (wanted == Language::en) {
      CHECK(std::ranges::count(sentences, "Open for 25 days without measures") == 1);
      CHECK(std::ranges::count(sentences, "4 new problems within 30 days") == 1);
    }
  }
  set_language(Language::en);
}

}  // namespace riskmap
