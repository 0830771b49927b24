// One of a short list (declared in widgets_field.h).
#include <imgui.h>

#include <algorithm>

#include "layers/core/text.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/drop_list.h"
#include "viewer/panels/field_box.h"
#include "viewer/panels/text_buffer.h"
#include "viewer/panels/widgets_field.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

constexpr float row_height = 32;

// Returns the x after the swatches or the icon.
float draw_lead(const Rect& rect, float left, const Choice& choice) {
  if (!choice.swatches.empty()) {
    const float step = px(16);
    for (const Colour colour : choice.swatches) {
      fill_rect({left, rect.centre_y() - px(7), left + step, rect.centre_y() + px(7)}, colour);
      left += step;
    }
    return left + px(10);
  }
  if (choice.icon == Icon::none) return left;
  draw_icon(choice.icon, left + px(9), rect.centre_y(), tokens().text2);
  return left + px(27);
}

float draw_choice(const Rect& rect, const Choice& choice, float room_right) {
  const float left = draw_lead(rect, rect.left + px(10), choice), right = rect.right - room_right;
  const float needed = draw_text_in({left, rect.top, right, rect.bottom}, choice.text, TextStyle::body, tokens().text);
  // Whole or not at all: half a remark says nothing.
  if (!choice.grey.empty() && left + needed + px(10) + text_width(choice.grey, TextStyle::small) <= right)
    draw_text_in({left + needed + px(10), rect.top, right, rect.bottom}, choice.grey, TextStyle::small, tokens().text3);
  return needed;
}

bool choice_item(std::string_view name, const Choice& choice, bool is_chosen) {
  const std::string id = std::string{name} + "." + choice.id;
  const Item here = item(id, ImGui::GetContentRegionAvail().x, px(row_height), {.is_enabled = choice.is_enabled});
  if (is_chosen && ImGui::IsWindowAppearing()) ImGui::SetItemDefaultFocus(), ImGui::SetScrollHereY();
  if (is_chosen || here.is_hovered || here.is_focused)
    fill_rect(here.rect, is_chosen ? tokens().accent_soft : tokens().surface2, 5);
  const float needed = draw_choice(here.rect, choice, px(10));
  report(id, here.rect,
         {.text = choice.text,
          .value = is_chosen ? "on" : "off",
          .is_enabled = choice.is_enabled,
          .is_focused = here.is_focused,
          .may_be_shortened = true,
          .text_width = needed,
          .text_room = here.rect.width() - px(20)});
  return here.is_pressed;
}

// A letter typed while the list is open goes to the next choice that begins with it.
void jump_by_typing(std::string_view name, std::span<const Choice> choices, std::size_t from) {
  const std::u32string typed = take_typed_characters();
  if (typed.empty() || typed[0] <= U' ') return;
  const std::string letter = fold(utf8_from(typed.substr(0, 1)));
  for (std::size_t step = 1; step <= choices.size(); ++step) {
    const Choice& choice = choices[(from + step) % choices.size()];
    if (fold(choice.text).starts_with(letter)) return focus_widget(std::string{name} + "." + choice.id);
  }
}

}  // namespace

bool combo(std::string_view name, std::span<const Choice> choices, std::size_t& chosen, const FieldOptions& options) {
  ImGui::BeginGroup();
  field_label_line(options.label, options.is_required);
  const std::string list_name = std::string{name} + ".list";
  const bool is_open = is_popup_open(list_name);
  const Item here = closed_box(name, options, is_open, !options.error.empty());
  ImGui::BeginDisabled(!options.is_enabled);
  float needed = 0;
  const bool has_choice = chosen < choices.size();
  if (has_choice)
    needed = draw_choice(here.rect, choices[chosen], px(34));
  else
    draw_text_in({here.rect.left + px(10), here.rect.top, here.rect.right - px(34), here.rect.bottom},
                 options.placeholder, TextStyle::body, tokens().text3);
  ImGui::EndDisabled();
  if (here.is_pressed) open_popup(list_name);
  report(name, here.rect,
         {.text = has_choice ? std::string_view{choices[chosen].text} : options.label,
          .value = has_choice ? std::string_view{choices[chosen].id} : std::string_view{},
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused,
          .may_be_shortened = true,
          .text_width = needed,
          .text_room = here.rect.width() - px(44)});
  bool is_changed = false;
  const float height = static_cast<float>(choices.size()) * (px(row_height) + px(2)) + px(8);
  if (DropList list{list_name, here.rect, height}; list) {
    jump_by_typing(name, choices, has_choice ? chosen : choices.size() - 1);
    for (std::size_t i = 0; i < choices.size(); ++i)
      if (choice_item(name, choices[i], i == chosen)) is_changed = i != chosen, chosen = i, list.close();
  }
  field_foot_line(name, options);
  ImGui::EndGroup();
  return is_changed;
}

}  // namespace riskmap::ui
