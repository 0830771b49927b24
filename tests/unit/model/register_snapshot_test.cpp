// The register in memory: putting, finding, linking, and the step to the next revision.
#include "layers/model/register_snapshot.h"

#include <doctest/doctest.h>

#include <memory>

#include "layers/model/snapshot_columns.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
template <typename Record>
void require_all_columns(Entity entity) {
  const auto& spec = spec_of(entity);
  for (const auto& field_spec : spec.fields) {
    INFO(spec.name, ".", field_spec.name);
    CHECK(std::ranges::count(columns_of<Record>(), field_spec.name, &Column<Record>::name) == 1);
  }
  CHECK(columns_of<Record>().size() == spec.fields.size());
}

Snapshot shared(const RegisterSnapshot& snapshot) {
  return std::make_shared<const RegisterSnapshot>(snapshot);
}
}  // namespace

TEST_CASE("every field of a typed record has exactly one column") {
  require_all_columns<Area>(Entity::area);
  require_all_columns<Settlement>(Entity::settlement);
  require_all_columns<Category>(Entity::category);
  require_all_columns<Party>(Entity::party);
  require_all_columns<Issue>(Entity::issue);
  require_all_columns<Measure>(Entity::measure);
}

TEST_CASE("an issue gives back the fields that were put in") {
  Office office;
  const Fields fields = {{"reg_no", text("TB-2025-0001")},
                         {"settlement", office.snapshot.settlements[office.row_of("s1")].uuid},
                         {"category", text("water.drinking")},
                         {"title", text("Су жоқ көшеде")},
                         {"severity", number(4)},
                         {"likelihood", number(2)},
                         {"affected_people", number(120)},
                         {"escalated_to", office.akim},
                         {"status", text("on_hold")},
                         {"status_reason", text("қаражат")},
                         {"review_on", text("2025-09-01")},
                         {"forwarded_to", office.utility},
                         {"registered_on", text("2025-05-01")},
                         {"responsible", office.akim},
                         {"sensitivity", number(1)},
                         {"reopen_count", number(0)},
                         {"geom", text("LINESTRING(69.5 42.1,69.6 42.2,69.7 42.3)")}};
  const auto uuid = office.put(Entity::issue, "full", fields);
  const auto& issue = office.snapshot.issues[office.snapshot.find_issue(uuid)];
  auto given_back = fields_of(office.snapshot, issue);
  CHECK(given_back.size() == spec_of(Entity::issue).fields.size());
  std::erase_if(given_back, [](const auto& item) { return is_none(item.second); });
  CHECK(given_back == fields);
  CHECK(issue.point == LonLat{69.6, 42.2});  // the symbol of a line stands at its middle vertex
}

TEST_CASE("links wait for records that are put later") {
  Office office;
  RegisterSnapshot backwards;
  const auto issue = office.issue("s1").with("responsible", office.akim);
  const auto copy = [&](Entity entity, const std::string& uuid) {
    auto record = *current_record(office.snapshot, entity, uuid);
    record.fid = 1;
    backwards.put(record);
  };
  backwards.put({Entity::measure,
                 1,
                 uuid_of_name("m"),
                 1,
                 {{"issue", issue.uuid()}, {"step_no", number(1)}, {"executor", office.akim}}});
  copy(Entity::issue, issue.uuid());
  CHECK(text_of(field(fields_of(backwards, backwards.issues[0]), "responsible")) == office.akim);
  CHECK(backwards.issues[0].responsible == no_row);
  copy(Entity::party, office.akim);
  copy(Entity::settlement, office.snapshot.settlements[0].uuid);
  copy(Entity::category, office.snapshot.categories[1].uuid);
  backwards.put_link_rows();
  CHECK(backwards.issues[0].responsible == 0);
  CHECK(backwards.issues[0].settlement == 0);
  CHECK(backwards.issues[0].category == 0);
  CHECK(backwards.issues[0].rest.empty());
  REQUIRE(backwards.measures_of(0).size() == 1);
  CHECK(backwards.measures[backwards.measures_of(0)[0]].executor == 0);
}

TEST_CASE("measures stand in the order of their step numbers, whatever the order of arrival") {
  Office office;
  auto issue = office.issue("s1");
  for (const std::int64_t step : {3, 1, 2}) issue.with_step({{"step_no", step}});
  std::vector<int> steps;
  for (const Row row : office.snapshot.measures_of(issue.row())) steps.push_back(office.snapshot.measures[row].step_no);
  CHECK(steps == std::vector{1, 2, 3});
}

TEST_CASE("an applied edit leaves the older revision as it was") {
  Office office;
  const auto issue = office.issue("s1");
  const auto before = shared(office.snapshot);
  auto record = *current_record(*before, Entity::issue, issue.uuid());
  record.version = 2;
  record.fields["title"] = text("Жаңа тақырып");
  const auto after = applied(before, {"batch", EditKind::user, {record}, {}});
  CHECK(before->issues[issue.row()].title == "Ауыз су жоқ");
  CHECK(after->issues[issue.row()].title == "Жаңа тақырып");
  CHECK(after->issues[issue.row()].version == 2);
  CHECK(after->revision == before->revision + 1);
}

TEST_CASE("a removed issue leaves an empty slot and comes back with its measures") {
  Office office;
  auto issue = office.issue("s1");
  issue.with_step({});
  const auto step = office.snapshot.measures_of(issue.row())[0];
  const auto step_record = *current_record(office.snapshot, Entity::measure, office.snapshot.measures[step].uuid);
  const auto issue_record = *current_record(office.snapshot, Entity::issue, issue.uuid());
  const auto without = applied(shared(office.snapshot), {"b", EditKind::user, {}, {step_record.uuid, issue.uuid()}});
  CHECK(without->find_issue(issue.uuid()) == no_row);
  CHECK(without->find_measure(step_record.uuid) == no_row);
  CHECK_FALSE(without->issues[issue.row()].id);
  // The measure arrives first and waits for its issue.
  const auto again = applied(without, {"c", EditKind::undo, {step_record, issue_record}, {}});
  REQUIRE(again->find_issue(issue.uuid()) != no_row);
  REQUIRE(again->measures_of(again->find_issue(issue.uuid())).size() == 1);
}

