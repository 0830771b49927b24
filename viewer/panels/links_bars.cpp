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
constexpr float least_labelled = 20;  // of narrower bars only some have their number below, and none its places above
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
  if (places > 0 && slot.width() >= px(least_labelled))
    draw_text_in({slot.left, base - height - px(figure_height), slot.right, base - height}, number(places),
                 TextStyle::small, tokens().text2, Align::centre);
  report(name, slot, {.text = words, .value = std::to_string(places), .is_focused = here.is_focused});
  return here.is_pressed;
}

// Below the bars; where they are narrow, below every second, fifth, …
void axis(const Rect& plot, std::size_t bars) {
  const float slot = plot.width() / static_cast<float>(bars), half = std::max(px(least_labelled), slot) / 2;
  std::size_t step = 1;
  for (const std::size_t wider : {2U, 5U, 10U, 20U, 50U, 100U, 200U, 500U, 1000U})
    if (slot * static_cast<float>(step) < px(least_labelled)) step = wider;
  for (std::size_t count = 0; count < bars; count += step) {
    const float x = plot.left + slot * (static_cast<float>(count) + 0.5F);
    draw_text_in({x - half, plot.bottom - px(label_height), x + half, plot.bottom}, number(count), TextStyle::small,
                 tokens().text2, Align::centre);
  }
  const float base = plot.bottom - px(label_height);
  draw_line(plot.left, base, plot.right, base, tokens().strong_border);
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
  axis({from.x, from.y, from.x + width, from.y + height}, bars.size());
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({width, height});
  if (links.count && *links.count < bars.size()) listed_places(parts, *links.count);
}

}  // namespace riskmap::ui
