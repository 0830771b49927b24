// The legend panel: what is shown, classes with counts, histogram, symbol sizes, remarks.
#include <algorithm>
#include <cmath>

#include "layers/exchange/scene_context.h"
#include "layers/exchange/sheet_colours.h"
#include "layers/exchange/sheet_furniture.h"
#include "layers/exchange/symbol_size.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {
namespace {

constexpr double inset_px = 20;
constexpr double widest_column_px = 340;  // wider, and the counts stand too far from their labels

// A box a colour: a canvas without shades between colours, and 256 of them show no steps.
void draw_ramp(SheetCanvas& canvas, const Box& bar, const LegendRamp& ramp) {
  const double step = bar.width() / static_cast<double>(ramp.colours.size());
  for (std::size_t i = 0; i < ramp.colours.size(); ++i) {
    const double left = bar.min_x + step * static_cast<double>(i);
    fill_box(canvas, {left, bar.min_y, bar.max_x, bar.max_y}, ramp.colours[i]);  // the next one covers the rest
  }
}

void draw_tick(SheetCanvas& canvas, const Box& bar, double baseline, const RampTick& tick, const TextFont& font,
               Colour colour) {
  const auto align = tick.share <= 0 ? TextAlign::start : tick.share >= 1 ? TextAlign::end : TextAlign::middle;
  canvas.text({bar.min_x + bar.width() * tick.share, baseline}, align, tick.label, font, {.colour = colour});
}

// Writes from the top down; lengths at scale 1.
class LegendWriter {
 public:
  LegendWriter(SheetCanvas& canvas, const TextShaper& shaper, const Box& column, double scale, Theme theme)
      : canvas_{canvas},
        shaper_{shaper},
        colours_{sheet_colours(theme)},
        hatch_{map_colours(theme).hatch},
        scale_{scale},
        left_{column.min_x + inset_px * scale},
        right_{column.max_x - inset_px * scale},
        y_{column.min_y + inset_px * scale},
        bottom_{column.max_y - inset_px * scale} {}

  void paragraph(const std::string& text, double size, bool is_semibold, Colour colour) {
    if (text.empty()) return;
    const TextFont font = scaled({.size_px = size, .is_semibold = is_semibold}, scale_);
    for (const std::string& line : shaper_.wrapped(text, font, right_ - left_)) {
      y_ += size * 1.35 * scale_;
      canvas_.text({left_, y_ - size * 0.28 * scale_}, TextAlign::start, line, font, {.colour = colour});
    }
  }
  void space(double height) { y_ += height * scale_; }
  [[nodiscard]] bool has_room(double height) const { return y_ + height * scale_ <= bottom_; }

  void row(const LegendRow& row) {
    constexpr double swatch = 14;
    draw_swatch({left_, y_ + 4 * scale_, left_ + 24 * scale_, y_ + (4 + swatch) * scale_}, row);
    words(row);
  }
  void point_row(const LegendRow& row) {
    const ScreenPoint centre{left_ + 12 * scale_, y_ + 11 * scale_};
    canvas_.fill_circle(centre, 4.5 * scale_, row.colour);
    canvas_.stroke_circle(centre, 4.5 * scale_, {.colour = colours_.border_strong, .width = scale_});
    words(row);
  }

  void ramp(const LegendRamp& ramp) {
    const Box bar{left_, y_ + 4 * scale_, right_, y_ + 18 * scale_};
    draw_ramp(canvas_, bar, ramp);
    const Polyline edge{rounded_box(bar, 0), true};
    canvas_.stroke({&edge, 1}, {.colour = colours_.border, .width = scale_});
    const TextFont font = scaled({.size_px = 12}, scale_);
    const double baseline = bar.max_y + 15 * scale_;
    for (const RampTick& tick : ramp.ticks) draw_tick(canvas_, bar, baseline, tick, font, colours_.text);
    y_ = baseline + 4 * scale_;
  }

  void histogram(const std::vector<HistogramBin>& bins) {
    std::int64_t most = 0;
    for (const HistogramBin& bin : bins) most = std::max(most, bin.count);
    if (most == 0) return;
    const double height = 44 * scale_, width = (right_ - left_) / static_cast<double>(bins.size());
    const double foot = y_ + height;
    for (std::size_t i = 0; i < bins.size(); ++i) {
      if (bins[i].count == 0) continue;
      const double top =
          foot - std::max(2 * scale_, height * static_cast<double>(bins[i].count) / static_cast<double>(most));
      const double x = left_ + width * static_cast<double>(i);
      const Box bar{x, top, x + std::max(scale_, width - scale_), foot};
      fill_box(canvas_, bar, bins[i].colour);
      const Polyline edge{{{bar.min_x, bar.min_y}, {bar.max_x, bar.min_y}, {bar.max_x, foot}, {bar.min_x, foot}}, true};
      canvas_.stroke({&edge, 1}, {.colour = colours_.histogram_edge, .width = 0.5 * scale_});
    }
    stroke_line(canvas_, {left_, foot}, {right_, foot}, {.colour = colours_.border_strong, .width = scale_});
    const TextFont font = scaled({.size_px = 11}, scale_);
    // A bin of one whole number is named by it, not by its edges half a step away.
    const double step = bins.front().to - bins.front().from, inset = step == 1 ? 0.5 : 0;
    const int decimals = step < 0.5 ? 1 : 0;
    const double baseline = foot + 14 * scale_;
    canvas_.text({left_, baseline}, TextAlign::start, format_number(bins.front().from + inset, decimals), font,
                 {.colour = colours_.text_quiet});
    canvas_.text({right_, baseline}, TextAlign::end, format_number(bins.back().to - inset, decimals), font,
                 {.colour = colours_.text_quiet});
    y_ = baseline + 4 * scale_;
  }

