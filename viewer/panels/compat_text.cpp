// A focusable surface for our own text editor, out of ImGui's internals (declared in compat.h).
#include <imgui.h>
#include <imgui_internal.h>

#include "viewer/panels/compat.h"
#include "viewer/panels/stand_ins.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {
namespace {

// While text is edited, arrows, Home, End and Escape belong to the text.
void hold_keys(ImGuiID id) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  for (const ImGuiDir direction : {ImGuiDir_Left, ImGuiDir_Right, ImGuiDir_Up, ImGuiDir_Down})
    context.ActiveIdUsingNavDirMask |= 1U << static_cast<unsigned>(direction);
#if IMGUI_VERSION_NUM >= 18804
  for (const ImGuiKey key : {ImGuiKey_Home, ImGuiKey_End, ImGuiKey_PageUp, ImGuiKey_PageDown, ImGuiKey_Escape,
                             ImGuiKey_Enter, ImGuiKey_Space})
    ImGui::SetKeyOwner(key, id);
#else
  static_cast<void>(id);
  context.ActiveIdUsingNavInputMask |= 1U << ImGuiNavInput_Cancel;
  for (const ImGuiKey_ key : {ImGuiKey_Home, ImGuiKey_End, ImGuiKey_PageUp, ImGuiKey_PageDown})
    context.ActiveIdUsingKeyInputMask |= ImU64{1} << key;
#endif
}

bool is_asked_by_keyboard(ImGuiID id) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
#if IMGUI_VERSION_NUM >= 18900
  return context.NavActivateId == id;
#else
  return context.NavActivateId == id || context.NavActivateInputId == id;
#endif
}

bool is_hoverable(const ImRect& box, ImGuiID id) {
#if IMGUI_VERSION_NUM >= 18970
  return ImGui::ItemHoverable(box, id, ImGui::GetCurrentContext()->LastItemData.InFlags);
#else
  return ImGui::ItemHoverable(box, id);
#endif
}

}  // namespace

TextSurface text_surface(std::string_view name, float width, float height) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImGuiID id = window->GetID(name.data(), name.data() + name.size());
  const ImRect box{window->DC.CursorPos, {window->DC.CursorPos.x + width, window->DC.CursorPos.y + height}};
  ImGui::ItemSize(box);
  const bool is_seen = ImGui::ItemAdd(box, id, nullptr, ImGuiItemFlags_Inputable);
  TextSurface surface{box.Min.x, box.Min.y, box.Max.x, box.Max.y, false, false, false, false};
  const bool was_active = context.ActiveId == id;
  surface.is_hovered = is_seen && is_hoverable(box, id);
  if (surface.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  const bool is_clicked = surface.is_hovered && ImGui::IsMouseClicked(0);
  if (!was_active && (is_clicked || is_asked_by_keyboard(id))) {
    ImGui::SetActiveID(id, window);
    ImGui::SetFocusID(id, window);
    ImGui::FocusWindow(window);
    surface.has_come = true;
  } else if (was_active && ImGui::IsMouseClicked(0) && !surface.is_hovered) {
    ImGui::ClearActiveID();
  }
  surface.is_active = context.ActiveId == id;
  surface.has_gone = context.ActiveId != id && context.ActiveIdPreviousFrame == id;
  if (surface.is_active) {
    ImGui::KeepAliveID(id);
    context.ActiveIdAllowOverlap = !ImGui::GetIO().MouseDown[0];  // one click leads to what stands above, too
    hold_keys(id);
    context.WantTextInputNextFrame = 1;
  }
  return surface;
}

void leave_text_surface() {
  ImGui::ClearActiveID();
}

std::u32string take_typed_characters() {
  ImGuiIO& io = ImGui::GetIO();
  std::u32string characters;
  if (!(io.KeyCtrl && !io.KeyAlt))
    for (const ImWchar c : io.InputQueueCharacters)
      characters += kit().stand_ins->original_of(static_cast<char32_t>(c));
  io.InputQueueCharacters.resize(0);
  return characters;
}

}  // namespace riskmap::ui
