// Plate carrée about the middle of what is shown: enough to see whether two things lie on each other.
#include "viewer/panels/crs_map.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float place_radius = 2.5F, line_width = 1.6F, swatch = 12, label_room = 48;

class Frame {
 public:
  Frame(const Box& shown, const Rect& rect) : rect_{rect}, middle_{shown.centre_x(), shown.centre_y()} {
    squeeze_ = std::max(0.3, std::cos(std::clamp(middle_.lat, -70.0, 70.0) * std::numbers::pi / 180));
    constexpr double air = 1.16;
    scale_ = std::min(rect.width() / (shown.width() * squeeze_ * air), rect.height() / (shown.height() * air));
  }
  [[nodiscard]] float x(double lon) const {
    return rect_.centre_x() + static_cast<float>((lon - middle_.lon) * squeeze_ * scale_);
  }
  [[nodiscard]] float y(double lat) const {
    return rect_.centre_y() - static_cast<float>((lat - middle_.lat) * scale_);
  }
  [[nodiscard]] double lon_at(float x) const { return middle_.lon + (x - rect_.centre_x()) / scale_ / squeeze_; }
  [[nodiscard]] double lat_at(float y) const { return middle_.lat - (y - rect_.centre_y()) / scale_; }

 private:
  Rect rect_;
  LonLat middle_;
  double squeeze_ = 1, scale_ = 1;
};

// Settlements and file; the whole world when there is neither.
Box shown_box(const CrsMap& map) {
  Box box;
  for (const auto& place : map.places) box.include(place.lon, place.lat);
  if (map.trial != nullptr) box.include(map.trial->extent);
  if (box.is_empty()) return {-180, -85, 180, 85};
  constexpr double least = 0.02;  // degrees: a single point has air around it
  box.include(box.centre_x() - least, box.centre_y() - least);
  box.include(box.centre_x() + least, box.centre_y() + least);
  return box;
}

double step_for(double degrees) {
  constexpr std::array steps = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0};
  constexpr double most_lines = 6;
  const auto* found = std::ranges::find_if(steps, [&](double step) { return degrees / step <= most_lines; });
  return found == steps.end() ? 60 : *found;
}

void draw_graticule(const Rect& rect, const Frame& frame) {
  const double step = step_for(frame.lon_at(rect.right) - frame.lon_at(rect.left));
  const auto words = [](double degrees) { return format_number(degrees, 2) + "°"; };
  for (double lon = std::ceil(frame.lon_at(rect.left) / step) * step; frame.x(lon) < rect.right; lon += step) {
    if (std::abs(lon) > 180) continue;
    draw_line(frame.x(lon), rect.top, frame.x(lon), rect.bottom, tokens().map.inner_line);
    if (frame.x(lon) + px(label_room) < rect.right)
      draw_text_at(frame.x(lon) + px(3), rect.bottom - px(18), words(lon), TextStyle::small, tokens().text3);
  }
  for (double lat = std::ceil(frame.lat_at(rect.bottom) / step) * step; frame.y(lat) > rect.top; lat += step) {
    if (std::abs(lat) > 90) continue;
    draw_line(rect.left, frame.y(lat), rect.right, frame.y(lat), tokens().map.inner_line);
    if (frame.y(lat) - px(18) > rect.top && frame.y(lat) < rect.bottom - px(18))
      draw_text_at(rect.left + px(4), frame.y(lat) - px(18), words(lat), TextStyle::small, tokens().text3);
  }
}

void draw_file(const FileSketch& sketch, const CrsTrial& trial, const Frame& frame) {
  const auto is_drawn = [](LonLat place) { return std::isfinite(place.lon) && std::isfinite(place.lat); };
  for (std::size_t line = 0; line + 1 < sketch.line_offset.size(); ++line) {
    const auto begin = sketch.line_offset[line], end = sketch.line_offset[line + 1];
    for (auto i = begin; i < end; ++i) {
      const auto to = trial.vertices[i];
      if (!is_drawn(to)) continue;
      if (sketch.are_points) {
        draw_disc(frame.x(to.lon), frame.y(to.lat), px(place_radius), tokens().accent);
        continue;
      }
      if (i == begin && !sketch.is_closed) continue;
      const auto from = trial.vertices[i == begin ? end - 1 : i - 1];
      if (is_drawn(from))
        draw_line(frame.x(from.lon), frame.y(from.lat), frame.x(to.lon), frame.y(to.lat), tokens().accent,
                  px(line_width));
    }
  }
  // Far from everything a small file is less than a pixel: a ring says where it is.
  const float x = frame.x(trial.extent.centre_x()), y = frame.y(trial.extent.centre_y());
  const bool is_tiny = frame.x(trial.extent.max_x) - frame.x(trial.extent.min_x) < px(6) &&
                       frame.y(trial.extent.min_y) - frame.y(trial.extent.max_y) < px(6);
  if (is_tiny) stroke_rect({x - px(7), y - px(7), x + px(7), y + px(7)}, tokens().accent, 7, 2);
}

void draw_key(const CrsMap& map) {
  const float height = line_height(TextStyle::small);
  float x = ImGui::GetCursorScreenPos().x;
  const float y = ImGui::GetCursorScreenPos().y, middle = y + height / 2;
  const float right = x + left_of_line();
  const auto entry = [&](std::string_view words) {
    draw_text_in({x, y, right, y + height}, words, TextStyle::small, tokens().text2);
    x += text_width(words, TextStyle::small) + px(16);
  };
  if (!map.places.empty()) {
    draw_disc(x + px(swatch / 2), middle, px(place_radius + 0.5F), tokens().text2);
    x += px(swatch + 4);
    entry(tr("Settlements"));
  }
  if (map.trial != nullptr) {
    draw_line(x, middle, x + px(swatch), middle, tokens().accent, px(line_width));
    x += px(swatch + 4);
    entry(tr("The file"));
  }
  ImGui::Dummy({1, height});
}
}  // namespace

void crs_map(std::string_view name, float height, const CrsMap& map) {
  const auto from = ImGui::GetCursorScreenPos();
  const Rect rect{from.x, from.y, from.x + left_of_line(), from.y + px(height)};
  const Frame frame{shown_box(map), rect};
  fill_rect(rect, tokens().map.background, 6);
  ImGui::PushClipRect({rect.left, rect.top}, {rect.right, rect.bottom}, true);
  draw_graticule(rect, frame);
  for (const auto& place : map.places)
    draw_disc(frame.x(place.lon), frame.y(place.lat), px(place_radius), tokens().text2);
  if (map.trial != nullptr && map.sketch != nullptr) draw_file(*map.sketch, *map.trial, frame);
  ImGui::PopClipRect();
  stroke_rect(rect, tokens().border, 6);
  report(name, rect, {.text = map.caption, .value = map.trial != nullptr ? map.trial->title : std::string{}});
  ImGui::Dummy({rect.width(), rect.height()});
  draw_key(map);
  wrapped_text(map.caption, {.style = TextStyle::semi});
}

}  // namespace riskmap::ui
