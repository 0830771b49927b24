// What lies over a register's theme, each with a look of its own: how much it lets through, at which scales it is shown
// and what lies above what. In words: settlements,shown=yes,opacity=0.5,scales=0-100000.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/style/scale_range.h"

namespace riskmap {

enum class Overlay : unsigned char { rural_districts, district, settlements, issue_points };
inline constexpr std::size_t overlay_count = 4;
std::string_view name_of(Overlay overlay);
std::optional<Overlay> overlay_named(std::string_view name);
// Points lie on lines in any case: an order is among the two of a kind.
constexpr bool is_line(Overlay overlay) {
  return overlay == Overlay::rural_districts || overlay == Overlay::district;
}

struct OverlayLook {
  double opacity = 1;
  ScaleRange scales;
  friend bool operator==(const OverlayLook&, const OverlayLook&) = default;
};
inline constexpr double palest_overlay = 0.1;

struct OverlayLooks {
  std::array<OverlayLook, overlay_count> looks{};
  std::array<Overlay, overlay_count> order{Overlay::rural_districts, Overlay::district, Overlay::settlements,
                                           Overlay::issue_points};  // the lowest first
  [[nodiscard]] OverlayLook& of(Overlay overlay) { return looks[static_cast<std::size_t>(overlay)]; }
  [[nodiscard]] const OverlayLook& of(Overlay overlay) const { return looks[static_cast<std::size_t>(overlay)]; }
  // The next one of its kind above or below; nothing = it is the last.
  [[nodiscard]] std::optional<Overlay> above(Overlay overlay) const;
  [[nodiscard]] std::optional<Overlay> below(Overlay overlay) const;
  void swap(Overlay one, Overlay other);  // in the order
  friend bool operator==(const OverlayLooks&, const OverlayLooks&) = default;
};

struct OverlayText {
  Overlay overlay{};
  OverlayLook look;
  bool is_shown = true;
  friend bool operator==(const OverlayText&, const OverlayText&) = default;
};
// Errors: usage.
Result<OverlayText> parse_overlay(std::string_view text);
std::string text_of(const OverlayText& overlay);
// Of texts in the order of a list, the topmost first.
OverlayLooks looks_of(std::span<const OverlayText> texts);

}  // namespace riskmap
