// Opening, loading and committing: the life of a register file.
#include <doctest/doctest.h>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE_FIXTURE(Register, "a new register opens for writing and is a register") {
  CHECK(looks_like_register(file));
  const auto store = opened(file);
  CHECK(store->info().is_read_only == false);
  CHECK(store->info().read_only_reason == "");
  CHECK(store->info().schema_version == schema_version);
  CHECK(store->info().remarks.empty());
}

TEST_CASE_FIXTURE(Register, "loading gives typed records with their links, lists and the risk matrix") {
  const auto snapshot = loaded(*opened(file));
  REQUIRE(snapshot->issues.size() == 1);
  const auto& issue = snapshot->issues[0];
  CHECK(issue.reg_no == "TB-2026-0001");
  CHECK(issue.version == 1);
  CHECK(snapshot->settlements[issue.settlement].names.kk == "Көк");
  CHECK(issue.point == LonLat{69.51, 42.26});
  CHECK(snapshot->touched_on(0) == parse_iso_date("2026-03-02"));
  CHECK(snapshot->level_of(issue) == RiskLevel::critical);
  REQUIRE(snapshot->measures_of(0).size() == 1);
  CHECK(snapshot->measures[0].budget_kzt == 568'200'000);
  CHECK(snapshot->transitions.size() == 41);
  CHECK(snapshot->find_code("measure_kind", "AID_FOOD")->names.en == "Food aid");
  CHECK(snapshot->find_code("status", "closed")->names.kk == "Жабылды");
  CHECK(snapshot->areas[0].has_shape);
  CHECK(snapshot->meta.at("office") == "TB");
}

TEST_CASE_FIXTURE(Register,
                  "a problem was touched on the office's day of the newest row of its history or its work's") {
  const auto happened = [this](const std::string& uuid, const std::string& entity, const std::string& at) {
    Stranger{file}.run("INSERT INTO history (at, who, entity, entity_uuid, record, version, action) VALUES ('" + at +
                       "', 'x', '" + entity + "', '" + uuid + "', 1, 1, 'UPDATE')");
  };
  const auto touched = [this] { return loaded(*opened(file))->touched_on(0); };
  happened(no_water, "issue", "2026-05-04T19:30:00Z");  // half past midnight in Kazakhstan
  happened(no_water, "issue", "2026-04-01T08:00:00Z");  // by a clock that was late
  CHECK(touched() == parse_iso_date("2026-05-05"));
  happened(new_pipe, "measure", "2026-06-07T08:00:00Z");
  CHECK(touched() == parse_iso_date("2026-06-07"));
  happened(kok, "settlement", "2026-07-08T08:00:00Z");
  CHECK(touched() == parse_iso_date("2026-06-07"));
}

TEST_CASE_FIXTURE(Register, "the shape of an area comes back as it went in") {
  const auto shapes = opened(file)->load_shapes(AreaLevel::rural_district);
  REQUIRE(shapes);
  REQUIRE(shapes->size() == 1);
  CHECK(shapes->vertex_count() == 4);
  CHECK(shapes->find_column("code")->texts[0] == "615833");
  CHECK(shapes->extent == Box{69, 42, 70, 43});
}

TEST_CASE_FIXTURE(Register, "a committed edit is there after reopening, with a new version and its history") {
  {
    auto store = opened(file);
    const auto accepted =
        store->commit(edit(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}})), ayan);
    if (!accepted) FAIL(words(accepted.error()));
    REQUIRE(accepted->records.size() == 1);
    CHECK(accepted->records[0].version == 2);
  }
  auto store = opened(file);
  CHECK(loaded(*store)->issues[0].severity == 5);
  const auto history = store->history_of(Entity::issue, no_water);
  REQUIRE(history);
  REQUIRE(history->size() == 1);
  CHECK(history->front().who == "Аян");
  CHECK(history->front().field == "severity");
  CHECK(history->front().before == Value{std::int64_t{4}});
  CHECK(history->front().after == Value{std::int64_t{5}});
}

TEST_CASE_FIXTURE(Register, "undo and redo of a changed field survive a restart") {
  static_cast<void>(
      opened(file)->commit(edit(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}})), ayan));
  const auto undone = opened(file)->undo(ayan);
  if (!undone) FAIL(words(undone.error()));
  CHECK(loaded(*opened(file))->issues[0].severity == 4);
  const auto redone = opened(file)->redo(ayan);
  if (!redone) FAIL(words(redone.error()));
  CHECK(loaded(*opened(file))->issues[0].severity == 5);
}

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Register,
                  "before the records are read a register tells its places and how many open problems each has") {
  const auto store = opened(file);
  const auto whole = loaded(*store);
  const Row main = whole->issues[0].settlement, other = main == 0 ? 1 : 0;
  Edit edit;
  edit.changes = {{ChangeKind::add,
                   Entity::issue_place,
                   new_uuid(),
                   0,
                   {},
                   {{"issue", Value{whole->issues[0].uuid}}, {"settlement", Value{whole->settlements[other].uuid}}}}};
  done(store->commit(edit, {"Айгүл", {}, "test"}));
  const auto glimpse = store->glimpse(1);
  REQUIRE(glimpse);
  REQUIRE(*glimpse);
  const auto& places = *(*glimpse)->places;
  CHECK(places.issues.size() == 0);
  REQUIRE(places.settlements.size() == whole->settlements.size());
  for (Row row = 0; row < places.settlements.size(); ++row) {
    CHECK(places.settlements[row].uuid == whole->settlements[row].uuid);
    CHECK((*glimpse)->open_at[row] == (row == main || row == other ? 1 : 0));
  }
  const auto of_few = store->glimpse(2);
  REQUIRE(of_few);
  CHECK_FALSE(*of_few);
}

TEST_SUITE_END();
