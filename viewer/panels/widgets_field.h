// What is typed or chosen: text, number and date fields, combo, slider. Label above, one line of error or note below.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "layers/core/date.h"
#include "viewer/panels/icons.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

struct Draft;

struct FieldOptions {
  std::string_view label{};  // 12 semi above the field; empty = no line for it
  std::string_view placeholder{};
  std::string_view error{};  // below, with icon; the frame turns red
  std::string_view note{};   // below, grey, when there is no error
  bool is_required = false;  // a red star after the label
  bool is_enabled = true, is_read_only = false;
  Icon icon = Icon::none;  // inside, left
  float width = 0, height = 36;
  std::size_t most_characters = 0;  // 0 = no limit; a longer text stays as it is and is said to be too long
  bool is_as_saved = false;         // nobody has changed it: nothing in it is wrong
};

struct FieldResult {
  bool is_changed = false;  // this frame
  bool is_done = false;     // the keyboard left it after a change, or Enter
  bool is_entered = false;  // Enter
  explicit operator bool() const { return is_changed; }
};

FieldResult text_field(std::string_view name, std::string& value, const FieldOptions& options = {});
// With a magnifier, a cross to clear and Escape to clear.
FieldResult search_field(std::string_view name, std::string& value, std::string_view placeholder, float width = 0);

struct NumberOptions {
  double least = -1e15, most = 1e15;
  int decimals = 0;
  std::string_view unit{};         // grey, inside right: "₸", "%"
  std::string_view whole_error{};  // said of a fraction: only whole numbers then, with multipliers ("50,0 мың")
};
// Understands spaces between thousands and a decimal comma or point. Empty = no value. What is no number keeps the old
// value, shows its own error and reports is_changed = false.
FieldResult number_field(std::string_view name, std::optional<double>& value, const NumberOptions& number,
                         const FieldOptions& options = {});

// Typed as 02.03.2025 or 2025-03-02, or picked from a month (arrows, Page Up/Down). `today` is marked.
FieldResult date_field(std::string_view name, std::optional<Date>& value, Date today, const FieldOptions& options = {});

struct Choice {
  std::string id;  // reported as value and as NAME.ID when open
  std::string text;
  std::string grey{};
  Icon icon = Icon::none;
  std::span<const Colour> swatches{};  // a palette strip before the text
  bool is_enabled = true;
};
// One of a short list (a long one needs picker.h). Arrows change it while closed, type-ahead while open.
bool combo(std::string_view name, std::span<const Choice> choices, std::size_t& chosen,
           const FieldOptions& options = {});

struct SliderOptions {
  double least = 0, most = 1, step = 0;  // step 0 = smooth
  std::string_view label{}, value_text{};
  float width = 0;
  bool is_enabled = true;
};
bool slider(std::string_view name, double& value, const SliderOptions& options);

// For fields built elsewhere (picker, text edit): the label line above and the error or note below.
void field_label_line(std::string_view text, bool is_required);
void field_foot_line(std::string_view name, const FieldOptions& options, std::string_view own_error = {});
// Why a text cannot be kept; "" = it can.
std::string text_error(std::string_view text, const FieldOptions& options);
// The same for a text with this error, also for the dialog it stands in.
void text_foot_line(std::string_view name, const FieldOptions& options, std::string_view error);
constexpr std::size_t most_typed_characters = 50'000;  // a field holds no more: far above what any field may keep
// The same for a field that is typed into: its draft's error, also for the dialog it stands in.
void typed_foot_line(std::string_view name, const FieldOptions& options, const Draft& draft);

}  // namespace riskmap::ui
