// What is pressed: buttons, switches, chips, rows.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "viewer/panels/icons.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

enum class ButtonKind { primary, secondary, ghost, danger };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  bool is_enabled = true;
  bool is_on = false;        // an opened menu, a pressed tool
  bool has_chevron = false;  // opens something below
  float width = 0, height = 32;
  std::string_view tooltip{};
};
bool button(std::string_view name, std::string_view text, const ButtonOptions& options = {});
float button_width(std::string_view text, const ButtonOptions& options = {});  // window pixels

struct IconButtonOptions {
  std::string_view tooltip{};  // required in use: an icon alone says little
  bool is_enabled = true, is_on = false;
  bool has_dot = false;    // something new
  bool has_frame = false;  // as on the map: surface and shadow
  bool is_tab_stop = true;
  float size = 32;
  std::optional<Colour> colour{};
};
bool icon_button(std::string_view name, Icon icon, const IconButtonOptions& options = {});
bool link(std::string_view name, std::string_view text);  // accent text, underlined when hovered

struct Segment {
  std::string id;  // reported as NAME.ID
  std::string text{};
  Icon icon = Icon::none;
  std::string tooltip{};
  bool is_enabled = true;
};
struct SegmentedOptions {
  float width = 0, height = 34;  // width 0 = as wide as the texts; else equal parts
  bool is_floating = false;      // on the map: with a shadow
};
// One of several; left and right arrows move while focused. True when the choice changed.
bool segmented(std::string_view name, std::span<const Segment> segments, std::size_t& chosen,
               const SegmentedOptions& options = {});
float segmented_width(std::span<const Segment> segments);

struct ChipOptions {
  std::optional<Colour> dot{};
  std::string_view count{};  // already formatted
  std::string_view tooltip{};
  Icon icon = Icon::none;
  bool is_enabled = true;
};
// A filter that is on or off. True when it changed.
bool chip(std::string_view name, std::string_view text, bool& is_on, const ChipOptions& options = {});
// A filter in force, with a cross: "Utilities ×". Its name's cross is NAME.remove.
enum class ChipPress { none, body, removed };
ChipPress removable_chip(std::string_view name, std::string_view text, std::string_view tooltip = {});
float chip_width(std::string_view text, const ChipOptions& options = {});
// Puts the next chip on this line when `width` window pixels still fit, else on the next.
void wrap_next(float width);

struct CheckOptions {
  std::string_view count{};  // right-aligned
  std::string_view tooltip{};
  bool is_enabled = true;
  float width = 0;  // of the whole row
};
bool checkbox(std::string_view name, std::string_view text, bool& is_on, const CheckOptions& options = {});
bool toggle(std::string_view name, std::string_view text, bool& is_on, const CheckOptions& options = {});  // switch
// A row to choose from with its definition below: title, grey text; true when pressed.
struct ChoiceRow {
  std::string_view title, description{};
  bool is_chosen = false, is_enabled = true;
  Icon icon = Icon::none;
  std::optional<Colour> dot{};
  std::string_view id{};  // in choice_rows(): reported as NAME.ID instead of NAME.1, NAME.2 …
};
bool choice_row(std::string_view name, const ChoiceRow& row);

struct ListRow {
  Icon icon = Icon::none;
  std::optional<Colour> icon_colour{};
  std::string_view text, grey{}, right{};  // second grey column; right-aligned text or key chord
  bool is_chosen = false, is_enabled = true;
  float height = 32;
  float room_right = 0;  // logical pixels kept free at the right for something of the caller's
  bool is_tab_stop = true;
  std::string_view tooltip{};
};
// A full-width row of a list or palette. True when pressed.
bool list_row(std::string_view name, const ListRow& row);

}  // namespace riskmap::ui
