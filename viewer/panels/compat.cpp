// Every #if on ImGui's version lives here.
#include "viewer/panels/compat.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <utility>

#include "viewer/panels/stand_ins.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {
namespace {

constexpr std::array<std::pair<Key, std::string_view>, 46> key_names{{
    {Key::tab, "Tab"},
    {Key::left, "Left"},
    {Key::right, "Right"},
    {Key::up, "Up"},
    {Key::down, "Down"},
    {Key::page_up, "PageUp"},
    {Key::page_down, "PageDown"},
    {Key::home, "Home"},
    {Key::end, "End"},
    {Key::insert, "Insert"},
    {Key::erase, "Delete"},
    {Key::backspace, "Backspace"},
    {Key::space, "Space"},
    {Key::enter, "Enter"},
    {Key::escape, "Escape"},
    {Key::f1, "F1"},
    {Key::f2, "F2"},
    {Key::f3, "F3"},
    {Key::f4, "F4"},
    {Key::f5, "F5"},
    {Key::f6, "F6"},
    {Key::f7, "F7"},
    {Key::f8, "F8"},
    {Key::f9, "F9"},
    {Key::f10, "F10"},
    {Key::f11, "F11"},
    {Key::f12, "F12"},
    {Key::minus, "-"},
    {Key::equal, "+"},
    {Key::comma, ","},
    {Key::period, "."},
    {Key::slash, "/"},
    {Key::digit_0, "0"},
    {Key::digit_1, "1"},
    {Key::digit_2, "2"},
    {Key::digit_3, "3"},
    {Key::digit_4, "4"},
    {Key::digit_5, "5"},
    {Key::digit_6, "6"},
    {Key::digit_7, "7"},
    {Key::digit_8, "8"},
    {Key::digit_9, "9"},
    {Key::keypad_enter, "KeypadEnter"},
    {Key::escape, "Esc"},
    {Key::erase, "Del"},
    {Key::equal, "="},
}};

Key key_named(std::string_view name) {
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z')
    return static_cast<Key>(static_cast<int>(Key::a) + (name[0] - 'A'));
  for (const auto& [key, text] : key_names)
    if (text == name) return key;
  return Key::none;
}

#if IMGUI_VERSION_NUM >= 18700

ImGuiKey imgui_key(Key key) {
  const auto offset = [&](Key first, ImGuiKey to) {
    return static_cast<ImGuiKey>(static_cast<int>(to) + static_cast<int>(key) - static_cast<int>(first));
  };
  if (key >= Key::a && key <= Key::z) return offset(Key::a, ImGuiKey_A);
  if (key >= Key::digit_0 && key <= Key::digit_9) return offset(Key::digit_0, ImGuiKey_0);
  if (key >= Key::f1 && key <= Key::f12) return offset(Key::f1, ImGuiKey_F1);
  switch (key) {
    // Tab is ours (FocusOrder); ImGui must not see it, so it travels under a key nobody has.
    case Key::tab:
      return ImGuiKey_ScrollLock;
    case Key::left:
      return ImGuiKey_LeftArrow;
    case Key::right:
      return ImGuiKey_RightArrow;
    case Key::up:
      return ImGuiKey_UpArrow;
    case Key::down:
      return ImGuiKey_DownArrow;
    case Key::page_up:
      return ImGuiKey_PageUp;
    case Key::page_down:
      return ImGuiKey_PageDown;
    case Key::home:
      return ImGuiKey_Home;
    case Key::end:
      return ImGuiKey_End;
    case Key::insert:
      return ImGuiKey_Insert;
    case Key::erase:
      return ImGuiKey_Delete;
    case Key::backspace:
      return ImGuiKey_Backspace;
    case Key::space:
      return ImGuiKey_Space;
    case Key::enter:
      return ImGuiKey_Enter;
    case Key::keypad_enter:
      return ImGuiKey_KeypadEnter;
    case Key::escape:
      return ImGuiKey_Escape;
    case Key::minus:
      return ImGuiKey_Minus;
    case Key::equal:
      return ImGuiKey_Equal;
    case Key::comma:
      return ImGuiKey_Comma;
    case Key::period:
      return ImGuiKey_Period;
    case Key::slash:
      return ImGuiKey_Slash;
    default:
      return ImGuiKey_None;
  }
}

bool is_pressed(Key key, bool repeats) {
  return ImGui::IsKeyPressed(imgui_key(key), repeats);
}

#else

int imgui_key(Key key) {
  return static_cast<int>(key);
}

bool is_pressed(Key key, bool repeats) {
  return ImGui::IsKeyPressed(imgui_key(key), repeats);
}

// Every key ImGui 1.86 knows, but Tab: that is ours (FocusOrder).
void map_keys(ImGuiIO& io) {
  const auto map = [&](ImGuiKey to, Key from) { io.KeyMap[to] = imgui_key(from); };
  map(ImGuiKey_LeftArrow, Key::left), map(ImGuiKey_RightArrow, Key::right);
  map(ImGuiKey_UpArrow, Key::up), map(ImGuiKey_DownArrow, Key::down);
  map(ImGuiKey_PageUp, Key::page_up), map(ImGuiKey_PageDown, Key::page_down);
  map(ImGuiKey_Home, Key::home), map(ImGuiKey_End, Key::end);
  map(ImGuiKey_Insert, Key::insert), map(ImGuiKey_Delete, Key::erase);
  map(ImGuiKey_Backspace, Key::backspace), map(ImGuiKey_Space, Key::space);
  map(ImGuiKey_Enter, Key::enter), map(ImGuiKey_KeyPadEnter, Key::keypad_enter);
  map(ImGuiKey_Escape, Key::escape);
  map(ImGuiKey_A, Key::a), map(ImGuiKey_C, Key::c), map(ImGuiKey_V, Key::v);
  map(ImGuiKey_X, Key::x), map(ImGuiKey_Y, Key::y), map(ImGuiKey_Z, Key::z);
}

#endif

}  // namespace

