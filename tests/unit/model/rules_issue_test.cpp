// What a problem's record must satisfy, and what is filled in for the clerk.
#include <doctest/doctest.h>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
Fields form_with(const Office& office, Fields more) {
  for (auto& [name, value] : office.short_form()) more.emplace(name, value);
  return more;
}

std::vector<FieldProblem> problems_with(Fields more, EditKind kind = EditKind::user) {
  const Office office;
  return office.problems(office.add(Entity::issue, form_with(office, std::move(more))), kind);
}
}  // namespace

TEST_CASE("the short form is enough: everything else has a default") {
  Office office;
  office.snapshot.categories[office.snapshot.find_category("water.drinking")].default_days = 90;
  const auto change = completed(office.snapshot, office.add(Entity::issue, office.short_form()), today);
  CHECK(list(problems_of(office.snapshot, change, today)).empty());
  CHECK(is_uuid(change.uuid));
  CHECK(field(change.after, "settlement") == Value{office.snapshot.settlements[office.row_of("s1")].uuid});
  CHECK(field(change.after, "status") == text("registered"));
  CHECK(field(change.after, "likelihood") == number(5));
  CHECK(field(change.after, "registered_on") == text("2025-06-16"));
  CHECK(field(change.after, "due_on") == text("2025-09-14"));
  CHECK(field(change.after, "location_accuracy") == text("SETTLEMENT"));
  CHECK(field(change.after, "sensitivity") == number(0));
}

TEST_CASE("completing twice changes nothing more") {
  const Office office;
  const auto once = completed(office.snapshot, office.add(Entity::issue, office.short_form()), today);
  CHECK(completed(office.snapshot, once, today) == once);
}

TEST_CASE("a deadline that was left empty on purpose stays empty") {
  Office office;
  office.snapshot.categories[office.snapshot.find_category("water.drinking")].default_days = 90;
  const auto change =
      completed(office.snapshot, office.add(Entity::issue, form_with(office, {{"due_on", Value{}}})), today);
  CHECK(is_none(field(change.after, "due_on")));
}

TEST_CASE("no deadline is made up that cannot be written as a day") {
  Office office;
  office.snapshot.categories[office.snapshot.find_category("water.drinking")].default_days = 30;
  const auto last = day(9999, 12, 31);
  const auto change = completed(office.snapshot, office.add(Entity::issue, office.short_form()), last);
  CHECK(list(problems_of(office.snapshot, change, last)).empty());
  CHECK_FALSE(change.after.contains("due_on"));
}

TEST_CASE("an empty form names every field that is missing") {
  const Office office;
  const auto problems = office.problems(office.add(Entity::issue, {}));
  for (const auto* name : {"settlement", "category", "title", "severity"}) {
    INFO(name, " in ", list(problems));
    CHECK(refuses(problems, name, ErrorCode::required));
  }
  CHECK(refusals(problems) == 4);
}

TEST_CASE("a problem has exactly one main place") {
  const Office office;
  auto both = office.short_form();
  both["area"] = text("r1");
  CHECK(refuses(office.problems(office.add(Entity::issue, both)), "area", ErrorCode::invalid_input));
  auto area_only = office.short_form();
  area_only.erase("settlement");
  area_only["area"] = text("r1");
  CHECK(list(office.problems(office.add(Entity::issue, area_only))).empty());
}

TEST_CASE("naming a rural district moves a problem there from its settlement") {
  Office office;
  const auto issue = office.issue("s1");
  const auto edit = prepared(office.snapshot, office.set_issue(issue.uuid(), {{"area", text("r2")}}), today);
  REQUIRE(edit.has_value());
  CHECK(is_none(field(edit->changes[0].after, "settlement")));
  CHECK_FALSE(is_none(field(edit->changes[0].before, "settlement")));
}

TEST_CASE("titles are measured in characters, not bytes, after trimming") {
  CHECK(refuses(problems_with({{"title", text("  Сужо  ")}}), "title", ErrorCode::too_short));
  CHECK(list(problems_with({{"title", text("Сужоқ")}})).empty());
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "ә";
  CHECK(list(problems_with({{"title", longest}})).empty());
  CHECK(refuses(problems_with({{"title", longest + "ә"}}), "title", ErrorCode::too_long));
  CHECK(refuses(problems_with({{"title", text("   ")}}), "title", ErrorCode::required));
}

