// Points and boxes whose space is in the type.
#pragma once
#include <algorithm>
#include <limits>

namespace riskmap {

struct LonLat {
  double lon = 0, lat = 0;
  friend bool operator==(LonLat, LonLat) = default;
};  // degrees, WGS 84
struct MapPoint {
  double x = 0, y = 0;
  friend bool operator==(MapPoint, MapPoint) = default;
};  // view CRS: metres east, north
struct ScreenPoint {
  double x = 0, y = 0;
  friend bool operator==(ScreenPoint, ScreenPoint) = default;
};  // pixels from the top left
struct ImageSize {
  int width = 0, height = 0;
  friend bool operator==(ImageSize, ImageSize) = default;
};  // pixels

// An axis-aligned box in any of the spaces above; empty until the first include().
struct Box {
  double min_x = std::numeric_limits<double>::infinity(), min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity(), max_y = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool is_empty() const { return !(min_x <= max_x && min_y <= max_y); }
  [[nodiscard]] double width() const { return is_empty() ? 0 : max_x - min_x; }
  [[nodiscard]] double height() const { return is_empty() ? 0 : max_y - min_y; }
  [[nodiscard]] double centre_x() const { return (min_x + max_x) / 2; }
  [[nodiscard]] double centre_y() const { return (min_y + max_y) / 2; }
  void include(double x, double y) {
    min_x = std::min(min_x, x), min_y = std::min(min_y, y);
    max_x = std::max(max_x, x), max_y = std::max(max_y, y);
  }
  void include(const Box& box) {
    if (!box.is_empty()) include(box.min_x, box.min_y), include(box.max_x, box.max_y);
  }
  [[nodiscard]] bool contains(double x, double y) const { return x >= min_x && x <= max_x && y >= min_y && y <= max_y; }
  [[nodiscard]] bool intersects(const Box& box) const {
    return !is_empty() && !box.is_empty() && box.min_x <= max_x && box.max_x >= min_x && box.min_y <= max_y &&
           box.max_y >= min_y;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

// 8-bit channels, straight alpha.
struct Colour {
  unsigned char r = 0, g = 0, b = 0, a = 255;
  friend bool operator==(Colour, Colour) = default;
};

// 0xRRGGBB as written in design tables.
constexpr Colour rgb(unsigned value, unsigned char alpha = 255) {
  return {static_cast<unsigned char>(value >> 16 & 255), static_cast<unsigned char>(value >> 8 & 255),
          static_cast<unsigned char>(value & 255), alpha};
}

}  // namespace riskmap
