// Where problems cluster beyond chance: one sentence a place, how it was found, and how it is looked for. Where nothing
// stands out, why, and what could have been seen.
#include <imgui.h>

#include <algorithm>
#include <array>

#include "layers/analysis/chosen_places.h"
#include "layers/analysis/cluster_groups.h"
#include "layers/analysis/finding_words.h"
#include "layers/analysis/indicator_choices.h"
#include "layers/exchange/register_scene.h"
#include "layers/style/hotspot_look.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/cluster_behind.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/line_focus.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/picker.h"
#include "viewer/panels/review_lines.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t more_lines = 40;

// The circles of a scan have none, and one p for all of them.
bool has_neighbours(const LayerSpec& layer) {
  return layer.hotspots.method != HotspotMethod::scan;
}

Place place_of(const HotspotFinding& finding, const HotspotLine& line) {
  return {finding.found.question.level, finding.found.places[line.place].row};
}

const std::string& line_code(const RegisterSnapshot& snapshot, const Place& place) {
  return place.level == AreaLevel::settlement ? snapshot.settlements[place.row].kato : snapshot.areas[place.row].code;
}

std::string line_name(const RegisterSnapshot& snapshot, const Place& place) {
  return "clusters.line." + line_code(snapshot, place);
}

Colour class_colour(const Session& session, const HotspotFinding& finding, const PlaceHotspot& place) {
  const auto method = finding.choice.method;
  return hotspot_colours(method,
                         session.view().theme)[static_cast<std::size_t>(hotspot_class(place.statistic, method))];
}

void review_words(const Session& session, const HotspotLine& line, const std::string& name) {
  if (!line.review) return;
  const auto& review = *line.review;
  const bool is_outdated = review.state == "REVIEWED" && !line.is_reviewed;
  const auto by =
      joined_with_dots({review.reviewed_by, review.reviewed_on ? format_date(*review.reviewed_on) : std::string{}});
  review_lines(
      session, review,
      {.by = is_outdated ? fill(tr("Reviewed before the problems changed: {by}"), {{"by", by}}) : reviewed_by(review),
       .since = changes_since_review(line)},
      name);
}

void explanation(const Session& session, const HotspotFinding& finding, const PlaceHotspot& place,
                 const std::string& name) {
  const auto lines = how_found(*session.snapshot(), finding, place);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    gap(4);
    flowing_text(lines[i], {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".how." + std::to_string(i)});
  }
}

void show_problems(Intents& intents, const Session& session, const PlaceHotspot& place, const std::string& name) {
  if (!can_be_filtered(*session.derived().hotspots, place)) return;
  const auto count = static_cast<std::int64_t>(place.issues.size());
  if (!next_link(name + ".problems", trn("Show {n} problem", "Show these {n} problems", count))) return;
  // In the register: what a test has picked out must not be tested once more.
  intents.push_back(SetFilter{filter_of_cluster(session, place)});
  intents.push_back(SetWorkspace{Workspace::register_table});
  auto layer = session.view().layer;
  layer.shows_hotspots = false;
  intents.push_back(SetLayer{layer});
}

// What can be done with a line, as links side by side.
void actions(Intents& intents, const Session& session, ListsState& state, const HotspotLine& line,
             const std::string& name) {
  gap(6);
  const bool is_open = state.explained == line.subject;
  if (link(name + ".how", is_open ? tr("Hide how it was found") : tr("How was this found?")))
    state.explained = is_open ? std::string{} : line.subject;
  show_problems(intents, session, session.derived().hotspots->found.places[line.place], name);
  if (line.is_reviewed || !session.document().can_edit()) return;
  const auto about = line.subject + "|" + std::string{hotspot_review_reason};
  const auto& place = uuid_of(*session.snapshot(), place_of(*session.derived().hotspots, line));
  next_link(intents, name + ".review", tr("Mark as reviewed…"), {OpenDialog{Dialog::review_note, no_row, about}});
  next_link(intents, name + ".give", tr("Assign or note…"), {OpenDialog{Dialog::review_note, no_row, about + "|keep"}});
  next_link(intents, name + ".task", tr("New measure…"), {OpenDialog{Dialog::measure_form, no_row, place}});
}

