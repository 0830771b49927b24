// Borders on the ground: metres wherever the map lies, and sentences.
#include "viewer/session/layer_borders.h"

#include "tests/unit/session/brought_files.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
// Two areas whose common border, ten kilometres long, is drawn twice, `apart` degrees from one another in the middle.
std::string areas(double apart) {
  return fmt::format(
      R"({{"type":"FeatureCollection","features":[
{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[[69.9,42],[70,42],[{:.7f},42.05],[70,42.1],[69.9,42.1],[69.9,42]]]}}}},
{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[[70,42],[70.1,42],[70.1,42.1],[70,42.1],[70,42.05],[70,42]]]}}}}]}})",
      70 + apart);
}

FileLayer layer_of(const std::filesystem::path& file, const std::string& view) {
  taken(set_up_gdal());
  return taken(file_layer(std::make_shared<const FeatureTable>(taken(read_vector_file(file))), view));
}
}  // namespace

TEST_CASE("a sliver is told with its place, in metres whatever the map's system") {
  const TemporaryFolder folder;
  put(folder.file("apart.geojson"), areas(0.0001));
  for (const char* view : {"utm", "web-mercator"}) {
    const auto borders = find_borders(layer_of(folder.file("apart.geojson"), view));
    REQUIRE(borders);
    REQUIRE(borders->differing.size() == 1);
    CHECK(borders->differing.front().lat == doctest::Approx(42.05));
    CHECK(borders->snap_m > 0);
    CHECK(borders->snap_m < 0.01);
    set_language(Language::en);
    CHECK(text_of(*borders).find("1 border is drawn differently by the two areas it parts.") != std::string::npos);
  }
}

TEST_CASE("areas that agree share their border; one area and points have none to share") {
  const TemporaryFolder folder;
  put(folder.file("agreed.geojson"), areas(0));
  const auto borders = find_borders(layer_of(folder.file("agreed.geojson"), "utm"));
  REQUIRE(borders);
  CHECK(borders->differing.empty());
  CHECK(borders->shared_share == doctest::Approx(0.2865).epsilon(0.001));  // 22.2 of 77.5 km
  put(folder.file("points.geojson"),
      R"({"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[70,42]}})");
  CHECK_FALSE(find_borders(layer_of(folder.file("points.geojson"), "utm")));
}

TEST_CASE_FIXTURE(Window,
                  "borders found of the map on the screen are a message, without a toast; of another they are not") {
  const TemporaryFolder folder;
  put(folder.file("areas.geojson"), areas(0.0001));
  open(folder.file("areas.geojson"));
  const auto toast = session.toast();
  const auto before = session.message_log().size();
  const auto& geometry = session.file_layer()->geometry;
  BorderReport report;
  report.snap = 2, report.moved_vertices = 7, report.most_moved = 1;
  session.note_borders(geometry, report);
  REQUIRE(session.message_log().size() == before + 1);
  CHECK(session.message_log().front().text.starts_with("areas.geojson: "));
  CHECK(session.message_log().front().text.find("7 vertices were moved") != std::string::npos);
  CHECK(session.toast().has_value() == toast.has_value());
  session.note_borders(std::make_shared<const LayerGeometry>(*geometry), report);
  CHECK(session.message_log().size() == before + 1);
}
