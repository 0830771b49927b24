// Hotspots are reckoned beside the window, only where somebody looks, and anew only when their inputs have moved.
#include <algorithm>

#include "tests/unit/session/gate.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
LayerSpec with(LayerSpec layer, auto change) {
  change(layer);
  return layer;
}
}  // namespace

TEST_CASE_FIXTURE(Office, "nothing is reckoned until hotspots are looked at") {
  CHECK(derived().hotspots == nullptr);
  tell(SetWorkspace{Workspace::clusters});
  REQUIRE(derived().hotspots != nullptr);
  CHECK(derived().hotspots->found.with_data == 55);
  CHECK(derived().hotspots->ground.weights.kind == WeightsKind::nearest);
  CHECK(derived().hotspots->ground.weights.count == 6);
  CHECK(derived().hotspots->found.question.base);
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.level = AreaLevel::rural_district; })});
  CHECK(derived().hotspots->found.places.size() == 13);
  CHECK(derived().hotspots->ground.weights.count == 5);
}

TEST_CASE_FIXTURE(Office, "a flight to a cluster shows the neighbours that it is made of") {
  tell(SetWorkspace{Workspace::clusters});
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.mode = MapMode::areas; })});
  FilterState filter;
  filter.expression = "category=utilities.water_drinking";
  tell(SetFilter{filter});
  REQUIRE_FALSE(derived().hotspots->ranked.empty());
  const auto at = derived().hotspots->found.places[derived().hotspots->ranked.front()];
  tell(SelectPlace{Place{AreaLevel::settlement, at.row}, true});
  tell(EndFlight{});
  REQUIRE(at.neighbours.size() == 6);
  for (const Row other : at.neighbours) {
    const auto seen = session.screen_of(*snapshot().settlements[other].point);
    REQUIRE(seen);
    CHECK(seen->x >= 0);
    CHECK(seen->y >= 0);
    CHECK(seen->x <= view().camera.size.width);
    CHECK(seen->y <= view().camera.size.height);
  }
}

TEST_CASE_FIXTURE(Office, "only what the answer depends on makes it anew") {
  tell(SetWorkspace{Workspace::clusters});
  const auto first = derived().hotspots;
  tell(SetTheme{Theme::dark});
  tell(SelectPlace{Place{AreaLevel::settlement, 3}});
  CHECK(derived().hotspots == first);
  FilterState filter;
  filter.severities = {4, 5};
  tell(SetFilter{filter});
  REQUIRE(derived().hotspots != first);
  CHECK(derived().hotspots->known == first->known);  // neighbours are no matter of problems
  CHECK(derived().hotspots->found.total < first->found.total);
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.hotspots.weights = "knn:4"; })});
  CHECK(derived().hotspots->known != first->known);
  CHECK(derived().hotspots->found.places.front().neighbours.size() == 4);
}

TEST_CASE_FIXTURE(Office, "what a test of problems could have seen is not said of a share") {
  tell(SetWorkspace{Workspace::clusters});
  REQUIRE(derived().hotspot_power);
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.indicator = "share_with_plan"; })});
  CHECK_FALSE(derived().hotspots->found.counts_problems);
  CHECK_FALSE(derived().hotspot_power);
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.indicator = "open"; })});
  CHECK(derived().hotspot_power);
}

TEST_CASE_FIXTURE(Office, "the map shows hotspots in every mode that colours places, and its classes filter") {
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) {
    layer.shows_hotspots = true;
    layer.mode = MapMode::tiles;
    layer.hotspots.correction = Correction::none;
    layer.hotspots.alpha = 0.1;
  })});
  REQUIRE(derived().values.hotspots != nullptr);
  const auto& rows = derived().scene.legend.rows;
  std::int64_t places = 0;
  for (const auto& row : rows) places += row.count;
  CHECK(places == 55);
  const auto some = std::ranges::find_if(rows, [](const LegendRow& row) { return row.count > 0 && row.count < 55; });
  REQUIRE(some != rows.end());
  FilterState filter;
  filter.map_classes = {some->class_index};
  const auto count = some->count;
  tell(SetFilter{filter});
  CHECK(std::ranges::count(derived().where, '"') == 2 * count);
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.hotspots.method = HotspotMethod::lisa; })});
  CHECK(view().filter.map_classes.empty());
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) { layer.mode = MapMode::ways_to_solve; })});
  CHECK(derived().values.hotspots == nullptr);
}

