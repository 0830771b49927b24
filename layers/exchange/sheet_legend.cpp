// The legend panel: what is shown, classes with counts, histogram, symbol sizes, remarks.
#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "layers/exchange/scene_context.h"
#include "layers/exchange/sheet_colours.h"
#include "layers/exchange/sheet_furniture.h"
#include "layers/exchange/symbol_size.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {
namespace {

constexpr double inset_px = 20;
constexpr double line_of_size = 1.35;
constexpr double label_inset = 34, count_gap = 8, row_line = 17, row_foot = 22, more_height = 17, below_rows = 14;
constexpr double sample_line_px = 2.4, sample_dash_px = 6, sample_gap_px = 3.5;
constexpr std::size_t most_label_lines = 2;
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
      y_ += size * line_of_size * scale_;
      canvas_.text({left_, y_ - size * 0.28 * scale_}, TextAlign::start, line, font, {.colour = colour});
    }
  }
  void space(double height) { y_ += height * scale_; }
  [[nodiscard]] bool has_room(double height) const { return y_ + height * scale_ <= bottom_; }
  [[nodiscard]] double height_of(const std::string& text, double size) const {
    if (text.empty()) return 0;
    return static_cast<double>(shaper_.wrapped(text, scaled({.size_px = size}, scale_), right_ - left_).size()) * size *
           line_of_size;
  }
  // Room at the foot that rows must leave; 0 = none.
  void keep_free(double height) {
    bottom_ += (kept_ - height) * scale_;
    kept_ = height;
  }
  [[nodiscard]] double row_height(const LegendRow& row) const {
    return row_foot + row_line * static_cast<double>(label_lines(row).size() - 1);
  }

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

  void histogram(const std::vector<HistogramBin>& bins, double divisor) {
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
      double part_foot = foot;
      for (const HistogramPart& part : bins[i].parts) {
        const double part_top =
            part_foot - (foot - top) * static_cast<double>(part.count) / static_cast<double>(bins[i].count);
        fill_box(canvas_, {bar.min_x, part_top, bar.max_x, part_foot}, part.colour);
        part_foot = part_top;
      }
      const Polyline edge{{{bar.min_x, bar.min_y}, {bar.max_x, bar.min_y}, {bar.max_x, foot}, {bar.min_x, foot}}, true};
      canvas_.stroke({&edge, 1}, {.colour = colours_.histogram_edge, .width = 0.5 * scale_});
    }
    stroke_line(canvas_, {left_, foot}, {right_, foot}, {.colour = colours_.border_strong, .width = scale_});
    const TextFont font = scaled({.size_px = 11}, scale_);
    // A bin of one whole number is named by it, not by its edges half a step away.
    const double step = bins.front().to - bins.front().from, inset = step == 1 ? 0.5 : 0;
    const auto written = [&](double value) { return format_number(value / divisor, step / divisor < 0.5 ? 1 : 0); };
    const double baseline = foot + 14 * scale_;
    canvas_.text({left_, baseline}, TextAlign::start, written(bins.front().from + inset), font,
                 {.colour = colours_.text_quiet});
    canvas_.text({right_, baseline}, TextAlign::end, written(bins.back().to - inset), font,
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
    y_ = std::max(y_, bottom_ - static_cast<double>(lines.size()) * 11 * line_of_size * scale_);
    paragraph(text, 11, false, colours_.text_quiet);
  }

 private:
  [[nodiscard]] TextFont label_font() const { return scaled({.size_px = 12.5}, scale_); }
  [[nodiscard]] TextFont figure_font() const { return scaled({.size_px = 12.5, .has_even_digits = true}, scale_); }
  // Two at most: a longer name ends in "…" before it reaches the count.
  [[nodiscard]] std::vector<std::string> label_lines(const LegendRow& row) const {
    const TextFont font = label_font();
    const double room =
        right_ - left_ - (label_inset + count_gap) * scale_ - shaper_.width(format_integer(row.count), figure_font());
    auto lines = shaper_.wrapped(row.label, font, room);
    for (std::size_t i = most_label_lines; i < lines.size(); ++i) lines[most_label_lines - 1] += " " + lines[i];
    if (lines.size() > most_label_lines) lines.resize(most_label_lines);
    for (std::string& line : lines) line = shaper_.shortened(line, font, room);
    if (lines.empty()) lines.emplace_back();
    return lines;
  }
  // Label and count beside the swatch of a row.
  void words(const LegendRow& row) {
    const double line = row_line * scale_;
    double baseline = y_ + 15.5 * scale_;
    canvas_.text({right_, baseline}, TextAlign::end, format_integer(row.count), figure_font(),
                 {.colour = colours_.text_quiet});
    for (const std::string& part : label_lines(row)) {
      canvas_.text({left_ + label_inset * scale_, baseline}, TextAlign::start, part, label_font(),
                   {.colour = colours_.text});
      baseline += line;
    }
    y_ = baseline - line + 6.5 * scale_;
  }
  void draw_swatch(const Box& box, const LegendRow& row) {
    if (row.sample == LegendSample::line) return draw_line_sample(box, row);
    const Ring shape = rounded_box(box, 3 * scale_);
    canvas_.fill({&shape, 1}, row.colour);
    draw_mark(box, row.mark);
    const Polyline edge{shape, true};
    canvas_.stroke({&edge, 1}, {.colour = row.edge.value_or(colours_.border), .width = scale_});
  }
  void draw_line_sample(const Box& box, const LegendRow& row) {
    const Pen pen{.colour = row.colour,
                  .width = sample_line_px * scale_,
                  .dash = row.is_dashed ? sample_dash_px * scale_ : 0,
                  .gap = row.is_dashed ? sample_gap_px * scale_ : 0};
    stroke_line(canvas_, {box.min_x, box.centre_y()}, {box.max_x, box.centre_y()}, pen);
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
  double scale_, left_, right_, y_, bottom_, kept_ = 0;
};

