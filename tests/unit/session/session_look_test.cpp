// Filters, selection, table, legend and settings: what is shown is always one thing.
#include <algorithm>

#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

FilterState severe() {
  FilterState filter;
  filter.severities = {4, 5};
  return filter;
}

}  // namespace

TEST_CASE_FIXTURE(Office, "a filter changes table, sums, legend and list together") {
  const auto total = derived().total_count;
  const auto revision = derived().scene_revision;
  tell(SetFilter{severe()});
  CHECK(derived().selected_count > 0);
  CHECK(derived().selected_count < total);
  CHECK(derived().total_count == total);
  CHECK(derived().table.size() == static_cast<std::size_t>(derived().selected_count));
  for (const Row row : derived().table) CHECK(snapshot().issues[row].severity >= 4);
  int open = 0;
  for (const Row row : derived().table) open += derived().facts.facts[row].is_open ? 1 : 0;
  CHECK(derived().total.open == open);
  for (const auto& line : derived().attention)
    for (const Row row : line.issues) CHECK(snapshot().issues[row].severity >= 4);
  CHECK(derived().scene_revision > revision);
  CHECK_FALSE(derived().scene.legend.filter.empty());
  tell(SetFilter{FilterState{}});
  CHECK(derived().selected_count == total);
  CHECK(derived().scene.legend.filter.empty());
}

TEST_CASE_FIXTURE(Office, "a filter text that cannot be read is said, the last good one stays in force") {
  FilterState filter = severe();
  tell(SetFilter{filter});
  const auto selected = derived().selected_count;
  filter.expression = "open and";
  tell(SetFilter{filter});
  REQUIRE(derived().filter_error);
  CHECK(derived().filter_error->code == ErrorCode::filter_syntax);
  CHECK(derived().selected_count == selected);
  filter.expression = "open";
  tell(SetFilter{filter});
  CHECK_FALSE(derived().filter_error);
  CHECK(derived().selected_count < selected);
}

TEST_CASE_FIXTURE(Office, "a mistake in the filter text is counted from where the person began to type") {
  FilterState filter = severe();
  filter.expression = "open and colour=red";
  tell(SetFilter{filter});
  REQUIRE(derived().filter_error);
  CHECK(derived().filter_error->code == ErrorCode::unknown_field);
  CHECK(derived().filter_error->where == "10");
  CHECK(derived().filter_error->value == "colour");
}

TEST_CASE_FIXTURE(Office, "chips count over the whole register, whatever is filtered") {
  const auto& chips = derived().chips;
  const auto before = chips.severities;
  int groups = 0, severities = 0;
  for (const auto& [group, count] : chips.groups) groups += count;
  for (const auto& [severity, count] : chips.severities) severities += count;
  CHECK(groups == derived().total_count);
  CHECK(severities == derived().total_count);
  CHECK(chips.overdue > 0);
  CHECK(chips.categories.at("utilities") > chips.categories.at("utilities.water_drinking"));
  tell(SetFilter{severe()});
  CHECK(derived().chips.severities == before);
}

TEST_CASE_FIXTURE(Office, "a selected problem selects its place and opens its page") {
  const Row row = some_issue();
  tell(CommitChange{change_of(row, {{"address", words_value("Абай көшесі, 1")}})}, SelectIssue{row, false});
  CHECK(view().issue == row);
  CHECK(view().place == Place{AreaLevel::settlement, snapshot().issues[row].settlement});
  CHECK(view().is_inspector_open);
  CHECK(session.history().size() == 1);
  tell(SelectPlace{Place{AreaLevel::settlement, settlement("615835100")}, false});
  CHECK(view().issue == no_row);
  CHECK(session.history().empty());
  tell(SelectPlace{std::nullopt, false});
  CHECK_FALSE(view().place);
  CHECK_FALSE(view().is_inspector_open);
}

TEST_CASE_FIXTURE(Office, "a problem of an area selects the area") {
  const auto& issues = snapshot().issues;
  for (Row row = 0; row < issues.size(); ++row)
    if (issues[row].area != no_row) {
      tell(SelectIssue{row, false});
      CHECK(view().place == Place{snapshot().areas[issues[row].area].level, issues[row].area});
      return;
    }
  FAIL("the sample has problems of areas");
}

TEST_CASE_FIXTURE(Office, "a problem that does not exist cannot be selected") {
  tell(SelectIssue{no_row, false}, SelectIssue{1'000'000, false});
  CHECK(view().issue == no_row);
}

TEST_CASE_FIXTURE(Office, "the table sorts as its header asks") {
  TableState table;
  table.sort = IssueColumn::number;
  tell(SetTable{table});
  const auto numbers = [&] {
    std::vector<std::string> found;
    for (const Row row : derived().table) found.push_back(snapshot().issues[row].reg_no);
    return found;
  };
  CHECK(std::ranges::is_sorted(numbers()));
  table.is_ascending = false;
  tell(SetTable{table});
  CHECK(std::ranges::is_sorted(numbers(), std::ranges::greater{}));
}