std::optional<Chord> chord_from(std::string_view text) {
  Chord chord;
  for (;;) {
    const std::size_t plus = text.find('+');
    if (plus == std::string_view::npos || plus == 0 || plus + 1 == text.size()) break;
    const std::string_view modifier = text.substr(0, plus);
    if (modifier == "Ctrl")
      chord.ctrl = true;
    else if (modifier == "Shift")
      chord.shift = true;
    else if (modifier == "Alt")
      chord.alt = true;
    else
      return std::nullopt;
    text.remove_prefix(plus + 1);
  }
  chord.key = key_named(text);
  if (chord.key == Key::none) return std::nullopt;
  return chord;
}

std::string text_of(Chord chord) {
  std::string text;
  if (chord.ctrl) text += "Ctrl+";
  if (chord.shift) text += "Shift+";
  if (chord.alt) text += "Alt+";
  if (chord.key >= Key::a && chord.key <= Key::z)
    return text + static_cast<char>('A' + static_cast<int>(chord.key) - static_cast<int>(Key::a));
  for (const auto& [key, name] : key_names)
    if (key == chord.key) return text.append(name);
  return text;
}

bool is_chord_pressed(Chord chord, Repeat repeat) {
  const ImGuiIO& io = ImGui::GetIO();
  return io.KeyCtrl == chord.ctrl && io.KeyShift == chord.shift && io.KeyAlt == chord.alt &&
         is_pressed(chord.key, repeat == Repeat::yes);
}

bool is_key_down(Key key) {
  return ImGui::IsKeyDown(imgui_key(key));
}

bool is_anything_pressed() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel != 0 || io.MouseWheelH != 0) return true;
  if (std::ranges::any_of(io.MouseClicked, [](bool is_clicked) { return is_clicked; })) return true;
  for (auto key = static_cast<int>(Key::none) + 1; key < static_cast<int>(Key::count); ++key)
    if (is_pressed(static_cast<Key>(key), false)) return true;
  return false;
}

#if IMGUI_VERSION_NUM >= 18700

void feed_mouse_position(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
}
void feed_mouse_button(int button, bool is_down) {
  ImGui::GetIO().AddMouseButtonEvent(button, is_down);
}
void feed_mouse_wheel(float x, float y) {
  ImGui::GetIO().AddMouseWheelEvent(x, y);
}
void feed_key(Key key, bool is_down) {
  ImGui::GetIO().AddKeyEvent(imgui_key(key), is_down);
}
void feed_modifiers(bool ctrl, bool shift, bool alt) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
  io.AddKeyEvent(ImGuiMod_Alt, alt);
}
void feed_window_focus(bool is_focused) {
  ImGui::GetIO().AddFocusEvent(is_focused);
}

#else

