// Boundaries brought to an open register: what a file of polygons is taken for, and what a load left aside.
#include "tests/unit/session/brought_files.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;
namespace fs = std::filesystem;

TEST_CASE_FIXTURE(Office, "boundaries loaded from a file replace the schematic ones and keep selection and filter") {
  FilterState filter;
  filter.groups = {StatusGroup::open};
  const Row row = settlement("615835100");
  tell(SetFilter{filter}, SelectPlace{Place{AreaLevel::settlement, row}, false});
  put(folder.file("official.geojson"),
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kato":"615835100"},
"geometry":{"type":"Polygon","coordinates":[[[69.92,42.15],[69.94,42.15],[69.94,42.17],[69.92,42.17],[69.92,42.15]]]}}]})");
  tell(LoadBoundariesFrom{folder.file("official.geojson"), AreaLevel::settlement, "kato"});
  CHECK_MESSAGE(!has_problem(), message());
  const Row area = snapshot().find_area("615835100", AreaLevel::settlement);
  REQUIRE(area != no_row);
  CHECK_FALSE(snapshot().areas[area].is_schematic);
  CHECK(view().filter == filter);
  REQUIRE(view().place);
  CHECK(snapshot().settlements[view().place->row].kato == "615835100");
  CHECK(session.undo_state().can_undo);
  tell(Undo{});
  CHECK(snapshot().areas[snapshot().find_area("615835100", AreaLevel::settlement)].is_schematic);
  CHECK(session.document().reg->layers->layer(AreaLevel::settlement)->is_schematic);
}

TEST_CASE_FIXTURE(Office, "polygons dropped onto a register wait for an answer, and nothing has changed") {
  put(folder.file("areas.geojson"), two_areas);
  tell(OpenPath{folder.file("areas.geojson"), FileUse::ask});
  CHECK(view().dialog == Dialog::file_use);
  REQUIRE(session.incoming());
  for (const auto& keys : session.incoming()->keys) {
    CHECK(keys.places > 0);
    CHECK(keys.fields.front().matched == 0);
  }
  CHECK(session.document().path() == file);
  tell(CloseDialog{});
  CHECK_FALSE(session.incoming());
  tell(OpenPath{folder.file("areas.geojson")});
  CHECK(session.file_layer() != nullptr);
}

TEST_CASE_FIXTURE(Office, "a file that can be no boundaries is asked about too: it may lie beside the map") {
  put(folder.file("points.geojson"),
      R"({"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[70,42]}})");
  tell(OpenPath{folder.file("points.geojson"), FileUse::ask});
  CHECK(view().dialog == Dialog::file_use);
  REQUIRE(session.incoming());
  CHECK_FALSE(session.incoming()->can_be_boundaries());
  tell(OpenPath{folder.file("points.geojson"), FileUse::boundaries});
  CHECK(has_problem());
  CHECK(session.snapshot() != nullptr);
}

TEST_CASE_FIXTURE(Window, "a dropped file opens at once when nothing is open, and so does a register over a file") {
  const RegisterFile office;
  put(office.folder.file("points.geojson"),
      R"({"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[70,42]}})");
  tell(OpenPath{office.folder.file("points.geojson"), FileUse::ask});
  CHECK(view().dialog == Dialog::none);
  CHECK(session.file_layer() != nullptr);
  tell(OpenPath{office.file, FileUse::ask});
  CHECK(session.snapshot() != nullptr);
}

TEST_CASE_FIXTURE(Office, "a file without a coordinate system is first asked for it, then for what it is to be") {
  put(folder.file("areas.csv"), areas_without_crs);
  tell(OpenPath{folder.file("areas.csv"), FileUse::ask});
  CHECK(view().dialog == Dialog::choose_crs);
  CHECK(session.incoming()->settlements.size() == 55);
  tell(ChooseCrs{"EPSG:4326"});
  CHECK(view().dialog == Dialog::file_use);
  REQUIRE(session.incoming());
  CHECK(session.incoming()->features->crs_name == "EPSG:4326");
  tell(OpenPath{folder.file("areas.csv")}, CloseDialog{});
  CHECK(session.file_layer() != nullptr);
}

