// Tested clusters beside the facts: a sentence a place, how it was found, and how it is looked for.
#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "layers/analysis/chosen_places.h"
#include "layers/analysis/cluster_care.h"
#include "layers/analysis/cluster_groups.h"
#include "layers/analysis/finding_words.h"
#include "layers/exchange/register_scene.h"
#include "layers/text/format.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/cluster_behind.h"
#include "viewer/panels/layers_panel.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/map_panel.h"

namespace riskmap::ui {
namespace {

// Without correction the sample has clusters for sure.
struct Clusters {
  explicit Clusters(const DeskOptions& options = {}) : desk{options} {
    auto layer = desk.session.view().layer;
    layer.hotspots.correction = Correction::none;
    layer.hotspots.alpha = 0.1;
    desk.apply(SetLayer{layer});
    desk.apply(SetWorkspace{Workspace::clusters});
    state.clusters_tab = 1;
    desk.show([this](const Layout& layout) { return attention_panel(desk.session, state, layout); });
    desk.settle();
  }
  [[nodiscard]] const std::vector<HotspotLine>& lines() const { return desk.session.derived().hotspot_lines; }
  [[nodiscard]] const HotspotFinding& finding() const { return *desk.session.derived().hotspots; }
  [[nodiscard]] const PlaceHotspot& place(const HotspotLine& line) const { return finding().found.places[line.place]; }
  [[nodiscard]] std::string name(const HotspotLine& line) const {
    return "clusters.line." + desk.session.snapshot()->settlements[place(line).row].kato;
  }
  // Presses Tab until the widget has the keyboard.
  bool reach(std::string_view widget) {
    for (int i = 0; i < 80 && desk.driver.focused() != widget; ++i) desk.driver.key("Tab");
    return desk.driver.focused() == widget;
  }
  Desk desk;
  ListsState state;
};

TEST_CASE("the two lists are two tabs, the tested clusters ranked and each with its sentence") {
  Clusters clusters;
  REQUIRE(clusters.lines().size() > 1);
  const auto& driver = clusters.desk.driver;
  CHECK(driver.text("clusters.count") == format_integer(static_cast<std::int64_t>(clusters.lines().size())));
  const auto& first = clusters.lines().front();
  CHECK(driver.text(clusters.name(first) + ".sentence") ==
        sentence_of(*clusters.desk.session.snapshot(), clusters.finding().found, clusters.place(first)));
  CHECK(driver.widget(clusters.name(first)).rect.top < driver.widget(clusters.name(clusters.lines()[1])).rect.top);
  clusters.desk.driver.click("attention.tab.facts");
  CHECK(clusters.desk.driver.has("attention.count"));
  CHECK_FALSE(clusters.desk.driver.has("clusters.count"));
}

TEST_CASE("what the list has no room for is a press away") {
  Clusters clusters{{.height = 4000}};
  const auto last = clusters.name(clusters.lines().back());
  clusters.state.cluster_lines = clusters.lines().size() - 1;
  clusters.desk.driver.frames(2);
  CHECK_FALSE(clusters.desk.driver.has(last));
  clusters.desk.driver.click("clusters.more");
  clusters.desk.driver.frames(2);
  CHECK(clusters.desk.driver.has(last));
  CHECK_FALSE(clusters.desk.driver.has("clusters.more"));
}

TEST_CASE("a pressed line flies to its place, and how it was found is one press away") {
  Clusters clusters;
  const auto line = clusters.lines().front();
  const auto name = clusters.name(line);
  clusters.desk.driver.click(name + ".sentence");
  const auto* asked = clusters.desk.last<SelectPlace>();
  REQUIRE(asked != nullptr);
  CHECK(asked->fly_there);
  CHECK(asked->place == Place{AreaLevel::settlement, clusters.place(line).row});
  CHECK_FALSE(clusters.desk.driver.has(name + ".how.0"));
  clusters.desk.driver.click(name + ".how");
  clusters.desk.driver.frames(2);
  CHECK(clusters.desk.driver.text(name + ".how.0") == method_line(clusters.finding().found, clusters.finding().ground));
}

TEST_CASE("a card says how the problems behind it are cared for, and leads to these in the table") {
  Clusters clusters{{.height = 2400}};
  auto& session = clusters.desk.session;
  auto& driver = clusters.desk.driver;
  REQUIRE(clusters.lines().size() > 1);
  for (const auto& line : clusters.lines()) {
    const auto& place = clusters.place(line);
    const auto care = care_of(*session.snapshot(), session.derived().facts, place.issues);
    const auto words = driver.text(clusters.name(line) + ".behind");
    CHECK(words.find(care_words(care)) != std::string::npos);
    CHECK(words.find(parties_words(*session.snapshot(), care)) != std::string::npos);
  }
  const auto issues = clusters.place(clusters.lines().front()).issues;
  FilterState before;
  before.severities = {1, 2, 3, 4, 5};
  clusters.desk.apply(SetFilter{before});
  clusters.desk.settle();
  driver.click(clusters.name(clusters.lines().front()) + ".problems");
  clusters.desk.settle();
  CHECK(session.view().workspace == Workspace::register_table);
  CHECK(session.view().is_table_open);
  CHECK_FALSE(session.view().layer.shows_hotspots);
  CHECK(session.view().filter.severities == before.severities);
  for (Row row = 0; row < session.snapshot()->issues.size(); ++row)
    CHECK((session.derived().selected[row] != 0) == (std::ranges::find(issues, row) != issues.end()));
}

TEST_CASE("a filter that keeps some places makes clusters of its own, and the list says so") {
  Clusters clusters{{.language = Language::en}};
  auto& desk = clusters.desk;
  CHECK_FALSE(desk.driver.has("clusters.chosen_places"));
  FilterState filter;
  filter.categories = {"utilities"};
  desk.apply(SetFilter{filter});
  desk.settle();
  CHECK_FALSE(desk.driver.has("clusters.chosen_places"));
  filter.expression = "open and not (severity=5 or rural_district=615837100)";
  desk.apply(SetFilter{filter});
  desk.settle();
  CHECK(desk.driver.text("clusters.chosen_places") == chosen_places_words());
  FilterState by_word;
  by_word.text = "Қасқасу";
  desk.apply(SetFilter{by_word});
  desk.settle();
  CHECK(desk.driver.has("clusters.chosen_places"));
  by_word.text = "су";  // water, and the end of many names
  desk.apply(SetFilter{by_word});
  desk.settle();
  CHECK(desk.driver.has("clusters.chosen_places"));
  by_word.text = "мектеп";
  desk.apply(SetFilter{by_word});
  desk.settle();
  CHECK_FALSE(desk.driver.has("clusters.chosen_places"));
  FilterState by_map;
  by_map.within = "69.5 42.1, 70.5 42.1, 70.0 42.6";
  desk.apply(SetFilter{by_map});
  desk.settle();
  CHECK(desk.driver.has("clusters.chosen_places"));
}

TEST_CASE("below the heading stands how the places hang together, and single categories can be looked at") {
  Clusters clusters{{.language = Language::en}};
  const auto words = groups_words(groups_of(clusters.finding().found));
  REQUIRE_FALSE(words.empty());
  CHECK(clusters.desk.driver.text("clusters.groups") == words);
  const std::string category = "category_utilities.water_drinking";
  clusters.desk.apply(SetLayer{with_indicator(clusters.desk.session.view().layer, category)});
  clusters.desk.settle();
  clusters.desk.driver.click("clusters.choices");
  clusters.desk.driver.frames(3);
  CHECK(clusters.desk.driver.value("clusters.what") == category);
  clusters.desk.driver.click("clusters.what");
  clusters.desk.driver.frames(3);
  clusters.desk.driver.type("sewer");
  clusters.desk.driver.frames(2);
  CHECK(clusters.desk.driver.has("clusters.what.category_utilities.sewerage"));
}

TEST_CASE("of one kind of problems alone those of the kind are shown, at districts too") {
  for (const auto& [level, indicator] : {std::pair{AreaLevel::settlement, "group_utilities"},
                                         {AreaLevel::settlement, "category_utilities.water_drinking"},
                                         {AreaLevel::rural_district, "overdue"}}) {
    CAPTURE(indicator);
    Clusters clusters;
    auto layer = with_indicator(clusters.desk.session.view().layer, indicator);
    layer.level = level, layer.hotspots.alpha = 0.999;
    clusters.desk.apply(SetLayer{layer});
    clusters.desk.settle();
    REQUIRE_FALSE(clusters.lines().empty());
    const auto place = clusters.place(clusters.lines().front());
    REQUIRE_FALSE(place.issues.empty());
    clusters.desk.apply(SetFilter{filter_of_cluster(clusters.desk.session, place)});
    const auto& selected = clusters.desk.session.derived().selected;
    CHECK(std::ranges::count_if(selected, [](auto is) { return is != 0; }) == std::ssize(place.issues));
    for (const Row row : place.issues) CHECK(selected[row] != 0);
  }
}

TEST_CASE("a reviewed cluster leaves the list and waits below with its note") {
  Clusters clusters;
  const auto line = clusters.lines().front();
  const auto name = clusters.name(line);
  clusters.desk.driver.click(name + ".review");
  CHECK(clusters.desk.session.view().dialog == Dialog::review_note);
  CHECK(clusters.desk.session.view().dialog_text == line.subject + "|cluster");
  clusters.desk.apply(CloseDialog{});
  clusters.desk.apply(MarkReviewed{line.subject, "cluster", "Әкіммен келісілді"});
  clusters.desk.settle();
  CHECK_FALSE(clusters.desk.driver.has(name));
  clusters.state.shows_reviewed_hotspots = true;
  clusters.desk.driver.frames(2);
  CHECK(clusters.desk.driver.text(name + ".note") == "Әкіммен келісілді");
}

TEST_CASE("a cluster is given to somebody, noted, or becomes a measure for its place as a whole") {
  Clusters clusters;
  const auto line = clusters.lines().front();
  const auto name = clusters.name(line);
  const auto place = clusters.desk.session.snapshot()->settlements[clusters.place(line).row].uuid;
  clusters.desk.driver.click(name + ".give");
  CHECK(clusters.desk.session.view().dialog == Dialog::review_note);
  CHECK(clusters.desk.session.view().dialog_text == line.subject + "|cluster|keep");
  clusters.desk.apply(CloseDialog{});
  const auto party = clusters.desk.session.snapshot()->parties[0].uuid;
  clusters.desk.apply(MarkReviewed{line.subject, "cluster", "Шаруа аралайды", "OPEN", party});
  clusters.desk.settle();
  CHECK(clusters.desk.driver.has(name + ".given"));
  CHECK(clusters.desk.driver.text(name + ".note") == "Шаруа аралайды");
  CHECK(clusters.desk.driver.has(name + ".since"));
  clusters.desk.driver.click(name + ".task");
  CHECK(clusters.desk.session.view().dialog == Dialog::measure_form);
  CHECK(clusters.desk.session.view().dialog_text == place);
}

TEST_CASE("the keyboard reaches the tabs, the map switch, the choices and every line") {
  Clusters clusters;
  const auto name = clusters.name(clusters.lines().front());
  CHECK(clusters.reach("clusters.on_map"));
  clusters.desk.driver.key("Space");
  clusters.desk.settle();
  CHECK(clusters.desk.session.view().layer.shows_hotspots);
  CHECK(clusters.reach("clusters.choices"));
  clusters.desk.driver.key("Enter");
  clusters.desk.settle();
  for (const auto* choice : {"clusters.what", "clusters.statistic", "clusters.level", "clusters.weights",
                             "clusters.correction", "clusters.alpha"}) {
    CAPTURE(choice);
    CHECK(clusters.reach(choice));
  }
  CHECK(clusters.reach(name + ".how"));
  CHECK(clusters.reach(name));
  clusters.desk.driver.key("Enter");
  CHECK(clusters.desk.last<SelectPlace>() != nullptr);
}

TEST_CASE("a choice is remembered in the view and makes another list") {
  Clusters clusters;
  clusters.state.are_hotspot_choices_open = true;
  clusters.desk.settle();
  clusters.desk.driver.click("clusters.statistic");
  clusters.desk.driver.click("clusters.statistic.lisa");
  clusters.desk.settle();
  CHECK(clusters.desk.session.view().layer.hotspots.method == HotspotMethod::lisa);
  CHECK(clusters.desk.driver.text("clusters.method").starts_with(label_of(HotspotMethod::lisa)));
}

TEST_CASE("a join count offers what has a yes and a no, and says which answer it looks for") {
  Clusters clusters;
  clusters.state.are_hotspot_choices_open = true;
  auto layer = clusters.desk.session.view().layer;
  layer.indicator = "overdue";
  clusters.desk.apply(SetLayer{layer});
  clusters.desk.settle();
  clusters.desk.driver.click("clusters.statistic");
  clusters.desk.driver.click("clusters.statistic.joincount");
  clusters.desk.settle();
  CHECK(clusters.desk.driver.text("clusters.method").starts_with(label_of(HotspotMethod::joincount)));
  CHECK(clusters.desk.driver.has("clusters.weights"));
  REQUIRE(clusters.finding().found.question.yes_no);
  clusters.desk.driver.click("clusters.what");
  clusters.desk.settle();
  CHECK(clusters.desk.driver.has("clusters.what.max_level"));
  CHECK_FALSE(clusters.desk.driver.has("clusters.what.days_open"));
}

TEST_CASE("the spatial scan is one more statistic, with circles and no neighbours to choose") {
  Clusters clusters;
  clusters.state.are_hotspot_choices_open = true;
  clusters.desk.settle();
  REQUIRE(clusters.desk.driver.has("clusters.weights"));
  clusters.desk.driver.click("clusters.statistic");
  clusters.desk.driver.click("clusters.statistic.scan");
  clusters.desk.settle();
  CHECK(clusters.desk.session.view().layer.hotspots.method == HotspotMethod::scan);
  CHECK(clusters.desk.driver.text("clusters.method").starts_with("Кеңістіктік сканерлеу"));
  for (const auto* of_neighbours : {"clusters.weights", "clusters.links"}) {
    CAPTURE(of_neighbours);
    CHECK_FALSE(clusters.desk.driver.has(of_neighbours));
  }
  CHECK_FALSE(clusters.desk.driver.has("clusters.correction"));
  CHECK(clusters.desk.driver.has("clusters.alpha"));
  REQUIRE(clusters.finding().scan.has_value());
  const auto& lines = clusters.lines();
  CHECK(clusters.desk.driver.has(lines.empty() ? "clusters.nothing.1" : clusters.name(lines.front()) + ".sentence"));
}

TEST_CASE("a cluster of the scan is one line, told as a circle") {
  Clusters clusters;
  auto layer = clusters.desk.session.view().layer;
  layer.hotspots.method = HotspotMethod::scan;
  layer.hotspots.alpha = 0.99;  // whatever is strongest
  clusters.desk.apply(SetLayer{layer});
  clusters.desk.settle();
  REQUIRE_FALSE(clusters.lines().empty());
  const auto first = clusters.lines().front();
  const auto& scan = clusters.finding().scan->scan;
  CHECK(first.place == scan.clusters.front().centre);
  CHECK(clusters.lines().size() <= scan.clusters.size());
  const auto name = clusters.name(first);
  CHECK(clusters.desk.driver.text(name + ".sentence") ==
        sentence_of(*clusters.desk.session.snapshot(), clusters.finding(), clusters.place(first)));
  clusters.desk.driver.click(name + ".how");
  clusters.desk.driver.frames(2);
  CHECK(clusters.desk.driver.text(name + ".how.0") == method_line(clusters.finding()));
  CHECK(clusters.desk.driver.has(name + ".how.3"));
}

TEST_CASE("where nothing stands out the list says so, and what could have been seen") {
  Clusters clusters;
  FilterState filter;
  filter.severities = {5};
  auto layer = clusters.desk.session.view().layer;
  layer.hotspots.correction = Correction::bonferroni;
  layer.hotspots.alpha = 0.01;
  clusters.desk.apply(SetLayer{layer});
  clusters.desk.apply(SetFilter{filter});
  clusters.desk.settle();
  REQUIRE(clusters.lines().empty());
  CHECK(clusters.desk.driver.has("clusters.nothing.0"));
  CHECK(clusters.desk.driver.has("clusters.nothing.1"));
}

TEST_CASE("no text of the list or of the legend is cut, in any language, at any size") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {1.0F, 2.0F}) {
      CAPTURE(code_of(language));
      CAPTURE(scale);
      Clusters clusters{{.language = language, .scale = scale}};
      clusters.state.are_hotspot_choices_open = true;
      for (const auto method : {HotspotMethod::gi, HotspotMethod::joincount, HotspotMethod::scan}) {
        auto layer = clusters.desk.session.view().layer;
        layer.hotspots.method = method;
        clusters.desk.apply(SetLayer{layer});
        clusters.desk.settle();
        const auto cut = clusters.desk.driver.cut_texts();
        CHECK(cut.empty());
        for (const auto& text : cut) MESSAGE(text);
      }
    }
}

