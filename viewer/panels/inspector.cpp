// Which page is shown, and the parts that pages share.
#include "viewer/panels/inspector.h"

#include <imgui.h>

#include <algorithm>
#include <tuple>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
std::string subject_of(const ViewState& view) {
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
  if (session.file_layer() != nullptr && view.place) return feature_page(session);
  if (session.snapshot() == nullptr) return nothing_selected();
  if (view.issue != no_row && view.issue < session.snapshot()->issues.size() && session.snapshot()->issues[view.issue].id)
    return issue_page(session, state);
  return view.place ? place_page(session, state) : nothing_selected();
}
}  // namespace

Intents inspector(const Session& session, InspectorState& state, const Layout& layout) {
  Panel panel{"inspector", layout.inspector};
  if (!panel) return {};
  draw_line(layout.inspector.left, layout.inspector.top, layout.inspector.left, layout.inspector.bottom, tokens().border);
  if (const auto subject = subject_of(session.view()); subject != state.shown_subject) {
    state.shown_subject = subject;
    state.is_description_open = false;
    ImGui::SetScrollY(0);
  }
  auto intents = page(session, state);
  gap(16);
  return intents;
}

Intents page_head(std::string_view kind, std::vector<HeadButton> buttons) {
  constexpr float size = 28;
  buttons.push_back({"inspector.close", Icon::close, tr("Close the panel"), true, false,
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
    if (icon_button(head.name, head.icon, {.tooltip = head.tooltip, .is_enabled = head.is_enabled, .is_on = head.is_on, .size = size}))
      intents = head.intents;
  }
  return intents;
}

void fact_row(std::string_view name, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  const auto from = ImGui::GetCursorScreenPos();
  const float room = left_of_line(), scale = kit().look.scale;
  const float label_width = std::round(room * 0.4F) - px(12);
  wrapped_text(label, {.style = TextStyle::small, .ink = Ink::text2, .width = label_width / scale});
  const float label_bottom = ImGui::GetItemRectMax().y;
  ImGui::SetCursorScreenPos({from.x + label_width + px(12), from.y});
  wrapped_text(value, {.style = TextStyle::small, .name = name, .width = (room - label_width - px(12)) / scale});
  const float bottom = std::max(label_bottom, ImGui::GetItemRectMax().y);
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({room, bottom - from.y});
}

std::vector<Row> pressing_issues(const Session& session, const Place& place) {
  const auto& derived = session.derived();
  auto rows = issues_of_place(*session.snapshot(), place.level, place.row, derived.selected);
  std::erase_if(rows, [&](Row row) { return !derived.facts.facts[row].is_open; });
  std::ranges::stable_sort(rows, {}, [&](Row row) {
    const auto& facts = derived.facts.facts[row];
    return std::tuple{-facts.days_over, -static_cast<int>(facts.level), facts.due.value_or(Date::max())};
  });
  return rows;
}

const PlaceSummary* summary_of(const Session& session, const Place& place) {
  const auto& derived = session.derived();
  if (place.level == AreaLevel::district || place.level == AreaLevel::region) return &derived.total;
  const auto& summaries = place.level == AreaLevel::settlement ? derived.settlements : derived.rural_districts;
  return place.row < summaries.size() ? &summaries[place.row] : nullptr;
}

FilterState filter_of_place(const RegisterSnapshot& snapshot, const Place& place) {
  FilterState filter;
  if (place.level == AreaLevel::settlement) {
    const auto& settlement = snapshot.settlements[place.row];
    filter.settlements = {settlement.kato.empty() ? settlement.uuid : settlement.kato};
  } else if (place.level == AreaLevel::rural_district) {
    filter.rural_districts = {snapshot.areas[place.row].code};
  }
  return filter;
}

Intents show_in_table(const Session& session, const FilterState& filter) {
  Intents intents{SetFilter{filter}};
  if (!session.view().is_table_open) intents.push_back(TogglePanel{TogglePanel::Panel::table});
  return intents;
}

Intents commit(const Session& session, Change change) {
  if (session.settings().author.name.empty()) return {OpenDialog{Dialog::author, no_row, {}}};
  return {CommitChange{std::move(change)}};
}

}  // namespace riskmap::ui
