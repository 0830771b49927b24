#include "layers/exchange/overlay_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "layers/exchange/layer_words.h"

namespace riskmap {
namespace {

constexpr std::array<std::string_view, overlay_count> names = {"rural_districts", "district", "settlements",
                                                               "issue_points"};

bool set_word(OverlayText& out, std::string_view key, std::string_view value) {
  if (key == "opacity") return set_number(out.look.opacity, value, palest_overlay, 1);
  if (key == "scales") return set_scales(out.look.scales, value);
  if (key != "shown" || (value != "yes" && value != "no")) return false;
  out.is_shown = value == "yes";
  return true;
}

std::optional<Overlay> next_of_kind(const std::array<Overlay, overlay_count>& order, Overlay overlay, int step) {
  const auto at = std::ranges::find(order, overlay) - order.begin();
  for (auto i = at + step; i >= 0 && i < std::ssize(order); i += step)
    if (const Overlay other = order[static_cast<std::size_t>(i)]; is_line(other) == is_line(overlay)) return other;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Overlay overlay) {
  return names[static_cast<std::size_t>(overlay)];
}

std::optional<Overlay> overlay_named(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::nullopt : std::optional{static_cast<Overlay>(found - names.begin())};
}

std::optional<Overlay> OverlayLooks::above(Overlay overlay) const {
  return next_of_kind(order, overlay, 1);
}

std::optional<Overlay> OverlayLooks::below(Overlay overlay) const {
  return next_of_kind(order, overlay, -1);
}

void OverlayLooks::swap(Overlay one, Overlay other) {
  std::iter_swap(std::ranges::find(order, one), std::ranges::find(order, other));
}

Result<OverlayText> parse_overlay(std::string_view text) {
  const auto parts = parts_of(text);
  const auto refuse = [&](const std::string& part) {
    return fail(ErrorCode::usage, "district, rural_districts, settlements or issue_points, then WORD=VALUE…",
                "--overlay", part);
  };
  const auto overlay = overlay_named(parts.front());
  if (!overlay) return refuse(parts.front());
  OverlayText out{*overlay, {}, true};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto equals = std::min(parts[i].find('='), parts[i].size());
    const std::string_view part = parts[i];
    if (equals == part.size() || !set_word(out, part.substr(0, equals), part.substr(equals + 1)))
      return refuse(parts[i]);
  }
  return out;
}

std::string text_of(const OverlayText& overlay) {
  const auto& [kind, look, is_shown] = overlay;
  return fmt::format("{},shown={},opacity={},scales={:.0f}-{:.0f}", name_of(kind), is_shown ? "yes" : "no",
                     look.opacity, look.scales.closest, look.scales.farthest);
}

OverlayLooks looks_of(std::span<const OverlayText> texts) {
  OverlayLooks out;
  const auto place = [&](Overlay overlay) {
    const auto named = std::ranges::find(texts, overlay, &OverlayText::overlay);
    return named == texts.end() ? std::ssize(texts) : named - texts.begin();
  };
  // Those not named lie where they always do, below the named of their kind.
  std::ranges::stable_sort(
      out.order, [&](Overlay a, Overlay b) { return is_line(a) != is_line(b) ? is_line(a) : place(a) > place(b); });
  for (const auto& text : texts) out.of(text.overlay) = text.look;
  return out;
}

}  // namespace riskmap