TEST_CASE("sensitivity may be raised above the category's, not lowered") {
  Office office;
  office.snapshot.categories[office.snapshot.find_category("aid.family")].sensitivity = 1;
  auto form = office.short_form();
  form["category"] = text("aid.family");
  CHECK(field(completed(office.snapshot, office.add(Entity::issue, form), today).after, "sensitivity") == number(1));
  form["sensitivity"] = number(2);
  CHECK(list(office.problems(office.add(Entity::issue, form))).empty());
  form["sensitivity"] = number(0);
  CHECK(refuses(office.problems(office.add(Entity::issue, form)), "sensitivity", ErrorCode::range));
}

TEST_CASE("moving a problem to a more sensitive category raises its sensitivity") {
  Office office;
  office.snapshot.categories[office.snapshot.find_category("aid.family")].sensitivity = 2;
  const auto issue = office.issue("s1");
  const auto change =
      completed(office.snapshot, office.set_issue(issue.uuid(), {{"category", text("aid.family")}}), today);
  CHECK(field(change.after, "sensitivity") == number(2));
}

TEST_CASE("dates stand in their order and not in the future") {
  CHECK(refuses(problems_with({{"registered_on", text("2025-06-17")}}), "registered_on", ErrorCode::date_future));
  CHECK(refuses(problems_with({{"occurred_on", text("2025-06-18")}}), "occurred_on", ErrorCode::date_future));
  CHECK(refuses(problems_with({{"occurred_on", text("2025-06-10")}, {"registered_on", text("2025-06-09")}}),
                "registered_on", ErrorCode::date_order));
  CHECK(refuses(problems_with({{"due_on", text("2025-06-15")}}), "due_on", ErrorCode::date_order));
  CHECK(refuses(problems_with({{"registered_on", text("2025-02-31")}}), "registered_on", ErrorCode::date_format));
  CHECK(refuses(problems_with({{"registered_on", text("31.02.2025")}}), "registered_on", ErrorCode::date_format));
}

TEST_CASE("a date may be written as people write it; the register keeps it as one") {
  const Office office;
  const auto fields = form_with(office, {{"registered_on", text("15.06.2025")}, {"occurred_on", text(" 1.6.2025")}});
  const auto change = completed(office.snapshot, office.add(Entity::issue, fields), today);
  CHECK(list(problems_of(office.snapshot, change, today)).empty());
  CHECK(field(change.after, "registered_on") == text("2025-06-15"));
  CHECK(field(change.after, "occurred_on") == text("2025-06-01"));
}

TEST_CASE("a new problem that is overdue already, and an unlikely year, are warnings") {
  const auto late = problems_with({{"registered_on", text("2025-05-01")}, {"due_on", text("2025-06-01")}});
  CHECK(warns(late, "due_on", ErrorCode::date_order));
  CHECK(refusals(late) == 0);
  CHECK(warns(problems_with({{"due_on", text("2045-01-01")}}), "due_on", ErrorCode::range));
}

TEST_CASE("codes must exist and be in use; one that a record has already may stay") {
  CHECK(refuses(problems_with({{"channel", text("PIGEON")}}), "channel", ErrorCode::code_unknown));
  CHECK(refuses(problems_with({{"channel", text("TELEGRAPH")}}), "channel", ErrorCode::code_unknown));
  CHECK(refuses(problems_with({{"category", text("water.holy")}}), "category", ErrorCode::category_unknown));
  CHECK(refuses(problems_with({{"status", text("lost")}}), "status", ErrorCode::code_unknown));
  Office office;
  const auto old = office.issue("s1").with("channel", "TELEGRAPH");
  CHECK(list(office.problems(office.set_issue(old.uuid(), {{"channel", text("TELEGRAPH")}}))).empty());
}

TEST_CASE("links must point to a record; digits that name no settlement say why") {
  Office office;
  office.snapshot.meta["code_system"] = "kato";
  const auto place = [&office](const char* code) {
    auto form = office.short_form();
    form["settlement"] = text(code);
    return office.problems(office.add(Entity::issue, form));
  };
  office.area("615800000", "district", "", "Аудан");
  CHECK(refuses(place("6158"), "settlement", ErrorCode::kato_format));
  CHECK(refuses(place("615800000"), "settlement", ErrorCode::kato_level));
  CHECK(refuses(place("615899999"), "settlement", ErrorCode::kato_unknown));
  CHECK(refuses(place("Атлантида"), "settlement", ErrorCode::code_unknown));
  CHECK(refuses(problems_with({{"responsible", text("nobody")}}), "responsible", ErrorCode::code_unknown));
  CHECK(refuses(problems_with({{"responsible", uuid_of_name("nobody")}}), "responsible", ErrorCode::code_unknown));
}