  // Circles side by side on one line, smallest first.
  void sizes(const std::vector<SizeCircle>& circles, double radius_of_one) {
    if (circles.empty() || radius_of_one <= 0) return;
    const double largest = symbol_radius(radius_of_one, circles.front().count) * scale_,
                 foot = y_ + 2 * largest + 2 * scale_;
    const TextFont font = scaled({.size_px = 12}, scale_);
    double x = left_ + scale_;
    for (auto circle = circles.rbegin(); circle != circles.rend(); ++circle) {
      const double radius = symbol_radius(radius_of_one, circle->count) * scale_;
      canvas_.stroke_circle({x + radius, foot - radius}, radius,
                            {.colour = colours_.text_quiet, .width = 1.2 * scale_});
      x += 2 * radius + 5 * scale_;
      canvas_.text({x, foot - scale_}, TextAlign::start, circle->label, font, {.colour = colours_.text});
      x += shaper_.width(circle->label, font) + 14 * scale_;
    }
    y_ = foot + 4 * scale_;
  }

  // Small lines at the foot of the panel, the last one lowest.
  void foot(const std::string& text) {
    if (text.empty()) return;
    const TextFont font = scaled({.size_px = 11}, scale_);
    const auto lines = shaper_.wrapped(text, font, right_ - left_);
    y_ = std::max(y_, bottom_ - static_cast<double>(lines.size()) * 11 * 1.35 * scale_);
    paragraph(text, 11, false, colours_.text_quiet);
  }

 private:
  // Label and count beside the swatch of a row.
  void words(const LegendRow& row) {
    const double line = 17 * scale_, text_left = left_ + 34 * scale_;
    const TextFont font = scaled({.size_px = 12.5}, scale_);
    const TextFont figures = scaled({.size_px = 12.5, .has_even_digits = true}, scale_);
    const std::string count = format_integer(row.count);
    const double room = right_ - text_left - shaper_.width(count, figures) - 8 * scale_;
    double baseline = y_ + 15.5 * scale_;
    canvas_.text({right_, baseline}, TextAlign::end, count, figures, {.colour = colours_.text_quiet});
    for (const std::string& part : shaper_.wrapped(row.label, font, room)) {
      canvas_.text({text_left, baseline}, TextAlign::start, part, font, {.colour = colours_.text});
      baseline += line;
    }
    y_ = baseline - line + 6.5 * scale_;
  }
  void draw_swatch(const Box& box, const LegendRow& row) {
    const Ring shape = rounded_box(box, 3 * scale_);
    canvas_.fill({&shape, 1}, row.colour);
    draw_mark(box, row.mark);
    const Polyline edge{shape, true};
    canvas_.stroke({&edge, 1}, {.colour = colours_.border, .width = scale_});
  }
  void draw_mark(const Box& box, FillMark mark) {
    if (mark == FillMark::none) return;
    canvas_.begin_clip(box);
    const double period = (mark == FillMark::no_data ? 8 : 6) * scale_;
    std::vector<Polyline> lines;
    if (mark == FillMark::no_data)
      for (double x = box.min_x - box.height(); x < box.max_x; x += period)
        lines.push_back({{{x, box.max_y}, {x + box.height(), box.min_y}}, false});
    else
      for (double y = box.min_y + period / 2; y < box.max_y; y += period)
        lines.push_back({{{box.min_x + period / 2, y}, {box.max_x, y}}, false});
    if (mark == FillMark::no_data)
      canvas_.stroke(lines, {.colour = hatch_, .width = 1.2 * scale_});
    else
      canvas_.stroke(lines,
                     {.colour = hatch_, .width = 1.8 * scale_, .dash = 0.01, .gap = period, .has_round_ends = true});
    canvas_.end_clip();
  }

