// The differences between Dear ImGui 1.86 (Debian 12) and 1.90 (Debian 13), kept behind one set of names.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace riskmap::ui {

// Our own key names: 1.86 has only those that its text fields need.
enum class Key : std::uint16_t {
  none,
  tab,
  left,
  right,
  up,
  down,
  page_up,
  page_down,
  home,
  end,
  insert,
  erase,
  backspace,
  space,
  enter,
  keypad_enter,
  escape,
  a,
  b,
  c,
  d,
  e,
  f,
  g,
  h,
  i,
  j,
  k,
  l,
  m,
  n,
  o,
  p,
  q,
  r,
  s,
  t,
  u,
  v,
  w,
  x,
  y,
  z,
  digit_0,
  digit_1,
  digit_2,
  digit_3,
  digit_4,
  digit_5,
  digit_6,
  digit_7,
  digit_8,
  digit_9,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12,
  minus,
  equal,
  comma,
  period,
  slash,
  count
};

struct Chord {
  Key key = Key::none;
  bool ctrl = false, shift = false, alt = false;
  friend bool operator==(Chord, Chord) = default;
};
// "Ctrl+Shift+Z", "Escape", "F6", "Ctrl++" (zoom in) and "Ctrl+-"; nothing when a part is unknown.
std::optional<Chord> chord_from(std::string_view text);
// As menus and hints write it, e.g. "Ctrl+K"; the same in every language.
std::string text_of(Chord chord);

// True in the frame in which the chord goes down. Modifiers must match exactly.
enum class Repeat { no, yes };
bool is_chord_pressed(Chord chord, Repeat repeat = Repeat::no);
bool is_key_down(Key key);
bool is_anything_pressed();  // a key, a button or the wheel goes down in this frame

// Input as the platform reports it, applied to the current context before its NewFrame. 1.86 keeps only the last state
// of a frame, so callers feed it by ImGui's own trickle rule (see app/input_queue.h) or one event a frame (tests).
void feed_mouse_position(float x, float y);  // pixels; (-FLT_MAX, -FLT_MAX) when the pointer has left
void feed_mouse_button(int button, bool is_down);
void feed_mouse_wheel(float x, float y);
void feed_key(Key key, bool is_down);
void feed_modifiers(bool ctrl, bool shift, bool alt);
void feed_character(char32_t character);
void feed_window_focus(bool is_focused);

// Set once on a fresh context: key map, keyboard navigation, no ini file.
void prepare_context();
// Before an item that later items may lie upon / right after it; one of the two does the work, both are always called.
void allow_overlap_before_item();
void allow_overlap_after_item();
// Between the two, no key reaches an item.
void begin_out_of_reach();
void end_out_of_reach();
// The keyboard goes to the next item, which is not activated.
void focus_next_item();
// Popups by name alone, from any window. open_popup_named marks it open; begin_popup_named is followed by
// ImGui::EndPopup when it returns true.
void open_popup_named(std::string_view name);
bool begin_popup_named(std::string_view name);
bool is_popup_named_open(std::string_view name);
int open_popup_count();
int begun_popup_count();  // popups and dialogs we are inside of
// At the end of a frame: closes popups that nobody drew in it (dialogs whose caller no longer shows them).
void close_forgotten_popups();
// The nav window's root, as an opaque identity; 0 = none.
unsigned current_root_window();
unsigned current_window();
unsigned focused_root_window();
void focus_window(const char* window_name);
bool is_active_item(unsigned id);
bool is_highlight_visible();  // the person steers by keyboard

// After NewFrame: the scrim behind a dialog stands at once. ImGui fades it in over ten frames, which a loop that sleeps
// after three would leave half done.
void settle_scrim();
// After NewFrame: arrows pressed with Ctrl move the map, not the focus as well.
void leave_focus_to_plain_arrows();

// While building: an arrow that was pressed is taken, and moves the focus nowhere.
void keep_focus_from_arrows();

// A rectangle that text is typed into by our own editor: while it is active, no key of ImGui's own moves the focus
// away.
struct TextSurface {
  float left, top, right, bottom;
  bool is_hovered, is_active, has_come, has_gone;  // come and gone: in this frame
};
TextSurface text_surface(std::string_view name, float width, float height);
void leave_text_surface();
// The characters typed in this frame, once.
std::u32string take_typed_characters();

}  // namespace riskmap::ui
