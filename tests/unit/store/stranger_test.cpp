// Other programs on the same file: QGIS and GDAL write without our edit context, the triggers keep the books all the
// same.
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
// QGIS names every column and leaves to the register what it does not know.
const std::string new_issue =
    "INSERT INTO issue (fid, uuid, settlement, category, title, severity, registered_on, version) VALUES (NULL, NULL, "
    "'" +
    kok + "', 'utilities.water', 'QGIS арқылы қосылды', 3, '2026-05-05', NULL)";

// An expression over the history, "a,b".
std::string listed(const std::string& expression) {
  return "SELECT " + std::string{is_on_server() ? "string_agg" : "group_concat"} + "(" + expression +
         ", ',') FROM (SELECT * FROM history ORDER BY field) AS h";
}
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Register, "a row that QGIS adds gets uuid, version, number, marks and history") {
  Stranger qgis{file};
  qgis.run(new_issue);
  CHECK(is_uuid(qgis.ask("SELECT uuid FROM issue WHERE fid = 2")));
  CHECK(qgis.ask("SELECT version || ' ' || reg_no || ' ' || created_by || ' ' || likelihood || ' ' || status FROM issue"
                 " WHERE fid = 2") == "1 TB-2026-0002 external 5 registered");
  CHECK(qgis.ask("SELECT who || ' ' || action || ' ' || version FROM history WHERE entity_uuid ="
                 " (SELECT uuid FROM issue WHERE fid = 2)") == "external INSERT 1");
}

TEST_CASE_FIXTURE(Register, "a row that QGIS changes gets a new version and a history row for each changed field") {
  Stranger qgis{file};
  qgis.run("UPDATE issue SET title = 'Су мүлдем жоқ', severity = severity, address = 'Абай, 1' WHERE fid = 1");
  CHECK(qgis.ask("SELECT version || ' ' || updated_by FROM issue") == "2 external");
  CHECK(qgis.ask(listed("field || ' ' || version")) == "address 2,title 2");
  qgis.run("UPDATE issue SET title = 'Су келді' WHERE fid = 1");
  CHECK(qgis.ask("SELECT version FROM issue") == "3");
}

TEST_CASE_FIXTURE(Register, "a whole-row update that changes one field, as GDAL writes it, is one history row") {
  Stranger gdal{file};
  gdal.run(
      "UPDATE settlement SET kato = kato, kind = kind, name_kk = 'Көкбұлақ', geom = geom, version = version,"
      " uuid = uuid WHERE fid = 1");
  CHECK(gdal.ask(listed("field")) == "name_kk");
  CHECK(gdal.ask("SELECT version FROM settlement WHERE fid = 1") == "2");
}

TEST_CASE_FIXTURE(Register, "nobody may change a record's uuid") {
  Stranger qgis{file};
  CHECK(refusal(qgis.try_to("UPDATE issue SET uuid = 'x' WHERE fid = 1")) == "err.unsupported");
}

TEST_CASE_FIXTURE(Register, "life cycle, codes and links hold for strangers too") {
  Stranger qgis{file};
  CHECK(refusal(qgis.try_to("UPDATE issue SET status = 'closed'")) == "err.transition");
  CHECK(refusal(qgis.try_to("UPDATE issue SET channel = 'PIGEON'")) == "err.code_unknown");
  CHECK(refusal(qgis.try_to("UPDATE issue SET severity = 6")) == "err.range");
}

TEST_CASE_FIXTURE(Register, "a stranger's edit since then is a conflict for ours, and ours for an undo") {
  const auto store = opened(file);
  static_cast<void>(
      done(store->commit(edit(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}})), ayan)));
  Stranger{file}.run("UPDATE issue SET address = 'Абай, 1' WHERE fid = 1");
  const auto late = store->commit(edit(set(Entity::issue, no_water, 2, {{"severity", Value{std::int64_t{1}}}})), ayan);
  REQUIRE(refusal(late) == "err.conflict");
  CHECK(late.error().where == "address");
  CHECK(late.error().value == "external");
  CHECK(refusal(store->undo(ayan)) == "err.conflict");
}

TEST_CASE_FIXTURE(Register, "changes by others arrive once, our own never") {
  const auto store = opened(file);
  static_cast<void>(loaded(*store));
  CHECK(!store->changes_by_others()->has_value());
  static_cast<void>(
      done(store->commit(edit(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}})), ayan)));
  CHECK(!store->changes_by_others()->has_value());

  Stranger qgis{file};
  qgis.run(new_issue);
  qgis.run("UPDATE measure SET text = 'Ұңғыма қазу' WHERE fid = 1");
  qgis.run("DELETE FROM party WHERE kind = 'NONE'");
  static_cast<void>(
      done(store->commit(edit(set(Entity::issue, no_water, 2, {{"severity", Value{std::int64_t{4}}}})), ayan)));
  CHECK(arrived(*store).records.size() == 3);  // the new issue, the measure and the issue it belongs to
  CHECK(!store->changes_by_others()->has_value());

  qgis.run("DELETE FROM issue WHERE fid = 2");
  CHECK(arrived(*store).removed.size() == 1);
}

TEST_CASE_FIXTURE(Register, "what a stranger deleted by mistake is all in the history") {
  Stranger qgis{file};
  if (!is_on_server()) qgis.run("PRAGMA foreign_keys = ON");  // QGIS switches them on since 3.20
  qgis.run("DELETE FROM issue WHERE fid = 1");
  CHECK(qgis.ask("SELECT count(*) FROM issue") == "0");
  CHECK(qgis.ask("SELECT old_value FROM history WHERE entity = 'issue' AND action = 'DELETE' AND field = 'title'") ==
        "Ауыз су жоқ");
  CHECK(qgis.ask("SELECT old_value FROM history WHERE entity = 'measure' AND field = 'budget_kzt'") == "568200000");
}

TEST_SUITE_END();