  SheetCanvas& canvas_;
  const TextShaper& shaper_;
  SheetColours colours_;
  Colour hatch_;
  double scale_, left_, right_, y_, bottom_;
};

void write_classes(LegendWriter& writer, const Legend& legend, const SheetColours& colours, double denominator) {
  writer.paragraph(legend.what, 15, true, colours.text);
  writer.space(2);
  for (const std::string* line : {&legend.period, &legend.filter, &legend.number})
    writer.paragraph(*line, 12.5, false, colours.text_quiet);
  writer.space(10);
  if (legend.ramp) writer.ramp(*legend.ramp);
  for (const LegendRow& row : legend.rows)
    if (writer.has_room(22)) writer.row(row);
  if (!legend.points.empty() && writer.has_room(22 * (1 + static_cast<double>(legend.points.size())))) {
    writer.space(8);
    writer.paragraph(tr("Problems (points)"), 12.5, true, colours.text);
    writer.space(2);
    for (const LegendRow& row : legend.points) writer.point_row(row);
  }
  if (!legend.context.empty()) writer.space(8);
  for (const LegendRow& row : legend.context)
    if (is_shown_at(row, denominator) && writer.has_room(22)) writer.row(row);
  writer.space(14);
}

void write_rest(LegendWriter& writer, const MapScene& scene, const SheetColours& colours, double symbol_scale) {
  if (!scene.legend.histogram.empty() && writer.has_room(62)) {
    writer.histogram(scene.legend.histogram);
    writer.space(14);
  }
  const double factor = radius_of_one(scene) * symbol_scale;
  if (!scene.legend.sizes.empty() && writer.has_room(2 * symbol_radius(factor, scene.legend.sizes.front().count))) {
    writer.sizes(scene.legend.sizes, factor);
    writer.space(12);
  }
  for (const std::string& note : scene.legend.notes) {
    writer.paragraph(note, 12, false, colours.text_quiet);
    writer.space(4);
  }
}

// A strip of colours with their labels, where there is no room for more.
void draw_strip(SheetCanvas& canvas, const TextShaper& shaper, const SheetPlan& plan, const MapScene& scene,
                const SheetColours& colours) {
  const double scale = plan.pixel_scale, inset = 12 * scale;
  const Box box{plan.legend.min_x + inset, plan.legend.min_y, plan.legend.max_x - inset, plan.legend.max_y};
  const TextFont font = scaled({.size_px = 11}, scale);
  std::string text = scene.legend.title();
  for (const std::string& note : scene.legend.notes) text += " · " + note;
  canvas.text({box.min_x, box.min_y + 17 * scale}, TextAlign::start, shaper.shortened(text, font, box.width()), font,
              {.colour = colours.text});
  if (const auto& ramp = scene.legend.ramp) {
    const Box bar{box.min_x, box.min_y + 25 * scale, box.max_x, box.min_y + 33 * scale};
    draw_ramp(canvas, bar, *ramp);
    for (const RampTick& tick : ramp->ticks)
      draw_tick(canvas, bar, box.min_y + 46 * scale, tick, font, colours.text_quiet);
    return;
  }
  const auto& rows = scene.legend.rows;
  const double width = box.width() / static_cast<double>(std::max<std::size_t>(1, rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double x = box.min_x + width * static_cast<double>(i);
    fill_box(canvas, {x, box.min_y + 25 * scale, x + width, box.min_y + 33 * scale}, rows[i].colour);
    canvas.text({x, box.min_y + 46 * scale}, TextAlign::start, shaper.shortened(rows[i].label, font, width - 4 * scale),
                font, {.colour = colours.text_quiet});
  }
}

}  // namespace

void draw_legend(SheetCanvas& canvas, const TextShaper& shaper, const SheetPlan& plan, const MapScene& scene,
                 const SheetOptions& options, const MapFrame& frame) {
  const SheetColours colours = sheet_colours(options.theme);
  const double scale = plan.pixel_scale;
  const bool is_beside = plan.legend_place == LegendPlace::beside;
  fill_box(canvas, plan.legend, colours.surface);
  stroke_line(
      canvas, {plan.legend.min_x, plan.legend.min_y},
      is_beside ? ScreenPoint{plan.legend.min_x, plan.legend.max_y} : ScreenPoint{plan.legend.max_x, plan.legend.min_y},
      {.colour = colours.border, .width = scale});
  if (plan.legend_place == LegendPlace::strip) return draw_strip(canvas, shaper, plan, scene, colours);
  Box column = plan.legend;
  if (!is_beside) column.max_x = std::min(column.centre_x(), column.min_x + widest_column_px * scale);
  LegendWriter first{canvas, shaper, column, scale, options.theme};
  write_classes(first, scene.legend, colours, scale_denominator(frame.camera.metres_per_pixel, frame.pixel_scale));
  column = plan.legend;
  if (!is_beside)
    column.min_x = column.centre_x(), column.max_x = std::min(column.max_x, column.min_x + widest_column_px * scale);
  LegendWriter second{canvas, shaper, column, scale, options.theme};
  LegendWriter& rest = is_beside ? first : second;
  write_rest(rest, scene, colours, frame.symbol_scale);
  rest.foot(options.source);
}

}  // namespace riskmap
