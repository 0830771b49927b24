// Inter in seven styles and Material Icons in three sizes, with FreeType's light hinting.
#include "viewer/panels/fonts.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <vector>

#include "layers/core/contract.h"

namespace riskmap::ui {
namespace {

struct Candidate {
  const char *regular, *semi_bold;
  float size_ratio;
};
// Ratios: hhea ascent - descent over units per em, measured for the fonts of Debian 12 and 13.
constexpr Candidate candidates[] = {{"/usr/share/fonts/opentype/inter/Inter-Regular.otf",
                                     "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", 1.2102F},
                                    {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
                                     "/usr/share/fonts/truetype/noto/NotoSans-SemiBold.ttf", 1.362F},
                                    {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                                     "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 1.1641F}};
constexpr const char* icon_file = "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";

// What people type and read: Latin, Greek (α in legends), Cyrillic with Kazakh, dashes and quotes, ₸ № → − ≤ ≥ ▲ ●.
constexpr ImWchar wide_ranges[] = {0x20,   0x7E,   0xA0,   0x17F,  0x370,  0x3FF,  0x400,  0x52F,  0x2009,
                                   0x200B, 0x2010, 0x2044, 0x20B8, 0x20B8, 0x2116, 0x2116, 0x2190, 0x2195,
                                   0x2212, 0x2212, 0x2264, 0x2265, 0x25B2, 0x25CF, 0};
// Titles and figures: no Greek, Latin and Cyrillic only as far as Kazakh goes. Keeps the atlas small and the start
// quick.
constexpr ImWchar narrow_ranges[] = {0x20,   0x7E,   0xA0,   0xFF,   0x11E,  0x11F,  0x130, 0x131, 0x15E,  0x15F,
                                     0x16A,  0x16B,  0x400,  0x45F,  0x490,  0x493,  0x49A, 0x49B, 0x4A2,  0x4A3,
                                     0x4AE,  0x4B1,  0x4BA,  0x4BB,  0x4D8,  0x4D9,  0x4E8, 0x4E9, 0x2010, 0x2026,
                                     0x20B8, 0x20B8, 0x2116, 0x2116, 0x2212, 0x2212, 0};
constexpr ImWchar digit_ranges[] = {'0', '9', 0};

struct StyleSpec {
  float css_px;
  bool is_semi_bold, is_wide;
};
constexpr std::array<StyleSpec, text_style_count> specs{{{14, false, true},
                                                         {12.5F, false, true},
                                                         {12, true, false},
                                                         {14, true, true},
                                                         {16, true, false},
                                                         {20, true, false},
                                                         {24, true, false}}};

std::vector<char> bytes_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

ImFontConfig config_for(const std::vector<char>& bytes, float size) {
  ImFontConfig config;
  config.FontData = const_cast<char*>(bytes.data());  // ImGui reads it only; it stays ours
  config.FontDataSize = static_cast<int>(bytes.size());
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = size;
  return config;
}

// Inter's figures are proportional and ImGui cannot ask for the tabular ones: the digits come first, at one advance.
ImFont* add_text_font(const std::vector<char>& bytes, const StyleSpec& spec, float size_ratio, float scale) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const float size = std::round(spec.css_px * size_ratio * scale);
  ImFontConfig digits = config_for(bytes, size);
  digits.GlyphMinAdvanceX = digits.GlyphMaxAdvanceX = std::floor(spec.css_px * 0.62F * scale + 0.5F);
  digits.GlyphRanges = digit_ranges;
  ImFont* font = atlas.AddFont(&digits);
  ImFontConfig rest = config_for(bytes, size);
  rest.MergeMode = true;
  rest.GlyphRanges = spec.is_wide ? wide_ranges : narrow_ranges;
  atlas.AddFont(&rest);
  return font;
}

std::vector<ImWchar> icon_ranges() {
  std::vector<ImWchar> ranges;
  for (const Icon icon : all_icons()) {
    const auto code = static_cast<ImWchar>(icon);
    ranges.insert(ranges.end(), {code, code});
  }
  ranges.push_back(0);
  return ranges;
}

// What no font has shows as an empty box: ImGui looks for U+FFFD first, which Inter lacks. Parts of the font's size.
constexpr float box_left = 0.06F, box_top = 0.22F, box_width = 0.46F, box_height = 0.56F;

int add_box_glyph(ImFont* font, float size) {
  const auto width = static_cast<int>(std::round(size * box_width)), height = static_cast<int>(size * box_height);
  return ImGui::GetIO().Fonts->AddCustomRectFontGlyph(font, 0xFFFD, width, height,
                                                      std::round(size * (box_width + 2 * box_left)),
                                                      {std::round(size * box_left), std::round(size * box_top)});
}

void draw_box_glyph(int index) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const ImFontAtlasCustomRect& box = *atlas.GetCustomRectByIndex(index);
  const int line = std::max(1, box.Height / 12);
  for (int y = 0; y < box.Height; ++y)
    for (int x = 0; x < box.Width; ++x) {
      const bool is_edge = std::min({x, y, box.Width - 1 - x, box.Height - 1 - y}) < line;
      atlas.TexPixelsAlpha8[(box.Y + y) * atlas.TexWidth + box.X + x] = is_edge ? 0xB0 : 0;
    }
}

}  // namespace

Result<FontFiles> find_font_files() {
  if (!std::filesystem::exists(icon_file))
    return fail(ErrorCode::not_found, "install the package fonts-material-design-icons-iconfont", icon_file);
  for (const Candidate& candidate : candidates)
    if (std::filesystem::exists(candidate.regular) && std::filesystem::exists(candidate.semi_bold))
      return FontFiles{candidate.regular, candidate.semi_bold, icon_file, candidate.size_ratio};
  return fail(ErrorCode::not_found, "install the package fonts-inter", candidates[0].regular);
}

Fonts build_fonts(const FontFiles& files, Theme theme, float scale) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  const std::vector<char> regular = bytes_of(files.regular), semi_bold = bytes_of(files.semi_bold),
                          icon_bytes = bytes_of(files.icons);
  Fonts fonts;
  std::array<int, text_style_count> boxes{};
  for (std::size_t i = 0; i < specs.size(); ++i) {
    fonts.text[i] = add_text_font(specs[i].is_semi_bold ? semi_bold : regular, specs[i], files.size_ratio, scale);
    boxes[i] = add_box_glyph(fonts.text[i], std::round(specs[i].css_px * files.size_ratio * scale));
  }
  const std::vector<ImWchar> ranges = icon_ranges();
  const auto add_icons = [&](float size) {
    ImFontConfig config = config_for(icon_bytes, std::round(size * scale));
    config.GlyphRanges = ranges.data();
    return atlas.AddFont(&config);
  };
  fonts.icons = add_icons(19), fonts.large_icons = add_icons(24), fonts.small_icons = add_icons(15);
  for (ImFontConfig& config : atlas.ConfigData) config.RasterizerMultiply = tokens_of(theme).rasterizer_multiply;
  RISKMAP_REQUIRE(atlas.Build());
  for (const int box : boxes) draw_box_glyph(box);
  atlas.ClearInputData();  // the bytes above go away with this function
  ImGui::GetIO().FontDefault = fonts.text[0];
  return fonts;
}

}  // namespace riskmap::ui