void feed_mouse_position(float x, float y) {
  ImGui::GetIO().MousePos = {x, y};
}
void feed_mouse_button(int button, bool is_down) {
  ImGui::GetIO().MouseDown[button] = is_down;
}
void feed_mouse_wheel(float x, float y) {
  ImGui::GetIO().MouseWheelH += x;
  ImGui::GetIO().MouseWheel += y;
}
void feed_key(Key key, bool is_down) {
  ImGui::GetIO().KeysDown[imgui_key(key)] = is_down;
}
void feed_modifiers(bool ctrl, bool shift, bool alt) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = ctrl, io.KeyShift = shift, io.KeyAlt = alt;
}
void feed_window_focus(bool is_focused) {
  ImGui::GetIO().AddFocusEvent(is_focused);
}

#endif

void feed_character(char32_t character) {
  ImGui::GetIO().AddInputCharacter(character < 0x20 || character == 0x7F ? character
                                                                         : kit().stand_ins->for_character(character));
}

void prepare_context() {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors | ImGuiBackendFlags_RendererHasVtxOffset;
#if IMGUI_VERSION_NUM >= 18700
  io.ConfigInputTrickleEventQueue = true;
  GImGui->ConfigNavWindowingKeyNext = GImGui->ConfigNavWindowingKeyPrev = 0;
#else
  map_keys(io);
#endif
}

void allow_overlap_before_item() {
#if IMGUI_VERSION_NUM >= 18970
  ImGui::SetNextItemAllowOverlap();
#endif
}

void allow_overlap_after_item() {
#if IMGUI_VERSION_NUM < 18970
  ImGui::SetItemAllowOverlap();
#endif
}

void begin_out_of_reach() {
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
}

void end_out_of_reach() {
  ImGui::PopItemFlag();
}

void focus_next_item() {
  ImGui::SetKeyboardFocusHere(0);
#if IMGUI_VERSION_NUM >= 18900
  ImGuiContext& context = *ImGui::GetCurrentContext();
  // Since 1.89 the call hides the mark of the keyboard (ours is always an answer to a key), and it does not find items
  // of another child window than the one that has the keyboard.
  context.NavMoveFlags &= ~ImGuiNavMoveFlags_NoSetNavHighlight;
  context.NavFocusScopeId = context.CurrentFocusScopeId;
#endif
}

void open_popup_named(std::string_view name) {
  ImGui::OpenPopupEx(ImHashStr(name.data(), name.size()));
}

bool begin_popup_named(std::string_view name) {
  const ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoSavedSettings |
                                 ImGuiWindowFlags_NoMove | ImGuiWindowFlags_AlwaysAutoResize;
  return ImGui::BeginPopupEx(ImHashStr(name.data(), name.size()), flags);
}

bool is_popup_named_open(std::string_view name) {
  return ImGui::IsPopupOpen(ImHashStr(name.data(), name.size()), ImGuiPopupFlags_AnyPopupLevel);
}

int open_popup_count() {
  return ImGui::GetCurrentContext()->OpenPopupStack.Size;
}

int begun_popup_count() {
  return ImGui::GetCurrentContext()->BeginPopupStack.Size;
}

void close_forgotten_popups() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  for (int level = 0; level < context.OpenPopupStack.Size; ++level) {
    const ImGuiPopupData& popup = context.OpenPopupStack[level];
    const bool is_drawn = popup.Window && popup.Window->Active;
    if (is_drawn || popup.OpenFrameCount >= context.FrameCount) continue;
    return ImGui::ClosePopupToLevel(level, true);
  }
}

unsigned current_root_window() {
  const ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  return window ? window->RootWindow->ID : 0;
}

unsigned current_window() {
  const ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  return window ? window->ID : 0;
}

unsigned focused_root_window() {
  const ImGuiWindow* window = ImGui::GetCurrentContext()->NavWindow;
  return window ? window->RootWindow->ID : 0;
}

void focus_window(const char* window_name) {
  ImGui::SetWindowFocus(window_name);
}

void leave_focus_to_plain_arrows() {
  if (ImGui::GetIO().KeyCtrl) ImGui::NavMoveRequestCancel();
}

void keep_focus_from_arrows() {
  ImGui::NavMoveRequestCancel();
}

void settle_scrim() {
  ImGui::GetCurrentContext()->DimBgRatio = ImGui::GetTopMostPopupModal() ? 1.0F : 0.0F;
}

bool is_active_item(unsigned id) {
  return ImGui::GetCurrentContext()->ActiveId == id;
}

bool is_highlight_visible() {
  return ImGui::GetIO().NavVisible;
}

}  // namespace riskmap::ui
