// What is seen of long work on its way, and what is left of it when a person does not want it any more.
#include "layers/text/translate.h"
#include "tests/unit/session/brought_files.h"
#include "tests/unit/session/gate.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;
namespace fs = std::filesystem;

namespace {
constexpr auto cancelled = "Cancelled. Nothing was changed.";

SessionOptions looking_at_once() {
  auto options = plain_options();
  options.glimpse_after = std::chrono::milliseconds{0};
  return options;
}

// Before the window, whose workers pass it.
struct Gated {
  Gate gate;
};
struct EmptyWindow : Gated, Window {
  TemporaryFolder folder;
  EmptyWindow() : Window{gated(gate, looking_at_once())} {}
  // A file of sixty thousand areas, as far as the first of them are on the map.
  fs::path begin_many() {
    const auto many = folder.file("many.geojson");
    put_many_areas(many);
    gate.shut();
    session.apply(OpenPath{many});
    for (gate.await(), session.update(); session.document().is_empty(); gate.await(), session.update())
      gate.let_one_pass();
    return many;
  }
  void end() {
    gate.open();
    session.wait_until_idle();
  }
};

struct BusyOffice : Gated, RegisterFile, Window {
  explicit BusyOffice(SessionOptions options = plain_options()) : Window{gated(gate, std::move(options))} {
    open_whole(file);
  }
  // As far as its first word about itself, then ✕.
  void begin_and_cancel(const Intent& intent) {
    gate.shut();
    session.apply(intent);
    REQUIRE(session.job());
    CHECK(session.job()->can_cancel);
    gate.await();
    session.update();
    REQUIRE(session.job());
    CHECK(session.job()->progress >= 0);
    session.apply(CancelJob{});
    CHECK_FALSE(session.job()->can_cancel);
    gate.open();
    session.wait_until_idle();
    CHECK_FALSE(session.job());
  }
};

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, {}));
}
}  // namespace

