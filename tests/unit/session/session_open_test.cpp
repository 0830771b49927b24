// What happens when a document is opened, and when it cannot be.
#include <fmt/format.h>

#include "layers/store/gpkg_dataset.h"
#include "tests/unit/session/brought_files.h"
#include "tests/unit/session/session_fixture.h"
#include "viewer/session/load_report.h"

using namespace riskmap;
using namespace riskmap::sample;
namespace fs = std::filesystem;

TEST_CASE_FIXTURE(Office, "the sample opens as of its own day, as tiles, with everything in view") {
  CHECK_MESSAGE(!has_problem(), message());
  CHECK(session.today() == day_of(snapshot()));
  CHECK(snapshot().settlements.size() == 55);
  CHECK(derived().total_count > 380);
  CHECK(derived().selected_count == derived().total_count);
  CHECK(view().layer.mode == MapMode::tiles);
  CHECK(view().layer.level == AreaLevel::settlement);
  CHECK(session.document().can_edit());
  CHECK_FALSE(session.undo_state().can_undo);
  CHECK(session.search() != nullptr);
  const auto& extent = derived().scene.extent;
  const auto visible = camera().visible();
  CHECK(visible.contains(extent.min_x, extent.min_y));
  CHECK(visible.contains(extent.max_x, extent.max_y));
}

TEST_CASE("a register is on the map before it can be searched, and is not at rest until it can") {
  const RegisterFile office;
  Window window;
  auto& session = window.session;
  session.apply(OpenPath{office.file});
  while (session.document().is_empty()) session.update();
  CHECK(session.derived().total_count > 380);
  CHECK(session.search() == nullptr);
  CHECK_FALSE(session.is_idle());
  session.wait_until_idle();
  REQUIRE(session.search() != nullptr);
  CHECK_FALSE(session.search()->find("Көксәйек", Language::kk).empty());
}

TEST_CASE_FIXTURE(Office, "a register that follows another is drawn anew, by its own records") {
  const auto drawn = derived().scene_revision;
  const auto selected = derived().selected;
  const RegisterFile other;
  open_whole(other.file);
  CHECK(derived().scene_revision > drawn);
  CHECK(derived().selected == selected);
  FilterState severe;
  severe.expression = "severity = 5";
  tell(SetFilter{severe});
  CHECK(derived().selected_count < derived().total_count);
  CHECK(derived().scene_revision > drawn + 1);
}

TEST_CASE("today is what the command line says, before what the sample says") {
  auto options = plain_options();
  options.today = parse_iso_date("2026-09-01");
  const Office office{options};
  CHECK(office.session.today() == *options.today);
  CHECK(office.derived().facts.today == *options.today);
}

TEST_CASE_FIXTURE(Window, "a file that is not there is said, and nothing is open") {
  open("/nowhere/at/all.gpkg");
  CHECK(has_problem());
  CHECK(session.document().is_empty());
  CHECK_FALSE(session.job());
}

TEST_CASE_FIXTURE(Office, "a form that is being filled in is not thrown away by a file, whenever the file comes") {
  const auto areas = folder.file("areas.geojson");
  put(areas, two_areas);
  const RegisterFile another;
  for (const auto& path : {areas, another.file}) {
    CAPTURE(path);
    tell(OpenDialog{Dialog::issue_form, no_row, {}});
    open(path);  // dropped onto the form
    CHECK(view().dialog == Dialog::issue_form);
    CHECK(session.document().path() == file);
    CHECK_FALSE(session.job());
    tell(CloseDialog{});
    session.apply(OpenPath{path});  // the form is opened while the file is being read
    tell(OpenDialog{Dialog::issue_form, no_row, {}});
    CHECK(view().dialog == Dialog::issue_form);
    CHECK(session.document().path() == file);
    tell(CloseDialog{});
  }
}

TEST_CASE_FIXTURE(Window, "a register opened by a relative name is remembered by its whole path") {
  const RegisterFile other;
  open_whole(fs::relative(other.file));
  CHECK(session.settings().last_register == other.file.string());
  CHECK(session.settings().recent == std::vector{other.file.string()});
}

