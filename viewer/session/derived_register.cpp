// The graph's nodes of a register: facts, filter mask, lists and sums, values and classes, scene. After an edit only
// what it touched is counted anew.
#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "layers/analysis/chosen_places.h"
#include "layers/analysis/trend.h"
#include "layers/text/format.h"
#include "layers/text/period_words.h"
#include "layers/text/translate.h"
#include "viewer/session/chip_counts.h"
#include "viewer/session/class_filter.h"
#include "viewer/session/derived_inputs.h"

namespace riskmap {

namespace {
constexpr std::size_t most_moved = 64;  // in the table; of more it is sorted anew

// What people brought and where they were asked, whatever is filtered.
void hear(Derived& derived, const RegisterSnapshot& snapshot, IssueIndex& index) {
  const Date today = derived.facts.today;
  derived.appeals = appeals_of(snapshot, today);
  derived.receptions = receptions_of(snapshot, derived.appeals, today);
  derived.documents = documents_of(snapshot);
  derived.attachments = attachments_of(snapshot);
  const auto heard = heard_places(snapshot, today);
  derived.silent = silent_places(snapshot, heard);
  const auto late = index.count_by_settlement(index.select(*parse_filter("overdue")));
  derived.next_receptions = next_receptions(snapshot, heard, derived.receptions, late, today);
}

// The facts of some issues anew; new rows at the end included.
void refresh_facts(IssueFactTable& table, const RegisterSnapshot& snapshot, std::span<const Row> touched) {
  table.facts.resize(snapshot.issues.size());
  table.stages.resize(snapshot.issues.size(), SolveStage::not_counted);
  for (const Row row : touched) {
    const bool is_there = static_cast<bool>(snapshot.issues.core(row).id);
    table.facts[row] = is_there ? facts_of(snapshot, row, table.today) : IssueFacts{};
    table.stages[row] = is_there ? stage_of(snapshot, row, table.today) : SolveStage::not_counted;
  }
}

// Of the same register, after edits: rows stay where they are.
bool is_later(const RegisterSnapshot& before, const RegisterSnapshot& after) {
  const auto uuid_of = [](const RegisterSnapshot& snapshot) {
    const auto found = snapshot.meta.find("uuid");
    return found == snapshot.meta.end() ? std::string{} : found->second;
  };
  return uuid_of(before) == uuid_of(after) && after.issues.size() >= before.issues.size() &&
         after.risk_matrix == before.risk_matrix && after.calendar == before.calendar && after.terms == before.terms;
}

// Row by row the same records, so that what is said of other records by their places, categories and parties holds.
bool has_same_lists(const RegisterSnapshot& before, const RegisterSnapshot& after) {
  const auto is_same = [](const auto& a, const auto& b) { return a.uuid == b.uuid && a.version == b.version; };
  return std::ranges::equal(before.areas, after.areas, is_same) &&
         std::ranges::equal(before.settlements, after.settlements, is_same) &&
         std::ranges::equal(before.categories, after.categories, is_same) &&
         std::ranges::equal(before.parties, after.parties, is_same);
}

SceneOptions scene_options(const ViewState& view, const Derived& derived) {
  SceneOptions options;
  options.theme = view.theme;
  options.language = view.map_language.value_or(view.language);
  options.text.period = derived.counting.period.is_everything() ? format_date(derived.facts.today)
                                                                : format_period(derived.counting.period);
  options.kept = places_of_classes(view.filter.map_classes, view.layer, derived.values);
  if (!view.filter.is_empty())
    options.text.filter = fill(tr("filtered: {n} of {total}"), {{"n", format_integer(derived.selected_count)},
                                                                {"total", format_integer(derived.total_count)}});
  options.selected = view.place;
  options.selected_issue = view.issue;
  options.gathered = derived.gathered.get();
  options.swarm = derived.swarm;
  options.hovered = view.hovered;
  const auto is_shown = [&](LayerKind kind) { return !view.hidden_layers.contains(kind); };
  options.shows_theme = is_shown(LayerKind::theme);
  options.shows_issue_points = is_shown(LayerKind::issue_points);
  options.shows_settlements = is_shown(LayerKind::settlements);
  options.shows_rural_districts = is_shown(LayerKind::rural_districts);
  options.shows_district = is_shown(LayerKind::district);
  options.shows_labels = is_shown(LayerKind::labels);
  options.overlays = view.overlays;
  return options;
}

}  // namespace

// To a later snapshot of the same register: only what an edit touched is looked at.
void DerivedGraph::follow_edit(const Snapshot& snapshot) {
  auto& in = *inputs_;
  auto touched = touched_issues(*in.snapshot, *snapshot);
  const bool has_same_places = has_same_lists(*in.snapshot, *snapshot);
  if (has_same_places)
    for (auto* counted : {&in.everything, &in.unpicked, &in.picked})
      counted->take_out(*in.snapshot, derived_.facts, touched);
  else
    in.everything.forget(), in.unpicked.forget(), in.picked.forget();
  refresh_facts(derived_.facts, *snapshot, touched);
  if (has_same_places) {
    in.waiting.follow(*snapshot, derived_.facts, touched);
    in.order.follow(touched);
  } else {
    in.waiting = {*snapshot, attention_scores(*snapshot, derived_.facts)};
    in.order.forget();
  }
  in.point_classes.resize(snapshot->issues.size());
  in.money_missing.resize(snapshot->issues.size());
  for (const Row row : touched) {
    const auto& facts = derived_.facts.facts[row];
    in.point_classes[row] = point_class_of(facts);
    in.money_missing[row] = facts.lacks_money ? money_missing(*snapshot, row) : 0;
  }
  in.index->update(snapshot, derived_.facts.facts, touched, derived_.facts.stages);
  if (touched.size() > most_moved)
    in.numbers.renew(*snapshot);
  else
    in.numbers.follow(*in.snapshot, *snapshot, touched);
  in.touched = std::move(touched);
}

// What follows from the records alone, whatever is filtered.
void DerivedGraph::take_records(const RegisterDocument& document, Date today) {
  auto& in = *inputs_;
  const auto& snapshot = *document.snapshot;
  if (in.index && in.today == today && is_later(*in.snapshot, snapshot)) {
    follow_edit(document.snapshot);
  } else {
    derived_.facts = facts_of_all(snapshot, today);
    take(HotspotAnswer{});  // of another register or another day
    in.index.emplace(document.snapshot, derived_.facts.facts, today, derived_.facts.stages);
    in.waiting = {snapshot, attention_scores(snapshot, derived_.facts)};
    in.point_classes = point_classes(derived_.facts);
    in.money_missing = all_money_missing(snapshot, derived_.facts);
    in.order.forget();
    in.numbers.renew(snapshot);
    in.everything.forget(), in.unpicked.forget(), in.picked.forget();
    in.touched.reset();
  }
  in.background.emplace(snapshot, today);
  derived_.chips = chip_counts(snapshot, *in.index);
  derived_.late_or_due_soon = late_or_due_soon(*in.index);
  hear(derived_, snapshot, *in.index);
  derived_.passports = passports_on(snapshot, today);
  derived_.party_areas = party_areas(snapshot);
  const auto first = first_registered(*in.index);
  derived_.quarters_told = first ? quarters_told(*first, today) : 0;
  derived_.total_count = static_cast<int>(in.index->issue_count());
}

void DerivedGraph::update_register(const Document& whole, const ViewState& view, Date today) {
  auto& in = *inputs_;
  const auto& document = *whole.reg;
  const bool has_new_context = update_context(whole, view);
  const auto& snapshot = *document.snapshot;
  const bool has_new_data = in.snapshot != document.snapshot || in.today != today;
  const bool has_same_names = in.snapshot && (!has_new_data || has_same_lists(*in.snapshot, snapshot));
  in.touched.emplace();
  if (has_new_data) take_records(document, today);
  const auto filter_text = expression_of(view.filter);
  const bool has_new_filter = has_new_data || in.filter_text != filter_text;
  if (has_new_filter) {
    // What was typed is checked by itself, so that a mistake stands where the person sees it.
    const auto typed = checked_filter(view.filter.expression, snapshot);
    auto filter = typed ? checked_filter(filter_text, snapshot) : typed;
    if (filter) derived_.filter = std::move(*filter);
    derived_.filter_error = filter ? std::nullopt : std::optional{filter.error()};
    in.unpicked_at = in.index->select(derived_.filter);
    derived_.unpicked = in.index->mask_of(in.unpicked_at);
    derived_.names_places = chooses_places(derived_.filter, snapshot);
    choose_days(snapshot, view.filter);
  }
  const bool has_new_hotspots = in.hotspots != derived_.hotspots;
  if (has_new_data || has_new_hotspots) list_hotspots(snapshot);
  const bool has_new_values =
      has_new_filter || has_new_hotspots || in.layer != view.layer || in.language != view.language;
  if (has_new_values) value_places(document, view.layer);
  const auto classes = expression_of_classes(view.filter.map_classes, view.layer, derived_.values, snapshot);
  derived_.where = both(filter_text, classes);
  derived_.where_any_day = both(expression_of(without_period(view.filter)), classes);
  const bool has_new_mask = has_new_filter || in.where != derived_.where;
  in.moved.emplace();
  if (has_new_mask) summarise_selected(snapshot, classes);
  const bool shows_today = view.workspace == Workspace::today;
  if (shows_today && (has_new_data || has_new_mask || !in.has_today)) list_today(snapshot, today);
  in.has_today = shows_today;
  if (has_new_data || has_new_mask || in.party != view.party) look_at_party(snapshot, view.party);
  if (has_new_data || has_new_mask || derived_.pressing.place != view.place) list_pressing(snapshot, view.place);
  if (in.table != view.table || in.language != view.language || !has_same_names) in.moved.reset();
  if (has_new_mask || !in.moved) sort_table(snapshot, view);
  const std::tuple look{view.place,         view.issue, view.hovered,
                        view.hidden_layers, view.theme, view.map_language.value_or(view.language),
                        view.overlays};
  if (has_new_mask || in.layer != view.layer || in.layers != document.layers || in.theme != view.theme)
    gather_issues(snapshot, *document.layers, view);
  place_issues(document, has_new_data);
  if (has_new_mask || in.layers != document.layers || in.theme != view.theme)
    derived_.swarm = issue_swarm(in.issue_places, in.point_classes, derived_.selected, view.theme);
  if (has_new_values || has_new_mask || has_new_context || in.layers != document.layers || in.look != look) {
    derived_.scene = register_scene(snapshot, *document.layers, view.layer, derived_.values, derived_.selected,
                                    derived_.facts, scene_options(view, derived_));
    add_context(derived_.scene, in.scene_context);
    derived_.scene.has_graticule = !view.hidden_layers.contains(LayerKind::graticule);
    ++derived_.scene_revision;
  }
  in.snapshot = document.snapshot, in.layers = document.layers, in.file = nullptr, in.today = today;
  in.filter_text = filter_text, in.where = derived_.where, in.table = view.table, in.language = view.language,
  in.party = view.party, in.layer = view.layer, in.look = look, in.theme = view.theme, in.hotspots = derived_.hotspots;
}

// A period chooses problems by their registration, and appeals about any of them by their own day.
void DerivedGraph::choose_days(const RegisterSnapshot& snapshot, const FilterState& filter) {
  if (derived_.filter_error) return;  // the last good filter stays in force
  derived_.counting = {.period = period_of(filter), .about = {}};
  if (derived_.counting.period.is_everything()) return;
  if (const auto any_day = checked_filter(expression_of(without_period(filter)), snapshot))
    derived_.counting.about = inputs_->index->mask_of(inputs_->index->select(*any_day));
}

void DerivedGraph::value_places(const RegisterDocument& document, const LayerSpec& layer) {
  auto& in = *inputs_;
  const auto& snapshot = *document.snapshot;
  const IssueSource source{snapshot, derived_.facts, derived_.unpicked};
  const TallyBook& book = in.filtered().count(source, in.columns(), in.unpicked_at);
  const auto level = document.open_so_far ? AreaLevel::settlement : layer.level;
  auto places = summarise(source, book, level, derived_.counting, *in.background);
  for (std::size_t row = 0; document.open_so_far && row < places.size(); ++row)
    places[row].open = (*document.open_so_far)[row];
  in.valued = document.open_so_far ? std::nullopt : std::optional{level};
  derived_.values =
      place_values(snapshot, layer, derived_.counting.period, std::move(places), summarise_all(source, book));
  put_hotspots(derived_.values, layer, derived_.hotspots);
}

void DerivedGraph::list_hotspots(const RegisterSnapshot& snapshot) {
  derived_.hotspot_lines = derived_.hotspots ? hotspot_lines(snapshot, *derived_.hotspots) : std::vector<HotspotLine>{};
  derived_.past_clusters = derived_.hotspots ? past_clusters(snapshot, *derived_.hotspots) : std::vector<PastCluster>{};
  derived_.cluster_groups =
      derived_.hotspots && !derived_.hotspots->scan ? groups_of(derived_.hotspots->found) : ClusterGroups{};
  derived_.hotspots_open =
      static_cast<int>(std::ranges::count(derived_.hotspot_lines, false, &HotspotLine::is_reviewed));
}

void DerivedGraph::gather_issues(const RegisterSnapshot& snapshot, const PlaceLayers& layers, const ViewState& view) {
  derived_.gathered.reset();
  if (view.layer.points == PointLook::each || !has_issue_points(view.layer)) return;
  const auto whole = cloud_of_issues(snapshot, derived_.facts, {}, layers.view_crs);
  const auto cloud = cloud_of_issues(snapshot, derived_.facts, derived_.selected, layers.view_crs);
  derived_.gathered =
      std::make_shared<const GatheredPoints>(gather(cloud, whole, view.layer, layers.view_crs, view.theme));
}

void DerivedGraph::place_issues(const RegisterDocument& document, bool has_new_data) {
  auto& in = *inputs_;
  const auto& view_crs = document.layers->view_crs;
  if (in.layers != document.layers || !in.touched)
    in.issue_places = swarm_places(*document.snapshot, view_crs);
  else if (has_new_data)
    in.issue_places = swarm_places_after(in.issue_places, *in.snapshot, *document.snapshot, view_crs, *in.touched);
}

// Only what the legend's classes keep; returns what counts beside.
Counting DerivedGraph::pick_classes(const std::string& classes) {
  auto& in = *inputs_;
  auto before = std::exchange(derived_.selected, derived_.unpicked);
  auto counting = derived_.counting;
  in.picked_at = in.unpicked_at;
  if (const auto of_classes = parse_filter(classes); of_classes && !classes.empty()) {
    const auto kept_at = in.index->select(*of_classes);
    const auto kept = in.index->mask_of(kept_at);
    in.picked_at.keep(kept_at);
    for (std::size_t row = 0; row < kept.size(); ++row) derived_.selected[row] &= kept[row];
    for (std::size_t row = 0; counting.about && row < kept.size(); ++row) (*counting.about)[row] &= kept[row];
  }
  derived_.selected_count = static_cast<int>(in.picked_at.count());
  note_moved(before);
  return counting;
}

// Few enough to be put at their places of the table one by one, or nothing.
void DerivedGraph::note_moved(const RowMask& selected_before) {
  auto& in = *inputs_;
  in.moved = in.touched ? few_that_differ(selected_before, derived_.selected, most_moved) : std::nullopt;
  if (!in.moved) return;
  auto& moved = *in.moved;
  moved.insert(moved.end(), in.touched->begin(), in.touched->end());
  std::ranges::sort(moved);
  moved.erase(std::ranges::unique(moved).begin(), moved.end());
  if (moved.size() > most_moved) in.moved.reset();
}

// What follows from the problems that are left when the legend's classes are kept too.
void DerivedGraph::summarise_selected(const RegisterSnapshot& snapshot, const std::string& classes) {
  auto& in = *inputs_;
  const auto counting = pick_classes(classes);
  const IssueSource source{snapshot, derived_.facts, derived_.selected};
  if (classes.empty()) in.picked.forget();
  const TallyBook& book = (classes.empty() ? in.filtered() : in.picked).count(source, in.columns(), in.picked_at);
  const auto sums_of = [&](AreaLevel level) {
    const bool is_on_map = classes.empty() && in.valued == level;
    return is_on_map ? derived_.values.places : summarise(source, book, level, counting, *in.background);
  };
  derived_.settlements = sums_of(AreaLevel::settlement);
  derived_.rural_districts = sums_of(AreaLevel::rural_district);
  derived_.districts = sums_of(AreaLevel::district);
  derived_.total = summarise_all(source, book);
  const auto silent =
      derived_.where.empty() ? std::span<const SilentPlace>{derived_.silent} : std::span<const SilentPlace>{};
  auto attention = attention_list(source, in.waiting, silent, most_attention_lines);
  derived_.attention = std::move(attention.lines);
  derived_.attention_open = attention.open, derived_.attention_reviewed = attention.reviewed;
}

std::vector<Row> DerivedGraph::issues_at(Row settlement) const {
  return inputs_ && inputs_->index ? inputs_->index->rows_at(settlement) : std::vector<Row>{};
}

// By the index, where it knows the place: a walk over all problems takes its time.
void DerivedGraph::list_pressing(const RegisterSnapshot& snapshot, const std::optional<Place>& place) {
  derived_.pressing = {.place = place, .problems = {}};
  if (!place) return;
  auto& rows = derived_.pressing.problems;
  if (place->level == AreaLevel::settlement)
    rows = issues_at(place->row);
  else
    rows = issues_of_place(snapshot, place->level, place->row, derived_.selected);
  std::erase_if(rows, [&](Row row) { return derived_.selected[row] == 0 || !derived_.facts.facts[row].is_open; });
  sort_most_pressing(rows, derived_.facts);
}

void DerivedGraph::look_at_party(const RegisterSnapshot& snapshot, Row party) {
  derived_.party.reset();
  if (party < snapshot.parties.size() && snapshot.parties[party].id)
    derived_.party = work_of(snapshot, party, derived_.party_areas, derived_.selected, derived_.facts);
}

void DerivedGraph::sort_table(const RegisterSnapshot& snapshot, const ViewState& view) {
  const IssueSource source{snapshot, derived_.facts, derived_.selected};
  if (inputs_->moved)
    reorder_touched(derived_.table, source, inputs_->numbers, view.table, view.language, *inputs_->moved);
  else
    derived_.table = inputs_->order.rows(source, *inputs_->index, inputs_->numbers, view.table, view.language);
}

}  // namespace riskmap
