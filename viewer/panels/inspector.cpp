// Which page is shown, and the parts that pages share.
#include "viewer/panels/inspector.h"

#include <imgui.h>

#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
std::string subject_of(const ViewState& view) {
  if (view.party != no_row) return "party " + std::to_string(view.party);
  if (view.feature)
    return "feature " + std::to_string(view.feature->layer) + ' ' + std::to_string(view.feature->feature);
  if (view.issue != no_row) return "issue " + std::to_string(view.issue);
  if (!view.place) return {};
  return "place " + std::to_string(static_cast<int>(view.place->level)) + ' ' + std::to_string(view.place->row);
}

Intents nothing_selected() {
  auto intents = page_head({}, {});
  const auto title = tr("Nothing is selected"), text = tr("Press a place on the map or a row of the table.");
  empty_state("inspector.empty", {Icon::info, title, text});
  return intents;
}

Intents page(const Session& session, InspectorState& state) {
  const auto& view = session.view();
  if (session.derived().party) return party_page(session, state);
  if (view.feature && session.content_of(*view.feature) != nullptr) return context_feature_page(session);
  if (session.file_layer() != nullptr && view.place) return feature_page(session);
  if (session.snapshot() == nullptr) return nothing_selected();
  if (view.issue != no_row && view.issue < session.snapshot()->issues.size() &&
      session.snapshot()->issues.core(view.issue).id)
    return issue_page(session, state);
  return view.place ? place_page(session, state) : nothing_selected();
}
}  // namespace

Intents inspector(const Session& session, InspectorState& state, const Layout& layout) {
  Panel panel{"inspector", layout.inspector};
  if (!panel) return {};
  draw_line(layout.inspector.left, layout.inspector.top, layout.inspector.left, layout.inspector.bottom,
            tokens().border);
  if (const auto subject = subject_of(session.view()); subject != state.shown_subject) {
    state.shown_subject = subject;
    state.is_description_open = state.is_hotspot_explained = false;
    ImGui::SetScrollY(0);
  }
  auto intents = page(session, state);
  gap(16);
  return intents;
}

Intents page_head(std::string_view kind, std::vector<HeadButton> buttons) {
  constexpr float size = 28;
  buttons.push_back({"inspector.close",
                     Icon::close,
                     tr("Close the panel"),
                     true,
                     false,
                     {TogglePanel{TogglePanel::Panel::inspector}}});
  const auto from = ImGui::GetCursorScreenPos();
  const float width = px(size) * static_cast<float>(buttons.size()) + px(2) * static_cast<float>(buttons.size() - 1);
  const Rect words{from.x, from.y, from.x + left_of_line() - width - px(8), from.y + px(size)};
  const float needed = draw_text_in(words, kind, TextStyle::small, tokens().text2);
  report("inspector.kind", words, {.text = kind, .text_width = needed, .text_room = words.width()});
  align_right(width);
  Intents intents;
  for (const auto& head : buttons) {
    if (&head != &buttons.front()) same_line(2);
    if (icon_button(head.name, head.icon,
                    {.tooltip = head.tooltip, .is_enabled = head.is_enabled, .is_on = head.is_on, .size = size}))
      intents = head.intents;
  }
  return intents;
}

void page_tabs(std::span<const PageTab> tabs, std::size_t& chosen) {
  constexpr float height = 36;
  const auto from = ImGui::GetCursorScreenPos();
  const float room = left_of_line();
  float words = 0;
  for (const auto& tab : tabs) words += text_width(tab.text, TextStyle::semi);
  const float slack = std::max((room - words) / static_cast<float>(tabs.size()), 0.0F);
  float left = from.x;
  draw_line(from.x, from.y + px(height) - 0.5F, from.x + room, from.y + px(height) - 0.5F, tokens().border);
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    const std::string name = "inspector.tab." + tabs[i].id;
    const float text_room = text_width(tabs[i].text, TextStyle::semi), width = text_room + slack;
    ImGui::SetCursorScreenPos({left, from.y});
    const auto here = item(name, width, px(height), {.ring_radius = 4});
    if (here.is_pressed) chosen = i;
    const bool is_chosen = chosen == i;
    draw_text_in(here.rect, tabs[i].text, is_chosen ? TextStyle::semi : TextStyle::body,
                 is_chosen         ? tokens().accent
                 : here.is_hovered ? tokens().text
                                   : tokens().text2,
                 Align::centre);
    if (is_chosen) fill_rect({left, here.rect.bottom - px(2), left + width, here.rect.bottom}, tokens().accent, 1);
    report(name, here.rect,
           {.text = tabs[i].text,
            .value = is_chosen ? "on" : "off",
            .is_focused = here.is_focused,
            .text_width = text_room,
            .text_room = from.x + room - left});
    left += width;
  }
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({room, px(height)});
}

void fact_row(std::string_view name, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  const auto from = ImGui::GetCursorScreenPos();
  const float room = left_of_line(), scale = kit().look.scale;
  const float label_width = std::round(room * 0.4F) - px(12);
  flowing_text(label, {.style = TextStyle::small, .ink = Ink::text2, .width = label_width / scale});
  const float label_bottom = ImGui::GetItemRectMax().y;
  ImGui::SetCursorScreenPos({from.x + label_width + px(12), from.y});
  flowing_text(value, {.style = TextStyle::small, .name = name, .width = (room - label_width - px(12)) / scale});
  const float bottom = std::max(label_bottom, ImGui::GetItemRectMax().y);
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({room, bottom - from.y});
}

std::vector<Row> pressing_issues(const Session& session, const Place& place) {
  const auto& derived = session.derived();
  if (derived.pressing.place == place) return derived.pressing.problems;
  auto rows = issues_of_place(*session.snapshot(), place.level, place.row, derived.selected);
  std::erase_if(rows, [&](Row row) { return !derived.facts.facts[row].is_open; });
  sort_most_pressing(rows, derived.facts);
  return rows;
}

const PlaceSummary* summary_of(const Session& session, const Place& place) {
  const auto& derived = session.derived();
  if (place.level == AreaLevel::region) return &derived.total;
  const auto& summaries = place.level == AreaLevel::settlement       ? derived.settlements
                          : place.level == AreaLevel::rural_district ? derived.rural_districts
                                                                     : derived.districts;
  return place.row < summaries.size() ? &summaries[place.row] : nullptr;
}

Intents show_in_table(const Session& session, const FilterState& filter) {
  Intents intents{SetFilter{filter}};
  if (!session.view().is_table_open) intents.push_back(TogglePanel{TogglePanel::Panel::table});
  return intents;
}

}  // namespace riskmap::ui