TEST_CASE_FIXTURE(Office, "a reviewed cluster comes back when its problems are others") {
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) {
    layer.hotspots.correction = Correction::none;
    layer.hotspots.alpha = 0.1;
  })});
  tell(SetWorkspace{Workspace::clusters});
  const auto found = std::ranges::find_if(derived().hotspot_lines, [&](const HotspotLine& line) {
    return !derived().hotspots->found.places[line.place].issues.empty();
  });
  REQUIRE(found != derived().hotspot_lines.end());
  const auto line = *found;
  const auto open = derived().hotspots_open;
  tell(MarkReviewed{line.subject, std::string{hotspot_review_reason}, "Жиналыста қаралды"});
  CHECK(derived().hotspots_open == open - 1);
  const auto same = [&] {
    return std::ranges::find_if(derived().hotspot_lines,
                                [&](const HotspotLine& one) { return one.place == line.place; });
  };
  REQUIRE(same()->is_reviewed);
  // One of its problems goes.
  const auto& issue = snapshot().issues[derived().hotspots->found.places[line.place].issues.front()];
  tell(CommitChange{Change{.kind = ChangeKind::remove,
                           .entity = Entity::issue,
                           .uuid = issue.uuid,
                           .version = issue.version,
                           .before = {},
                           .after = {}}});
  if (same() == derived().hotspot_lines.end()) return;  // nothing stands out there any more
  CHECK_FALSE(same()->is_reviewed);
  REQUIRE(same()->review);
  CHECK(same()->review->note == "Жиналыста қаралды");
}

TEST_CASE_FIXTURE(
    Office, "a cluster can be given to somebody and noted; then it stays in the list, and says what has changed") {
  tell(SetLayer{with(view().layer, [](LayerSpec& layer) {
    layer.hotspots.correction = Correction::none;
    layer.hotspots.alpha = 0.1;
  })});
  tell(SetWorkspace{Workspace::clusters});
  REQUIRE_FALSE(derived().hotspot_lines.empty());
  const auto line = derived().hotspot_lines.front();
  const auto open = derived().hotspots_open;
  const auto party = snapshot().parties[0].uuid;
  tell(MarkReviewed{line.subject, std::string{hotspot_review_reason}, "Әкімге тапсырылды", "OPEN", party});
  CHECK(derived().hotspots_open == open);
  const auto& now = derived().hotspot_lines.front();
  REQUIRE(now.review);
  CHECK(now.subject == line.subject);
  CHECK_FALSE(now.is_reviewed);
  CHECK(snapshot().parties[now.review->assigned_to].uuid == party);
  CHECK(now.review->note == "Әкімге тапсырылды");
  CHECK(now.added == 0);
  set_language(Language::en);
  CHECK(changes_since_review(now).ends_with(": nothing has changed"));
}

TEST_CASE_FIXTURE(Office, "a cluster that was reviewed and is found no more is named, for what it was found of alone") {
  const auto look = [&](double alpha, const char* indicator) {
    tell(SetLayer{with(view().layer, [&](LayerSpec& layer) {
      layer.indicator = indicator;
      layer.hotspots.correction = Correction::none;
      layer.hotspots.alpha = alpha;
    })});
  };
  look(0.1, "open");
  tell(SetWorkspace{Workspace::clusters});
  REQUIRE_FALSE(derived().hotspot_lines.empty());
  const auto line = derived().hotspot_lines.back();  // the least sure
  const auto place = derived().hotspots->found.places[line.place].row;
  tell(MarkReviewed{line.subject, std::string{hotspot_review_reason}, "Қаралды"});
  CHECK(derived().past_clusters.empty());
  look(derived().hotspots->found.places[line.place].statistic.p / 2, "open");
  REQUIRE(derived().past_clusters.size() == 1);
  CHECK(derived().past_clusters.front().place == Place{AreaLevel::settlement, place});
  CHECK(derived().past_clusters.front().review.note == "Қаралды");
  look(0.1, "overdue");
  CHECK(derived().past_clusters.empty());
}