Intents cluster_card(const Session& session, ListsState& state, const HotspotLine& line) {
  const auto& finding = *session.derived().hotspots;
  const auto& snapshot = *session.snapshot();
  const auto& at = finding.found.places[line.place];
  const auto place = place_of(finding, line);
  const auto name = line_name(snapshot, place);
  const auto& view = session.view();
  Intents intents;
  Card card{name,
            {.is_pressable = true,
             .is_chosen = view.issue == no_row && view.place == place,
             .edge = class_colour(session, finding, at)}};
  flowing_text(joined_with_dots({place_label(snapshot, place), label_of(at.statistic.verdict)}),
               {.style = TextStyle::semi, .ink = line.is_reviewed ? Ink::text2 : Ink::text, .name = name + ".place"});
  gap(4);
  flowing_text(sentence_of(snapshot, finding, at), {.style = TextStyle::small, .name = name + ".sentence"});
  behind_line(session, at, name);
  review_words(session, line, name);
  actions(intents, session, state, line, name);
  if (state.explained == line.subject) explanation(session, finding, at, name);
  if (card.end()) intents.push_back(SelectPlace{place, true});
  gap(10);
  return intents;
}

// --- how it is looked for

// One below the other: side by side the names of both are cut in Russian.
void level_and_statistic(LayerSpec& layer) {
  constexpr std::array methods = {HotspotMethod::gi, HotspotMethod::lisa, HotspotMethod::joincount,
                                  HotspotMethod::scan};
  std::vector<Choice> statistics;
  std::size_t statistic = 0;
  for (const auto method : methods) {
    if (method == layer.hotspots.method) statistic = statistics.size();
    statistics.push_back({.id = std::string{name_of(method)}, .text = label_of(method)});
  }
  if (combo("clusters.statistic", statistics, statistic, {.label = tr("Statistic")}))
    layer.hotspots.method = methods[statistic];
  // Of one district alone nothing could be told; the map may show it all the same.
  std::vector<Choice> choices = {{.id = "settlement", .text = tr("Settlements")},
                                 {.id = "rural_district", .text = tr("Rural districts")}};
  std::vector<AreaLevel> levels = {AreaLevel::settlement, AreaLevel::rural_district};
  if (layer.level == AreaLevel::district)
    choices.push_back({.id = "district", .text = tr("District")}), levels.push_back(AreaLevel::district);
  auto level = static_cast<std::size_t>(std::ranges::find(levels, layer.level) - levels.begin());
  if (combo("clusters.level", choices, level, {.label = tr("Places")})) layer.level = levels[level];
}

// People alone are nobody's problem. Levels are words, not numbers, but a join count can ask whether one is high.
bool can_be_tested(const Indicator& indicator, HotspotMethod method) {
  if (indicator.id == "population") return false;
  return method == HotspotMethod::joincount ? yes_no_of(indicator).has_value() : indicator.kind != IndicatorKind::level;
}

void what_is_looked_at(const RegisterSnapshot& snapshot, LayerSpec& layer) {
  std::vector<PickerRow> rows;
  std::optional<std::size_t> chosen;
  auto indicators = indicator_choices(snapshot);
  // Looked at though it is not listed: the rate of a count.
  if (std::ranges::find(indicators, layer.indicator, &Indicator::id) == indicators.end())
    if (auto shown = find_indicator(snapshot, layer.indicator)) indicators.push_back(std::move(*shown));
  for (const auto& indicator : indicators) {
    if (!can_be_tested(indicator, layer.hotspots.method)) continue;
    if (indicator.id == layer.indicator) chosen = rows.size();
    rows.push_back({.id = indicator.id,
                    .text = indicator.label,
                    .grey = indicator.unit,
                    .search_key = picker_key(indicator.label)});
  }
  if (!picker("clusters.what", rows, chosen, {.label = tr("What is looked at")}) || !chosen) return;
  layer = with_indicator(std::move(layer), rows[*chosen].id);
}

