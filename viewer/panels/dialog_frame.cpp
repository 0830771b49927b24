// The frame of every dialog: an ImGui modal with our header, body and footer.
#include "viewer/panels/dialog_frame.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

constexpr float inset = 24, header_height = 60, footer_height = 64;
constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse;

}  // namespace

DialogFrame::DialogFrame(std::string_view name, std::string_view title, const DialogOptions& options)
    : name_(name), options_(options) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const Draft& measured = kit().drafts->of(name_ + ".body");
  const float chrome = px(header_height) + px(footer_height);
  const float wanted = options.height > 0 ? px(options.height) : chrome + std::max(measured.height, px(80));
  height_ = std::min(wanted, window.y - px(48));
  const float width = std::min(px(options.width), window.x - px(48));
  is_measuring_ = options.height == 0 && measured.height == 0;
  if (!ImGui::IsPopupOpen(name_.c_str())) ImGui::OpenPopup(name_.c_str());
  ImGui::SetNextWindowPos({window.x / 2, window.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({width, height_});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(10));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(8), px(8)});
  is_open_ = ImGui::BeginPopupModal(name_.c_str(), nullptr, flags);
  ImGui::PopStyleVar(4);
  if (!is_open_) return;
  if (is_measuring_) ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 0), request_frame_after(0);
  // The dialog may give another field the keyboard.
  if (ImGui::IsWindowAppearing()) kit().focus->ask_for_first(current_root_window());
  draw_header(title);
}

void DialogFrame::draw_header(std::string_view title) {
  register_panel(name_);
  const ImVec2 from = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const Rect header{from.x, from.y, from.x + width, from.y + px(header_height)};
  const Rect words{header.left + px(inset), header.top, header.right - px(64), header.bottom};
  const float needed = draw_text_in(words, title, TextStyle::title, tokens().text);
  report(name_, {from.x, from.y, from.x + width, from.y + height_},
         {.text = title, .text_width = needed, .text_room = words.width()});
  draw_line(header.left, header.bottom - 0.5F, header.right, header.bottom - 0.5F, tokens().border);
}

DialogFrame::~DialogFrame() {
  if (!is_open_) return;
  if (is_in_body_) footer();
  Draft& buttons = kit().drafts->of(name_ + ".buttons");
  const float width = has_buttons_ ? ImGui::GetItemRectMax().x - buttons_left_ : 0;
  if (buttons.width != width) buttons.width = width, request_frame_after(0);
  if (is_measuring_) ImGui::PopStyleVar();
  ImGui::EndPopup();
}

bool DialogFrame::body() {
  if (!is_open_) return false;
  ImGui::SetCursorPos({0, px(header_height)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(inset), px(20)});
  ImGui::BeginChild("body", {0, height_ - px(header_height) - px(footer_height)}, false,
                    ImGuiWindowFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(8), px(12)});  // fields stand 68 apart
  // The keyboard's way to the first field would scroll its label away while the body is still low.
  Draft& measured = kit().drafts->of(name_ + ".body");
  if (ImGui::IsWindowAppearing()) measured.is_at_top = false;
  if (!measured.is_at_top && !is_measuring_ && !ImGui::IsWindowAppearing()) {
    ImGui::SetScrollY(0);
    measured.is_at_top = true;
  }
  ImGui::BeginGroup();  // reaches down to the lowest of them, wherever the last gap leaves the cursor
  is_in_body_ = true;
  kit().drafts->take_wrong();
  kit().drafts->take_refused();
  return true;
}

void DialogFrame::footer(std::string_view note, std::string_view error) {
  if (!is_in_body_) return;
  is_in_body_ = false;
  if (const auto wrong = kit().drafts->take_wrong(); !wrong.empty()) wrong_field_ = wrong.front();
  ImGui::EndGroup();
  if (const auto refused = kit().drafts->take_refused(); !refused.empty()) refused_field_ = refused.front();
  ImGui::PopStyleVar();
  const float content = ImGui::GetCursorPosY() - px(12) + px(20);
  Draft& measured = kit().drafts->of(name_ + ".body");
  if (measured.height != content) measured.height = content, request_frame_after(0);
  ImGui::EndChild();
  draw_footer(note, error);
  draw_close();
  const bool is_topmost =
      kit().popups_before == begun_popup_count() && (!kit().was_item_active || !options_.is_kept_by_fields);
  if (is_topmost && is_chord_pressed({.key = Key::escape})) is_dismissed_ = true;
}