TEST_CASE_FIXTURE(Office, "a join count is one more way to look, of what has a yes and a no") {
  const auto look = [&](const char* indicator) {
    tell(SetLayer{with(view().layer, [&](LayerSpec& layer) {
      layer.indicator = indicator;
      layer.shows_hotspots = true;
      layer.hotspots.method = HotspotMethod::joincount;
    })});
  };
  tell(SetWorkspace{Workspace::clusters});
  look("overdue");
  REQUIRE(derived().hotspots != nullptr);
  CHECK(derived().hotspots->found.question.yes_no);
  CHECK(derived().hotspots->found.counted == derived().hotspots->found.tested);  // exact
  CHECK_FALSE(derived().hotspot_error);
  look("days_open");
  REQUIRE(derived().hotspot_error);
  CHECK(derived().hotspot_error->code == ErrorCode::invalid_input);
  CHECK(derived().hotspot_lines.empty());
}

TEST_CASE_FIXTURE(Office, "what was found in a register is not said of what is opened after it") {
  tell(SetWorkspace{Workspace::clusters});
  REQUIRE(derived().hotspots != nullptr);
  open(std::filesystem::path{RISKMAP_SOURCE_DIR} / "data/tolebi/areas_rural_district.geojson");
  REQUIRE(session.file_layer() != nullptr);
  CHECK(derived().hotspots == nullptr);
  CHECK(derived().hotspot_lines.empty());
  open(file);
  tell(SetWorkspace{Workspace::clusters});
  REQUIRE(derived().hotspots != nullptr);
  CHECK(derived().hotspots->found.with_data == 55);
}

namespace {
// A worker has found something about the register and waits before it says more.
struct HeldQuestion : RegisterFile {
  FirstHeld worker;
  Window window{options_of(worker)};
  Session& session = window.session;
  HeldQuestion() {
    window.open_whole(file);
    worker.hold();
    session.apply(SetWorkspace{Workspace::clusters});
    session.update();
    worker.await_one();
  }
  static SessionOptions options_of(FirstHeld& worker) {
    auto options = plain_options();
    options.wake = [&worker] { worker.pass(); };
    return options;
  }
};
}  // namespace

TEST_CASE_FIXTURE(HeldQuestion, "what comes late of hotspots is not said of what was opened meanwhile") {
  // What was found is handed over; what could have been seen is still to come.
  const auto shapes = std::filesystem::path{RISKMAP_SOURCE_DIR} / "data/tolebi/areas_rural_district.geojson";
  session.apply(OpenPath{shapes});
  while (session.document().path() != shapes) session.update();
  REQUIRE_FALSE(window.derived().hotspot_power);
  worker.release();
  session.wait_until_idle();
  CHECK_FALSE(window.derived().hotspot_power);
}

TEST_CASE_FIXTURE(HeldQuestion, "a question asked before the language was changed does not change it back") {
  FilterState severe;
  severe.severities = {5};
  session.apply(SetFilter{severe});
  session.update();  // the second question waits for the thread of the first
  session.apply(SetLanguage{Language::ru});
  worker.release();
  worker.await_wakes(3);  // two answers to the first, one to the second
  CHECK(language() == Language::ru);
  session.wait_until_idle();
}

TEST_CASE("how hotspots are looked for is there again the next time, of this register alone") {
  const RegisterFile office, other;
  auto options = plain_options();
  options.settings_file = other.folder.file("settings.toml");
  HotspotChoice kept;
  kept.method = HotspotMethod::lisa;
  kept.correction = Correction::holm;
  kept.alpha = 0.01;
  kept.weights = "knn:5";
  {
    Window window{options};
    window.open_whole(office.file);
    const auto& places = window.snapshot().settlements;
    kept.edits = {link_edit(AreaLevel::settlement, places[0].uuid, places[40].uuid, LinkChange::added)};
    window.tell(SetLayer{with(window.view().layer, [&](LayerSpec& layer) { layer.hotspots = kept; })});
  }
  Window window{options};
  window.open_whole(office.file);
  CHECK(window.view().layer.hotspots == kept);
  window.tell(SetWorkspace{Workspace::clusters});
  CHECK(window.derived().hotspots->ground.added == 1);
  window.open_whole(other.file);
  CHECK(window.view().layer.hotspots == HotspotChoice{});
  CHECK(window.session.settings().hotspots.size() == 1);
}
