#include "layers/style/hotspot_look.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
PlaceHotspot place(Row row, PlaceVerdict verdict, double p_adjusted = 0.5) {
  PlaceHotspot at;
  at.row = row;
  at.statistic.verdict = verdict;
  at.statistic.p_adjusted = p_adjusted;
  return at;
}

HotspotFinding finding(HotspotMethod method, std::vector<PlaceHotspot> places) {
  HotspotFinding finding;
  finding.choice.method = finding.found.question.request.method = method;
  finding.ground.weights = {.kind = WeightsKind::nearest, .count = 6};
  finding.found.with_data = places.size();
  finding.found.places = std::move(places);
  return finding;
}

std::string sure(const std::string& what, const std::string& share) {
  return what + "\u00A0·\u00A0" + share + "\u00A0%";
}

const LegendRow* row_named(const Legend& legend, std::string_view label) {
  const auto found = std::ranges::find(legend.rows, label, &LegendRow::label);
  return found == legend.rows.end() ? nullptr : &*found;
}
}  // namespace

TEST_CASE("circles hold more than expected: their legend has nothing cold") {
  set_language(Language::en);
  auto found =
      finding(HotspotMethod::scan, {place(0, PlaceVerdict::hot, 0.004), place(1, PlaceVerdict::not_significant)});
  found.scan = RegisterScan{};
  const auto legend = hotspots_legend({}, &found, hotspot_colours(HotspotMethod::scan, Theme::light), {});
  REQUIRE(row_named(legend, sure("Hot spot", "99")) != nullptr);
  CHECK(row_named(legend, sure("Hot spot", "99"))->count == 1);
  CHECK(row_named(legend, sure("Cold spot", "99")) == nullptr);
  REQUIRE(legend.notes.size() == 1);
  CHECK(legend.notes[0].starts_with("Spatial scan"));
}

TEST_CASE("the legend of hotspots says in words what is there, how often, and why some places say nothing") {
  set_language(Language::en);
  const auto found =
      finding(HotspotMethod::gi, {place(0, PlaceVerdict::hot, 0.004), place(1, PlaceVerdict::hot, 0.03),
                                  place(2, PlaceVerdict::cold, 0.02), place(3, PlaceVerdict::not_significant),
                                  place(4, PlaceVerdict::untestable), place(5, PlaceVerdict::no_data)});
  Indicator indicator;
  indicator.label = "Open problems";
  const auto legend = hotspots_legend(indicator, &found, hotspot_colours(HotspotMethod::gi, Theme::light),
                                      {.period = "16 Mar 2026", .filter = "", .is_schematic = true});
  CHECK(legend.what == "Hotspots: Open problems");
  REQUIRE(row_named(legend, sure("Hot spot", "99")) != nullptr);
  CHECK(row_named(legend, sure("Hot spot", "99"))->count == 1);
  CHECK(row_named(legend, sure("Cold spot", "99"))->count == 0);
  CHECK(row_named(legend, sure("Hot spot", "90")) == nullptr);  // cannot occur below a limit of 0.05
  CHECK(row_named(legend, "Cannot be tested")->mark == FillMark::too_few);
  CHECK(row_named(legend, "No data")->mark == FillMark::no_data);
  CHECK(row_named(legend, "No neighbours") == nullptr);
  REQUIRE(legend.notes.size() == 2);
  CHECK(legend.notes[0].find("6 nearest places") != std::string::npos);
  CHECK(
      legend.notes[0].ends_with("n\u00A0=\u00A0"
                                "6"));
  CHECK(legend.notes[0].find("Benjamini") != std::string::npos);
  CHECK(hotspots_legend(indicator, nullptr, {}, {}).rows.empty());
}

TEST_CASE("on a map of Gi* a place unlike its neighbours has a row of its own, where there is one") {
  set_language(Language::en);
  const auto none = finding(HotspotMethod::gi, {place(0, PlaceVerdict::hot, 0.004)});
  const auto colours = hotspot_colours(HotspotMethod::gi, Theme::light);
  CHECK(row_named(hotspots_legend({}, &none, colours, {}), "Unlike its neighbours") == nullptr);
  const auto one = finding(HotspotMethod::gi, {place(0, PlaceVerdict::hot, 0.004), place(1, PlaceVerdict::high_low)});
  const auto legend = hotspots_legend({}, &one, colours, {});
  REQUIRE(row_named(legend, "Unlike its neighbours") != nullptr);
  CHECK(row_named(legend, "Unlike its neighbours")->count == 1);
  CHECK(row_named(legend, "Unlike its neighbours")->colour != row_named(legend, "Not significant")->colour);
}

TEST_CASE("the legend of a join count names the answer it looks for, its clusters, and those that stand alone") {
  set_language(Language::en);
  auto found = finding(HotspotMethod::joincount,
                       {place(0, PlaceVerdict::cluster, 0.004), place(1, PlaceVerdict::not_significant),
                        place(2, PlaceVerdict::absent), place(3, PlaceVerdict::absent)});
  Indicator indicator;
  indicator.label = "Overdue problems";
  found.found.question.yes_no = yes_no_of(indicator);
  const auto legend = hotspots_legend(indicator, &found, hotspot_colours(HotspotMethod::joincount, Theme::light), {});
  REQUIRE(legend.notes.size() == 2);
  CHECK(legend.notes[0] == "Looked for: “Overdue problems” – at least one.");
  REQUIRE(row_named(legend, sure("Cluster", "99")) != nullptr);
  CHECK(row_named(legend, sure("Cluster", "99"))->count == 1);
  CHECK(row_named(legend, sure("Cold spot", "99")) == nullptr);
  REQUIRE(row_named(legend, "Not significant") != nullptr);
  CHECK(row_named(legend, "Not significant")->count == 1);
  REQUIRE(row_named(legend, "The other answer") != nullptr);
  CHECK(row_named(legend, "The other answer")->count == 2);
}

TEST_CASE("every class of a method has a colour of its own but those that are hatched") {
  for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa, HotspotMethod::joincount})
    for (const auto theme : {Theme::light, Theme::dark}) {
      std::set<std::array<unsigned char, 3>> seen;
      const auto colours = hotspot_colours(method, theme);
      for (std::size_t i = 0; i < colours.size(); ++i) {
        if (hotspot_mark(static_cast<int>(i), method) != FillMark::none) continue;
        CHECK(seen.insert({colours[i].r, colours[i].g, colours[i].b}).second);
      }
    }
}

TEST_CASE("rows take the class of their place, others none, and those are drawn as without data") {
  const auto found =
      finding(HotspotMethod::lisa, {place(3, PlaceVerdict::high_low, 0.01), place(1, PlaceVerdict::no_neighbours)});
  const auto classes = hotspot_classes(found, 5);
  CHECK(classes[0] == no_class);
  CHECK(classes[3] == static_cast<int>(LisaClass::high_low));
  const auto colours = hotspot_colours(HotspotMethod::lisa, Theme::light);
  const auto drawn = colours_of_hotspots(classes, HotspotMethod::lisa, colours, 1);
  CHECK(drawn.mark[0] == FillMark::no_data);
  CHECK(drawn.mark[1] == FillMark::too_few);
  CHECK(drawn.mark[3] == FillMark::none);
  CHECK(drawn.fill[3] == colours[static_cast<std::size_t>(LisaClass::high_low)]);
}

}  // namespace riskmap
