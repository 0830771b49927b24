// What an export holds, and above all what a published one does not hold (`domain.md` §7).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include "layers/exchange/export_rows.h"
#include "layers/text/translate.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using sample::refusal;
using sample::shared;

namespace {

using enum ExportWhat;

ExportRequest request(ExportWhat what, ExportProfile profile = ExportProfile::open_data, std::string where = {}) {
  return {.what = what,
          .profile = profile,
          .geometry = ExportGeometry::automatic,
          .where = std::move(where),
          .language = Language::kk,
          .today = sample::day_of(*shared().snapshot)};
}

ExportRequest internal(ExportWhat what, std::string where = {}) {
  return request(what, ExportProfile::internal, std::move(where));
}

ExportTable table_of(const ExportRequest& request) {
  return sample::taken(export_table(*shared().snapshot, shared().shapes, request));
}

std::vector<std::string> names_of(const ExportRow& row) {
  std::vector<std::string> names;
  for (const auto& [name, value] : row.properties) names.push_back(name);
  return names;
}

Value value_of(const ExportRow& row, std::string_view name) {
  for (const auto& [found, value] : row.properties)
    if (found == name) return value;
  FAIL("no property " << name);
  return {};
}

std::string text_of(const ExportRow& row, std::string_view name) {
  return riskmap::text_of(value_of(row, name));
}

// What may leave the office, counted without the code under test.
std::set<std::string> open_uuids() {
  const auto& snapshot = *shared().snapshot;
  std::set<std::string> uuids;
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto& issue = snapshot.issues[row];
    if (!issue.id || issue.status == Status::draft || issue.sensitivity > 0) continue;
    if (snapshot.categories[issue.category].sensitivity == 0) uuids.insert(issue.uuid);
  }
  return uuids;
}

bool lies_on_grid(double degrees, double per_degree) {
  return std::abs(degrees * per_degree - std::round(degrees * per_degree)) < 1e-4;
}

}  // namespace

TEST_CASE("published problems carry the allow-list and nothing beside it") {
  const std::vector<std::string> allowed = {
      "pub_id",       "kato",       "settlement_kk", "settlement_ru", "category", "category_kk", "category_ru",
      "status_group", "risk_level", "registered",    "closed",        "open",     "overdue",     "responsible_kind",
      "as_of",        "office"};
  const auto table = table_of(request(issues));
  REQUIRE(table.rows.size() > 300);
  for (const auto& row : table.rows) CHECK(names_of(row) == allowed);
}

TEST_CASE("published problems are those of sensitivity 0 in a category of sensitivity 0, drafts left out") {
  const auto& snapshot = *shared().snapshot;
  const auto open = open_uuids();
  std::set<std::string> expected;
  for (const auto& uuid : open) expected.insert(published_id(snapshot, uuid));
  std::set<std::string> written;
  for (const auto& row : table_of(request(issues)).rows) written.insert(row.id);
  CHECK(written == expected);
  CHECK(table_of(internal(issues)).rows.size() > open.size());
  for (const auto& row : table_of(request(issues)).rows)
    CHECK(snapshot.categories[snapshot.find_category(text_of(row, "category"))].sensitivity == 0);
}

TEST_CASE("nothing that a person wrote is published") {
  const auto& snapshot = *shared().snapshot;
  std::set<std::string> published;
  for (const auto& row : table_of(request(issues)).rows)
    for (const auto& [name, value] : row.properties) published.insert(riskmap::text_of(value));
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto& issue = snapshot.issues[row];
    for (const auto& text :
         {issue.title, issue.description, issue.result, issue.status_reason, issue.address, issue.reg_no, issue.uuid})
      if (!text.empty()) CHECK_FALSE(published.contains(text));
  }
  for (const auto& party : snapshot.parties) CHECK_FALSE(published.contains(party.names.in(Language::kk)));
}

TEST_CASE("a published problem lies at its settlement, never at its own point, to six decimals") {
  const auto& snapshot = *shared().snapshot;
  int placed = 0;
  for (const auto& row : table_of(request(issues)).rows) {
    CHECK_FALSE(row.shape);
    if (!row.point) {
      CHECK(is_none(value_of(row, "kato")));
      continue;
    }
    ++placed;
    const auto& point = *snapshot.settlements[snapshot.find_settlement(text_of(row, "kato"))].point;
    CHECK(std::abs(row.point->lon - point.lon) < 0.51e-6);
    CHECK(std::abs(row.point->lat - point.lat) < 0.51e-6);
    CHECK(lies_on_grid(row.point->lon, 1e6));
    CHECK(lies_on_grid(row.point->lat, 1e6));
  }
  CHECK(placed > 300);
}