// In up to three lines, which is what stands in the footer; only more than that is cut.
void DialogFrame::draw_error(std::string_view error, const Rect& room) {
  constexpr float most_lines = 3;
  ImFont* font = kit().fonts.text[static_cast<std::size_t>(TextStyle::small)];
  const char* const end = error.data() + error.size();
  const float height = font->CalcTextSizeA(font->FontSize, FLT_MAX, room.width(), error.data(), end).y;
  const bool fits = height <= most_lines * font->FontSize + 1;
  if (fits)
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {room.left, std::round(room.centre_y() - height / 2)},
                                        packed(tokens().danger), error.data(), end, room.width());
  else
    draw_text_in(room, error, TextStyle::small, tokens().danger);
  report(name_ + ".error", room,
         {.text = error,
          .text_width = fits ? room.width() : text_width(error, TextStyle::small),
          .text_room = room.width()});
}

void DialogFrame::draw_footer(std::string_view note, std::string_view error) {
  const ImVec2 from = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const Rect foot{from.x, from.y + height_ - px(footer_height), from.x + width, from.y + height_};
  ImGui::GetWindowDrawList()->AddRectFilled({foot.left, foot.top}, {foot.right, foot.bottom}, packed(tokens().surface2),
                                            px(10), ImDrawFlags_RoundCornersBottom);
  draw_line(foot.left, foot.top + 0.5F, foot.right, foot.top + 0.5F, tokens().border);
  const Draft& buttons = kit().drafts->of(name_ + ".buttons");
  const Rect words{foot.left + px(inset), foot.top, foot.right - px(inset) - buttons.width - px(12), foot.bottom};
  const Rect beside{words.left + px(20), words.top, words.right, words.bottom};
  if (!error.empty()) {
    draw_icon(Icon::error, words.left + px(8), words.centre_y(), tokens().danger, IconSize::small);
    draw_error(error, beside);
  } else if (!done_.empty()) {
    draw_icon(Icon::check_circle, words.left + px(8), words.centre_y(), tokens().success, IconSize::small);
    const float needed = draw_text_in(beside, done_, TextStyle::small, tokens().success);
    report(name_ + ".done", beside,
           {.text = done_, .may_be_shortened = true, .text_width = needed, .text_room = beside.width()});
  } else if (!note.empty()) {
    draw_text_in(words, note, TextStyle::small, tokens().text2);
  }
  ImGui::SetCursorScreenPos({foot.right - px(inset) - buttons.width, foot.centre_y() - px(16)});
  is_in_footer_ = true;
  buttons_left_ = ImGui::GetCursorScreenPos().x;
}

// Out of the keyboard's reach: Escape does the same.
void DialogFrame::draw_close() {
  if (!options_.has_close) return;
  const ImVec2 back = ImGui::GetCursorScreenPos(), from = ImGui::GetWindowPos();
  ImGui::SetCursorScreenPos({from.x + ImGui::GetWindowWidth() - px(48), from.y + px(header_height) / 2 - px(16)});
  begin_out_of_reach();
  if (icon_button(name_ + ".close", Icon::close, {.tooltip = tr("Close"), .is_tab_stop = false})) is_dismissed_ = true;
  end_out_of_reach();
  ImGui::SetCursorScreenPos(back);
}

void DialogFrame::go_to_refused_field() const {
  if (!refused_field_.empty()) focus_widget(refused_field_);
}

void DialogFrame::go_to_wrong_field() const {
  kit().drafts->of(wrong_field_).is_told = true;
  focus_widget(wrong_field_);
}

// The buttons end at the right edge: where they begin is known from the frame before.
bool DialogFrame::button(std::string_view id, std::string_view text, ButtonKind kind, bool is_enabled) {
  if (!is_in_footer_) return false;
  if (has_buttons_) same_line();
  has_buttons_ = true;
  return ui::button(name_ + "." + std::string{id}, text, {.kind = kind, .is_enabled = is_enabled});
}

Answer ask(std::string_view name, const Question& question) {
  const float title = text_width(question.title, TextStyle::title) / kit().look.scale;
  DialogFrame dialog{name, question.title, {.width = std::max(440.0F, title + inset + 64 + 1)}};
  if (dialog.body()) wrapped_text(question.text, {.name = std::string{name} + ".text"});
  dialog.footer();
  const std::string no = question.no.empty() ? tr("Cancel") : std::string{question.no};
  const bool is_no = dialog.button("no", no, ButtonKind::secondary) || dialog.is_dismissed();
  const bool is_yes = dialog.button("yes", question.yes, question.is_danger ? ButtonKind::danger : ButtonKind::primary);
  return is_yes ? Answer::yes : is_no ? Answer::no : Answer::none;
}

}  // namespace riskmap::ui