TEST_CASE_FIXTURE(Office, "a register of last time that is gone is named, and stays among the recent ones") {
  tell(MissRegister{"/stick/district.gpkg"}, OpenPath{file});
  CHECK(message().find("/stick/district.gpkg") != std::string::npos);
  CHECK(session.settings().recent == std::vector<std::string>{file.string(), "/stick/district.gpkg"});
  CHECK(session.settings().last_register == file.string());
}

TEST_CASE_FIXTURE(Office, "a register that cannot be opened leaves the open one as it was, and editable") {
  const auto damaged = folder.file("damaged.gpkg");
  fs::copy_file(file, damaged);
  fs::resize_file(damaged, fs::file_size(damaged) / 2);
  open(damaged);
  CHECK(has_problem());
  CHECK(session.document().path() == file);
  tell(add_issue());
  CHECK(session.commit().stage == CommitState::Stage::accepted);
}

TEST_CASE_FIXTURE(Office, "an edit given while another register opens goes to the one on the screen") {
  const auto other = folder.file("other.gpkg");
  fs::copy_file(file, other);
  session.apply(OpenPath{other});
  session.apply(add_issue());
  session.wait_until_idle();
  CHECK(session.document().path() == other);
  const auto count = [](const fs::path& path) {
    return taken(opened(path, OpenMode::read_only)->load())->issues.size();
  };
  CHECK(count(file) == count(other) + 1);
  CHECK(snapshot().issues.size() == count(other));
}

TEST_CASE_FIXTURE(Office, "the last of two files asked for is the one that opens") {
  const auto first = folder.file("first.geojson"), second = folder.file("second.geojson");
  put(first, two_areas);
  put(second, two_areas);
  session.apply(OpenPath{first});
  session.apply(OpenPath{second});
  session.wait_until_idle();
  CHECK(session.document().path() == second);
  CHECK(session.snapshot() == nullptr);
}

TEST_CASE_FIXTURE(Office, "an opening that is cancelled leaves the open map, and is no fault") {
  const auto many = folder.file("many.geojson");
  put_many_areas(many);
  session.apply(OpenPath{many});
  CHECK(session.job()->can_cancel);
  session.apply(CancelJob{});
  session.wait_until_idle();
  CHECK(session.snapshot() != nullptr);
  CHECK_FALSE(session.job());
  CHECK_FALSE(has_problem());
  CHECK(message().ends_with("Cancelled. Nothing was changed."));
}

TEST_CASE_FIXTURE(Office, "a layer that is added while a file opens does not break off the opening") {
  const auto many = folder.file("many.geojson"), roads = folder.file("roads.geojson");
  put_many_areas(many);
  put(roads, two_areas);
  session.apply(OpenPath{many});
  session.apply(OpenPath{roads, FileUse::context});
  session.wait_until_idle();
  CHECK_FALSE(has_problem());
  CHECK(session.document().path() == many);
}

TEST_CASE("what of a file has no place on the map is said") {
  FileLayer layer;
  CHECK(off_map_text(layer).empty());
  layer.dropped_rings = 2;
  CHECK(off_map_text(layer) == "2 outlines have no place in the map's projection and are not drawn.");
}

TEST_CASE_FIXTURE(Window, "a plain file opens as a map coloured by its first number") {
  const TemporaryFolder folder;
  put(folder.file("areas.geojson"), two_areas);
  open_whole(folder.file("areas.geojson"));
  REQUIRE(session.file_layer() != nullptr);
  CHECK_FALSE(session.document().can_edit());
  CHECK(view().layer.indicator == "rate");
  CHECK(derived().total_count == 2);
  CHECK(derived().scene.areas->size() == 2);
  CHECK(camera().visible().contains(derived().scene.extent.min_x, derived().scene.extent.min_y));
}

TEST_CASE_FIXTURE(Window, "of a file of several layers the first opens, the others are told of and can be chosen") {
  const TemporaryFolder folder;
  const auto file = folder.file("several.kml");
  put(file, two_layers);
  open_whole(file);
  CHECK(session.file_layer()->features->layer_name == "villages");
  CHECK(message() == "The file has 1 more layer with shapes. Choose it at the left.");
  tell(OpenPath{file, FileUse::map, {}, "roads"});
  CHECK(session.file_layer()->features->layer_name == "roads");
  CHECK(session.file_layer()->geometry->kind == GeometryKind::lines);
}

