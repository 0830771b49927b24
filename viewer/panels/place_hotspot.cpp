#include "viewer/panels/place_hotspot.h"

#include "layers/analysis/finding_words.h"
#include "layers/style/hotspot_look.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

const PlaceHotspot* hotspot_looked_at(const Session& session, const Place& place) {
  const auto& view = session.view();
  const auto& finding = session.derived().hotspots;
  if (view.workspace != Workspace::clusters && !draws_hotspots(view.layer)) return nullptr;
  return finding ? hotspot_at(*finding, place) : nullptr;
}

Colour hotspot_colour(const Session& session, const PlaceHotspot& place) {
  const auto method = session.derived().hotspots->choice.method;
  const auto colours = hotspot_colours(method, session.view().theme);
  return colours[static_cast<std::size_t>(hotspot_class(place.statistic, method))];
}

void hotspot_card(const Session& session, InspectorState& state, const PlaceHotspot& place) {
  const auto& finding = *session.derived().hotspots;
  const auto& snapshot = *session.snapshot();
  Card card{"inspector.hotspot", {.edge = hotspot_colour(session, place), .background = tokens().surface2}};
  flowing_text(label_of(place.statistic.verdict), {.style = TextStyle::semi, .name = "inspector.hotspot.verdict"});
  gap(4);
  flowing_text(sentence_of(snapshot, finding, place),
               {.style = TextStyle::small, .name = "inspector.hotspot.sentence"});
  gap(6);
  if (link("inspector.hotspot.how",
           state.is_hotspot_explained ? tr("Hide how it was found") : tr("How was this found?")))
    state.is_hotspot_explained = !state.is_hotspot_explained;
  if (!state.is_hotspot_explained) return;
  const auto lines = how_found(snapshot, finding, place);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    gap(4);
    flowing_text(lines[i],
                 {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.hotspot.how." + std::to_string(i)});
  }
}

}  // namespace riskmap::ui
