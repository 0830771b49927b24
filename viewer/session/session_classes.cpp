// Breaks that a person set or locked are found again with their indicator when the map is opened the next time.
#include <algorithm>

#include "viewer/session/session.h"

namespace riskmap {

namespace {
bool has_indicator(const Document& document, const std::string& id) {
  if (document.reg) return find_indicator(*document.reg->snapshot, id).has_value();
  const auto& columns = document.file->layer->indicators;
  return std::ranges::find(columns, id, &Indicator::id) != columns.end();
}
}  // namespace

void Session::recall_classes() {
  const auto known = settings_.classes.find(document_.path().string());
  if (known == settings_.classes.end() || known->second.size() != 2) return;
  const auto& indicator = known->second[0];
  if (!has_indicator(document_, indicator)) return;
  view_.layer = with_indicator(std::move(view_.layer), indicator);
  view_.layer.breaks = fixed_breaks_from(known->second[1]);
}

void Session::remember_classes() {
  const auto path = document_.path().string();
  const auto& layer = view_.layer;
  if (layer.breaks.is_empty())
    settings_.classes.erase(path);
  else
    settings_.classes[path] = {layer.indicator, line_of(layer.breaks)};
}

}  // namespace riskmap