void weights_combo(const Session& session, LayerSpec& layer) {
  const auto& finding = session.derived().hotspots;
  std::vector<Choice> choices{
      {.id = "fitting",
       .text = finding && layer.hotspots.weights.empty()
                   ? fill(tr("Fitting: {length}"), {{"length", label_of(finding->ground.weights)}})
                   : tr("What fits the borders")}};
  std::size_t chosen = 0;
  std::vector<std::string> offered{"queen", "rook",      "knn:3",     "knn:4",       "knn:6",
                                   "knn:8", "knn:4:sym", "knn:6:sym", "distance:10", "distance:20"};
  const auto& own = layer.hotspots.weights;
  if (!own.empty() && std::ranges::find(offered, own) == offered.end()) offered.push_back(own);
  for (const auto& weights : offered) {
    if (weights == own) chosen = choices.size();
    choices.push_back({.id = weights, .text = label_of(*weights_choice_from(weights))});
  }
  if (combo("clusters.weights", choices, chosen, {.label = tr("Who is whose neighbour")}))
    layer.hotspots.weights = chosen == 0 ? std::string{} : choices[chosen].id;
  if (!finding) return;
  if (const auto words = drawn_borders_words(finding->ground); !words.empty())
    flowing_text(words, {.style = TextStyle::small, .ink = Ink::warning, .name = "clusters.drawn_borders"});
}

void correction_combo(LayerSpec& layer) {
  std::vector<Choice> corrections;
  std::size_t chosen = 0;
  constexpr std::array all = {Correction::bh, Correction::by, Correction::holm, Correction::bonferroni,
                              Correction::none};
  for (const auto correction : all) {
    if (correction == layer.hotspots.correction) chosen = corrections.size();
    corrections.push_back({.id = std::string{name_of(correction)}, .text = label_of(correction)});
  }
  if (combo("clusters.correction", corrections, chosen, {.label = tr("Adjusted for many tests")}))
    layer.hotspots.correction = all[chosen];
}

void limit_combo(LayerSpec& layer) {
  Columns columns{2, 12};
  constexpr std::array alphas = {0.1, 0.05, 0.01};
  std::vector<Choice> levels;
  std::size_t alpha = 1;
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    if (alphas[i] == layer.hotspots.alpha) alpha = i;
    levels.push_back({.id = std::to_string(i), .text = "α\u00A0=\u00A0" + format_number(alphas[i], 2)});
  }
  if (combo("clusters.alpha", levels, alpha, {.label = tr("Limit")})) layer.hotspots.alpha = alphas[alpha];
}

// One line says how it is looked for; the choices open below it.
void choices(Intents& intents, const Session& session, ListsState& state) {
  auto layer = session.view().layer;
  const auto& finding = session.derived().hotspots;
  if (toggle("clusters.on_map", tr("Show on the map"), layer.shows_hotspots)) intents.push_back(SetLayer{layer});
  gap(6);
  const auto line = finding ? method_line(*finding) : label_of(layer.hotspots.method);
  section_header("clusters.choices", tr("How it is looked for"), {}, state.are_hotspot_choices_open);
  flowing_text(line, {.style = TextStyle::small, .ink = Ink::text2, .name = "clusters.method"});
  if (has_neighbours(layer))
    for (auto& intent : links_link()) intents.push_back(std::move(intent));
  gap(8);
  if (!state.are_hotspot_choices_open) return;
  const auto before = layer;
  what_is_looked_at(*session.snapshot(), layer);
  level_and_statistic(layer);
  if (has_neighbours(layer)) {
    weights_combo(session, layer);
    correction_combo(layer);
  }
  limit_combo(layer);
  gap(10);
  if (layer != before) intents.push_back(SetLayer{layer});
}

void header(const Session& session) {
  heading(tr("Clusters beyond chance"), "clusters.heading");
  same_line();
  count_pill("clusters.count", format_integer(session.derived().hotspots_open));
  gap(2);
  const auto method = session.view().layer.hotspots.method;
  flowing_text(
      method == HotspotMethod::joincount
          ? tr("Places that answer as more of their neighbours do than chance brings; the surest first.")
      : has_neighbours(session.view().layer)
          ? tr("Places that have, together with their neighbours, more or less than chance brings; the surest first.")
          : tr("Circles in which there is more than chance brings; the strongest first."),
      {.style = TextStyle::small, .ink = Ink::text2});
  if (const auto finding = session.derived().hotspots; finding && !finding->scan) {
    flowing_text(groups_words(session.derived().cluster_groups),
                 {.style = TextStyle::small, .name = "clusters.groups"});
    if (const auto words = unadjusted_words(finding->found); !words.empty())
      flowing_text(words, {.style = TextStyle::small, .ink = Ink::warning, .name = "clusters.unadjusted"});
  }
  if (session.derived().names_places || !session.view().filter.map_classes.empty())
    flowing_text(chosen_places_words(),
                 {.style = TextStyle::small, .ink = Ink::warning, .name = "clusters.chosen_places"});
  gap(10);
}

