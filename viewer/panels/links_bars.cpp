// How many places have no neighbour, one, two, …: a bar for each number.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/links_panel.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float plot_height = 84, label_height = 18, figure_height = 16;
constexpr float least_labelled = 20;  // narrower bars carry no figures of their own
constexpr std::size_t most_listed = 20;

std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

std::string bar_words(std::size_t count, std::size_t places) {
  return fill(tr("Neighbours: {n}; places: {places}"), {{"n", number(count)}, {"places", number(places)}});
}

// One bar in its slot. True when it was pressed.
bool bar(const Rect& slot, std::size_t count, std::size_t places, std::size_t most, bool is_chosen) {
  const auto name = "links.bar." + std::to_string(count);
  const auto words = bar_words(count, places);
  ImGui::SetCursorScreenPos({slot.left, slot.top});
  const auto here = item(name, slot.width(), slot.height(), {.is_enabled = places > 0, .tooltip = words});
  if (here.is_hovered) fill_rect(slot, tokens().surface2, 3);
  const float share = static_cast<float>(places) / static_cast<float>(most);
  const float height = places == 0 ? 0 : std::max(px(2), share * (slot.height() - px(figure_height + label_height)));
  const float base = slot.bottom - px(label_height), inset = std::min(px(3), slot.width() * 0.15F);
  fill_rect({slot.left + inset, base - height, slot.right - inset, base},
            is_chosen ? tokens().accent : tokens().chart_resolved, 2);
  if (slot.width() >= px(least_labelled)) {
    draw_text_in({slot.left, base, slot.right, slot.bottom}, number(count), TextStyle::small, tokens().text2,
                 Align::centre);
    if (places > 0)
      draw_text_in({slot.left, base - height - px(figure_height), slot.right, base - height}, number(places),
                   TextStyle::small, tokens().text2, Align::centre);
  }
  report(name, slot, {.text = words, .value = std::to_string(places), .is_focused = here.is_focused});
  return here.is_pressed;
}

void listed_places(const LinksParts& parts, std::size_t count) {
  const auto& neighbours = parts.finding.known->links.neighbours;
  std::size_t listed = 0;
  for (std::size_t row = 0; row < neighbours.size() && listed < most_listed; ++row)
    if (neighbours.count(row) == count) link_place_row(parts, row, "links.listed." + std::to_string(listed++));
  if (listed < parts.state.bars[count]) text("…", {.ink = Ink::text2});
}
}  // namespace

void link_bars(const LinksParts& parts) {
  const auto& bars = parts.state.bars;
  if (bars.empty()) return;
  text(tr("How many neighbours places have"), {.style = TextStyle::small_semi, .name = "links.bars"});
  gap(2);
  auto links = parts.session.view().links;
  const auto from = ImGui::GetCursorScreenPos();
  const float width = left_of_line(), slot_width = width / static_cast<float>(bars.size());
  const float height = px(plot_height + label_height + figure_height);
  const auto most = *std::ranges::max_element(bars);
  for (std::size_t count = 0; count < bars.size(); ++count) {
    const float left = from.x + slot_width * static_cast<float>(count);
    const bool is_chosen = links.count == count;
    if (!bar({left, from.y, left + slot_width, from.y + height}, count, bars[count], most, is_chosen)) continue;
    auto asked = links;
    asked.count = is_chosen ? std::nullopt : std::optional{count};
    parts.intents.push_back(SetLinks{asked});
  }
  const float base = from.y + height - px(label_height);
  draw_line(from.x, base, from.x + width, base, tokens().strong_border);
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({width, height});
  if (links.count && *links.count < bars.size()) listed_places(parts, *links.count);
}

}  // namespace riskmap::ui