TEST_CASE_FIXTURE(Office, "only what is looked at is computed anew") {
  const auto revision = derived().scene_revision;
  TableState table;
  table.sort = IssueColumn::number;
  tell(SetTable{table});
  CHECK(derived().scene_revision == revision);
  CHECK_FALSE(session.update());
  tell(ToggleLayer{LayerKind::labels});
  CHECK(derived().scene_revision == revision + 1);
  CHECK(derived().scene.labels.empty());
  tell(ToggleLayer{LayerKind::labels});
  CHECK_FALSE(derived().scene.labels.empty());
}

TEST_CASE_FIXTURE(Office, "another indicator colours the same places") {
  auto layer = view().layer;
  layer.indicator = "overdue";
  tell(SetLayer{layer});
  CHECK(derived().values.indicator.id == "overdue");
  CHECK(derived().scene.areas == session.document().reg->layers->tiles.geometry);
  layer.indicator = "no such indicator";
  tell(SetLayer{layer});
  CHECK_FALSE(derived().values.indicator.id.empty());
}

TEST_CASE_FIXTURE(Office, "classes and opacity stay within what a map can show") {
  auto layer = view().layer;
  layer.class_count = 40;
  layer.opacity = 7;
  tell(SetLayer{layer});
  CHECK(view().layer.class_count == 9);
  CHECK(view().layer.opacity == 1.0);
  layer.class_count = -1;
  layer.opacity = 0;
  tell(SetLayer{layer});
  CHECK(view().layer.class_count == 2);
  CHECK(view().layer.opacity == 0.1);
}

TEST_CASE_FIXTURE(Office, "every mode and level draws the register") {
  for (const auto mode : {MapMode::areas, MapMode::tiles, MapMode::symbols, MapMode::ways_to_solve})
    for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district}) {
      auto layer = view().layer;
      layer.mode = mode;
      layer.level = level;
      tell(SetLayer{layer});
      CAPTURE(name_of(mode));
      CHECK(derived().scene.areas != nullptr);
      CHECK_FALSE(derived().scene.extent.is_empty());
      CHECK_FALSE(derived().scene.legend.what.empty());
      const auto visible = camera().visible();
      const auto& extent = derived().scene.extent;
      CHECK(visible.contains(extent.centre_x(), extent.centre_y()));
    }
}

TEST_CASE_FIXTURE(Office, "the language changes texts at once, the map's names too") {
  const auto kazakh = derived().scene.legend.what;
  tell(SetLanguage{Language::ru});
  const auto russian = derived().scene.legend.what;
  CHECK(russian != kazakh);
  const auto has_label = [&](const char* name) {
    return std::ranges::any_of(derived().scene.labels,
                               [&](const SceneLabel& label) { return label.request.text.name == name; });
  };
  CHECK(has_label("Ленгер"));
  tell(SetLanguage{Language::kk});
  CHECK(has_label("Леңгір"));
  CHECK_FALSE(has_label("Ленгер"));
}

TEST_CASE_FIXTURE(Office, "theme and scale are kept within their limits") {
  tell(SetTheme{Theme::dark});
  CHECK(derived().scene.ground == map_colours(Theme::dark).ground);
  tell(SetScale{500});
  CHECK(view().scale_percent == 200);
  tell(SetScale{10});
  CHECK(view().scale_percent == 80);
}

TEST_CASE_FIXTURE(Office, "each workspace opens with its panels, which may be opened and closed") {
  tell(SetWorkspace{Workspace::register_table});
  CHECK(view().is_table_open);
  tell(SetWorkspace{Workspace::map});
  CHECK_FALSE(view().is_table_open);
  tell(TogglePanel{TogglePanel::Panel::table});
  CHECK(view().is_table_open);
  tell(TogglePanel{TogglePanel::Panel::legend});
  CHECK_FALSE(view().is_legend_open);
}

TEST_CASE_FIXTURE(Office, "a toggle turns what is seen of the panels at the sides, and its word is kept") {
  CHECK(view().layers_choice.empty());
  tell(TellShown{{.layers = false, .inspector = false}}, TogglePanel{TogglePanel::Panel::layers});
  CHECK(view().layers_choice == std::map{std::pair{Workspace::map, true}});
  CHECK(view().opened_last == SidePanel::layers);
  tell(SetWorkspace{Workspace::register_table}, SetWorkspace{Workspace::map});
  CHECK(view().layers_choice.at(Workspace::map));
  tell(SelectIssue{some_issue(), false}, TogglePanel{TogglePanel::Panel::layers},
       TogglePanel{TogglePanel::Panel::inspector});
  CHECK(view().is_inspector_open);  // it was open, and behind
  CHECK(view().opened_last == SidePanel::inspector);
  tell(TellShown{{.layers = true, .inspector = true}}, TogglePanel{TogglePanel::Panel::inspector});
  CHECK_FALSE(view().is_inspector_open);
}