TEST_CASE_FIXTURE(Window, "a plain file's names follow the language of the interface") {
  const TemporaryFolder folder;
  put(folder.file("places.geojson"), R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name_kk":"Алматы","name_en":"Almaty"},"geometry":{"type":"Point","coordinates":[76.9,43.2]}}]})");
  open_whole(folder.file("places.geojson"));
  const auto name = [&] { return derived().scene.labels.at(0).request.text.name; };
  tell(SetLanguage{Language::kk});
  session.update();
  CHECK(name() == "Алматы");
  tell(SetLanguage{Language::en});
  session.update();
  CHECK(name() == "Almaty");
}

TEST_CASE_FIXTURE(Window, "a file that names no coordinate system asks for one") {
  const TemporaryFolder folder;
  const auto file = folder.file("areas.csv");
  put(file, areas_without_crs);
  open(file);
  CHECK(session.document().is_empty());
  CHECK(view().dialog == Dialog::choose_crs);
  REQUIRE(session.incoming());
  CHECK(session.incoming()->path == file);
  CHECK(session.incoming()->settlements.empty());
  tell(ChooseCrs{"EPSG:4326"});
  CHECK(view().dialog == Dialog::none);
  REQUIRE(session.file_layer() != nullptr);
  CHECK(session.file_layer()->view_crs == "EPSG:32642");
}

TEST_CASE("without a register a file's coordinate system is judged by the settlements of the sample") {
  auto options = plain_options();
  options.sample_settlements = RISKMAP_SOURCE_DIR "/data/tolebi/settlements.csv";
  Window window{options};
  const TemporaryFolder folder;
  put(folder.file("areas.csv"), areas_without_crs);
  window.open(folder.file("areas.csv"));
  REQUIRE(window.session.incoming());
  CHECK(window.session.incoming()->settlements.size() == 55);
}

TEST_CASE_FIXTURE(Window, "a coordinate system nobody knows is said by its name, and nothing opens") {
  const TemporaryFolder folder;
  put(folder.file("areas.csv"), areas_without_crs);
  open(folder.file("areas.csv"));
  tell(ChooseCrs{"EPSG:999999"});
  CHECK(has_problem());
  CHECK(message().find("EPSG:999999") != std::string::npos);
  CHECK(view().dialog == Dialog::none);
  CHECK(session.document().is_empty());
}

TEST_CASE_FIXTURE(Window, "a file selects its features by its own fields") {
  const TemporaryFolder folder;
  put(folder.file("areas.geojson"), two_areas);
  open_whole(folder.file("areas.geojson"));
  FilterState filter;
  filter.expression = "rate>5";
  tell(SetFilter{filter});
  CHECK(derived().selected_count == 1);
  CHECK(derived().scene.visible == std::vector<unsigned char>{0, 1});
  filter.expression = "colour=red";
  tell(SetFilter{filter});
  REQUIRE(derived().filter_error);
  CHECK(derived().filter_error->code == ErrorCode::unknown_field);
  CHECK(derived().selected_count == 1);
}

TEST_CASE_FIXTURE(Window, "a part of the map that is kept filters a plain file too, with what is typed") {
  const TemporaryFolder folder;
  put(folder.file("areas.geojson"), two_areas);
  open_whole(folder.file("areas.geojson"));
  FilterState filter;
  filter.within = "69 42, 69.5 42, 69.5 42.5, 69 42.5";
  tell(SetFilter{filter});
  CHECK(derived().selected_count == 1);
  CHECK(derived().scene.visible == std::vector<unsigned char>{1, 0});
  filter.expression = "rate>5";
  tell(SetFilter{filter});
  CHECK_FALSE(derived().filter_error);
  CHECK(derived().selected_count == 0);
}