TEST_CASE("published days are months") {
  const std::regex month{"[0-9]{4}-[0-9]{2}"};
  int closed = 0;
  for (const auto& row : table_of(request(issues)).rows) {
    CHECK(std::regex_match(text_of(row, "registered"), month));
    CHECK(text_of(row, "as_of") == "2026-03");
    if (is_none(value_of(row, "closed"))) continue;
    ++closed;
    CHECK(std::regex_match(text_of(row, "closed"), month));
  }
  CHECK(closed > 50);
}

TEST_CASE("a published name is opaque, the same every time, and another in another register") {
  const auto& snapshot = *shared().snapshot;
  const auto& uuid = snapshot.issues[0].uuid;
  const auto name = published_id(snapshot, uuid);
  CHECK(std::regex_match(name, std::regex{"[0-9a-f]{32}"}));
  CHECK(published_id(snapshot, uuid) == name);
  CHECK(published_id(snapshot, snapshot.issues[1].uuid) != name);
  RegisterSnapshot other = snapshot;
  other.meta["public_id_key"] = "another key";
  CHECK(published_id(other, uuid) != name);
}

TEST_CASE("a published name is the HMAC-SHA-256 of the uuid under the register's key") {
  RegisterSnapshot snapshot;
  snapshot.meta["public_id_key"] = "Jefe";  // RFC 4231, test case 2
  CHECK(published_id(snapshot, "what do ya want for nothing?") == "5bdcc146bf60754e6a042426089575c7");
}

TEST_CASE("a register without a key publishes no problem: its names could be guessed") {
  RegisterSnapshot keyless = *shared().snapshot;
  keyless.meta.erase("public_id_key");
  CHECK(refusal(export_table(keyless, shared().shapes, request(issues))) == "err.access");
  CHECK(refusal(export_table(keyless, shared().shapes, internal(issues))) == "accepted");
}

TEST_CASE("a published selection names published fields only") {
  for (const char* where :
       {"settlement=615820100", "rural_district=615837000", "category=utilities.*", "group=OPEN", "level=high", "open",
        "overdue", "not overdue and open", "registered_on>=2026-01-01", "closed_on<2026-01-01"})
    CHECK_MESSAGE(refusal(export_table(*shared().snapshot, shared().shapes,
                                       request(issues, ExportProfile::open_data, where))) == "accepted",
                  where);
  for (const char* where : {"text~\"су\"", "title~\"су\"", "severity>=4", "status=draft", "reg_no=\"TB-2021-0001\"",
                            "uuid=\"00000000-0000-5000-8000-000000000000\"", "affected_people>100", "no_plan",
                            "no_responsible", "stale", "sensitivity=2", "open and (overdue or severity=5)",
                            "not severity=5", "measure(status=PLANNED)", "appeal(kind=COMPLAINT)", "address~\"көше\""})
    CHECK_MESSAGE(refusal(export_table(*shared().snapshot, shared().shapes,
                                       request(issues, ExportProfile::open_data, where))) == "err.access",
                  where);
}