TEST_CASE("numbers are whole, in range, and may come as text or as whole reals") {
  CHECK(refuses(problems_with({{"severity", number(6)}}), "severity", ErrorCode::range));
  CHECK(refuses(problems_with({{"severity", text("ауыр")}}), "severity", ErrorCode::number_format));
  CHECK(refuses(problems_with({{"severity", 3.5}}), "severity", ErrorCode::number_format));
  CHECK(refuses(problems_with({{"affected_people", number(-1)}}), "affected_people", ErrorCode::range));
  const Office office;
  const auto change = completed(
      office.snapshot,
      office.add(Entity::issue, form_with(office, {{"affected_people", text(" 12 ")}, {"likelihood", 4.0}})), today);
  CHECK(field(change.after, "affected_people") == number(12));
  CHECK(field(change.after, "likelihood") == number(4));
}

TEST_CASE("texts are trimmed, composed and refused when they are not text") {
  const Office office;
  const auto change = completed(
      office.snapshot, office.add(Entity::issue, form_with(office, {{"address", text("\u00A0Абаи\u0306 ")}})), today);
  CHECK(field(change.after, "address") == text("Абай"));
  CHECK(refuses(problems_with({{"address", text("\xC3\x28")}}), "address", ErrorCode::encoding));
  CHECK(refuses(problems_with({{"address", std::string{"a\0b", 3}}}), "address", ErrorCode::invalid_input));
}

TEST_CASE("an unknown field is refused by its name") {
  CHECK(refuses(problems_with({{"colour", text("red")}}), "colour", ErrorCode::unknown_field));
}

TEST_CASE("a point is checked, makes the place exact, and far from home it is a warning") {
  Office office;
  const auto s1 = office.snapshot.settlements[office.row_of("s1")].uuid;
  auto settlement = *current_record(office.snapshot, Entity::settlement, s1);
  settlement.fields["geom"] = text("POINT(69.5 42)");
  office.snapshot.put(settlement);
  const auto with_shape = [&office](const char* shape) {
    return office.add(Entity::issue, form_with(office, {{"geom", text(shape)}}));
  };
  CHECK(list(office.problems(with_shape("POINT(69.51 42.01)"))).empty());
  CHECK(field(completed(office.snapshot, with_shape("POINT(69.51 42.01)"), today).after, "location_accuracy") ==
        text("EXACT"));
  CHECK(warns(office.problems(with_shape("POINT(69.6 42)")), "geom", ErrorCode::coords_range));
  CHECK(refuses(office.problems(with_shape("POINT(42 169.5)")), "geom", ErrorCode::coords_range));
  CHECK(refuses(office.problems(with_shape("POLYGON((0 0,1 0,1 1,0 0))")), "geom", ErrorCode::invalid_geometry));
  CHECK(list(office.problems(with_shape("LINESTRING(69.5 42,69.52 42.01)"))).empty());
}

TEST_CASE("a problem number is nobody else's") {
  Office office;
  const auto first = office.issue("s1");
  const auto number_of_first = office.snapshot.issues[first.row()].reg_no;
  CHECK(refuses(office.problems(office.add(Entity::issue, form_with(office, {{"reg_no", number_of_first}}))), "reg_no",
                ErrorCode::duplicate_id));
  CHECK(list(office.problems(office.set_issue(first.uuid(), {{"reg_no", number_of_first}}))).empty());
}

TEST_CASE("an old fault elsewhere in the record does not block today's edit") {
  Office office;
  // Written by a foreign program: registered after it was solved.
  const auto issue = office.issue("s1", day(2025, 6, 10)).with("resolved_on", "2025-06-01");
  CHECK(list(office.problems(office.set_issue(issue.uuid(), {{"title", text("Су жоқ екі күн")}}))).empty());
  CHECK(refuses(office.problems(office.set_issue(issue.uuid(), {{"resolved_on", text("2025-06-02")}})), "resolved_on",
                ErrorCode::date_order));
}

TEST_CASE("raising a problem to the region is dated") {
  Office office;
  const auto issue = office.issue("s1").with("escalation", "DISTRICT");
  const auto raised =
      completed(office.snapshot, office.set_issue(issue.uuid(), {{"escalation", text("REGION")}}), today);
  CHECK(field(raised.after, "escalated_on") == text("2025-06-16"));
  const auto lowered =
      completed(office.snapshot, office.set_issue(issue.uuid(), {{"escalation", text("SETTLEMENT")}}), today);
  CHECK_FALSE(lowered.after.contains("escalated_on"));
}

TEST_CASE("a removed or unknown record is gone") {
  const Office office;
  CHECK(refuses(office.problems(office.set_issue(uuid_of_name("nothing"), {})), "", ErrorCode::gone));
}

}  // namespace riskmap