TEST_CASE_FIXTURE(EmptyWindow, "a big file shows its first areas where they will lie, before everything is in") {
  const auto many = begin_many();
  CHECK(session.is_arriving());
  CHECK(session.job());
  CHECK(session.document().path() == many);
  const auto early = session.file_layer()->geometry;
  CHECK(early->size() > 0);
  CHECK(early->size() < 60'000);
  CHECK(derived().scene.areas == early);
  CHECK(view().is_camera_set);
  end();
  CHECK_FALSE(session.is_arriving());
  CHECK(session.file_layer()->geometry->size() == 60'000);
  CHECK(session.file_layer()->indicators.size() == 1);
  CHECK(derived().scene.areas == session.file_layer()->geometry);
  CHECK_FALSE(has_problem());
}

TEST_CASE_FIXTURE(EmptyWindow, "a person who has moved the map while it fills stays where they are") {
  begin_many();
  session.apply(ZoomBy{4, {}});
  const auto moved = camera();
  end();
  CHECK(session.file_layer()->geometry->size() == 60'000);
  CHECK(camera().metres_per_pixel == moved.metres_per_pixel);
  CHECK(camera().centre.x == moved.centre.x);
}

TEST_CASE_FIXTURE(EmptyWindow, "a file given up on the way leaves nothing on the map") {
  begin_many();
  session.apply(CancelJob{});
  end();
  CHECK(session.document().is_empty());
  CHECK_FALSE(session.is_arriving());
  CHECK(message().ends_with(cancelled));
}

TEST_CASE_FIXTURE(EmptyWindow, "what is added while a map fills lies beside it in the end") {
  begin_many();
  const auto beside = folder.file("two.geojson");
  put(beside, two_areas);
  session.apply(OpenPath{beside, FileUse::context});
  end();
  REQUIRE(session.document().context);
  CHECK(session.document().context->front().layer.path == beside);
  CHECK(session.file_layer()->geometry->size() == 60'000);
}

TEST_CASE_FIXTURE(EmptyWindow, "another file takes the place of one that is still filling the map") {
  begin_many();
  const auto other = folder.file("two.geojson");
  put(other, two_areas);
  session.apply(OpenPath{other});
  CHECK(session.document().is_empty());
  end();
  CHECK(session.document().path() == other);
  CHECK(session.file_layer()->geometry->size() == 2);
  CHECK_FALSE(session.is_arriving());
}

TEST_CASE_FIXTURE(BusyOffice, "an export that is cancelled leaves no file, and the one that was there as it was") {
  for (const char* name : {"out.geojson", "out.csv", "out.xlsx"}) {
    CAPTURE(name);
    const auto target = folder.file(name);
    put(target, "before");
    const auto count = files_in(folder.path());
    begin_and_cancel(ExportTo{target, "issues", {}, false});
    CHECK(message().ends_with(cancelled));
    CHECK(fs::file_size(target) == 6);
    CHECK(files_in(folder.path()) == count);
  }
}

TEST_CASE_FIXTURE(BusyOffice, "boundaries that are cancelled leave the register as it was") {
  put(folder.file("official.geojson"),
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kato":"615835100"},
"geometry":{"type":"Polygon","coordinates":[[[69.92,42.15],[69.94,42.15],[69.94,42.17],[69.92,42.17],[69.92,42.15]]]}}]})");
  begin_and_cancel(LoadBoundariesFrom{folder.file("official.geojson"), AreaLevel::settlement, "kato"});
  CHECK(message().ends_with(cancelled));
  CHECK(snapshot().areas[snapshot().find_area("615835100", AreaLevel::settlement)].is_schematic);
  CHECK_FALSE(session.undo_state().can_undo);
}

TEST_CASE_FIXTURE(BusyOffice, "a register that is cancelled on its way leaves the open one") {
  const auto other = folder.file("other.gpkg");
  fs::copy_file(file, other);
  begin_and_cancel(OpenPath{other});
  CHECK(message().ends_with(cancelled));
  CHECK(session.document().path() == file);
  tell(add_issue());
  CHECK(session.commit().stage == CommitState::Stage::accepted);
}

TEST_CASE_FIXTURE(BusyOffice, "a layer beside the map that is cancelled is not added") {
  const auto many = folder.file("many.geojson");
  put_many_areas(many);
  begin_and_cancel(OpenPath{many, FileUse::context});
  CHECK_FALSE(session.document().context);
  CHECK_FALSE(has_problem());
}

TEST_CASE("the layers of last time come back with a share, and stay in the list when they are cancelled") {
  const TemporaryFolder settings;
  auto options = plain_options();
  options.settings_file = settings.file("settings.toml");
  BusyOffice office{options};
  const auto many = office.folder.file("many.geojson");
  put_many_areas(many);
  office.tell(OpenPath{many, FileUse::context});
  REQUIRE(office.session.document().context);
  office.gate.shut();
  office.session.apply(OpenPath{office.file});
  const auto opening = office.session.job()->label;
  for (office.gate.await(), office.session.update(); office.session.job()->label == opening;
       office.gate.await(), office.session.update())
    office.gate.let_one_pass();
  CHECK(office.session.job()->label.find("many.geojson") != std::string::npos);
  office.session.apply(CancelJob{});
  office.gate.open();
  office.session.wait_until_idle();
  REQUIRE(office.session.document().context);
  CHECK(office.session.document().context->front().problem->code == ErrorCode::cancelled);
  CHECK_FALSE(office.session.job());
}

TEST_CASE_FIXTURE(BusyOffice, "of two pieces of work the later is shown and cancelled, then the other again") {
  const auto many = folder.file("many.geojson");
  put_many_areas(many);
  gate.shut();
  session.apply(OpenPath{many, FileUse::context});
  const auto opening = session.job()->label;
  session.apply(ExportTo{folder.file("out.csv"), "issues", {}, false});
  CHECK(session.job()->label == tr("Exporting…"));
  session.apply(CancelJob{});
  gate.open();
  while (session.job() && session.job()->label != opening) session.update();
  session.wait_until_idle();
  CHECK_FALSE(fs::exists(folder.file("out.csv")));
  CHECK(session.document().context);  // the layer has come all the same
}
