// Text, search, number and slider; combo and date have files of their own.
#include "viewer/panels/widgets_field.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/field_box.h"
#include "viewer/panels/number_text.h"
#include "viewer/panels/text_buffer.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

std::string number_error(const std::optional<double>& typed, const NumberOptions& number) {
  if (!typed)
    return number.decimals == 0 ? tr("Type a number, for example 1 248.") : tr("Type a number, for example 1 248,5.");
  if (*typed < number.least)
    return fill(tr("No less than {least}."), {{"least", format_number(number.least, number.decimals)}});
  if (*typed > number.most)
    return fill(tr("No more than {most}."), {{"most", format_number(number.most, number.decimals)}});
  return {};
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

struct TypedNumber {
  std::optional<double> value;
  std::string error;
};

// "40 %" where the field says "%" itself.
std::string without_unit(const std::string& text, std::string_view unit) {
  std::string plain = trimmed(text);
  if (unit.empty() || !plain.ends_with(unit)) return plain;
  plain.resize(plain.size() - unit.size());
  return trimmed(plain);
}

TypedNumber typed_number(const std::string& typed_text, const NumberOptions& number) {
  const std::string text = without_unit(typed_text, number.unit);
  if (trimmed(typed_text).empty()) return {};
  std::optional<double> typed;
  if (number.whole_error.empty()) {
    typed = number_from(text);
  } else if (const auto whole = whole_number_from(text); whole) {
    typed = static_cast<double>(*whole);
  } else if (whole.error() == WholeProblem::two_readings) {
    const auto meant = number_from(digits_of(text)).value_or(0);
    return {{},
            fill(tr("This can be read in two ways. Write thousands with a space: {example}."),
                 {{"example", format_number(meant, 0)}})};
  } else if (whole.error() == WholeProblem::too_large) {
    return {{}, fill(tr("The number is too large. No more than {most}."), {{"most", format_number(number.most, 0)}})};
  } else if (whole.error() == WholeProblem::not_whole) {
    return {{}, std::string{number.whole_error}};
  }
  auto error = number_error(typed, number);
  return {error.empty() ? typed : std::nullopt, std::move(error)};
}

// What the rules of texts refuse: control characters, and marks that make a text read otherwise than it is stored.
bool is_unusable(char32_t c) {
  const bool is_control = c < 0x20 && c != U'\n' && c != U'\r' && c != U'\t';
  return is_control || c == 0x7F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

double snapped(double value, const SliderOptions& options) {
  if (options.step > 0) value = options.least + std::round((value - options.least) / options.step) * options.step;
  return std::clamp(value, options.least, options.most);
}

// The arrows move a slider that has the keyboard; ImGui would move the keyboard away.
double keyed(const Item& here, double value, const SliderOptions& options) {
  if (!here.is_focused || !is_highlight_visible()) return value;
  const double step = options.step > 0 ? options.step : (options.most - options.least) / 20;
  if (is_chord_pressed({.key = Key::minus}, Repeat::yes) || is_chord_pressed({.key = Key::page_down}, Repeat::yes))
    return value - step;
  if (is_chord_pressed({.key = Key::equal}, Repeat::yes) || is_chord_pressed({.key = Key::page_up}, Repeat::yes))
    return value + step;
  return value;
}

}  // namespace

void field_label_line(std::string_view label, bool is_required) {
  if (label.empty()) return;
  text(label, {.style = TextStyle::small_semi, .ink = Ink::text2});
  if (is_required) {
    ImGui::SameLine(0, px(3));
    text("*", {.style = TextStyle::small_semi, .ink = Ink::danger});
  }
  gap(5);
}

void field_foot_line(std::string_view name, const FieldOptions& options, std::string_view own_error) {
  if (const auto remark = kit().drafts->remark_of(name); !remark.empty()) {
    gap(5);
    wrapped_text(remark, {.style = TextStyle::small, .ink = Ink::text2, .name = std::string{name} + ".remark"});
  }
  if (!options.error.empty()) kit().drafts->add_refused(name);
  const std::string_view error = own_error.empty() ? options.error : own_error;
  if (error.empty() && options.note.empty()) return;
  gap(5);
  if (error.empty()) return wrapped_text(options.note, {.style = TextStyle::small, .ink = Ink::text3});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_icon(Icon::error, at.x + px(8), at.y + line_height(TextStyle::small) / 2, tokens().danger, IconSize::small);
  ImGui::SetCursorScreenPos({at.x + px(20), at.y});
  wrapped_text(error, {.style = TextStyle::small, .ink = Ink::danger, .name = std::string{name} + ".error"});
}

void typed_foot_line(std::string_view name, const FieldOptions& options, const Draft& draft) {
  if (!draft.error.empty()) kit().drafts->add_wrong(name);
  const bool is_silent = draft.is_active && !draft.is_told;  // not while it is being typed
  field_foot_line(name, options, is_silent ? std::string_view{} : std::string_view{draft.error});
}

std::string text_error(std::string_view text, const FieldOptions& options) {
  if (options.is_as_saved) return {};
  const auto characters = utf32_from(text);
  if (const auto unusable = std::ranges::find_if(characters, is_unusable); unusable != characters.end())
    return fill(tr("The character {code} cannot be kept. Delete it: it is shown as a box."),
                {{"code", fmt::format("U+{:04X}", static_cast<unsigned>(*unusable))}});
  if (options.most_characters == 0 || text.size() <= options.most_characters) return {};
  const auto length = length_in_characters(trimmed(composed(text)));  // as it would be kept
  if (length <= options.most_characters) return {};
  return fill(tr("Too long: {length} / {most} characters."),
              {{"length", format_integer(static_cast<std::int64_t>(length))},
               {"most", format_integer(static_cast<std::int64_t>(options.most_characters))}});
}

void text_foot_line(std::string_view name, const FieldOptions& options, std::string_view error) {
  if (!error.empty()) kit().drafts->add_wrong(name);
  field_foot_line(name, options, error);
}

FieldResult text_field(std::string_view name, std::string& value, const FieldOptions& options) {
  ImGui::BeginGroup();
  field_label_line(options.label, options.is_required);
  const std::string error = text_error(value, options);
  const Box box = text_box(name, value, options, {.has_error = !error.empty() || !options.error.empty()});
  text_foot_line(name, options, error);
  ImGui::EndGroup();
  return {box.is_changed, box.was_edited || box.is_entered, box.is_entered};
}

FieldResult search_field(std::string_view name, std::string& value, std::string_view placeholder, float width) {
  const FieldOptions options{.placeholder = placeholder, .icon = Icon::search, .width = width, .height = 32};
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Box box = text_box(name, value, options, {.room_right = px(22)});
  FieldResult result{box.is_changed, box.was_edited || box.is_entered, box.is_entered};
  if (box.is_left && is_chord_pressed({.key = Key::escape})) value.clear(), result.is_changed = true;
  if (value.empty()) return result;
  ImGui::SetCursorScreenPos({box.frame.right - px(29), box.frame.centre_y() - px(12)});
  const std::string clear = std::string{name} + ".clear";
  if (icon_button(clear, Icon::close, {.tooltip = tr("Clear"), .size = 24})) value.clear(), result.is_changed = true;
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({box.frame.width(), box.frame.height()});
  return result;
}

FieldResult number_field(std::string_view name, std::optional<double>& value, const NumberOptions& number,
                         const FieldOptions& options) {
  Draft& draft = kit().drafts->of(name);
  const bool keeps_text = draft.is_active || !draft.error.empty();
  if (!keeps_text) draft.text = value ? format_number(*value, number.decimals) : std::string{};
  const float unit_width = number.unit.empty() ? 0 : text_width(number.unit, TextStyle::body) + px(4);
  ImGui::BeginGroup();
  field_label_line(options.label, options.is_required);
  const bool is_wrong = !draft.error.empty() || !options.error.empty();
  const Box box = text_box(name, draft.text, options, {.room_right = unit_width, .has_error = is_wrong});
  draw_text_in({box.frame.left, box.frame.top, box.frame.right - px(10), box.frame.bottom}, number.unit,
               TextStyle::body, tokens().text3, Align::right);
  FieldResult result{false, box.was_edited || box.is_entered, box.is_entered};
  // What was there before the keyboard came: "1" on the way to a wrong "12" must not stay behind.
  std::optional<double>& before = kit().drafts->editing_of<std::optional<double>>(name);
  if (!draft.is_active && draft.error.empty()) before = value;
  draft.is_active = box.is_active;
  if (box.is_changed) {
    TypedNumber typed = typed_number(draft.text, number);
    draft.error = std::move(typed.error);
    draft.is_told = false;
    const std::optional<double> wanted = draft.error.empty() ? typed.value : before;
    result.is_changed = value != wanted;
    value = wanted;
  }
  typed_foot_line(name, options, draft);
  ImGui::EndGroup();
  return result;
}

bool slider(std::string_view name, double& value, const SliderOptions& options) {
  ImGui::BeginGroup();
  const float width = options.width > 0 ? px(options.width) : left_of_line();
  if (!options.label.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    text(options.label, {.style = TextStyle::small, .ink = Ink::text2});
    draw_text_in({at.x, at.y, at.x + width, at.y + line_height(TextStyle::small)}, options.value_text, TextStyle::small,
                 tokens().text, Align::right);
    gap(2);
  }
  const Item here = item(name, width, px(24), {.is_enabled = options.is_enabled});
  const float knob = px(7), from = here.rect.left + knob, length = here.rect.width() - 2 * knob;
  double wanted = keyed(here, value, options);
  if (here.is_held)
    wanted =
        options.least + (options.most - options.least) * static_cast<double>((ImGui::GetMousePos().x - from) / length);
  wanted = snapped(wanted, options);
  const bool is_changed = wanted != value && options.is_enabled;
  if (is_changed) value = wanted;
  const auto share = static_cast<float>((value - options.least) / (options.most - options.least));
  const float x = from + length * std::clamp(share, 0.0F, 1.0F), y = here.rect.centre_y(), half = px(2);
  ImGui::BeginDisabled(!options.is_enabled);
  fill_rect({here.rect.left, y - half, here.rect.right, y + half}, tokens().surface3, 2);
  fill_rect({here.rect.left, y - half, x, y + half}, tokens().accent, 2);
  draw_disc(x, y, knob, here.is_hovered || here.is_held ? tokens().accent_hover : tokens().accent);
  draw_disc(x, y, px(3), tokens().surface);
  ImGui::EndDisabled();
  ImGui::EndGroup();
  report(name, here.rect,
         {.text = options.label,
          .value = options.value_text,
          .is_enabled = options.is_enabled,
          .is_focused = here.is_focused});
  return is_changed;
}

}  // namespace riskmap::ui