TEST_CASE("what is not published is named") {
  const auto refused = export_table(*shared().snapshot, shared().shapes,
                                    request(issues, ExportProfile::open_data, "open and measure(status=PLANNED)"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().value == "measure(status=PLANNED)");
  CHECK(refused.error().where.empty());
}

TEST_CASE("a selection that cannot be read is refused where it is wrong") {
  const auto unknown = export_table(*shared().snapshot, shared().shapes, internal(issues, "colour=red"));
  CHECK(refusal(unknown) == "err.unknown_field");
  const auto broken = export_table(*shared().snapshot, shared().shapes, internal(issues, "open and"));
  CHECK(refusal(broken) == "err.filter_syntax");
}

TEST_CASE("measures leave the office only with the internal profile") {
  CHECK(refusal(export_table(*shared().snapshot, shared().shapes, request(measures))) == "err.access");
  CHECK(table_of(internal(measures)).rows.size() > 800);
}

TEST_CASE("measures of no problem are exported with the others, and a filter of problems says how many it leaves out") {
  const auto& snapshot = *shared().snapshot;
  const auto without_problem = [&snapshot](const ExportTable& table) {
    return std::ranges::count_if(table.rows, [&snapshot](const ExportRow& row) {
      return snapshot.measures[snapshot.find_measure(row.id)].issue == no_row;
    });
  };
  const auto all = table_of(internal(measures)), open = table_of(internal(measures, "open"));
  CHECK(without_problem(all) == 7);
  CHECK(all.measures_left_out == 0);
  CHECK(without_problem(open) == 0);
  CHECK(open.measures_left_out == 7);
}

TEST_CASE("a measure of no problem stands at its own place") {
  auto snapshot = *shared().snapshot;
  const auto row_of_aid = [&snapshot](const char* field, const std::string& value) {
    const std::string uuid = "5e771e00-0000-4000-8000-000000000001";
    snapshot.put({.entity = Entity::measure,
                  .fid = 999999,
                  .uuid = uuid,
                  .version = 1,
                  .fields = {{"text", Value{"Aid"}}, {field, Value{value}}}});
    const auto table = sample::taken(export_table(snapshot, shared().shapes, internal(measures)));
    return *std::ranges::find(table.rows, uuid, &ExportRow::id);
  };
  const auto at_settlement = row_of_aid("settlement", snapshot.settlements[0].uuid);
  CHECK(text_of(at_settlement, "kato") == snapshot.settlements[0].kato);
  CHECK(at_settlement.point == snapshot.settlements[0].point);
  const auto at_district = row_of_aid("area_code", "615800000");
  CHECK(text_of(at_district, "kato") == "615800000");
  CHECK_FALSE(at_district.point);
}

TEST_CASE("an internal problem carries every field of the record, then what follows from it") {
  const auto table = table_of(internal(issues));
  const auto names = names_of(table.rows.front());
  std::size_t at = 0;
  for (const auto& spec : spec_of(Entity::issue).fields) {
    if (spec.name == "geom") continue;
    REQUIRE(at < names.size());
    CHECK(names[at++] == spec.name);
  }
  CHECK(std::vector(names.begin() + static_cast<std::ptrdiff_t>(at), names.end()) ==
        std::vector<std::string>{"uuid", "version", "settlement_name", "rural_district", "category_name",
                                 "responsible_name", "status_group", "risk_level", "open", "overdue", "days_over",
                                 "progress", "no_plan", "next_step", "next_step_executor", "next_step_due"});
  CHECK(std::set(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("an internal problem names its place by code and carries its own point") {
  const auto& snapshot = *shared().snapshot;
  int own_points = 0, areas = 0;
  for (const auto& row : table_of(internal(issues)).rows) {
    const auto& issue = snapshot.issues[snapshot.find_issue(row.id)];
    CHECK(text_of(row, "uuid") == issue.uuid);
    CHECK(text_of(row, "reg_no") == issue.reg_no);
    if (issue.settlement != no_row) CHECK(text_of(row, "settlement") == snapshot.settlements[issue.settlement].kato);
    if (issue.area != no_row) {
      CHECK(text_of(row, "area") == snapshot.areas[issue.area].code);
      ++areas;
    }
    if (!issue.point) continue;
    ++own_points;
    CHECK(row.point == issue.point);
  }
  CHECK(own_points > 50);
  CHECK(areas >= 2);
}

TEST_CASE("a name that occurs twice carries its rural district") {
  std::set<std::string> labels;
  for (const auto& row : table_of(internal(issues)).rows)
    if (const auto label = text_of(row, "settlement_name"); label.starts_with("Қаратөбе")) labels.insert(label);
  REQUIRE_FALSE(labels.empty());
  for (const auto& label : labels) CHECK(label.find('(') != std::string::npos);
}

TEST_CASE("every place is written, whatever the selection") {
  CHECK(table_of(request(settlements)).rows.size() == 55);
  CHECK(table_of(request(rural_districts)).rows.size() == 13);  // 12 and the town of Lenger
  CHECK(table_of(request(districts)).rows.size() == 1);
  CHECK(table_of(internal(settlements, "severity=5 and stale")).rows.size() == 55);
}

TEST_CASE("indicators of places count the selected problems") {
  const auto open_sum = [](const ExportTable& table) {
    std::int64_t sum = 0;
    for (const auto& row : table.rows) sum += integer_of(value_of(row, "open"));
    return sum;
  };
  const auto all = open_sum(table_of(internal(settlements))),
             severe = open_sum(table_of(internal(settlements, "severity>=4")));
  CHECK(all > severe);
  CHECK(severe > 0);
  CHECK(open_sum(table_of(internal(districts))) >=
        all);  // problems of a rural district or the district have no settlement
  CHECK(open_sum(table_of(internal(settlements, "rural_district=615837000"))) < all);
}

TEST_CASE("limited and closed matters are not counted in published places") {
  const auto& snapshot = *shared().snapshot;
  const auto open = open_uuids();
  std::int64_t expected = 0;
  const auto facts = facts_of_all(snapshot, sample::day_of(snapshot));
  for (const auto& uuid : open) expected += facts.facts[snapshot.find_issue(uuid)].is_open ? 1 : 0;
  const auto table = table_of(request(districts));
  CHECK(integer_of(value_of(table.rows.front(), "open")) == expected);
  CHECK(integer_of(value_of(table_of(internal(districts)).rows.front(), "open")) > expected);
}

TEST_CASE("schematic settlements are written as points, larger areas as areas that say so") {
  for (const auto& row : table_of(request(settlements)).rows) {
    CHECK(row.point);
    CHECK_FALSE(row.shape);
    CHECK(integer_of(value_of(row, "is_schematic")) == 1);
  }
  for (const auto& row : table_of(request(rural_districts)).rows) {
    CHECK(row.shape);
    CHECK(integer_of(value_of(row, "is_schematic")) == 1);
  }
}

TEST_CASE("published points of places have six decimals") {
  for (const auto& row : table_of(request(settlements)).rows) {
    CHECK(lies_on_grid(row.point->lon, 1e6));
    CHECK(lies_on_grid(row.point->lat, 1e6));
  }
}

TEST_CASE("the person may ask for areas, points or no geometry") {
  auto asked = request(settlements);
  asked.geometry = ExportGeometry::area;
  for (const auto& row : table_of(asked).rows) CHECK(row.shape);
  asked.geometry = ExportGeometry::none;
  for (const auto& row : table_of(asked).rows) {
    CHECK_FALSE(row.shape);
    CHECK_FALSE(row.point);
  }
  auto as_points = request(rural_districts);
  as_points.geometry = ExportGeometry::point;
  for (const auto& row : table_of(as_points).rows) {
    CHECK_FALSE(row.shape);
    CHECK(row.point);
  }
  auto bare = internal(issues);
  bare.geometry = ExportGeometry::none;
  for (const auto& row : table_of(bare).rows) CHECK_FALSE(row.point);
}

TEST_CASE("rows stand in the order of their ids, each id once") {
  for (const auto what : {issues, settlements, rural_districts, measures}) {
    const auto table = table_of(internal(what));
    CHECK(std::ranges::is_sorted(table.rows, {}, &ExportRow::id));
    CHECK(std::ranges::adjacent_find(table.rows, {}, &ExportRow::id) == table.rows.end());
  }
}

TEST_CASE("no column comes twice") {
  for (const auto what : {issues, settlements, rural_districts, districts, measures}) {
    const auto names = names_of(table_of(internal(what)).rows.front());
    CHECK(std::set(names.begin(), names.end()).size() == names.size());
  }
}

TEST_CASE("the collection says what it is, for whom, as of when, and that it is a sample") {
  const auto published = table_of(request(issues)), inner = table_of(internal(issues));
  CHECK(published.header == Properties{{"what", Value{"issues"}},
                                       {"profile", Value{"public"}},
                                       {"as_of", Value{"2026-03"}},
                                       {"office", Value{"TB"}},
                                       {"sample", Value{"1"}}});
  CHECK(inner.header[1].second == Value{"internal"});
  CHECK(inner.header[2].second == Value{"2026-03-16"});
}

TEST_CASE("kinds of rows are found by their names") {
  for (const char* name : {"issues", "settlements", "rural_districts", "districts", "measures"}) {
    REQUIRE(export_what_named(name));
    CHECK(name_of(*export_what_named(name)) == name);
  }
  CHECK_FALSE(export_what_named("Issues"));
  CHECK_FALSE(export_what_named(""));
}

TEST_CASE("a public export says how many of the chosen problems it leaves out, an internal one leaves out none") {
  const auto published = table_of(request(issues));
  const auto whole = table_of(internal(issues));
  CHECK(published.share.shown == open_uuids().size());
  CHECK(published.share.chosen == whole.rows.size());
  REQUIRE(published.share.shown < published.share.chosen);
  CHECK(left_out_text(whole.share).empty());
  CHECK(left_out_text({42, 42}).empty());
  set_language(Language::en);
  CHECK(left_out_text({42, 34}) == "34 of 42: 8 are drafts or of sensitive categories");
  CHECK(left_out_text({42, 41}) == "41 of 42: 1 is a draft or of a sensitive category");
}