TEST_CASE("a record without fields is a removed one") {
  Office office;
  const auto issue = office.issue("s1");
  const auto without =
      applied(shared(office.snapshot), {"b", EditKind::user, {{Entity::issue, 1, issue.uuid(), 2, {}}}, {}});
  CHECK(without->find_issue(issue.uuid()) == no_row);
}

TEST_CASE("the population is the value of the newest day, in any order and after an edit") {
  Office office;
  office.figure("s1", "population", 900, "2024-01-01");
  office.figure("s1", "population", 1000, "2025-01-01");
  office.figure("s1", "population", 800, "2023-01-01");
  CHECK(office.snapshot.settlements[office.row_of("s1")].population == 1000);
  const auto newest = uuid_of_name("indicator_value s1population2025-01-01");
  const auto after = applied(shared(office.snapshot), {"b", EditKind::user, {}, {newest}});
  CHECK(after->settlements[office.row_of("s1")].population == 900);
}

TEST_CASE("a name that occurs twice carries its rural district, a single one does not") {
  Office office;
  CHECK(office.snapshot.settlement_label(office.row_of("s2"), Language::kk) == "Қаратөбе (Жоғары а.о.)");
  CHECK(office.snapshot.settlement_label(office.row_of("s3"), Language::kk) == "Қаратөбе (Төмен а.о.)");
  CHECK(office.snapshot.settlement_label(office.row_of("s1"), Language::kk) == "Көксәйек");
  CHECK(office.snapshot.settlement_label(no_row, Language::kk).empty());
}

TEST_CASE("a place also concerned is known to its issue until it is removed") {
  Office office;
  auto issue = office.issue("s1");
  issue.also_in("s4");
  CHECK(office.snapshot.issues[issue.row()].also_settlements == std::vector{office.row_of("s4")});
  const auto& place = office.snapshot.others.back();
  const auto without = applied(shared(office.snapshot), {"b", EditKind::user, {}, {place.uuid}});
  CHECK(without->issues[issue.row()].also_settlements.empty());
}

TEST_CASE("touched_on is the newest of the issue's and its measures' days and survives an edit without it") {
  Office office;
  auto issue = office.issue("s1").with("touched_on", "2025-05-01");
  issue.with_step({{"touched_on", text("2025-06-01")}});
  CHECK(office.snapshot.touched_on(issue.row()) == day(2025, 6, 1));
  auto record = *current_record(office.snapshot, Entity::issue, issue.uuid());
  office.snapshot.put(record);
  CHECK(office.snapshot.touched_on(issue.row()) == day(2025, 6, 1));
}

TEST_CASE("a settlement is found by its code and by its uuid, and no longer by a code it gave up") {
  Office office;
  const auto uuid = office.snapshot.settlements[office.row_of("s1")].uuid;
  CHECK(office.snapshot.find_settlement(uuid) == office.row_of("s1"));
  auto record = *current_record(office.snapshot, Entity::settlement, uuid);
  record.fields["kato"] = text("s9");
  const Row row = office.row_of("s1");
  office.snapshot.put(record);
  CHECK(office.row_of("s9") == row);
  CHECK(office.row_of("s1") == no_row);
}

TEST_CASE("removing one of the other records keeps the rest findable") {
  Office office;
  office.figure("s1", "population", 1);
  office.figure("s2", "population", 2);
  office.figure("s3", "population", 3);
  const auto first = office.snapshot.others.front().uuid, last = office.snapshot.others.back().uuid;
  office.snapshot.remove(Entity::indicator_value, first);
  CHECK(office.snapshot.find_other(first) == nullptr);
  REQUIRE(office.snapshot.find_other(last) != nullptr);
  CHECK(office.snapshot.find_other(last)->uuid == last);
  CHECK_FALSE(office.snapshot.settlements[office.row_of("s1")].population.has_value());
}

TEST_CASE("the matrix of the register decides the risk level") {
  Office office;
  const auto issue = office.issue("s1").with("severity", std::int64_t{4});
  CHECK(office.snapshot.level_of(office.snapshot.issues[issue.row()]) == RiskLevel::critical);
  office.snapshot.risk_matrix[3 * 5 + 4] = RiskLevel::medium;
  CHECK(office.snapshot.level_of(office.snapshot.issues[issue.row()]) == RiskLevel::medium);
}

TEST_CASE("points and lines are read strictly and written so that they read back the same") {
  CHECK(point_of(point_text({69.59123456789, -42.18})) == LonLat{69.59123456789, -42.18});
  CHECK(point_of("POINT (69.5 42)") == LonLat{69.5, 42});
  CHECK_FALSE(point_of("POINT(69.5)"));
  CHECK_FALSE(point_of("POINT(69.5 42 7)"));
  CHECK_FALSE(point_of("LINESTRING(1 2,3 4)"));
  CHECK_FALSE(vertices_of("LINESTRING(1 2)"));
  CHECK_FALSE(vertices_of("LINESTRING(1 2,)"));
  CHECK_FALSE(vertices_of("POINT(1 2"));
  CHECK_FALSE(vertices_of(""));
  CHECK(vertices_of("LINESTRING(1 2, 3 4)")->size() == 2);
}

}  // namespace riskmap
