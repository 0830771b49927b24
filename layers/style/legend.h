// What the colours mean, in words: ranges without holes, counts, histogram, what is not shown.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/indicator.h"
#include "layers/style/layer_spec.h"
#include "layers/style/legend_histogram.h"

namespace riskmap {

// What its colour is drawn as on the map.
enum class LegendSample : unsigned char { area, line };
struct LegendRow {
  std::string label;  // "[0, 4]", "(4, 9]", "high", "No data"
  Colour colour;
  FillMark mark = FillMark::none;
  std::int64_t count = 0;      // places in it; ways to solve: problems
  int class_index = no_class;  // click to filter; doubtful_class for the uncertain; no_class for the no-data row
  // Of a layer beside the theme that is drawn between two scales only: their denominators, 0 = no limit.
  double closest_scale = 0, farthest_scale = 0;
  LegendSample sample = LegendSample::area;
  bool is_dashed = false;        // a line
  std::optional<Colour> edge{};  // of an area whose edge is stronger than its fill
};

// Shares are written in per cent, large sums in millions or billions: one unit for the whole legend.
struct LegendUnit {
  double divisor = 1;
  std::string label{};
};

// The breaks under a histogram, as the values are and not in the legend's unit.
struct MovableBreaks {
  std::vector<double> inner{};
  double step = 1;   // by which they go
  double shift = 0;  // to where they stand: a bar of one whole number ends half a step above it
};

struct SizeCircle {
  double count = 0;
  std::string label;
};

// Colours that run into each other, from nothing up.
struct RampTick {
  double share = 0;  // of the way along
  std::string label;
};
struct LegendRamp {
  std::vector<Colour> colours;  // as the map shows them
  std::vector<RampTick> ticks;
};

struct Legend {
  std::string what;                // "Open problems" with its unit
  std::string period, filter;      // as given; empty = not shown
  std::string number;              // "n = 55"
  std::vector<LegendRow> rows;     // highest class first, then the hatched rows
  std::vector<LegendRow> points;   // of the problems drawn as points: a row per level that occurs
  std::vector<LegendRow> context;  // of the layers beside the theme, the topmost first
  std::vector<HistogramBin> histogram;
  MovableBreaks breaks;
  LegendUnit unit;
  std::optional<LegendRamp> ramp;  // instead of rows
  std::vector<SizeCircle> sizes;   // symbols: three circles, largest first
  std::vector<std::string> notes;  // "Schematic boundaries, not official", "Fewer classes than asked: values repeat"
  // what · period · filter · n, the empty ones left out
  [[nodiscard]] std::string title() const;
};

struct LegendText {
  std::string period, filter;  // already in words
  bool is_schematic = false;
};

Legend legend_of(const Indicator& indicator, const IndicatorValues& values, const Classes& classes,
                 std::span<const Colour> class_colours, Theme theme, const LegendText& text);
// Whether circles can stand for it: an area twice as large for a number twice as large. All else is shown by the open
// problems.
bool has_circles(const Indicator& indicator);
// Proportional symbols: colour is the highest risk level of the place's open problems, size (add_sizes) the number.
Legend symbols_legend(const Indicator& indicator, const std::vector<PlaceSummary>& places, Theme theme,
                      const LegendText& text);
// The four-mode map's ways to solve: problems per stage over all places.
Legend ways_to_solve_legend(const PlaceSummary& total, Theme theme, const LegendText& text);
// Of a heat map: what takes the last colour is `top` or more.
LegendRamp density_ramp(double top, std::vector<Colour> colours);
// A round number at or below `value`, for the top of a ramp; 0 for 0.
double round_top(double value);
// Problems drawn as points beside the theme, counted by RiskLevel.
void add_points(Legend& legend, const std::array<std::int64_t, 5>& by_level, Theme theme);
std::string label_of(SolveStage stage);
// The colours as the map shows them: through the layer's opacity over the ground.
void show_on_ground(Legend& legend, Colour ground, double opacity);
// Adds the three size circles for symbols that reach `largest`.
void add_sizes(Legend& legend, double largest);

// Breaks as written in ranges: the fewest decimals at which every value still lies in its own range.
std::vector<std::string> break_labels(const Indicator& indicator, const Classes& classes,
                                      std::span<const double> values);

}  // namespace riskmap