// Why the list is empty; nothing when it is not.
void nothing_found(const Session& session) {
  const auto& derived = session.derived();
  if (derived.hotspot_error) return flowing_text(error_message(*derived.hotspot_error), {.name = "clusters.error"});
  if (!derived.hotspots) return flowing_text(tr("Being worked out…"), {.ink = Ink::text2, .name = "clusters.pending"});
  const auto lines =
      why_nothing(*session.snapshot(), *derived.hotspots, {derived.is_power_asked, derived.hotspot_power});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    flowing_text(lines[i], {.style = i == 0 ? TextStyle::semi : TextStyle::small,
                            .ink = i == 0 ? Ink::text : Ink::text2,
                            .name = "clusters.nothing." + std::to_string(i)});
    gap(4);
  }
  gap(8);
}

// Lines of one kind, as many as are shown.
void cards(Intents& intents, const Session& session, ListsState& state, bool is_reviewed) {
  std::size_t count = 0;
  std::vector<std::string> names;
  for (const auto& line : session.derived().hotspot_lines) {
    if (line.is_reviewed != is_reviewed || count++ >= state.cluster_lines) continue;
    names.push_back(line_name(*session.snapshot(), place_of(*session.derived().hotspots, line)));
    for (auto& intent : cluster_card(session, state, line)) intents.push_back(std::move(intent));
  }
  follow_lines(is_reviewed ? "clusters.reviewed_lines" : "clusters.lines", names);
  const auto name = is_reviewed ? "clusters.more_reviewed" : "clusters.more";
  if (count > state.cluster_lines && button(name, tr("Show more"))) state.cluster_lines += more_lines;
}
// What was reviewed and is found no more. A filter may have put it aside: then nothing is said of it.
void past_clusters_list(Intents& intents, const Session& session) {
  const auto& past = session.derived().past_clusters;
  if (past.empty() || !session.view().filter.is_empty()) return;
  gap(8);
  flowing_text(tr("No longer beyond chance"), {.style = TextStyle::semi, .name = "clusters.past"});
  for (const auto& [place, review] : past) {
    const auto name = "clusters.past." + line_code(*session.snapshot(), place);
    gap(6);
    if (link(name, place_label(*session.snapshot(), place))) intents.push_back(SelectPlace{place, true});
    review_lines(session, review, {.by = reviewed_by(review)}, name);
  }
  gap(8);
}
}  // namespace

bool choose_clusters(const Session& session, ListsState& state) {
  const auto open = [](int count) { return fill(tr("Not reviewed: {n}"), {{"n", format_integer(count)}}); };
  const auto& derived = session.derived();
  const std::array<Segment, 2> tabs = {
      {{"facts", tr("Needs attention"), Icon::none, open(derived.attention_open)},
       {"tested", trc("tab", "Beyond chance"), Icon::none, open(derived.hotspots_open)}}};
  segmented("attention.tab", tabs, state.clusters_tab, {.width = left_of_line() / kit().look.scale});
  gap(12);
  return state.clusters_tab == 1;
}

Intents clusters_list(const Session& session, ListsState& state) {
  if (session.view().links.is_open && has_neighbours(session.view().layer)) return links_panel(session, state.links);
  Intents intents;
  header(session);
  choices(intents, session, state);
  nothing_found(session);
  cards(intents, session, state, false);
  past_clusters_list(intents, session);
  const auto& derived = session.derived();
  const auto reviewed = static_cast<std::int64_t>(derived.hotspot_lines.size()) - derived.hotspots_open;
  if (reviewed == 0) return intents;
  toggle("clusters.show_reviewed", tr("Show what was reviewed"), state.shows_reviewed_hotspots,
         {.count = format_integer(reviewed)});
  gap(8);
  if (state.shows_reviewed_hotspots) cards(intents, session, state, true);
  gap(16);
  return intents;
}

}  // namespace riskmap::ui
