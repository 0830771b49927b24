#include "layers/exchange/context_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "layers/exchange/layer_words.h"

namespace riskmap {

namespace {
using Word = std::pair<std::string, std::string>;

constexpr std::array<std::pair<SymbolKind, std::string_view>, 4> symbols = {{{SymbolKind::circle, "circle"},
                                                                             {SymbolKind::square, "square"},
                                                                             {SymbolKind::diamond, "diamond"},
                                                                             {SymbolKind::triangle, "triangle"}}};

bool set_colour(Colour& target, std::string_view text) {
  unsigned value = 0;
  if (text.size() != 7 || text.front() != '#') return false;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (error != std::errc{} || end != text.data() + 7) return false;
  target = rgb(value);
  return true;
}

bool set_symbol(SymbolKind& target, std::string_view text) {
  for (const auto& [symbol, name] : symbols)
    if (name == text) {
      target = symbol;
      return true;
    }
  return false;
}

// One of two words.
template <typename T>
bool choose(T& target, std::string_view text, std::pair<std::string_view, T> one,
            std::pair<std::string_view, T> other) {
  if (text != one.first && text != other.first) return false;
  target = text == one.first ? one.second : other.second;
  return true;
}

// False = the value does not fit.
bool set(ContextStyle& style, const Word& word) {
  const auto& [key, value] = word;
  if (key == "by") return style.colour_column = value, true;
  if (key == "labels") return style.label_column = value, true;
  if (key == "attribution") return style.attribution = value, true;
  if (key == "colour") return set_colour(style.colour, value);
  if (key == "width") return set_number(style.width_px, value, thinnest_context_px, widest_context_px);
  if (key == "radius") return set_number(style.radius_px, value, smallest_context_px, largest_context_px);
  if (key == "opacity") return set_number(style.opacity, value, 0, 1);
  if (key == "dashes") return choose<bool>(style.is_dashed, value, {"yes", true}, {"no", false});
  if (key == "symbol") return set_symbol(style.symbol, value);
  if (key == "scales") return set_scales(style.scales, value);
  if (key == "hillshade") return choose<bool>(style.is_hillshade, value, {"yes", true}, {"no", false});
  if (key == "side")
    return choose<ContextSide>(style.side, value, {"below", ContextSide::below}, {"above", ContextSide::above});
  return choose<bool>(style.is_visible, value, {"yes", true}, {"no", false});
}

constexpr std::array keys = {"dashes",  "layer",  "side",   "colour", "by",  "labels",      "width",    "radius",
                             "opacity", "symbol", "scales", "shown",  "crs", "attribution", "hillshade"};

bool is_style(const Word& word) {
  return word.first != "layer" && word.first != "crs";
}

std::optional<Word> word_in(const std::string& part) {
  const auto equals = part.find('=');
  if (equals == std::string::npos || std::ranges::find(keys, part.substr(0, equals)) == keys.end()) return std::nullopt;
  return Word{part.substr(0, equals), part.substr(equals + 1)};
}
}  // namespace

Result<ContextText> parse_context(std::string_view text) {
  ContextText out;
  std::string path;
  ContextStyle tried;
  for (const auto& part : parts_of(text)) {
    auto word = word_in(part);
    // A comma in a file's name needs no backslash: what comes before the first word is the name.
    if (!word && out.words.empty() && out.name.empty() && out.crs.empty()) {
      path += (path.empty() ? "" : ",") + part;
      continue;
    }
    if (!word || (is_style(*word) && !set(tried, *word)))
      return fail(ErrorCode::usage, "a context layer is FILE,WORD=VALUE…", "--context", part);
    if (is_style(*word))
      out.words.push_back(std::move(*word));
    else
      (word->first == "layer" ? out.name : out.crs) = word->second;
  }
  if (path.empty())
    return fail(ErrorCode::usage, "a context layer is FILE,WORD=VALUE…", "--context", std::string{text});
  out.path = path;
  return out;
}

ContextStyle styled(ContextStyle style, const ContextText& text) {
  for (const auto& word : text.words) set(style, word);
  return style;
}

std::string text_of(const ContextLayer& layer) {
  const auto& style = layer.style;
  const auto symbol = std::ranges::find(symbols, style.symbol, &std::pair<SymbolKind, std::string_view>::first);
  std::string out = escaped(layer.path.string());
  if (!layer.name.empty()) out += ",layer=" + escaped(layer.name);
  if (!layer.crs.empty()) out += ",crs=" + escaped(layer.crs);
  if (style.is_dashed) out += ",dashes=yes";
  if (!style.is_hillshade) out += ",hillshade=no";
  if (!style.attribution.empty()) out += ",attribution=" + escaped(style.attribution);
  out +=
      fmt::format(",side={},shown={},colour=#{:02X}{:02X}{:02X}", style.side == ContextSide::below ? "below" : "above",
                  style.is_visible ? "yes" : "no", style.colour.r, style.colour.g, style.colour.b);
  out += fmt::format(",by={},labels={}", escaped(style.colour_column), escaped(style.label_column));
  return out + fmt::format(",width={},radius={},symbol={},opacity={},scales={:.0f}-{:.0f}", style.width_px,
                           style.radius_px, symbol == symbols.end() ? "circle" : symbol->second, style.opacity,
                           style.scales.closest, style.scales.farthest);
}

}  // namespace riskmap