TEST_CASE("the legend names every class of hotspots in full, in any language") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa, HotspotMethod::joincount, HotspotMethod::scan}) {
      CAPTURE(code_of(language));
      Desk desk{{.language = language}};
      MapPanelState state;
      desk.show([&](const Layout& layout) { return map_panel(desk.session, state, layout); });
      auto layer = desk.session.view().layer;
      layer.shows_hotspots = true;
      layer.hotspots.method = method;
      layer.hotspots.alpha = 0.1;
      desk.apply(SetLayer{layer});
      desk.settle();
      CHECK(desk.driver.has("legend.row.0"));
      for (const auto& text : desk.driver.cut_texts()) {
        CAPTURE(text);
        CHECK_FALSE(text.starts_with("legend."));
      }
    }
}

TEST_CASE("the layers panel turns the colours to hotspots, which have no classes to choose, and back") {
  Desk desk;
  LayersPanelState state;
  desk.show([&](const Layout& layout) { return layers_panel(desk.session, state, layout); });
  desk.settle();
  REQUIRE(desk.driver.has("indicator.scheme"));
  desk.driver.click("indicator.hotspots");
  desk.settle();
  CHECK(desk.session.view().layer.shows_hotspots);
  CHECK_FALSE(desk.driver.has("indicator.scheme"));
  CHECK(desk.driver.has("indicator.opacity"));
  desk.driver.click("indicator.hotspots");
  desk.settle();
  CHECK(desk.driver.has("indicator.scheme"));
}

}  // namespace
}  // namespace riskmap::ui