// A row of any list, or the heading of the points.
struct LegendItem {
  const LegendRow* row = nullptr;
  bool is_point = false;
  double above = 0;  // room before it
};

std::vector<LegendItem> items_of(const Legend& legend, double denominator) {
  std::vector<LegendItem> items;
  for (const LegendRow& row : legend.rows) items.push_back({&row});
  const bool has_points = !legend.points.empty() && is_shown_at(legend.points.front(), denominator);
  if (has_points) items.push_back({.above = 8});
  if (has_points)
    for (const LegendRow& row : legend.points) items.push_back({&row, true});
  double above = 8;
  for (const LegendRow& row : legend.context)
    if (is_shown_at(row, denominator)) items.push_back({&row, false, std::exchange(above, 0)});
  return items;
}

double height_of(const LegendWriter& writer, const LegendItem& item) {
  return item.above + (item.row != nullptr ? writer.row_height(*item.row) : row_foot);
}

void write_item(LegendWriter& writer, const LegendItem& item, const SheetColours& colours) {
  writer.space(item.above);
  if (item.row == nullptr) {
    writer.paragraph(tr("Problems (points)"), 12.5, true, colours.text);
    writer.space(2);
  } else if (item.is_point) {
    writer.point_row(*item.row);
  } else {
    writer.row(*item.row);
  }
}

std::string and_more(std::size_t count) {
  return fill(trn("and {n} more", "and {n} more", static_cast<std::int64_t>(count)),
              {{"n", format_integer(static_cast<std::int64_t>(count))}});
}

// As many rows as there is room for; how many more there are is said.
void write_items(LegendWriter& writer, std::span<const LegendItem> items, const SheetColours& colours) {
  double height = 0;
  for (const LegendItem& item : items) height += height_of(writer, item);
  const bool fits = writer.has_room(height);
  for (std::size_t i = 0; i < items.size(); ++i) {
    double needed = height_of(writer, items[i]) + (fits ? 0 : more_height);
    if (items[i].row == nullptr && i + 1 < items.size()) needed += height_of(writer, items[i + 1]);
    if (!fits && !writer.has_room(needed)) {
      const auto rest = items.subspan(i);
      const auto rows = std::ranges::count_if(rest, [](const LegendItem& item) { return item.row != nullptr; });
      return writer.paragraph(and_more(static_cast<std::size_t>(rows)), 12.5, false, colours.text_quiet);
    }
    write_item(writer, items[i], colours);
  }
}

