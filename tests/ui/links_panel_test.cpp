// Who is whose neighbour: figures beside the map, lines on it, and links changed by mouse and keyboard.
#include <algorithm>
#include <fstream>

#include "layers/analysis/hotspot_words.h"
#include "layers/text/format.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/map_links.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {
namespace {

struct Links {
  explicit Links(const DeskOptions& options = {.language = Language::en, .height = 1500}) : desk{options} {
    desk.apply(SetWorkspace{Workspace::clusters});
    lists.clusters_tab = 1;
    desk.show([this](const Layout& layout) {
      auto intents = map_panel(desk.session, map, layout);
      for (auto& intent : attention_panel(desk.session, lists, layout)) intents.push_back(std::move(intent));
      for (auto& intent : dialogs(desk.session, *state)) intents.push_back(std::move(intent));
      for (auto& intent : shortcuts(desk.session)) intents.push_back(std::move(intent));
      return intents;
    });
    desk.settle();
    driver.click("clusters.links");
    desk.settle();
  }
  [[nodiscard]] const HotspotFinding& finding() const { return *desk.session.derived().hotspots; }
  [[nodiscard]] const Neighbours& neighbours() const { return finding().known->links.neighbours; }
  [[nodiscard]] std::string dot(std::size_t row) const { return "map.links." + finding().known->ids[row]; }
  [[nodiscard]] std::uint32_t stranger_of_first() const {
    std::uint32_t other = 1;
    while (are_linked(neighbours(), 0, other)) ++other;
    return other;
  }
  void pick(const std::string& picker, std::size_t row) {
    driver.click(picker);
    driver.type(desk.session.snapshot()->settlements[finding().found.places[row].row].names.in(Language::en));
    driver.frames(2);
    driver.click(picker + "." + finding().known->ids[row]);
    desk.settle();
  }
  bool reach(std::string_view widget) {
    for (int i = 0; i < 120 && driver.focused() != widget; ++i) driver.key("Tab");
    return driver.focused() == widget;
  }
  void set(auto change) {
    auto layer = desk.session.view().layer;
    change(layer);
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  Desk desk;
  Driver& driver = desk.driver;
  MapPanelState map;
  ListsState lists;
  Dialogs state = make_dialogs();
};

TEST_CASE("the panel's figures are those of the links that are reckoned with") {
  Links links;
  for (const std::string weights : {"", "knn:1", "distance:6", "distance:0.1", "queen"}) {
    CAPTURE(weights);
    links.set([&](LayerSpec& layer) { layer.hotspots.weights = weights; });
    const auto figures = connectivity_of(links.neighbours());
    const auto number = [](std::size_t count) { return format_integer(static_cast<std::int64_t>(count)); };
    CHECK(links.driver.text("links.links") == "Links, both ways counted: " + number(figures.links));
    CHECK(links.driver.text("links.one_way") == "Links that are not returned: " + number(figures.one_way));
    CHECK(links.driver.text("links.groups") == "Groups that no link joins: " + number(figures.components));
    CHECK(links.driver.text("links.islands") == "Places without a neighbour: " + number(figures.islands.size()));
    if (figures.least == figures.most)
      CHECK(links.driver.text("links.range") == "Neighbours of a place: " + number(figures.most));
    else
      CHECK(links.driver.text("links.range") ==
            "Neighbours of a place: " + number(figures.least) + " to " + number(figures.most) + ", " +
                format_number(static_cast<double>(figures.links) / 55, 2) + " on average");
    CHECK(links.driver.has("links.island.0") == !figures.islands.empty());
    CHECK(links.driver.has("links.tolerance") == (weights == "queen"));
    std::size_t places = 0;
    for (std::size_t count = 0; count <= figures.most; ++count)
      places += std::stoul(links.driver.value("links.bar." + std::to_string(count)));
    CHECK(places == 55);
  }
}

TEST_CASE("every place of the map carries how many neighbours it has, over areas, symbols and tiles") {
  Links links;
  for (const auto mode : {MapMode::areas, MapMode::symbols, MapMode::tiles, MapMode::ways_to_solve}) {
    links.set([mode](LayerSpec& layer) { layer.mode = mode; });
    CAPTURE(name_of(mode));
    for (std::size_t row = 0; row < links.neighbours().size(); ++row)
      CHECK(links.driver.probe().find(links.dot(row))->value == std::to_string(links.neighbours().count(row)));
  }
  links.driver.click("links.back");
  links.desk.settle();
  CHECK(links.driver.probe().find(links.dot(0)) == nullptr);
  CHECK(links.driver.has("clusters.count"));
}

TEST_CASE("a line between places leaves the names free that it would run over") {
  const std::vector<Rect> names{{40, -5, 60, 5}, {55, -5, 70, 5}, {80, 1, 90, 5}};
  using Pieces = std::vector<std::pair<double, double>>;
  const auto pieces = [&names](ScreenPoint from, ScreenPoint to) {
    Pieces found;
    for (const auto& [begin, end] : pieces_beside(names, from, to))
      found.emplace_back(begin.x + begin.y, end.x + end.y);
    return found;
  };
  CHECK(pieces({0, 0}, {100, 0}) == Pieces{{0, 40}, {70, 100}});
  CHECK(pieces({100, 0}, {0, 0}) == Pieces{{100, 70}, {40, 0}});
  CHECK(pieces({0, 9}, {100, 9}) == Pieces{{9, 109}});
  CHECK(pieces({50, -10}, {50, 20}) == Pieces{{40, 45}, {55, 70}});
  CHECK(pieces({45, 0}, {65, 0}).empty());
}

TEST_CASE("a pressed bar marks and lists its places, pressed again it does not") {
  Links links;
  const auto count = links.neighbours().count(0);
  links.set([](LayerSpec& layer) { layer.hotspots.weights = "distance:8"; });
  const auto bars = rows_by_count(links.neighbours());
  const auto smallest = static_cast<std::size_t>(
      std::ranges::find_if(bars, [](std::size_t places) { return places > 0 && places < 10; }) - bars.begin());
  REQUIRE(smallest < bars.size());
  const auto bar = "links.bar." + std::to_string(smallest);
  links.driver.click(bar);
  links.desk.settle();
  CHECK(links.desk.session.view().links.count == smallest);
  CHECK(links.driver.probe().find("links.listed." + std::to_string(bars[smallest] - 1)) != nullptr);
  CHECK(links.driver.probe().find("links.listed." + std::to_string(bars[smallest])) == nullptr);
  links.driver.click("links.listed.0");
  REQUIRE(links.desk.last<SelectPlace>() != nullptr);
  const auto chosen = links.desk.last<SelectPlace>()->place;
  REQUIRE(chosen);
  const auto& places = links.finding().found.places;
  const auto row = std::ranges::find(places, chosen->row, &PlaceHotspot::row) - places.begin();
  CHECK(links.neighbours().count(static_cast<std::size_t>(row)) == smallest);
  links.driver.click(bar);
  links.desk.settle();
  CHECK_FALSE(links.desk.session.view().links.count);
  CHECK(count == 6);
}

TEST_CASE("a link is added by two presses on the map, changes the finding, and is taken back in the panel") {
  Links links;
  const auto before = links.finding();
  const auto other = links.stranger_of_first();
  links.driver.click("links.changing");
  links.desk.settle();
  CHECK(links.driver.text("links.step") == "Press the first place.");
  links.driver.click(links.dot(0));
  links.desk.settle();
  CHECK(links.driver.text("links.step").starts_with("Now press the other place"));
  links.driver.click(links.dot(other));
  links.desk.settle();
  CHECK(links.driver.value(links.dot(0)) == std::to_string(before.known->links.neighbours.count(0) + 1));
  CHECK(links.driver.text("links.edit.0").starts_with("Link added: "));
  CHECK(links.finding().found.places[0].statistic.neighbours == before.found.places[0].statistic.neighbours + 1);
  CHECK(links.finding().found.places[0].statistic.p != before.found.places[0].statistic.p);
  links.driver.click("links.edit.0.reset");
  links.desk.settle();
  CHECK_FALSE(links.driver.has("links.edit.0"));
  CHECK(links.neighbours() == before.known->links.neighbours);
  CHECK(links.finding().found.places[0].statistic.p == before.found.places[0].statistic.p);
}

TEST_CASE("Escape gives up the first place, then the changing, then leaves presses to select") {
  Links links;
  links.driver.click("links.changing");
  links.desk.settle();
  links.driver.click(links.dot(0));
  links.desk.settle();
  CHECK(links.desk.session.view().links.from);
  links.driver.key("Escape");
  CHECK_FALSE(links.desk.session.view().links.from);
  CHECK(links.desk.session.view().links.is_changing);
  links.driver.key("Escape");
  CHECK_FALSE(links.desk.session.view().links.is_changing);
  CHECK(links.desk.session.view().links.is_open);
}

TEST_CASE("the keyboard takes a link away by two pickers, and all changes back") {
  Links links;
  const auto before = links.neighbours();
  const auto other = before.of(0).front();
  links.pick("links.one", 0);
  links.pick("links.two", other);
  CHECK(links.driver.text("links.turn") == "Take the link away");
  REQUIRE(links.reach("links.turn"));
  links.driver.key("Enter");
  links.desk.settle();
  CHECK_FALSE(are_linked(links.neighbours(), 0, other));
  CHECK(links.driver.text("links.turn") == "Add the link");
  CHECK(links.driver.text("links.edit.0").starts_with("Link taken away: "));
  REQUIRE(links.reach("links.reset"));
  links.driver.key("Enter");
  links.desk.settle();
  CHECK(links.neighbours() == before);
}

TEST_CASE("bars are read and islands found by the keyboard alone") {
  Links links;
  links.set([](LayerSpec& layer) { layer.hotspots.weights = "distance:4"; });
  REQUIRE(links.driver.has("links.island.0"));
  REQUIRE(links.reach("links.bar.0"));
  CHECK(links.driver.text("links.bar.0").starts_with("Neighbours: 0; places: "));
  links.driver.key("Enter");
  links.desk.settle();
  CHECK(links.desk.session.view().links.count == std::size_t{0});
  CHECK(links.driver.has("links.listed.0"));
  REQUIRE(links.reach("links.island.0"));
  links.driver.key("Enter");
  links.desk.settle();
  const auto place = links.desk.session.view().place;
  REQUIRE(place);
  const auto& places = links.finding().found.places;
  const auto row = std::ranges::find(places, place->row, &PlaceHotspot::row) - places.begin();
  CHECK(links.neighbours().count(static_cast<std::size_t>(row)) == 0);
}

TEST_CASE("the number of nearest places and the distance are typed") {
  Links links;
  links.driver.click("links.kind");
  links.driver.click("links.kind.nearest");
  links.desk.settle();
  links.driver.double_click("links.count");
  links.driver.key("Ctrl+A");
  links.driver.type("3");
  links.desk.settle();
  CHECK(links.desk.session.view().layer.hotspots.weights == "knn:3");
  CHECK(links.driver.value(links.dot(0)) == "3");
  links.driver.click("links.both_ways");
  links.desk.settle();
  CHECK(links.desk.session.view().layer.hotspots.weights == "knn:3:sym");
  CHECK(links.driver.text("links.rule") == "Neighbours: 3 nearest places, both ways");
  CHECK(links.driver.text("links.one_way") == "Links that are not returned: 0");
  links.driver.click("links.kind");
  links.driver.click("links.kind.distance");
  links.desk.settle();
  CHECK(links.desk.session.view().layer.hotspots.weights == "distance:20");
  links.driver.click("links.back");
  links.lists.are_hotspot_choices_open = true;
  links.set([](LayerSpec& layer) { layer.hotspots.weights = "knn:3"; });
  CHECK(links.driver.value("clusters.weights") == "knn:3");
}

TEST_CASE("a spatial scan has no neighbours to show, change or save, also when it comes while they are shown") {
  Links links;
  REQUIRE(links.desk.session.shows_links());
  links.lists.are_hotspot_choices_open = true;
  links.set([](LayerSpec& layer) { layer.hotspots.method = HotspotMethod::scan; });
  links.set([](LayerSpec& layer) { layer.level = AreaLevel::rural_district; });  // the neighbours known are of another
  CHECK_FALSE(links.desk.session.shows_links());
  CHECK_FALSE(links.driver.has("links.heading"));
  CHECK(links.driver.has("clusters.statistic"));
  const auto edits = links.desk.session.view().layer.hotspots.edits;
  links.desk.apply(TurnLink{{AreaLevel::rural_district, 0}, {AreaLevel::rural_district, 1}});
  CHECK(links.desk.session.view().layer.hotspots.edits == edits);
  links.desk.apply(OpenDialog{Dialog::save_neighbours, no_row, {}});
  links.desk.settle();
  CHECK_FALSE(links.driver.has("links_save.path"));
  links.desk.apply(CloseDialog{});
  links.set([](LayerSpec& layer) { layer.hotspots.method = HotspotMethod::gi; });
  CHECK(links.desk.session.shows_links());
  CHECK(links.driver.has("links.heading"));
}

TEST_CASE("a change that names a place that is gone is said, and taken back") {
  Links links;
  const auto uuid = links.finding().known->uuids[0];
  links.set([&](LayerSpec& layer) {
    layer.hotspots.edits = {link_edit(AreaLevel::settlement, uuid, "gone", LinkChange::added)};
  });
  CHECK(links.driver.text("links.gone") == gone_links_words(1));
  links.driver.click("links.edit.0.reset");
  links.desk.settle();
  CHECK(links.desk.session.view().layer.hotspots.edits.empty());
}

TEST_CASE("neighbours are saved in the format that is chosen, and an older file is asked about") {
  Links links;
  links.driver.click("links.save");
  links.desk.settle();
  CHECK(links.driver.value("links_save.path").ends_with("neighbours.csv"));
  links.driver.click("links_save.format");
  links.driver.click("links_save.format.gal");
  links.driver.frames(2);
  const auto path = std::filesystem::path{links.driver.value("links_save.path")};
  CHECK(path.extension() == ".gal");
  std::ofstream{path} << "older";
  links.driver.click("links_save.save");
  links.driver.frames(2);
  links.driver.click("links_save.replace.yes");
  links.desk.settle();
  const auto read = read_weights_file(path, {links.finding().known->ids, {}});
  std::filesystem::remove(path);
  REQUIRE(read);
  CHECK(*read == links.neighbours());
}

TEST_CASE("no text of the panel is cut, in any language, at any size") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(code_of(language));
      CAPTURE(scale);
      Links links{{.language = language, .scale = scale, .height = 1700}};
      links.set([](LayerSpec& layer) { layer.hotspots.weights = "queen"; });
      links.desk.apply(TurnLink{{AreaLevel::settlement, 0}, {AreaLevel::settlement, 40}});
      links.desk.apply(SetLinks{{.is_open = true, .is_changing = true, .count = 5}});
      links.desk.settle();
      for (const auto& text : links.driver.cut_texts())
        if (text.starts_with("links.")) FAIL_CHECK(text);
      links.desk.apply(OpenDialog{Dialog::save_neighbours, no_row, {}});
      links.desk.settle();
      for (const auto& text : links.driver.cut_texts())
        if (text.starts_with("links_save.")) FAIL_CHECK(text);
    }
}

}  // namespace
}  // namespace riskmap::ui
