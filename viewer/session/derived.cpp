// The graph's nodes in order: facts, filter mask, lists and sums, values and classes, scene.
#include "viewer/session/derived.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "layers/analysis/feature_filter.h"
#include "layers/analysis/trend.h"
#include "layers/core/text.h"
#include "layers/model/issue_index.h"
#include "layers/text/format.h"
#include "layers/text/period_words.h"
#include "layers/text/translate.h"
#include "viewer/session/chip_counts.h"
#include "viewer/session/class_filter.h"
#include "viewer/session/table_order.h"

namespace riskmap {

// What each node was last computed from; pointers are kept alive, so that equal means unchanged.
struct DerivedGraph::Inputs {
  Snapshot snapshot;
  std::optional<IssueIndex> index;  // of the snapshot
  std::shared_ptr<const PlaceLayers> layers;
  std::shared_ptr<const FileLayer> file;
  Date today{};
  std::string filter_text{"\n"};  // never a real filter's text: the first update computes
  std::string where{"\n"};
  std::set<int> map_classes;
  TableState table;
  Row party = no_row;
  Language language = Language::kk;
  std::optional<LayerSpec> layer;
  std::optional<
      std::tuple<std::optional<Place>, Row, std::optional<Place>, std::set<LayerKind>, Theme, Language, OverlayLooks>>
      look;
  std::optional<std::tuple<std::set<LayerKind>, Theme, Language>> unmarked;  // `look` without what only marks
  std::optional<Theme> theme;                                                // of the points shown together
  std::shared_ptr<const SwarmPlaces> issue_places;                           // of the snapshot, in the layers' CRS
  std::shared_ptr<const ContextLayers> context;
  std::optional<std::pair<Theme, Language>> context_look;
  std::shared_ptr<const SceneContext> scene_context;
  std::optional<HotspotInputs> asked;              // about hotspots, last
  std::vector<PowerAnswer> powers;                 // that are known, the last one first
  std::shared_ptr<const HotspotFinding> hotspots;  // that are on the map
};

namespace {
// What people brought and where they were asked, whatever is filtered.
void hear(Derived& derived, const RegisterSnapshot& snapshot, Date today) {
  derived.appeals = appeals_of(snapshot, today);
  derived.receptions = receptions_of(snapshot, derived.appeals, today);
  derived.documents = documents_of(snapshot);
  derived.attachments = attachments_of(snapshot);
  const auto heard = heard_places(snapshot, today);
  derived.silent = silent_places(snapshot, heard);
  derived.next_receptions = next_receptions(snapshot, heard, derived.receptions, derived.facts);
}

// The facts of some issues anew; new rows at the end included.
void refresh_facts(IssueFactTable& table, const RegisterSnapshot& snapshot, std::span<const Row> touched) {
  table.facts.resize(snapshot.issues.size());
  table.stages.resize(snapshot.issues.size(), SolveStage::not_counted);
  for (const Row row : touched) {
    const bool is_there = static_cast<bool>(snapshot.issues[row].id);
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

// Source: a register's snapshot or a plain file's features.
template <typename Source>
Result<FilterNode> checked_filter(std::string_view text, const Source& source) {
  auto filter = parse_filter(text);
  if (!filter) return filter;
  if (auto checked = check_filter(*filter, source); !checked) return std::unexpected{std::move(checked).error()};
  return filter;
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

// Both conditions; either may be empty.
std::string both(const std::string& filter, const std::string& classes) {
  return filter + (filter.empty() || classes.empty() ? "" : " and ") + classes;
}

int count_selected(const RowMask& mask) {
  return static_cast<int>(std::ranges::count(mask, 1));
}
}  // namespace

void DerivedGraph::update(const Document& document, const ViewState& view, Date today) {
  if (!inputs_) inputs_ = std::make_shared<Inputs>();
  if (document.reg) return update_register(document, view, today);
  if (document.file) return update_file(document, view, today);
  if (inputs_->snapshot || inputs_->file) {
    const auto revision = derived_.scene_revision;
    derived_ = {};
    derived_.scene_revision = revision + 1;
    *inputs_ = {};
  }
}

void DerivedGraph::replace_by(DerivedGraph other) {
  const auto revision = derived_.scene_revision;
  *this = std::move(other);
  derived_.scene_revision = revision + 1;
}

bool DerivedGraph::update_context(const Document& document, const ViewState& view) {
  auto& in = *inputs_;
  const std::pair look{view.theme, view.language};
  if (in.context == document.context && in.context_look == look) return false;
  in.scene_context = document.context ? scene_context(*document.context, view.theme) : nullptr;
  in.context = document.context, in.context_look = look;
  return true;
}

// What follows from the records alone, whatever is filtered.
void DerivedGraph::take_records(const RegisterDocument& document, Date today) {
  auto& in = *inputs_;
  const auto& snapshot = *document.snapshot;
  if (in.index && in.today == today && is_later(*in.snapshot, snapshot)) {
    const auto touched = touched_issues(*in.snapshot, snapshot);
    refresh_facts(derived_.facts, snapshot, touched);
    in.index->update(document.snapshot, derived_.facts.facts, touched);
  } else {
    derived_.facts = facts_of_all(snapshot, today);
    take(HotspotAnswer{});  // of another register or another day
    in.index.emplace(document.snapshot, derived_.facts.facts, today);
  }
  derived_.chips = chip_counts(snapshot, *in.index);
  hear(derived_, snapshot, today);
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
  if (has_new_data) take_records(document, today);
  const auto filter_text = expression_of(view.filter);
  const bool has_new_filter = has_new_data || in.filter_text != filter_text;
  if (has_new_filter) {
    // What was typed is checked by itself, so that a mistake stands where the person sees it.
    const auto typed = checked_filter(view.filter.expression, snapshot);
    auto filter = typed ? checked_filter(filter_text, snapshot) : typed;
    if (filter) derived_.filter = std::move(*filter);
    derived_.filter_error = filter ? std::nullopt : std::optional{filter.error()};
    derived_.unpicked = in.index->mask_of(in.index->select(derived_.filter));
    choose_days(snapshot, view.filter);
  }
  const bool has_new_hotspots = in.hotspots != derived_.hotspots;
  if (has_new_data || has_new_hotspots) list_hotspots(snapshot);
  const bool has_new_values =
      has_new_filter || has_new_hotspots || in.layer != view.layer || in.language != view.language;
  if (has_new_values) value_places(snapshot, view.layer);
  const auto classes = expression_of_classes(view.filter.map_classes, view.layer, derived_.values, snapshot);
  derived_.where = both(filter_text, classes);
  derived_.where_any_day = both(expression_of(without_period(view.filter)), classes);
  const bool has_new_mask = has_new_filter || in.where != derived_.where;
  if (has_new_mask) summarise_selected(snapshot, classes);
  if (has_new_data || has_new_mask || in.party != view.party) look_at_party(snapshot, view.party);
  if (has_new_mask || in.table != view.table || in.language != view.language) sort_table(snapshot, view);
  const std::tuple look{view.place,         view.issue, view.hovered,
                        view.hidden_layers, view.theme, view.map_language.value_or(view.language),
                        view.overlays};
  if (has_new_mask || in.layer != view.layer || in.layers != document.layers || in.theme != view.theme)
    gather_issues(snapshot, *document.layers, view);
  if (has_new_data || in.layers != document.layers) in.issue_places = swarm_places(snapshot, document.layers->view_crs);
  if (has_new_mask || in.layers != document.layers || in.theme != view.theme)
    derived_.swarm = issue_swarm(in.issue_places, derived_.facts, derived_.selected, view.theme);
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

std::optional<HotspotTask> DerivedGraph::next_hotspots(const Document& document, const ViewState& view, Date today) {
  if (!document.reg || (view.workspace != Workspace::clusters && !draws_hotspots(view.layer))) return std::nullopt;
  HotspotInputs inputs{.snapshot = document.reg->snapshot,
                       .shapes = document.reg->shapes[static_cast<std::size_t>(view.layer.level)],
                       .today = today,
                       .selected = derived_.unpicked,
                       .level = view.layer.level,
                       .counting = derived_.counting,
                       .indicator = derived_.values.indicator.id,
                       .choice = view.layer.hotspots,
                       .language = view.language};
  auto& in = *inputs_;
  if (in.asked == inputs) return std::nullopt;
  in.asked = std::move(inputs);
  return HotspotTask{*in.asked, derived_.hotspots ? derived_.hotspots->known : nullptr, in.powers};
}

void DerivedGraph::take(const HotspotAnswer& answer) {
  derived_.hotspots = answer.finding, derived_.hotspot_error = answer.error;
  // Never what another question was answered.
  const auto known = known_power(inputs_->powers, answer.power_asked);
  derived_.is_power_asked = answer.power_asked && known == inputs_->powers.end();
  derived_.hotspot_power = known == inputs_->powers.end() ? std::nullopt : known->power;
}

void DerivedGraph::take(const PowerAnswer& answer) {
  constexpr std::size_t most_kept = 16;
  auto& powers = inputs_->powers;
  powers.insert(powers.begin(), answer);
  powers.resize(std::min(powers.size(), most_kept));
  derived_.hotspot_power = answer.power, derived_.is_power_asked = false;
}

// A period chooses problems by their registration, and appeals about any of them by their own day.
void DerivedGraph::choose_days(const RegisterSnapshot& snapshot, const FilterState& filter) {
  if (derived_.filter_error) return;  // the last good filter stays in force
  derived_.counting = {.period = period_of(filter), .about = {}};
  if (derived_.counting.period.is_everything()) return;
  if (const auto any_day = checked_filter(expression_of(without_period(filter)), snapshot))
    derived_.counting.about = inputs_->index->mask_of(inputs_->index->select(*any_day));
}

void DerivedGraph::value_places(const RegisterSnapshot& snapshot, const LayerSpec& layer) {
  derived_.values = place_values(snapshot, layer, derived_.unpicked, derived_.facts, derived_.counting);
  put_hotspots(derived_.values, layer, derived_.hotspots);
}

void DerivedGraph::list_hotspots(const RegisterSnapshot& snapshot) {
  derived_.hotspot_lines = derived_.hotspots ? hotspot_lines(snapshot, *derived_.hotspots) : std::vector<HotspotLine>{};
  derived_.past_clusters = derived_.hotspots ? past_clusters(snapshot, *derived_.hotspots) : std::vector<PastCluster>{};
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

void DerivedGraph::gather_features(const FileLayer& layer, const ViewState& view) {
  derived_.gathered.reset();
  if (view.layer.points == PointLook::each || layer.geometry->kind != GeometryKind::points) return;
  const auto whole = cloud_of_points(*layer.geometry, {});
  const auto cloud = cloud_of_points(*layer.geometry, derived_.selected);
  derived_.gathered =
      std::make_shared<const GatheredPoints>(gather(cloud, whole, view.layer, layer.view_crs, view.theme));
}

// What follows from the problems that are left when the legend's classes are kept too.
void DerivedGraph::summarise_selected(const RegisterSnapshot& snapshot, const std::string& classes) {
  derived_.selected = derived_.unpicked;
  auto counting = derived_.counting;
  if (const auto of_classes = parse_filter(classes); of_classes && !classes.empty()) {
    const auto kept = inputs_->index->mask_of(inputs_->index->select(*of_classes));
    for (std::size_t row = 0; row < kept.size(); ++row) derived_.selected[row] &= kept[row];
    for (std::size_t row = 0; counting.about && row < kept.size(); ++row) (*counting.about)[row] &= kept[row];
  }
  derived_.selected_count = count_selected(derived_.selected);
  const auto at_level = [&](AreaLevel level) {
    return summarise(snapshot, level, derived_.selected, derived_.facts, counting);
  };
  derived_.settlements = at_level(AreaLevel::settlement);
  derived_.rural_districts = at_level(AreaLevel::rural_district);
  derived_.districts = at_level(AreaLevel::district);
  derived_.total = summarise_all(snapshot, derived_.selected, derived_.facts);
  const auto silent =
      derived_.where.empty() ? std::span<const SilentPlace>{derived_.silent} : std::span<const SilentPlace>{};
  derived_.attention = attention_list(snapshot, derived_.selected, derived_.facts, silent);
  derived_.attention_open =
      static_cast<int>(std::ranges::count(derived_.attention, false, &AttentionLine::is_reviewed));
}

// A mistake leaves what was kept before.
void DerivedGraph::filter_features(const FeatureTable& features, const std::string& text, Date today) {
  auto filter = checked_filter(text, features);
  derived_.filter_error = filter ? std::nullopt : std::optional{filter.error()};
  if (!filter) return;
  derived_.filter = std::move(*filter);
  derived_.unpicked = text.empty() ? RowMask{} : select_features(derived_.filter, features, today);
}

void DerivedGraph::update_file(const Document& whole, const ViewState& view, Date today) {
  auto& in = *inputs_;
  const auto& document = *whole.file;
  const bool has_new_context = update_context(whole, view);
  const bool has_new_data = in.file != document.layer;
  if (has_new_data) {
    const auto revision = derived_.scene_revision;
    derived_ = {};
    derived_.scene_revision = revision;
    derived_.facts.today = today;
    derived_.total_count = static_cast<int>(document.layer->features->size());
  }
  const auto filter_text = expression_of_file(view.filter);
  const bool has_new_mask = has_new_data || in.filter_text != filter_text;
  if (has_new_mask) filter_features(*document.layer->features, filter_text, today);
  const bool has_new_pick = has_new_mask || in.map_classes != view.filter.map_classes || in.layer != view.layer;
  RowMask kept;
  if (has_new_pick || !view.filter.map_classes.empty())
    kept = features_of_classes(view.filter.map_classes, *document.layer, view.layer, derived_.unpicked);
  if (has_new_pick) {
    derived_.selected = kept.empty() ? derived_.unpicked : kept;
    derived_.selected_count = derived_.selected.empty() ? derived_.total_count : count_selected(derived_.selected);
  }
  const auto map_language = view.map_language.value_or(view.language);
  const std::tuple look{view.place, view.issue,   view.hovered, view.hidden_layers,
                        view.theme, map_language, view.overlays};
  if (has_new_pick || in.theme != view.theme) gather_features(*document.layer, view);
  const std::tuple unmarked{view.hidden_layers, view.theme, map_language};
  const bool has_new_scene = has_new_pick || has_new_context || in.unmarked != unmarked || in.language != view.language;
  if (has_new_scene || in.look != look) {
    FileSceneOptions options{.theme = view.theme,
                             .language = map_language,
                             .text = {},
                             .gathered = derived_.gathered.get(),
                             .shows_labels = !view.hidden_layers.contains(LayerKind::labels),
                             .selected = {},
                             .hovered = {},
                             .kept = std::move(kept)};
    if (view.place) options.selected = view.place->row;
    if (view.hovered) options.hovered = view.hovered->row;
    if (has_new_scene) {
      derived_.scene = file_scene(*document.layer, view.layer, derived_.unpicked, options);
      add_context(derived_.scene, in.scene_context);
    } else {
      mark_features(derived_.scene, *document.layer, options);
    }
    derived_.scene.has_graticule = !view.hidden_layers.contains(LayerKind::graticule);
    ++derived_.scene_revision;
  }
  in.asked.reset(), in.powers.clear(), in.hotspots = nullptr;
  in.file = document.layer, in.snapshot = nullptr, in.index.reset(), in.layers = nullptr, in.today = today;
  in.filter_text = filter_text, in.map_classes = view.filter.map_classes, in.language = view.language;
  in.layer = view.layer, in.look = look, in.theme = view.theme, in.unmarked = unmarked;
}

void DerivedGraph::look_at_party(const RegisterSnapshot& snapshot, Row party) {
  derived_.party.reset();
  if (party < snapshot.parties.size() && snapshot.parties[party].id)
    derived_.party = work_of(snapshot, party, derived_.party_areas, derived_.selected, derived_.facts);
}

void DerivedGraph::sort_table(const RegisterSnapshot& snapshot, const ViewState& view) {
  derived_.table = table_order(snapshot, derived_.facts, derived_.selected, view.table, view.language);
}

}  // namespace riskmap