void write_classes(LegendWriter& writer, const Legend& legend, const SheetColours& colours, double denominator) {
  writer.paragraph(legend.what, 15, true, colours.text);
  writer.space(2);
  for (const std::string* line : {&legend.period, &legend.filter, &legend.number})
    writer.paragraph(*line, 12.5, false, colours.text_quiet);
  writer.space(10);
  if (legend.ramp) writer.ramp(*legend.ramp);
  write_items(writer, items_of(legend, denominator), colours);
}

// Of what stands below the rows in any case.
double foot_height(const LegendWriter& writer, const Legend& legend, const SheetOptions& options) {
  double height = writer.height_of(options.source, 11);
  for (const std::string& note : legend.notes) height += writer.height_of(note, 12) + 4;
  return height > 0 ? height + below_rows : 0;
}

void write_rest(LegendWriter& writer, const MapScene& scene, const SheetColours& colours, double symbol_scale) {
  if (!scene.legend.histogram.empty() && writer.has_room(62)) {
    writer.histogram(scene.legend.histogram, scene.legend.unit.divisor);
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

struct StripPaper {
  SheetCanvas& canvas;
  const TextShaper& shaper;
  const SheetPlan& plan;
  const SheetColours& colours;
};

// What is on the map and has no room in a strip: a heading counts its rows.
std::size_t rows_beside_classes(const Legend& legend, double denominator) {
  const auto is_shown = [&](const LegendRow& row) { return is_shown_at(row, denominator); };
  return static_cast<std::size_t>(std::ranges::count_if(legend.points, is_shown) +
                                  std::ranges::count_if(legend.context, is_shown));
}

// A strip of colours with their labels, where there is no room for more.
void draw_strip(const StripPaper& paper, const Legend& legend, double denominator) {
  const auto& [canvas, shaper, plan, colours] = paper;
  const double scale = plan.pixel_scale, inset = 12 * scale;
  const Box box{plan.legend.min_x + inset, plan.legend.min_y, plan.legend.max_x - inset, plan.legend.max_y};
  const TextFont font = scaled({.size_px = 11}, scale);
  std::string text = legend.title(), more;
  for (const std::string& note : legend.notes) text += " · " + note;
  if (const auto count = rows_beside_classes(legend, denominator); count > 0) more = " · " + and_more(count);
  const double room = box.width() - shaper.width(more, font);
  canvas.text({box.min_x, box.min_y + 17 * scale}, TextAlign::start, shaper.shortened(text, font, room) + more, font,
              {.colour = colours.text});
  if (const auto& ramp = legend.ramp) {
    const Box bar{box.min_x, box.min_y + 25 * scale, box.max_x, box.min_y + 33 * scale};
    draw_ramp(canvas, bar, *ramp);
    for (const RampTick& tick : ramp->ticks)
      draw_tick(canvas, bar, box.min_y + 46 * scale, tick, font, colours.text_quiet);
    return;
  }
  const auto& rows = legend.rows;
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
  const double denominator = scale_denominator(frame.camera.metres_per_pixel, frame.pixel_scale);
  if (plan.legend_place == LegendPlace::strip)
    return draw_strip({canvas, shaper, plan, colours}, scene.legend, denominator);
  Box column = plan.legend;
  if (!is_beside) column.max_x = std::min(column.centre_x(), column.min_x + widest_column_px * scale);
  LegendWriter first{canvas, shaper, column, scale, options.theme};
  if (is_beside) first.keep_free(foot_height(first, scene.legend, options));
  write_classes(first, scene.legend, colours, denominator);
  first.keep_free(0);
  first.space(below_rows);
  column = plan.legend;
  if (!is_beside)
    column.min_x = column.centre_x(), column.max_x = std::min(column.max_x, column.min_x + widest_column_px * scale);
  LegendWriter second{canvas, shaper, column, scale, options.theme};
  LegendWriter& rest = is_beside ? first : second;
  write_rest(rest, scene, colours, frame.symbol_scale);
  rest.foot(options.source);
}

}  // namespace riskmap
