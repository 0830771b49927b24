#include "viewer/panels/links_panel.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/map_links.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_islands = 20;
constexpr std::array kind_ids = {"fitting", "queen", "rook", "nearest", "distance"};
// The rules by their kind, with the usual number of places and kilometres.
constexpr std::array kind_texts = {"", "queen", "rook", "knn:6", "distance:20"};

std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

void fill_state(LinksState& state, const Session& session, const HotspotFinding& finding) {
  const auto& snapshot = session.document().reg->snapshot;
  const auto language = session.view().language;
  if (state.counted == finding.known && state.named == snapshot && state.language == language) return;
  if (state.counted != nullptr && state.counted->uuids != finding.known->uuids) state.one.reset(), state.two.reset();
  state.counted = finding.known, state.named = snapshot, state.language = language;
  state.figures = connectivity_of(finding.known->links.neighbours);
  state.bars = rows_by_count(finding.known->links.neighbours);
  state.rows.clear();
  for (std::size_t row = 0; row < finding.found.places.size(); ++row) {
    const auto label = place_label(*snapshot, {finding.found.question.level, finding.found.places[row].row});
    state.rows.push_back({.id = finding.known->ids[row], .text = label, .search_key = picker_key(label)});
  }
}

// --- the rule

std::size_t kind_of(const std::optional<WeightsChoice>& weights) {
  return weights ? static_cast<std::size_t>(weights->kind) + 1 : 0;
}

std::vector<Choice> kind_choices(const HotspotFinding* finding, bool is_fitting) {
  const auto fitting = finding != nullptr && is_fitting
                           ? fill(tr("Fitting: {length}"), {{"length", label_of(finding->ground.weights)}})
                           : tr("What fits the borders");
  const std::array texts = {fitting, label_of(WeightsChoice{.kind = WeightsKind::queen}),
                            label_of(WeightsChoice{.kind = WeightsKind::rook}), tr("the nearest places"),
                            tr("within a distance")};
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < texts.size(); ++i) choices.push_back({.id = kind_ids[i], .text = texts[i]});
  return choices;
}

std::string usual_text(std::size_t kind, const HotspotFinding* finding) {
  WeightsChoice nearest{.kind = WeightsKind::nearest};
  if (finding == nullptr || kind != kind_of(nearest)) return kind_texts[kind];
  nearest.count = fitting_count(finding->known->places);
  return text_of(nearest);
}

// Of the nearest their number and whether links are returned, of a distance its kilometres. True when it has become
// another.
bool parameter_field(WeightsChoice& weights) {
  const bool is_count = weights.kind == WeightsKind::nearest;
  if (!is_count && weights.kind != WeightsKind::distance) return false;
  std::optional<double> value = is_count ? static_cast<double>(weights.count) : weights.distance;
  const auto label = is_count ? tr("How many nearest places") : tr("Distance, km");
  const auto whole = tr("Write a whole number.");
  const NumberOptions options{.least = is_count ? 1.0 : 0.1,
                              .most = is_count ? 50.0 : 1000.0,
                              .decimals = is_count ? 0 : 1,
                              .whole_error = is_count ? std::string_view{whole} : std::string_view{}};
  const bool is_typed =
      number_field(is_count ? "links.count" : "links.distance", value, options, {.label = label}) && value;
  if (is_typed) weights.count = is_count ? static_cast<std::size_t>(*value) : 0;
  if (is_typed) weights.distance = is_count ? 0 : *value;
  const bool is_turned =
      is_count && checkbox("links.both_ways", tr("Every link holds both ways"), weights.is_both_ways,
                           {.tooltip = tr("Whoever counts a place among its nearest is counted by it too.")});
  return is_typed || is_turned;
}

void rule(const Session& session, const HotspotFinding* finding, Intents& intents) {
  auto layer = session.view().layer;
  auto& text = layer.hotspots.weights;
  std::optional<WeightsChoice> weights;
  if (const auto known = weights_choice_from(text)) weights = *known;
  auto kind = kind_of(weights);
  if (combo("links.kind", kind_choices(finding, !weights), kind, {.label = tr("Who is whose neighbour")})) {
    text = usual_text(kind, finding);
  } else if (weights && parameter_field(*weights)) {
    text = text_of(*weights);
  }
  gap(8);
  if (text != session.view().layer.hotspots.weights) intents.push_back(SetLayer{layer});
}

