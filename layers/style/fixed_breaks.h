// Breaks that stay where they are, whatever the values: dragged or typed by a person, or locked, so that one time and
// another, or two maps, can be compared.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/classify.h"

namespace riskmap {

struct FixedBreaks {
  std::vector<double> inner{};  // ascending; empty = the scheme makes the breaks
  bool is_hand_made = false;
  bool is_locked = false;  // kept when another indicator is looked at
  [[nodiscard]] bool is_empty() const { return inner.empty(); }
  friend bool operator==(const FixedBreaks&, const FixedBreaks&) = default;
};
inline constexpr std::size_t most_fixed_breaks = 63;

std::vector<double> inner_breaks_of(const Classes& classes);  // without the ends
// The breaks as they are on the map, kept from now on. Unlocked, those that nobody made by hand follow the values
// again.
FixedBreaks locked(FixedBreaks breaks, const std::vector<double>& inner);
FixedBreaks unlocked(FixedBreaks breaks);
// Of another indicator only what is locked goes on.
FixedBreaks for_another_indicator(const FixedBreaks& breaks);
// One break taken elsewhere, at most next to its neighbours: by a whole `step`, so that no class gets lost.
std::vector<double> with_break_at(std::vector<double> inner, std::size_t index, double value, double step);
// How far a break goes at once over such a range: 1, 2 or 5 times a power of ten, a hundredth of it or a bit more;
// whole numbers by whole steps.
double break_step(double low, double high, bool is_whole);

// "10; 20,5; 30" as a person types them, "10,20.5,30" as a command line has them. Nothing where one is no number, or
// they do not ascend.
std::optional<std::vector<double>> typed_breaks(std::string_view text);
std::optional<std::vector<double>> listed_breaks(std::string_view text);

// As settings keep them: "locked 2 5.5 10" or "by hand 2 5.5 10"; a line that is not understood is empty breaks.
std::string line_of(const FixedBreaks& breaks);
FixedBreaks fixed_breaks_from(std::string_view line);

}  // namespace riskmap
