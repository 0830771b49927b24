// How much of each pixel a shape covers: a window of bytes that strokes are laid into by their greatest share, so that
// joints, crossings and edges drawn twice stay even.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

struct CoverageMask {
  int left = 0, top = 0, width = 0, height = 0;  // pixels of the picture it lies on
  std::vector<std::uint8_t> share;               // row by row; 255 = covered
  void reset(int new_left, int new_top, int new_width, int new_height) {
    left = new_left, top = new_top, width = std::max(0, new_width), height = std::max(0, new_height);
    share.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  }
  [[nodiscard]] std::uint8_t* row(int py) {
    return share.data() + static_cast<std::size_t>(py - top) * static_cast<std::size_t>(width);
  }
};

struct Segment {
  float x0, y0, x1, y1;  // pixels
};

// Cuts a segment to the mask's window and `reach` pixels around it; false when nothing is left. In doubles, because a
// segment may start a million pixels away.
inline bool clip(ScreenPoint& a, ScreenPoint& b, const CoverageMask& mask, double reach) {
  double from = 0, to = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const auto cut = [&](double step, double room) {  // keeps the t with step·t <= room
    if (step == 0) return room >= 0;
    if (step > 0) to = std::min(to, room / step);
    if (step < 0) from = std::max(from, room / step);
    return from <= to;
  };
  const double left = mask.left - reach, right = mask.left + mask.width + reach;
  const double top = mask.top - reach, bottom = mask.top + mask.height + reach;
  if (!cut(dx, right - a.x) || !cut(-dx, a.x - left) || !cut(dy, bottom - a.y) || !cut(-dy, a.y - top)) return false;
  const ScreenPoint start = a;
  if (from > 0) a = {start.x + from * dx, start.y + from * dy};
  if (to < 1) b = {start.x + to * dx, start.y + to * dy};
  return true;
}

// Lays a round-ended segment into the mask, one pixel of soft edge. strength(x, y) is its greatest share there, 0…255.
template <typename Strength>
void cover_segment(CoverageMask& mask, const Segment& segment, float half_width, Strength&& strength) {
  const float dx = segment.x1 - segment.x0, dy = segment.y1 - segment.y0, length2 = dx * dx + dy * dy;
  const float per_length2 = length2 > 0 ? 1 / length2 : 0, reach = half_width + 0.5F;
  const auto pixel = [](float value, int low, int high) {
    return static_cast<int>(std::clamp(std::floor(value), static_cast<float>(low), static_cast<float>(high)));
  };
  const int first = pixel(std::min(segment.y0, segment.y1) - reach + 0.5F, mask.top, mask.top + mask.height);
  const int last = pixel(std::max(segment.y0, segment.y1) + reach + 0.5F, mask.top, mask.top + mask.height);
  for (int py = first; py < last; ++py) {
    const float y = static_cast<float>(py) + 0.5F;
    // The part of the segment within reach of this row bounds the columns worth looking at.
    float from = 0, to = 1;
    if (std::abs(dy) > 0.001F) {
      const float a = (y - reach - segment.y0) / dy, b = (y + reach - segment.y0) / dy;
      from = std::clamp(std::min(a, b), 0.0F, 1.0F), to = std::clamp(std::max(a, b), 0.0F, 1.0F);
    }
    const float xa = segment.x0 + from * dx, xb = segment.x0 + to * dx;
    const int begin = pixel(std::min(xa, xb) - reach + 0.5F, mask.left, mask.left + mask.width);
    const int end = pixel(std::max(xa, xb) + reach + 0.5F, mask.left, mask.left + mask.width);
    std::uint8_t* const row = mask.row(py) - mask.left;
    for (int px = begin; px < end; ++px) {
      const float x = static_cast<float>(px) + 0.5F - segment.x0, down = y - segment.y0;
      const float t = std::clamp((x * dx + down * dy) * per_length2, 0.0F, 1.0F);
      const float away_x = x - t * dx, away_y = down - t * dy;
      const float inside = std::clamp(reach - std::sqrt(away_x * away_x + away_y * away_y), 0.0F, 1.0F);
      const auto share = static_cast<std::uint8_t>(inside * strength(static_cast<float>(px) + 0.5F, y) + 0.5F);
      row[px] = std::max(row[px], share);
    }
  }
}

// The same for one edge of a long thin border, at a quarter of the cost: where the edge crosses the middle of a pixel
// row or column it covers the few pixels beside the crossing. Exact along a straight line and without ends, so it suits
// closed rings no wider than about three pixels, whose next edge goes on where this one stops.
template <typename Strength>
void cover_crossings(CoverageMask& mask, const Segment& segment, float half_width, Strength&& strength) {
  const float dx = segment.x1 - segment.x0, dy = segment.y1 - segment.y0, length = std::sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return;
  constexpr float flattest = 0.70710678F;  // a crossing reaches no farther sideways than at 45 degrees
  const float reach = half_width + 0.5F;
  const auto clamped = [](float value, int low, int high) {
    return static_cast<int>(std::clamp(value, static_cast<float>(low), static_cast<float>(high)));
  };
  const auto lay = [&](int px, int py, float away) {
    const float inside = std::clamp(reach - away, 0.0F, 1.0F);
    const float limit = strength(static_cast<float>(px) + 0.5F, static_cast<float>(py) + 0.5F);
    std::uint8_t& share = mask.row(py)[px - mask.left];
    share = std::max(share, static_cast<std::uint8_t>(inside * limit + 0.5F));
  };
  const int right = mask.left + mask.width, bottom = mask.top + mask.height;
  const float steep = std::max(std::abs(dy) / length, flattest), flat = std::max(std::abs(dx) / length, flattest);
  const int end_row = clamped(std::max(segment.y0, segment.y1) + 0.5F, mask.top, bottom);
  for (int py = clamped(std::min(segment.y0, segment.y1) + 0.5F, mask.top, bottom); py < end_row; ++py) {
    const float x = segment.x0 + std::clamp((static_cast<float>(py) + 0.5F - segment.y0) / dy, 0.0F, 1.0F) * dx;
    const int end = clamped(x + reach / steep + 0.5F, mask.left, right);
    for (int px = clamped(x - reach / steep + 0.5F, mask.left, right); px < end; ++px)
      lay(px, py, std::abs(static_cast<float>(px) + 0.5F - x) * steep);
  }
  const int end_column = clamped(std::max(segment.x0, segment.x1) + 0.5F, mask.left, right);
  for (int px = clamped(std::min(segment.x0, segment.x1) + 0.5F, mask.left, right); px < end_column; ++px) {
    const float y = segment.y0 + std::clamp((static_cast<float>(px) + 0.5F - segment.x0) / dx, 0.0F, 1.0F) * dy;
    const int end = clamped(y + reach / flat + 0.5F, mask.top, bottom);
    for (int py = clamped(y - reach / flat + 0.5F, mask.top, bottom); py < end; ++py)
      lay(px, py, std::abs(static_cast<float>(py) + 0.5F - y) * flat);
  }
}

}  // namespace riskmap
