// The frame of a field, and ImGui's InputText inside it.
#include "viewer/panels/field_box.h"

#include <imgui.h>

#include <algorithm>

#include "layers/core/text.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/stand_ins.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

struct Typing {
  std::string* value;
  std::size_t characters;
  bool puts_caret_at_end;
};

int on_typing(ImGuiInputTextCallbackData* data) {
  Typing& typing = *static_cast<Typing*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    typing.value->resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = typing.value->data();
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackCharFilter) {
    return ++typing.characters > most_typed_characters ? 1 : 0;
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways && typing.puts_caret_at_end) {
    data->CursorPos = data->SelectionStart = data->SelectionEnd = data->BufTextLen;
  }
  return 0;
}

ImGuiInputTextFlags flags_of(const FieldOptions& options, const BoxOptions& box) {
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackCharFilter |
                              ImGuiInputTextFlags_EnterReturnsTrue;
  if (options.is_read_only) flags |= ImGuiInputTextFlags_ReadOnly;
  if (box.puts_caret_at_end) flags |= ImGuiInputTextFlags_CallbackAlways;
  if (box.holds_arrows) flags |= ImGuiInputTextFlags_CallbackHistory;
  return flags;
}

// ImGui's field without a frame of its own, over the inner part of the box.
Box input_inside(std::string_view name, std::string& value, const Rect& frame, const Rect& inner,
                 const FieldOptions& options, const BoxOptions& box) {
  const float line = line_height(TextStyle::body);
  const std::string hint = shortened(options.placeholder, inner.width(), TextStyle::body);
  StandIns& stand_ins = *kit().stand_ins;
  const std::string before = stand_ins.put_in(value);
  std::string shown = before;
  Typing typing{&shown, length_in_characters(value), box.puts_caret_at_end};
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, (inner.height() - line) / 2});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  for (const ImGuiCol slot : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive})
    ImGui::PushStyleColor(slot, 0U);
  ImGui::SetCursorScreenPos({inner.left, inner.top});
  ImGui::SetNextItemWidth(inner.width());
  Box result;
  {
    const FieldClipboard clipboard;
    result.is_entered = ImGui::InputTextWithHint("##", hint.c_str(), shown.data(), shown.capacity() + 1,
                                                 flags_of(options, box), on_typing, &typing);
  }
  if (shown != before) value = stand_ins.taken_out(shown);
  result.is_changed = ImGui::IsItemEdited();
  result.is_active = ImGui::IsItemActive();
  result.is_left = ImGui::IsItemDeactivated();
  result.was_edited = ImGui::IsItemDeactivatedAfterEdit();
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar(2);
  after_foreign_item(name, {.is_enabled = options.is_enabled, .ring = frame});
  return result;
}

}  // namespace

float field_width(const FieldOptions& options) {
  return options.width > 0 ? px(options.width) : std::max(left_of_line(), px(40));
}

void draw_box(const Rect& frame, BoxState state) {
  const Tokens& t = tokens();
  fill_rect(frame, t.is_dark ? t.surface2 : t.surface, 6);
  const Colour edge = state == BoxState::wrong     ? t.danger
                      : state == BoxState::active  ? t.accent
                      : state == BoxState::hovered ? t.strong_border
                                                   : t.field_border;
  stroke_rect(frame, edge, 6, state == BoxState::active ? std::max(1.0F, px(1.5F)) : 1);
}

Box text_box(std::string_view name, std::string& value, const FieldOptions& options, const BoxOptions& box) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Rect frame{from.x, from.y, from.x + field_width(options), from.y + px(options.height)};
  const float icon_room = options.icon == Icon::none ? 0 : px(25);
  const Rect inner{frame.left + px(10) + icon_room, frame.top, frame.right - px(10) - box.room_right, frame.bottom};
  ImGui::BeginDisabled(!options.is_enabled);
  ImGui::PushID(name.data(), name.data() + name.size());
  ImGui::BeginGroup();
  const unsigned id = ImGui::GetID("##");
  const bool is_hovered =
      ImGui::IsMouseHoveringRect({frame.left, frame.top}, {frame.right, frame.bottom}) && ImGui::IsWindowHovered();
  draw_box(frame, box.has_error        ? BoxState::wrong
                  : is_active_item(id) ? BoxState::active
                  : is_hovered         ? BoxState::hovered
                                       : BoxState::normal);
  draw_icon(options.icon, frame.left + px(18), frame.centre_y(), tokens().text3);
  before_foreign_item(name, options.is_enabled);
  Box result = input_inside(name, value, frame, inner, options, box);
  ImGui::EndGroup();
  ImGui::PopID();
  ImGui::EndDisabled();
  result.frame = frame;
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({frame.width(), frame.height()});
  report(name, frame,
         {.text = options.label,
          .value = value,
          .is_enabled = options.is_enabled,
          .is_focused = result.is_active,
          .may_be_shortened = true});
  return result;
}

Item closed_box(std::string_view name, const FieldOptions& options, bool is_open, bool has_error) {
  const Item here = item(name, field_width(options), px(options.height), {.is_enabled = options.is_enabled});
  draw_box(here.rect, has_error         ? BoxState::wrong
                      : is_open         ? BoxState::active
                      : here.is_hovered ? BoxState::hovered
                                        : BoxState::normal);
  draw_icon(Icon::chevron_down, here.rect.right - px(18), here.rect.centre_y(), tokens().text2);
  return here;
}

}  // namespace riskmap::ui