// --- the figures

void fact(const char* name, const std::string& label, const std::string& value) {
  flowing_text(label + ": " + value, {.style = TextStyle::small, .name = name});
  gap(3);
}

void contiguity_facts(const Contiguity& found) {
  const auto tolerance =
      found.is_in_metres ? format_number(found.tolerance, 3) + "\u00A0" + tr("m") : format_number(found.tolerance, 9);
  fact("links.tolerance", tr("Borders touch when they come as near as"), tolerance);
  fact("links.by_tolerance", tr("Pairs joined by that tolerance alone"), number(found.by_tolerance.size()));
  if (!found.overlaps.empty())
    fact("links.overlaps", tr("Pairs that cover the same ground, an error of the data"), number(found.overlaps.size()));
}

void facts(const LinksParts& parts) {
  const auto& figures = parts.state.figures;
  const auto& weights = parts.finding.ground.weights;
  const auto places = std::max<std::size_t>(1, parts.finding.found.places.size());
  fact("links.rule", tr("Neighbours"), label_of(weights));
  if (weights.kind == WeightsKind::queen || weights.kind == WeightsKind::rook)
    contiguity_facts(parts.finding.known->rule);
  fact("links.links", tr("Links, both ways counted"), number(figures.links));
  fact("links.one_way", tr("Links that are not returned"), number(figures.one_way));
  const double mean = static_cast<double>(figures.links) / static_cast<double>(places);
  fact(
      "links.range", tr("Neighbours of a place"),
      figures.least == figures.most
          ? number(figures.most)
          : fill(tr("{least} to {most}, {mean} on average"),
                 {{"least", number(figures.least)}, {"most", number(figures.most)}, {"mean", format_number(mean, 2)}}));
  fact("links.groups", tr("Groups that no link joins"), number(figures.components));
  fact("links.islands", tr("Places without a neighbour"), number(figures.islands.size()));
  for (std::size_t i = 0; i < std::min(most_islands, figures.islands.size()); ++i)
    link_place_row(parts, figures.islands[i], "links.island." + std::to_string(i));
  if (figures.links > most_drawn_links)
    flowing_text(tr("There are too many links to draw them all: those of the chosen place are on the map."),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = "links.too_many"});
}

void header(const Session& session, Intents& intents) {
  if (button("links.back", tr("Back to the clusters"), {.kind = ButtonKind::ghost, .icon = Icon::arrow_back}))
    intents.push_back(SetLinks{});
  gap(6);
  heading(tr("Neighbours"), "links.heading");
  gap(2);
  flowing_text(tr("A cluster is looked for in a place and its neighbours together. Lines on the map join them; point "
                  "at a place to see its own."),
               {.style = TextStyle::small, .ink = Ink::text2});
  gap(10);
  const auto& error = session.derived().hotspot_error;
  if (error) flowing_text(error_message(*error), {.ink = Ink::danger, .name = "links.error"});
}
}  // namespace

Intents links_link() {
  if (!link("clusters.links", tr("Neighbours…"))) return {};
  return {SetLinks{{.is_open = true}}};
}

void link_place_row(const LinksParts& parts, std::size_t row, const std::string& name) {
  const auto place = parts.place(row);
  const auto label = place_label(*parts.session.snapshot(), place);
  const auto& view = parts.session.view();
  if (list_row(name, {.icon = Icon::place, .text = label, .is_chosen = view.place == place, .height = 28}))
    parts.intents.push_back(SelectPlace{place, true});
}

Intents links_panel(const Session& session, LinksState& state) {
  Intents intents;
  header(session, intents);
  const auto finding = session.has_links() ? session.derived().hotspots : nullptr;
  rule(session, finding.get(), intents);
  if (finding == nullptr) return intents;
  fill_state(state, session, *finding);
  const LinksParts parts{session, *finding, state, intents};
  facts(parts);
  gap(10);
  link_bars(parts);
  gap(14);
  link_changes(parts);
  gap(14);
  if (button("links.save", tr("Save neighbours…"), {.icon = Icon::save}))
    intents.push_back(OpenDialog{Dialog::save_neighbours, no_row, {}});
  gap(16);
  return intents;
}

}  // namespace riskmap::ui
