// ImGui's style from our tokens, and the frame every test and window runs.
#include "viewer/panels/theme.h"

#include <imgui.h>

#include <cmath>

#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/stand_ins.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {
namespace {

ImVec4 vector_of(Colour c) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255,
          static_cast<float>(c.a) / 255};
}

void set_metrics(ImGuiStyle& style, float scale) {
  style.WindowPadding = {12, 12}, style.WindowRounding = 0, style.WindowBorderSize = 0;
  style.ChildRounding = 6, style.ChildBorderSize = 0;
  style.PopupRounding = 8, style.PopupBorderSize = 1;
  style.FramePadding = {10, 6}, style.FrameRounding = 6, style.FrameBorderSize = 1;
  style.ItemSpacing = {8, 8}, style.ItemInnerSpacing = {6, 4}, style.CellPadding = {8, 6};
  style.IndentSpacing = 18, style.ScrollbarSize = 10, style.ScrollbarRounding = 6;
  style.GrabMinSize = 14, style.GrabRounding = 6, style.TabRounding = 6, style.DisabledAlpha = 0.45F;
  style.WindowMinSize = {8, 8};
  style.ScaleAllSizes(scale);
  style.AntiAliasedLinesUseTex = true;
  style.CircleTessellationMaxError = 0.15F;
}

void set_colours(ImGuiStyle& style, const Tokens& t) {
  const auto set = [&](ImGuiCol slot, Colour colour) { style.Colors[slot] = vector_of(colour); };
  const Colour clear{0, 0, 0, 0};
  set(ImGuiCol_Text, t.text), set(ImGuiCol_TextDisabled, t.text3),
      set(ImGuiCol_TextSelectedBg, mixed(t.surface, t.accent, 0.35));
  set(ImGuiCol_WindowBg, t.surface), set(ImGuiCol_ChildBg, clear), set(ImGuiCol_PopupBg, t.surface);
  set(ImGuiCol_Border, t.field_border), set(ImGuiCol_BorderShadow, clear);
  set(ImGuiCol_FrameBg, t.is_dark ? t.surface2 : t.surface), set(ImGuiCol_FrameBgHovered, t.surface2);
  set(ImGuiCol_FrameBgActive, t.is_dark ? t.surface2 : t.surface);
  set(ImGuiCol_ScrollbarBg, clear), set(ImGuiCol_ScrollbarGrab, mixed(t.surface, t.strong_border, 0.45));
  set(ImGuiCol_ScrollbarGrabHovered, t.strong_border), set(ImGuiCol_ScrollbarGrabActive, t.strong_border);
  set(ImGuiCol_Button, t.surface), set(ImGuiCol_ButtonHovered, t.surface2), set(ImGuiCol_ButtonActive, t.surface3);
  set(ImGuiCol_Header, t.accent_soft), set(ImGuiCol_HeaderHovered, t.surface2), set(ImGuiCol_HeaderActive, t.surface3);
  set(ImGuiCol_Separator, t.border), set(ImGuiCol_SeparatorHovered, t.accent), set(ImGuiCol_SeparatorActive, t.accent);
  set(ImGuiCol_CheckMark, t.accent), set(ImGuiCol_SliderGrab, t.accent),
      set(ImGuiCol_SliderGrabActive, t.accent_active);
  set(ImGuiCol_TableHeaderBg, t.surface2), set(ImGuiCol_TableBorderLight, t.border),
      set(ImGuiCol_TableBorderStrong, t.border);
  set(ImGuiCol_TableRowBg, clear), set(ImGuiCol_TableRowBgAlt, clear);
  set(ImGuiCol_NavHighlight, clear);  // we draw the ring ourselves, the same on every widget
  set(ImGuiCol_NavWindowingHighlight, clear), set(ImGuiCol_NavWindowingDimBg, clear);
  set(ImGuiCol_ModalWindowDimBg, t.scrim);
}

}  // namespace

Kit::Kit()
    : tokens(&tokens_of(Theme::light)),
      focus(std::make_unique<FocusOrder>()),
      toasts(std::make_unique<Toasts>()),
      drafts(std::make_unique<Drafts>()),
      tooltip(std::make_unique<TooltipState>()),
      stand_ins(std::make_unique<StandIns>()) {}

Kit::~Kit() = default;

Kit& kit() {
  return *static_cast<Kit*>(ImGui::GetIO().UserData);
}

BadgeColours badge_colours(Tone tone) {
  return badge_of(kit().look.theme, tone);
}

float px(float logical) {
  return std::round(logical * kit().look.scale);
}

std::uint32_t packed(Colour c) {
  return packed(c, 1);
}

std::uint32_t packed(Colour c, double opacity) {
  // ImGui's DisabledAlpha reaches our own drawing through the style.
  const double alpha = c.a * opacity * static_cast<double>(ImGui::GetStyle().Alpha);
  return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::lround(alpha)));
}

void request_frame_after(double seconds) {
  double& wanted = kit().next_frame_after;
  if (wanted < 0 || seconds < wanted) wanted = seconds;
}

Result<std::unique_ptr<Context>> Context::create(const Look& look) {
  auto files = find_font_files();
  if (!files) return std::unexpected{std::move(files).error()};
  return std::unique_ptr<Context>{new Context{look, std::move(*files)}};
}

Context::Context(const Look& look, FontFiles files) : files_(std::move(files)), context_(ImGui::CreateContext()) {
  make_current();
  prepare_context();
  ImGui::GetIO().UserData = &kit_;
  kit_.look = look;
  kit_.fonts = build_fonts(files_, look.theme, look.scale);
  apply();
}

Context::~Context() {
  ImGui::DestroyContext(context_);
}

void Context::make_current() {
  ImGui::SetCurrentContext(context_);
}

bool Context::set_look(const Look& look) {
  if (look == kit_.look) return false;
  make_current();
  const bool has_new_fonts = look.scale != kit_.look.scale || look.theme != kit_.look.theme;
  kit_.look = look;
  if (has_new_fonts) kit_.fonts = build_fonts(files_, look.theme, look.scale);
  apply();
  return has_new_fonts;
}

void Context::apply() {
  kit_.tokens = &tokens_of(kit_.look.theme);
  ImGuiStyle style;
  set_metrics(style, kit_.look.scale);
  set_colours(style, *kit_.tokens);
  ImGui::GetStyle() = style;
  ImGui::GetIO().ConfigInputTextCursorBlink = kit_.look.has_motion;
}

void Context::frame(float width, float height, double seconds, const std::function<void()>& build) {
  make_current();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width, height};
  io.DeltaTime = static_cast<float>(std::max(seconds, 1e-4));
  kit_.next_frame_after = -1;
  kit_.probe.start_frame();
  kit_.solid.clear();
  kit_.popups_before = open_popup_count();
  kit_.was_item_active = ImGui::IsAnyItemActive();
  ImGui::NewFrame();
  settle_scrim();
  leave_focus_to_plain_arrows();
  kit_.focus->start_frame();
  build();
  kit_.focus->end_frame();
  close_forgotten_popups();
  if (io.WantTextInput && kit_.look.has_motion) request_frame_after(0.4);  // the caret
  ImGui::Render();
}

}  // namespace riskmap::ui
