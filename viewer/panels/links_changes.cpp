// Links that a person adds or takes away, by the map or by the keyboard.
#include <imgui.h>

#include <algorithm>

#include "layers/analysis/hotspot_words.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/links_panel.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
void change_edits(const LinksParts& parts, LinkEdits edits) {
  auto layer = parts.session.view().layer;
  layer.hotspots.edits = std::move(edits);
  parts.intents.push_back(SetLayer{std::move(layer)});
}

// On the map: one press, then another.
void by_map(const LinksParts& parts) {
  auto links = parts.session.view().links;
  if (toggle("links.changing", tr("Press two places on the map"), links.is_changing)) {
    links.from.reset();
    parts.intents.push_back(SetLinks{links});
  }
  if (!links.is_changing) return;
  gap(2);
  const auto& from = parts.session.view().links.from;
  flowing_text(from ? fill(tr("Now press the other place: with {place} it is linked, or no longer linked."),
                           {{"place", place_label(*parts.session.snapshot(), *from)}})
                    : tr("Press the first place."),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "links.step"});
}

// By the keyboard: two pickers and what the button would do.
void by_pickers(const LinksParts& parts) {
  auto& state = parts.state;
  {
    Columns columns{2, 12};
    picker("links.one", state.rows, state.one, {.label = tr("First place")});
    columns.next();
    picker("links.two", state.rows, state.two, {.label = tr("Second place")});
  }
  const bool can_turn = state.one && state.two && *state.one != *state.two;
  const bool is_linked =
      can_turn && are_linked(parts.finding.known->links.neighbours, static_cast<std::uint32_t>(*state.one),
                             static_cast<std::uint32_t>(*state.two));
  gap(8);
  if (button("links.turn", is_linked ? tr("Take the link away") : tr("Add the link"),
             {.icon = is_linked ? Icon::remove : Icon::add, .is_enabled = can_turn}))
    parts.intents.push_back(TurnLink{parts.place(*state.one), parts.place(*state.two)});
}

std::string label_of_uuid(const LinksParts& parts, const std::string& uuid) {
  const auto& uuids = parts.finding.known->uuids;
  const auto found = std::ranges::find(uuids, uuid);
  if (found == uuids.end()) return tr("a place that is gone");
  return place_label(*parts.session.snapshot(), parts.place(static_cast<std::size_t>(found - uuids.begin())));
}

// What was changed, and what takes it back. True when that was pressed.
bool change_row(const LinksParts& parts, const LinkEdit& edit, const std::string& name) {
  constexpr float icon_room = 26, button_size = 28;
  const bool is_added = edit.change == LinkChange::added;
  const auto words = (is_added ? tr("Link added") : tr("Link taken away")) + ": " + label_of_uuid(parts, edit.one) +
                     " – " + label_of_uuid(parts, edit.other);
  const auto at = ImGui::GetCursorScreenPos();
  const float width = left_of_line();
  ImGui::SetCursorScreenPos({at.x + width - px(button_size), at.y});
  const bool is_pressed =
      icon_button(name + ".reset", Icon::undo, {.tooltip = tr("Take this change back"), .size = button_size});
  draw_icon(is_added ? Icon::add : Icon::remove, at.x + px(10), at.y + px(button_size / 2), tokens().accent);
  ImGui::SetCursorScreenPos({at.x + px(icon_room), at.y + px(5)});
  flowing_text(
      words,
      {.style = TextStyle::small, .name = name, .width = (width - px(icon_room + button_size + 8)) / kit().look.scale});
  const float bottom = std::max(ImGui::GetCursorScreenPos().y, at.y + px(button_size + 2));
  ImGui::SetCursorScreenPos({at.x, bottom});
  return is_pressed;
}

// The newest first.
void changed_links(const LinksParts& parts) {
  const auto& all = parts.session.view().layer.hotspots.edits;
  const auto edits = edits_of(all, parts.finding.found.question.level);
  if (edits.empty()) return;
  gap(10);
  text(tr("Changed by hand"), {.style = TextStyle::small_semi, .name = "links.changed"});
  gap(2);
  for (std::size_t i = edits.size(); i-- > 0;)
    if (change_row(parts, edits[i], "links.edit." + std::to_string(i))) {
      auto left = all;
      erase(left, edits[i]);
      change_edits(parts, std::move(left));
    }
  if (const auto gone = parts.finding.known->links.gone.size(); gone > 0)
    flowing_text(gone_links_words(gone), {.style = TextStyle::small, .ink = Ink::warning, .name = "links.gone"});
  gap(8);
  if (!button("links.reset", tr("Take all changes back"), {.icon = Icon::undo})) return;
  auto left = all;
  for (const auto& edit : edits) erase(left, edit);
  change_edits(parts, std::move(left));
}
}  // namespace

void link_changes(const LinksParts& parts) {
  text(tr("Links by hand"), {.style = TextStyle::semi, .name = "links.by_hand"});
  gap(2);
  flowing_text(tr("Where a road or a pass joins places that the rule leaves apart, or a ridge parts those it joins. "
                  "The link holds both ways."),
               {.style = TextStyle::small, .ink = Ink::text2});
  gap(6);
  by_map(parts);
  gap(8);
  by_pickers(parts);
  changed_links(parts);
}

}  // namespace riskmap::ui
