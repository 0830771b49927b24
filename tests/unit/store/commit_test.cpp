// What an edit may do, and the refusals it gets.
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value text(std::string words) {
  return Value{std::move(words)};
}
Value number(std::int64_t n) {
  return Value{n};
}

struct OpenRegister : Register {
  std::unique_ptr<RegisterStore> store = opened(file);

  Result<Accepted> commit(Change change, const Author& author = ayan) {
    return store->commit(edit(std::move(change)), author);
  }
  // A new problem at Тас; its uuid.
  std::string added(Fields fields = valid_issue()) {
    const auto uuid = new_uuid();
    static_cast<void>(done(commit(add(Entity::issue, uuid, std::move(fields)))));
    return uuid;
  }
  Issue issue(const std::string& uuid) {
    const auto snapshot = loaded(*store);
    const auto row = snapshot->find_issue(uuid);
    REQUIRE(row != no_row);
    return snapshot->issues[row];
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(OpenRegister, "a new problem gets the next number of its year, and a number is never given twice") {
  const auto second = added(), third = added();
  CHECK(issue(second).reg_no == "TB-2026-0002");
  CHECK(issue(third).reg_no == "TB-2026-0003");
  static_cast<void>(done(commit(remove(Entity::issue, third, 1))));
  CHECK(issue(added()).reg_no == "TB-2026-0004");
  auto last_year = valid_issue();
  last_year["registered_on"] = text("2025-12-31");
  CHECK(issue(added(last_year)).reg_no == "TB-2025-0001");
}

TEST_CASE_FIXTURE(OpenRegister, "a number that came with the record moves the counter past it") {
  auto numbered = valid_issue();
  numbered["reg_no"] = text("TB-2026-0120");
  CHECK(issue(added(numbered)).reg_no == "TB-2026-0120");
  CHECK(issue(added()).reg_no == "TB-2026-0121");
}

TEST_CASE_FIXTURE(OpenRegister, "appeals are numbered in a series of their own") {
  const auto number_of = [this](const Fields& fields) {
    const auto uuid = new_uuid();
    static_cast<void>(done(commit(add(Entity::appeal, uuid, fields))));
    const auto snapshot = loaded(*store);
    const auto* record = snapshot->find_other(uuid);
    REQUIRE(record != nullptr);
    return text_of(field(record->fields, "reg_no"));
  };
  Fields appeal{{"kind", text("COMPLAINT")},
                {"channel", text("PHONE")},
                {"received_on", text("2026-02-03")},
                {"summary", text("Су")}};
  CHECK(number_of(appeal) == "TB-A-2026-0001");
  auto numbered = appeal;
  numbered["reg_no"] = text("TB-A-2026-0040");
  CHECK(number_of(numbered) == "TB-A-2026-0040");
  CHECK(number_of(appeal) == "TB-A-2026-0041");
  CHECK(issue(added()).reg_no == "TB-2026-0002");
}

TEST_CASE_FIXTURE(OpenRegister, "a new register knows the country's free days and what the office adds to them") {
  CHECK_FALSE(loaded(*store)->calendar.is_workday(*parse_iso_date("2026-10-26")));
  CHECK(loaded(*store)->terms.answer == 15);
  Stranger{file}.run(
      "INSERT INTO calendar_day (day, is_workday) VALUES ('2026-10-24', 1);"
      "INSERT INTO sla_rule (applies_to, n_days, workdays, valid_from) VALUES ('APPEAL', 10, 1, '2026-01-01')");
  CHECK(loaded(*store)->calendar.is_workday(*parse_iso_date("2026-10-24")));
  CHECK(loaded(*store)->terms.answer == 10);
}

TEST_CASE_FIXTURE(OpenRegister, "an edit of an old version is a conflict that names who changed which fields since") {
  static_cast<void>(done(commit(set(Entity::issue, no_water, 1, {{"title", text("Су жоқ, құдық құрғаған")}}), dana)));
  const auto late = commit(set(Entity::issue, no_water, 1, {{"severity", number(5)}}));
  REQUIRE(refusal(late) == "err.conflict");
  CHECK(late.error().where == "title");
  CHECK(late.error().value == "Дана");
  CHECK(issue(no_water).severity == 4);
}

TEST_CASE_FIXTURE(OpenRegister, "an edit of a deleted record says that it is gone and who deleted it") {
  const auto uuid = added();
  static_cast<void>(done(commit(remove(Entity::issue, uuid, 1), dana)));
  const auto late = commit(set(Entity::issue, uuid, 1, {{"severity", number(5)}}));
  REQUIRE(refusal(late) == "err.gone");
  CHECK(late.error().value.find("Дана") != std::string::npos);
}

TEST_CASE_FIXTURE(OpenRegister, "a set that changes nothing leaves version and history alone") {
  const auto accepted =
      done(commit(set(Entity::issue, no_water, 1, {{"severity", number(4)}, {"geom", text("POINT(69.51 42.26)")}})));
  REQUIRE(accepted.records.size() == 1);
  CHECK(accepted.records[0].version == 1);
  CHECK(store->undo_state(ayan).can_undo == false);
  CHECK(store->history_of(Entity::issue, no_water)->empty());
}

TEST_CASE_FIXTURE(OpenRegister, "one refused change refuses the whole edit") {
  const auto uuid = new_uuid();
  const Edit both{EditKind::user,
                  {add(Entity::issue, uuid, valid_issue()), set(Entity::issue, no_water, 1, {{"severity", number(9)}})},
                  {}};
  CHECK(refusal(store->commit(both, ayan)) == "err.range");
  CHECK(loaded(*store)->find_issue(uuid) == no_row);
  CHECK(store->undo_state(ayan).can_undo == false);
}

TEST_CASE_FIXTURE(OpenRegister, "several changes of one record in one edit all count from the version the person saw") {
  const Edit twice{EditKind::user,
                   {set(Entity::issue, no_water, 1, {{"severity", number(2)}}),
                    set(Entity::issue, no_water, 1, {{"address", text("Абай, 3")}})},
                   {}};
  CHECK(done(store->commit(twice, ayan)).records[0].version == 3);
}

TEST_CASE_FIXTURE(OpenRegister, "a repeated add of the same record is accepted without a second one") {
  const auto uuid = added();
  const auto again = done(commit(add(Entity::issue, uuid, valid_issue())));
  REQUIRE(again.records.size() == 1);
  CHECK(again.records[0].version == 1);
  CHECK(loaded(*store)->issues.size() == 2);
  auto other = valid_issue("Басқа мәселе");
  CHECK(refusal(commit(add(Entity::issue, uuid, other))) == "err.duplicate_id");
}

TEST_CASE_FIXTURE(OpenRegister, "refusals of values name the field") {
  const auto refused = [&](std::string field, Value value) {
    const auto result = commit(set(Entity::issue, no_water, 1, {{field, std::move(value)}}));
    return result ? std::string{"accepted"} : std::string{name_of(result.error().code)} + " " + result.error().where;
  };
  CHECK(refused("severity", number(6)) == "err.range severity");
  CHECK(refused("severity", text("бес")) == "err.number_format severity");
  CHECK(refused("due_on", text("2026-02-31")) == "err.date_format due_on");
  CHECK(refused("title", text("су")) == "err.too_short title");
  CHECK(refused("title", text(std::string(201, 'x'))) == "err.too_long title");
  CHECK(refused("title", Value{}) == "err.required title");
  CHECK(refused("channel", text("PIGEON")) == "err.code_unknown channel");
  CHECK(refused("category", text("no.such")) == "err.code_unknown category");
  CHECK(refused("responsible", text(new_uuid())) == "err.code_unknown responsible");
  CHECK(refused("occurred_on", text("2026-12-01")) == "err.date_order occurred_on");
  CHECK(refused("colour", text("red")) == "err.unknown_field colour");
  CHECK(refused("geom", text("POINT(69.5)")) == "err.invalid_geometry geom");
  CHECK(refused("geom", text("POINT(269.5 1)")) == "err.coords_range geom");
  CHECK(refused("duplicate_of", text(no_water)) == "err.duplicate_chain duplicate_of");
  CHECK(refused("settlement", Value{}) == "err.required settlement");
}

TEST_CASE_FIXTURE(OpenRegister, "a date of the right form that no calendar has is refused by the file itself too") {
  store.reset();
  Stranger other{file};
  CHECK(refusal(other.try_to("UPDATE issue SET due_on = '2026-02-31'")) == "err.date_format");
  CHECK(refusal(other.try_to("UPDATE issue SET due_on = '2026-02-28'")) == "accepted");
}

TEST_CASE_FIXTURE(OpenRegister, "a problem starts as a draft or registered") {
  auto done_already = valid_issue();
  done_already["status"] = text("in_progress");
  CHECK(refusal(commit(add(Entity::issue, new_uuid(), done_already))) == "err.transition");
  const Edit import{EditKind::import, {add(Entity::issue, new_uuid(), done_already)}, {}};
  CHECK(refusal(store->commit(import, ayan)) == "accepted");
}

TEST_CASE_FIXTURE(OpenRegister, "only the transitions of the table pass, with their reasons") {
  const auto to = [&](const char* status, std::int64_t version, Fields more = {}) {
    more["status"] = text(status);
    return refusal(commit(set(Entity::issue, no_water, version, more)));
  };
  CHECK(to("closed", 1) == "err.transition");
  CHECK(to("rejected", 1) == "err.reason_required");
  CHECK(to("resolved", 1, {{"status_reason", text("орнында шешілді")}}) == "err.outcome_required");
  CHECK(to("in_progress", 1) == "accepted");
  CHECK(to("resolved", 2, {{"outcome", text("SOLVED")}, {"result", text("Су келді")}}) == "accepted");
  CHECK(to("closed", 3) == "accepted");
  CHECK(to("registered", 4) == "err.transition");
}

TEST_CASE_FIXTURE(OpenRegister, "a duplicate points to a problem that is none itself") {
  const auto first = added(), second = added();
  const Fields to_first = {{"status", text("duplicate")}, {"duplicate_of", text(first)}};
  CHECK(refusal(commit(set(Entity::issue, second, 1, to_first))) == "accepted");
  const Fields to_second = {{"status", text("duplicate")}, {"duplicate_of", text(second)}};
  CHECK(refusal(commit(set(Entity::issue, no_water, 1, to_second))) == "err.duplicate_chain");
  const Fields has_child = {{"status", text("duplicate")}, {"duplicate_of", text(no_water)}};
  CHECK(refusal(commit(set(Entity::issue, first, 1, has_child))) == "err.duplicate_chain");
}

TEST_CASE_FIXTURE(OpenRegister, "a place or party in use cannot be deleted") {
  CHECK(refusal(commit(remove(Entity::party, akim, 1))) == "err.in_use");
  CHECK(refusal(commit(remove(Entity::settlement, kok, 1))) == "err.in_use");
}

TEST_CASE_FIXTURE(OpenRegister, "deleting a problem deletes its measures, and the answer says so") {
  const auto accepted = done(commit(remove(Entity::issue, no_water, 1)));
  CHECK(accepted.records.empty());
  CHECK(accepted.removed.size() == 2);
  CHECK(loaded(*store)->find_measure(new_pipe) == no_row);
}

TEST_CASE_FIXTURE(OpenRegister, "a changed measure brings its problem along, touched today") {
  const auto before = loaded(*store);
  const auto accepted = done(commit(set(Entity::measure, new_pipe, 1, {{"budget_kzt", number(600'000'000)}})));
  REQUIRE(accepted.records.size() == 2);
  CHECK(accepted.records[0].uuid == new_pipe);
  CHECK(accepted.records[1].uuid == no_water);
  CHECK(before->touched_on(0) == parse_iso_date("2026-03-02"));
  CHECK(applied(before, accepted)->touched_on(0) > before->touched_on(0));
}

TEST_CASE_FIXTURE(OpenRegister, "the history can be neither changed nor thinned") {
  static_cast<void>(added());
  store.reset();
  Stranger other{file};
  CHECK(refusal(other.try_to("UPDATE history SET who = 'nobody'")) == "err.unsupported");
  CHECK(refusal(other.try_to("DELETE FROM history")) == "err.unsupported");
}

TEST_CASE_FIXTURE(OpenRegister, "shapes replace the shape of their area or make a new area, as one undoable batch") {
  FeatureTable shapes;
  shapes.columns = {{"code", ColumnType::text, {}, {"615833", "615835"}},
                    {"name_kk", ColumnType::text, {}, {"", "Тас ауылдық округі"}}};
  for (const double west : {69.0, 70.0}) {
    shapes.x.insert(shapes.x.end(), {west, west + 1, west + 1});
    shapes.y.insert(shapes.y.end(), {42, 42, 43});
    for (auto* offsets : {&shapes.vertex_offset}) offsets->push_back(static_cast<std::uint32_t>(shapes.x.size()));
    shapes.ring_offset.push_back(shapes.ring_offset.back() + 1);
    shapes.part_offset.push_back(shapes.part_offset.back() + 1);
  }
  static_cast<void>(done(store->put_shapes({{AreaLevel::rural_district, shapes, false, "test"}}, ayan, {})));
  const auto after = store->load_shapes(AreaLevel::rural_district);
  REQUIRE(after->size() == 2);
  CHECK(after->vertex_count() == 6);
  const auto snapshot = loaded(*store);
  CHECK(snapshot->areas[0].is_schematic == false);
  CHECK(snapshot->areas[0].names.kk == "Көк ауылдық округі");
  CHECK(snapshot->areas[1].names.kk == "Тас ауылдық округі");
  static_cast<void>(done(store->undo(ayan)));
  CHECK(store->load_shapes(AreaLevel::rural_district)->vertex_count() == 4);
  CHECK(flaws(*store) == "");
}

TEST_SUITE_END();

TEST_CASE_FIXTURE(OpenRegister, "the extent of a layer grows with the edit that leaves it") {
  static_cast<void>(done(commit(set(Entity::issue, no_water, 1, {{"geom", text("LINESTRING(68 41,71 44)")}}))));
  store.reset();
  Stranger other{file};
  CHECK(other.ask("SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y FROM gpkg_contents WHERE table_name = "
                  "'issue'") == "68.0 41.0 71.0 44.0");
  CHECK(other.ask("SELECT count(*) FROM rtree_issue_geom") == "1");
}
