// Every character that the program can show has a picture in the fonts.
#include <doctest/doctest.h>
#include <imgui.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "tests/ui/driver.h"
#include "viewer/panels/text_buffer.h"

namespace riskmap::ui {
namespace {

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream stream{path};
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

std::set<char32_t> characters_of(std::string_view text) {
  std::set<char32_t> out;
  for (const char32_t c : utf32_from(text))
    if (c > 0x7E) out.insert(c);
  return out;
}

// What stands outside comments, with \u1234 as the character it means.
std::set<char32_t> characters_of_code(const std::filesystem::path& path) {
  std::istringstream lines{text_of_file(path)};
  std::set<char32_t> out;
  for (std::string line; std::getline(lines, line);) {
    if (const auto comment = line.find("//"); comment != std::string::npos) line.resize(comment);
    out.merge(characters_of(line));
    for (auto at = line.find("\\u"); at != std::string::npos; at = line.find("\\u", at + 1))
      out.insert(static_cast<char32_t>(std::stoul(line.substr(at + 2, 4), nullptr, 16)));
  }
  return out;
}

std::string lacking(const std::set<char32_t>& characters, TextStyle style) {
  const auto* font = kit().fonts.text[static_cast<std::size_t>(style)];
  std::ostringstream out;
  for (const char32_t c : characters)
    if (font->FindGlyphNoFallback(static_cast<ImWchar>(c)) == nullptr) out << " U+" << std::hex << static_cast<int>(c);
  return out.str();
}

TEST_CASE("every character of the translations has a glyph in every style") {
  const Driver driver;
  for (const auto* language : {"kk", "ru"})
    for (std::size_t style = 0; style < text_style_count; ++style) {
      CAPTURE(language);
      CAPTURE(style);
      const auto file = std::filesystem::path{RISKMAP_SOURCE_DIR} / "data/locale" / (std::string{language} + ".po");
      CHECK(lacking(characters_of(text_of_file(file)), static_cast<TextStyle>(style)) == "");
    }
}

TEST_CASE("every letter of the places' names has a glyph in every style, of romanised ones too") {
  const Driver driver;
  for (const auto* table : {"settlements.csv", "areas.csv"})
    for (std::size_t style = 0; style < text_style_count; ++style) {
      CAPTURE(table);
      CAPTURE(style);
      const auto text = text_of_file(std::filesystem::path{RISKMAP_SOURCE_DIR} / "data/tolebi" / table);
      REQUIRE_FALSE(text.empty());
      CHECK(lacking(characters_of(text), static_cast<TextStyle>(style)) == "");
    }
}

TEST_CASE("every character that the code writes on the screen has a glyph in the styles of running text") {
  const Driver driver;
  for (const auto* folder : {"viewer/panels", "viewer/session", "layers/text", "layers/analysis", "layers/style"})
    for (const auto& entry : std::filesystem::directory_iterator{std::filesystem::path{RISKMAP_SOURCE_DIR} / folder}) {
      if (entry.path().extension() != ".cpp") continue;
      CAPTURE(entry.path().filename().string());
      const auto characters = characters_of_code(entry.path());
      for (const auto style : {TextStyle::body, TextStyle::small, TextStyle::semi})
        CHECK(lacking(characters, style) == "");
    }
}

}  // namespace
}  // namespace riskmap::ui