TEST_CASE_FIXTURE(Office, "a form that is being filled in is not thrown away by a dropped file") {
  put(folder.file("areas.geojson"), two_areas);
  tell(OpenDialog{Dialog::issue_form, no_row, {}}, OpenPath{folder.file("areas.geojson"), FileUse::ask});
  CHECK(view().dialog == Dialog::issue_form);
  CHECK_FALSE(session.incoming());
  CHECK_FALSE(message().empty());
}

TEST_CASE_FIXTURE(Office, "what was counted is loaded, even when the file has gone meanwhile") {
  const auto shapes = folder.file("official.geojson");
  put(shapes,
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"note":1,"kato":"615835100"},
"geometry":{"type":"Polygon","coordinates":[[[69.92,42.15],[69.94,42.15],[69.94,42.17],[69.92,42.17],[69.92,42.15]]]}}]})");
  tell(OpenPath{shapes, FileUse::boundaries});
  REQUIRE(session.incoming());
  CHECK(boundary_levels[session.incoming()->best_level()] == AreaLevel::settlement);
  CHECK(session.incoming()->keys[0].fields.front().name == "kato");
  CHECK(session.incoming()->keys[0].fields.front().matched == 1);
  fs::remove(shapes);
  tell(LoadBoundariesFrom{shapes, AreaLevel::settlement, "kato"}, CloseDialog{});
  CHECK_MESSAGE(!has_problem(), message());
  CHECK(session.undo_state().can_undo);
}

TEST_CASE_FIXTURE(Office, "what a load of boundaries left aside is listed behind its message") {
  const auto shapes = folder.file("official.geojson");
  put(shapes, R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kato":"615835100"},
"geometry":{"type":"Polygon","coordinates":[[[69.92,42.15],[69.94,42.15],[69.94,42.17],[69.92,42.17],[69.92,42.15]]]}},
{"type":"Feature","properties":{"kato":"Atlantis"},
"geometry":{"type":"Polygon","coordinates":[[[69.82,42.15],[69.84,42.15],[69.84,42.17],[69.82,42.17],[69.82,42.15]]]}},
{"type":"Feature","properties":{"kato":"615820100"},"geometry":null}]})");
  tell(LoadBoundariesFrom{shapes, AreaLevel::settlement, "kato"});
  CHECK_MESSAGE(!has_problem(), message());
  REQUIRE(session.toast()->report);
  CHECK(names(*session.toast()->report, "Atlantis"));
  REQUIRE(session.toast()->report->lines.size() > 2);
  CHECK(session.toast()->report->lines[1].find("row 3: ") == 0);  // before the many places that keep their shape
  CHECK(session.message_log().front().report == session.toast()->report);
}

TEST_CASE_FIXTURE(Office, "a district outline cuts the schematic cells and names the settlements outside; one undo") {
  const auto level = static_cast<std::size_t>(AreaLevel::settlement);
  const auto before = session.document().reg->shapes[level]->x;
  put(folder.file("district.geojson"),
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kato":"615800000"},
"geometry":{"type":"Polygon","coordinates":[[[69.75,42.08],[70.25,42.08],[70.25,42.32],[69.75,42.32],[69.75,42.08]]]}}]})");
  tell(LoadBoundariesFrom{folder.file("district.geojson"), AreaLevel::district, "kato"});
  CHECK_MESSAGE(!has_problem(), message());
  const auto outside = snapshot().settlement_label(settlement("615846600"), Language::en);
  REQUIRE(session.toast()->report);
  CHECK(names(*session.toast()->report, outside));
  const auto inside = snapshot().settlement_label(settlement("615820100"), Language::en);
  CHECK_FALSE(names(*session.toast()->report, inside));
  CHECK_FALSE(session.document().reg->shapes[level]->x == before);
  tell(Undo{});
  CHECK(session.document().reg->shapes[level]->x == before);
  CHECK_FALSE(session.undo_state().can_undo);
}

TEST_CASE_FIXTURE(Office, "boundaries that match nothing are refused, change nothing and leave nothing to undo") {
  const auto before = session.document().reg->shapes;
  put(folder.file("areas.geojson"), two_areas);
  tell(LoadBoundariesFrom{folder.file("areas.geojson"), AreaLevel::settlement, "name"});
  CHECK(has_problem());
  CHECK(message().find("areas.geojson") != std::string::npos);
  CHECK_FALSE(session.undo_state().can_undo);
  CHECK(session.document().reg->shapes == before);
}
