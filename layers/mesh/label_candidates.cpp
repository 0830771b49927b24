#include "layers/mesh/label_candidates.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

namespace riskmap {

std::array<ScreenPoint, 24> corners_around(ScreenPoint point, double radius, double gap, const Box& text) {
  const double width = text.width(), height = text.height();
  const double clear = radius + gap, slant = 0.72 * radius + gap;
  const double x = point.x, y = point.y, middle = y - height / 2, centre = x - width / 2;
  return {{{x + clear, middle},
           {x + slant, y - slant - height},
           {x - slant - width, y - slant - height},
           {x - clear - width, middle},
           {x + slant, y + slant},
           {x - slant - width, y + slant},
           {centre, y - clear - height},
           {centre, y + clear},
           {x + clear, middle - height / 2},
           {x + clear, middle + height / 2},
           {x - clear - width, middle - height / 2},
           {x - clear - width, middle + height / 2},
           {centre + width / 4, y - clear - height},
           {centre - width / 4, y - clear - height},
           {centre + width / 4, y + clear},
           {centre - width / 4, y + clear},
           {x + clear, middle - height / 4},
           {x + clear, middle + height / 4},
           {x - clear - width, middle - height / 4},
           {x - clear - width, middle + height / 4},
           {centre + width * 3 / 8, y - clear - height},
           {centre - width * 3 / 8, y - clear - height},
           {centre + width * 3 / 8, y + clear},
           {centre - width * 3 / 8, y + clear}}};
}

void add_settings(std::vector<LabelText>& texts, const LabelText& text, bool may_shrink) {
  constexpr double never = 0, always = 1;  // widths above which the name is broken
  constexpr std::array sizes = {1.0, 0.92, 0.84, 0.76};
  const auto may_take = std::span{sizes}.first(may_shrink ? sizes.size() : 1);
  const auto add = [&](double max_width, double size) {
    texts.push_back({text.name, text.value, text.style, max_width, size});
  };
  for (const double size : may_take) {
    add(never, size);
    if (has_own_break(text.name)) add(always, size);
  }
  if (!has_own_break(text.name))
    for (const double size : may_take) add(always, size);
}

std::vector<LabelText> settings_beside(const LabelRequest& wanted) {
  std::vector<LabelText> texts;
  add_settings(texts, wanted.text, wanted.may_shrink);
  if (!has_own_break(wanted.text.name)) std::erase_if(texts, [](const LabelText& t) { return t.max_width_px > 0; });
  return texts;
}

std::vector<LabelText> settings_inside(const LabelRequest& wanted, const std::string& value) {
  std::vector<LabelText> texts;
  auto whole = wanted.text;
  whole.value = value;
  add_settings(texts, whole, wanted.may_shrink);
  if (!wanted.shorter_name.empty())
    add_settings(texts, {.name = wanted.shorter_name, .value = value, .style = whole.style}, wanted.may_shrink);
  if (!whole.name.empty() && !value.empty() && !wanted.may_shrink)
    add_settings(texts, {.name = whole.name, .value = {}, .style = whole.style}, wanted.may_shrink);
  return texts;
}

Box grown(Box box, double by) {
  return {box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

Box with_clearance(const Box& text, double pixel_scale) {
  constexpr double clearance_px = 2;  // covers the rounding to whole pixels twice over
  return grown(text, clearance_px * std::max(1.0, pixel_scale));
}

LabelCandidate candidate_at(ScreenPoint anchor, ScreenPoint corner, const LabelImage& image, double pixel_scale) {
  const ScreenPoint offset{std::round(corner.x - image.text_box.min_x - anchor.x),
                           std::round(corner.y - image.text_box.min_y - anchor.y)};
  const double left = anchor.x + offset.x, top = anchor.y + offset.y;
  return {anchor, offset,
          with_clearance({left + image.text_box.min_x, top + image.text_box.min_y, left + image.text_box.max_x,
                          top + image.text_box.max_y},
                         pixel_scale)};
}

std::vector<ScreenPoint> centres_around(ScreenPoint roomiest, const Box& polygon, double width, double height) {
  constexpr std::size_t most = 300;
  const double step_x = width / 8, step_y = height / 3;
  const Box room{polygon.min_x + width / 2, polygon.min_y + height / 2, polygon.max_x - width / 2,
                 polygon.max_y - height / 2};
  const auto steps = [](double distance, double step) {
    return static_cast<int>(std::clamp(distance / step, 0.0, 60.0));
  };
  std::vector<std::tuple<double, int, int>> ranked;  // by distance, a text's width counting as much as its height
  for (int y = -steps(roomiest.y - room.min_y, step_y); y <= steps(room.max_y - roomiest.y, step_y); ++y)
    for (int x = -steps(roomiest.x - room.min_x, step_x); x <= steps(room.max_x - roomiest.x, step_x); ++x)
      ranked.emplace_back(x * x / 64.0 + y * y / 9.0, y, x);
  const auto last = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(most, ranked.size()));
  std::ranges::partial_sort(ranked, last);
  std::vector<ScreenPoint> centres{roomiest};
  for (auto it = ranked.begin(); it != last; ++it)
    centres.push_back({roomiest.x + std::get<2>(*it) * step_x, roomiest.y + std::get<1>(*it) * step_y});
  return centres;
}

}  // namespace riskmap
