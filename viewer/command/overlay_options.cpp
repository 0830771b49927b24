#include "viewer/command/overlay_options.h"

namespace riskmap {

Result<void> set_overlays(SceneOptions& options, const std::vector<std::string>& list) {
  std::vector<OverlayText> texts;
  for (const auto& line : list) {
    auto text = parse_overlay(line);
    if (!text) return std::unexpected{std::move(text).error()};
    texts.push_back(*text);
    if (text->overlay == Overlay::rural_districts) options.shows_rural_districts = text->is_shown;
    if (text->overlay == Overlay::district) options.shows_district = text->is_shown;
    if (text->overlay == Overlay::settlements) options.shows_settlements = text->is_shown;
    if (text->overlay == Overlay::issue_points) options.shows_issue_points = text->is_shown;
  }
  options.overlays = looks_of(texts);
  return {};
}

}  // namespace riskmap
