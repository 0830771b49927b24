// What a document of either kind shares, hotspots, and the nodes of a plain file.
#include "viewer/session/derived.h"

#include <algorithm>
#include <tuple>

#include "layers/analysis/feature_filter.h"
#include "viewer/session/class_filter.h"
#include "viewer/session/derived_inputs.h"

namespace riskmap {

std::string both(const std::string& filter, const std::string& classes) {
  return filter + (filter.empty() || classes.empty() ? "" : " and ") + classes;
}

int count_selected(const RowMask& mask) {
  return static_cast<int>(std::ranges::count(mask, 1));
}

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

void DerivedGraph::gather_features(const FileLayer& layer, const ViewState& view) {
  derived_.gathered.reset();
  if (view.layer.points == PointLook::each || layer.geometry->kind != GeometryKind::points) return;
  const auto whole = cloud_of_points(*layer.geometry, {});
  const auto cloud = cloud_of_points(*layer.geometry, derived_.selected);
  derived_.gathered =
      std::make_shared<const GatheredPoints>(gather(cloud, whole, view.layer, layer.view_crs, view.theme));
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

}  // namespace riskmap