TEST_CASE_FIXTURE(Office, "a dialog opens afresh every time and forgets what was refused") {
  auto fields = new_issue_fields();
  fields.insert_or_assign("severity", Value{std::int64_t{9}});
  tell(OpenDialog{Dialog::issue_form, no_row, {}});
  const auto serial = view().dialog_serial;
  tell(add_issue(fields));
  CHECK_FALSE(session.commit().problems.empty());
  tell(OpenDialog{Dialog::issue_form, no_row, {}});
  CHECK(view().dialog_serial == serial + 1);
  CHECK(session.commit().problems.empty());
  tell(CloseDialog{});
  CHECK(view().dialog == Dialog::none);
}

TEST_CASE_FIXTURE(Office, "messages are kept, newest first, and a toast can be put away") {
  tell(Undo{});
  const auto serial = session.toast()->serial;
  tell(Redo{});
  CHECK(session.toast()->serial > serial);
  CHECK(session.message_log().front().serial == session.toast()->serial);
  tell(DismissToast{});
  CHECK_FALSE(session.toast());
  CHECK(session.message_log().size() >= 2);
}

TEST_CASE("what a person set is there again at the next start") {
  const TemporaryFolder folder;
  auto options = plain_options();
  options.language.reset();
  options.settings_file = folder.file("settings.toml");
  {
    Window window{options};
    CHECK(window.view().language == Language::kk);
    window.tell(SetLanguage{Language::ru}, SetTheme{Theme::dark}, SetScale{150}, SetAuthor{"Аян", "бас маман"},
                SetPanelSize{300, 400, 0});
  }
  const Window again{options};
  CHECK(again.view().language == Language::ru);
  CHECK(again.view().theme == Theme::dark);
  CHECK(again.view().scale_percent == 150);
  CHECK(again.session.settings().author.name == "Аян");
  CHECK(again.session.settings().table_height == 300);
  CHECK(again.session.settings().inspector_width == 400);
  CHECK(again.session.settings().layers_width == 280);
}

TEST_CASE_FIXTURE(Office, "a form is asked before the program is left, and may keep it open") {
  tell(OpenDialog{Dialog::issue_form, no_row, {}}, Quit{});
  CHECK(session.asks_to_quit());
  CHECK_FALSE(session.wants_quit());
  tell(StayOpen{});
  CHECK_FALSE(session.asks_to_quit());
  tell(Quit{}, CloseDialog{}, Quit{});
  CHECK(session.wants_quit());
}

TEST_CASE_FIXTURE(Window, "a person may leave") {
  CHECK_FALSE(session.wants_quit());
  tell(Quit{});
  CHECK(session.wants_quit());
}

TEST_CASE("the looks of what lies over the theme are found again with their register, and no other has them") {
  const RegisterFile office, other;
  auto options = plain_options();
  options.settings_file = office.folder.file("settings.toml");
  LayerSpec areas;
  areas.mode = MapMode::areas;
  {
    Window window{options};
    window.open_whole(office.file);
    window.tell(SetLayer{areas}, SetOverlay{Overlay::settlements, {0.5, {0, 100'000}}},
                SetOverlay{Overlay::district, {0, {}}}, SwapOverlays{Overlay::settlements, Overlay::issue_points},
                SwapOverlays{Overlay::settlements, Overlay::district}, ToggleLayer{LayerKind::rural_districts});
    CHECK(window.view().overlays.of(Overlay::district).opacity == palest_overlay);
    const auto& symbols = window.derived().scene.symbols;
    const auto dot = std::ranges::find(symbols, SymbolRole::place, &SceneSymbol::role);
    REQUIRE(dot != symbols.end());
    CHECK(dot->opacity == 0.5);
    CHECK(dot->scales == ScaleRange{0, 100'000});
    window.open_whole(other.file);
    CHECK(window.view().overlays == OverlayLooks{});
    CHECK_FALSE(window.view().hidden_layers.contains(LayerKind::rural_districts));
  }
  Window window{options};
  window.open_whole(office.file);
  CHECK(window.view().overlays.of(Overlay::settlements) == OverlayLook{0.5, {0, 100'000}});
  CHECK(window.view().overlays.below(Overlay::settlements) == Overlay::issue_points);
  CHECK(window.view().overlays.below(Overlay::district) == Overlay::rural_districts);  // no point under a line
  CHECK(window.view().hidden_layers.contains(LayerKind::rural_districts));
  window.tell(ToggleLayer{LayerKind::rural_districts}, SetOverlay{Overlay::settlements, {}},
              SetOverlay{Overlay::district, {}}, SwapOverlays{Overlay::settlements, Overlay::issue_points});
  CHECK(window.session.settings().overlays.empty());
}
