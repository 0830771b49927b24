#include "viewer/panels/map_hits.h"

#include <imgui.h>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
struct HitText {
  Icon icon = Icon::map;
  std::string text, layer;
};

std::string feature_text(const FileLayer& layer, std::uint32_t feature, Language language) {
  const auto name = layer.name_of(feature, language);
  return name.empty() ? fill(tr("Feature {n}"), {{"n", format_integer(static_cast<std::int64_t>(feature) + 1)}})
                      : std::string{name};
}

HitText place_text(const RegisterSnapshot& snapshot, const Place& place, Language language) {
  if (place.level == AreaLevel::settlement)
    return {Icon::village, snapshot.settlements[place.row].names.in(language), tr("Settlements")};
  return {Icon::map, snapshot.areas[place.row].names.in(language),
          place.level == AreaLevel::rural_district ? tr("Rural districts") : tr("District")};
}

HitText text_of(const Session& session, const MapHit& hit) {
  const auto language = session.view().language;
  if (hit.feature) {
    const auto& [layer, feature] = *hit.feature;
    return {Icon::layers, feature_text(*session.content_of(*hit.feature), feature, language),
            (*session.document().context)[layer].title()};
  }
  if (const auto* file = session.file_layer())
    return {Icon::map, feature_text(*file, hit.place->row, language), file->features->layer_name};
  const auto& snapshot = *session.snapshot();
  if (hit.issue == no_row) return place_text(snapshot, *hit.place, language);
  const auto& issue = snapshot.issues[hit.issue];
  return {category_icon(snapshot.categories[issue.category].code), issue.title, tr("Problems")};
}
}  // namespace

Intents map_hits(const Session& session, MapPanelState& state, const Layout& layout) {
  constexpr std::size_t most_shown = 20;
  const auto& view = session.view();
  if (view.listed_serial != state.listed) {
    state.listed = view.listed_serial;
    if (view.listed_serial > 0) open_popup("map.hits");
  }
  if (!is_popup_open("map.hits")) return {};
  ImGui::SetCursorScreenPos(
      {layout.map.left + static_cast<float>(view.listed_at.x), layout.map.top + static_cast<float>(view.listed_at.y)});
  ImGui::Dummy({1, 1});
  Popup list{"map.hits", view.listed_at == session.free_middle() ? Popup::Place::below : Popup::Place::at_pointer, 280};
  if (!list) return {};
  const auto hits = session.hits_at(view.listed_at);
  list.heading(hits.empty() ? tr("Nothing lies here") : tr("What lies here"));
  Intents chosen;
  for (std::size_t i = 0; i < std::min(hits.size(), most_shown); ++i) {
    const auto [icon, words, layer] = text_of(session, hits[i]);
    const auto name = "map.hits." + std::to_string(i);
    if (list.item({.name = name, .text = words, .icon = icon, .chord = layer})) chosen = {SelectHit{hits[i]}};
  }
  return chosen;
}

}  // namespace riskmap::ui
