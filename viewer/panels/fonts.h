// The text styles and the fonts behind them, rasterised for one scale and one theme.
#pragma once
#include <array>
#include <filesystem>

#include "layers/core/result.h"
#include "viewer/panels/icons.h"
#include "viewer/panels/tokens.h"

struct ImFont;

namespace riskmap::ui {

// CSS sizes: 14, 12.5, 12 semi, 14 semi, 16 semi, 20 semi, 24 semi.
enum class TextStyle { body, small, small_semi, semi, heading, title, figure };
inline constexpr std::size_t text_style_count = 7;

struct FontFiles {
  std::filesystem::path regular, semi_bold, icons;
  float size_ratio;  // ImGui's size of the text fonts = CSS size x this (hhea ascent - descent over em)
};
// Inter, else Noto Sans, else DejaVu Sans, and Material Icons; ErrorCode::not_found names the Debian packages to
// install.
Result<FontFiles> find_font_files();

struct Fonts {
  std::array<ImFont*, text_style_count> text{};
  ImFont* icons = nullptr;        // 19 px
  ImFont* large_icons = nullptr;  // 24 px
  ImFont* small_icons = nullptr;  // 15 px
};
// Replaces the atlas of the current ImGui context. Call between frames.
Fonts build_fonts(const FontFiles& files, Theme theme, float scale);

}  // namespace riskmap::ui
