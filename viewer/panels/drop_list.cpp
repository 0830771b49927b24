// Where a dropped list stands.
#include "viewer/panels/drop_list.h"

#include <imgui.h>

#include <algorithm>

#include "viewer/panels/compat.h"

namespace riskmap::ui {

DropList::DropList(std::string_view name, const Rect& field, float wanted_height, Place place) {
  is_open_ = false;
  if (!is_popup_named_open(name)) return;
  const float window_height = ImGui::GetIO().DisplaySize.y;
  const float below = window_height - field.bottom - px(8), above = field.top - px(8);
  const bool is_below = place == Place::covers || below >= std::min(wanted_height, px(200)) || below >= above;
  const float room = place == Place::covers ? window_height - field.top - px(8) : is_below ? below : above;
  const float height = std::min({wanted_height, room, px(340)});
  const float top = place == Place::covers ? field.top : is_below ? field.bottom + px(4) : field.top - px(4) - height;
  ImGui::SetNextWindowPos({field.left, top});
  ImGui::SetNextWindowSize({field.width(), height});
  const float padding = place == Place::covers ? 0 : px(4);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, padding});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(4), px(2)});
  is_open_ = begin_popup_named(name);
  if (!is_open_) ImGui::PopStyleVar(2);
}

DropList::~DropList() {
  if (!is_open_) return;
  ImGui::EndPopup();
  ImGui::PopStyleVar(2);
}

void DropList::close() {
  ImGui::CloseCurrentPopup();
}

}  // namespace riskmap::ui