TEST_CASE_FIXTURE(Office, "opening a plain file puts the register away") {
  tell(SelectIssue{some_issue(), false});
  put(folder.file("areas.geojson"), two_areas);
  open_whole(folder.file("areas.geojson"));
  CHECK(session.snapshot() == nullptr);
  CHECK(session.search() == nullptr);
  CHECK_FALSE(view().place);
  CHECK(view().issue == no_row);
  CHECK(session.history().empty());
  CHECK(derived().scene.areas->size() == 2);
  open_whole(file);
  CHECK(derived().selected_count == derived().total_count);
  CHECK(derived().total_count > 380);
}

TEST_CASE_FIXTURE(RegisterFile, "a register that may only be read says so and refuses edits") {
  {
    const auto store = opened(file);
  }
  fs::permissions(file, fs::perms::owner_read);
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  Window window;
  window.open(file);
  fs::permissions(folder.path(), fs::perms::owner_all);
  if (window.session.document().can_edit()) return;  // the superuser may write everywhere
  window.tell(add_issue());
  CHECK(window.session.commit().stage == CommitState::Stage::refused);
}

TEST_CASE_FIXTURE(RegisterFile,
                  "a register that another program has changed opens for reading, and the reason is said") {
  {
    const auto dataset = GpkgDataset::open_for_update(file);
    REQUIRE(dataset);
    REQUIRE(dataset->connection().execute("CREATE TRIGGER evil AFTER UPDATE ON issue BEGIN DELETE FROM measure; END"));
  }
  Window window;
  window.open(file);
  CHECK_FALSE(window.session.document().can_edit());
  CHECK(window.message() == "Another program has added trigger evil to the file, so it opens for reading only.");
}

TEST_CASE("the newest register stands first in the list of ten") {
  const TemporaryFolder settings;
  auto options = plain_options();
  options.settings_file = settings.file("settings.toml");
  {
    const RegisterFile first, second;
    Window window{options};
    window.open(first.file);
    window.open(second.file);
    window.open(first.file);
    CHECK(window.session.settings().recent == std::vector{first.file.string(), second.file.string()});
    CHECK(window.session.settings().last_register == first.file.string());
  }
  CHECK(load_settings(options.settings_file).settings.recent.size() == 2);
}

TEST_CASE_FIXTURE(Window, "what a plain file could not show is listed by row and reason") {
  const TemporaryFolder folder;
  put(folder.file("holes.geojson"), R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},
"geometry":{"type":"Polygon","coordinates":[[[69.92,42.15],[69.94,42.15],[69.94,42.17],[69.92,42.17],[69.92,42.15]]]}},
{"type":"Feature","properties":{"n":2},"geometry":null}]})");
  open(folder.file("holes.geojson"));
  REQUIRE(session.toast());
  REQUIRE(session.toast()->report);
  CHECK(session.toast()->report->title == "holes.geojson");
  CHECK(names(*session.toast()->report, "row 2: "));
}

TEST_CASE_FIXTURE(Office, "what the window shows is what it exports") {
  FilterState filter;
  filter.groups = {StatusGroup::open};
  tell(SetFilter{filter});
  const auto target = folder.file("open.geojson");
  tell(ExportTo{target, "issues", "", false});
  CHECK_MESSAGE(!has_problem(), message());
  CHECK(taken(read_vector_file(target)).size() == static_cast<std::size_t>(derived().selected_count));
}

TEST_CASE_FIXTURE(Office, "an export that cannot be written is said") {
  tell(ExportTo{folder.file("missing") / "a.geojson", "issues", "", true});
  CHECK(has_problem());
  tell(ExportTo{folder.file("a.unknown"), "issues", "", true});
  CHECK(has_problem());
  CHECK_FALSE(fs::exists(folder.file("a.unknown")));
}

TEST_CASE_FIXTURE(Office, "an export never takes the place of a register, however damaged that is") {
  const auto target = folder.file("broken.geojson");
  fs::copy_file(file, target);
  fs::resize_file(target, 500'000);
  tell(ExportTo{target, "issues", "", true});
  CHECK(has_problem());
  CHECK(fs::file_size(target) == 500'000);
}

TEST_CASE_FIXTURE(Office, "a published export by an unpublished field is refused with the field's name") {
  FilterState filter;
  filter.text = "су";
  tell(SetFilter{filter}, ExportTo{folder.file("a.geojson"), "issues", "", true});
  CHECK(has_problem());
  CHECK(message().find("any") != std::string::npos);
}
