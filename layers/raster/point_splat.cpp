// Ready-made stamps for each class and each quarter-pixel place of the centre, painted from the topmost point down:
// where points lie thick nearly all of them are hidden, and a point whose ground is taken costs one look.
#include "layers/raster/point_splat.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "layers/core/contract.h"

namespace riskmap {

namespace {

constexpr int band_rows = 64, steps = 4;                                 // steps: places of the centre across a pixel
constexpr std::size_t first_round = 1U << 15, longest_round = 1U << 18;  // points
constexpr int chunks = 8;                                                // of a round
constexpr unsigned class_bits = 8, place_bits = 28;  // of a dealt point: class, then row and column in steps

double share_inside(double radius, double distance) {
  return std::clamp(radius + 0.5 - distance, 0.0, 1.0);
}

std::uint32_t part_of(Colour colour, double share) {
  return scaled(premultiplied(colour), static_cast<unsigned>(share * 255 + 0.5));
}

struct Range {
  int begin, end;
};

struct Stamps {
  int reach = 0, side = 0;             // pixels from the centre's pixel to the stamp's edge; pixels across
  std::vector<std::uint32_t> pixels;   // class by class, place by place, row by row
  std::vector<std::uint64_t> columns;  // what any class paints, a bit each: 64 after 64 of each row of each place

  explicit Stamps(const SplatLook& look)
      : reach{static_cast<int>(std::ceil(look.radius_px + look.casing_px + 0.5))}, side{2 * reach + 1} {
    for (const PointColours& colours : look.classes)
      for (int place = 0; place < steps * steps; ++place) add(look, colours, place);
    find_painted();
  }
  [[nodiscard]] const std::uint32_t* stamp(unsigned point_class, unsigned place) const {
    return pixels.data() + static_cast<std::size_t>(point_class * steps * steps + place) * area();
  }
  // 64 columns of a row, from the 64 * `word`th on.
  [[nodiscard]] std::uint64_t painted(unsigned place, int row, int word) const {
    return columns[(place * static_cast<unsigned>(side) + static_cast<unsigned>(row)) * words() +
                   static_cast<unsigned>(word)];
  }

 private:
  [[nodiscard]] std::size_t area() const { return static_cast<std::size_t>(side) * static_cast<std::size_t>(side); }

  void add(const SplatLook& look, const PointColours& colours, int place) {
    const double x = reach + (place % steps + 0.5) / steps, y = reach + (place / steps + 0.5) / steps;
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column) {
        const double distance = std::hypot(column + 0.5 - x, row + 0.5 - y);
        const double disc = share_inside(look.radius_px, distance);
        const double within = share_inside(look.radius_px - look.stroke_px, distance);
        std::uint32_t pixel = part_of(look.casing, share_inside(look.radius_px + look.casing_px, distance));
        pixel = over(part_of(colours.fill, disc), pixel);
        pixels.push_back(over(part_of(colours.stroke, disc - within), pixel));
      }
  }

  [[nodiscard]] unsigned words() const { return (static_cast<unsigned>(side) + 63) / 64; }
  void find_painted() {
    for (unsigned place = 0; place < steps * steps; ++place)
      for (int row = 0; row < side; ++row)
        for (int from = 0; from < side; from += 64) {
          std::uint64_t bits = 0;
          for (int column = from; column < std::min(from + 64, side); ++column)
            if (is_painted(place, row, column)) bits |= std::uint64_t{1} << (column - from);
          columns.push_back(bits);
        }
  }
  // By any class.
  [[nodiscard]] bool is_painted(unsigned place, int row, int column) const {
    for (unsigned which = 0; which * steps * steps * area() < pixels.size(); ++which)
      if (stamp(which, place)[row * side + column] != 0) return true;
    return false;
  }
};

// Of a word; what lies before or behind it is left out. Some of the range lies in it.
constexpr std::uint64_t bits_of(Range range, int word) {
  constexpr auto all = ~std::uint64_t{0};
  return all << std::max(range.begin - word * 64, 0) & all >> std::max((word + 1) * 64 - range.end, 0);
}

// Which pixels are taken: a bit for each, row by row. What a stamp may reach beside the picture is taken too.
class Cover {
 public:
  Cover(ImageSize size, int side)
      : size_{size},
        words_{(size.width + 63) / 64},
        beside_{(side + 63) / 64},
        stride_{words_ + 2 * beside_ + 1},
        taken_(static_cast<std::size_t>(stride_ * size.height), all),
        dead_(static_cast<std::size_t>(words_ * size.height), 0) {
    for (int y = 0; y < size.height; ++y)
      for (int word = 0; word < words_; ++word) taken_[at(y, beside_ + word)] = ~bits_of({0, size.width}, word);
  }
  // 64 pixels from this column on, as far as a stamp's side left of the picture.
  [[nodiscard]] std::uint64_t taken(int py, int px) const {
    return bits_from(taken_.data() + at(py, 0), px + beside_ * 64);
  }
  void take(int py, int px, std::uint64_t pixels) {
    const int bit = px + beside_ * 64, within = bit % 64;
    std::uint64_t* word = taken_.data() + at(py, bit / 64);
    word[0] |= pixels << within;
    if (within != 0) word[1] |= pixels >> (64 - within);
  }
  // Where a centre would paint nothing, as of the last find_dead.
  [[nodiscard]] bool is_dead(int px, int py) const {
    return px >= 0 && py >= 0 && px < size_.width && py < size_.height &&
           (dead_[static_cast<std::size_t>(py * words_ + px / 64)] >> (px % 64) & 1) != 0;
  }
  // A centre is dead where all pixels so near on either axis are taken. Whether any is left.
  bool find_dead(int reach, JobPool& pool) {
    std::vector<std::uint64_t> beside(dead_.size());
    const int bands = (size_.height + band_rows - 1) / band_rows;
    pool.fork_join(bands, [&](int band) {
      Line line(static_cast<std::size_t>(stride_) + 1, all), next = line;
      for (int y = band * band_rows; y < std::min((band + 1) * band_rows, size_.height); ++y) {
        std::copy_n(taken_.data() + at(y, 0), stride_, line.begin());
        narrow(line, next, 2 * reach + 1);
        for (int word = 0; word < words_; ++word)
          beside[static_cast<std::size_t>(y * words_ + word)] = bits_from(line.data(), (beside_ + word) * 64 - reach);
      }
    });
    pool.fork_join(bands, [&](int band) {
      for (int y = band * band_rows; y < std::min((band + 1) * band_rows, size_.height); ++y) {
        std::uint64_t* dead = dead_.data() + static_cast<std::ptrdiff_t>(y) * words_;
        std::fill_n(dead, words_, all);
        for (int near_y = std::max(0, y - reach); near_y <= std::min(size_.height - 1, y + reach); ++near_y)
          for (int word = 0; word < words_; ++word)
            dead[word] &= beside[static_cast<std::size_t>(near_y * words_ + word)];
      }
    });
    return std::ranges::any_of(dead_, [](std::uint64_t bits) { return bits != all; });
  }

 private:
  static constexpr std::uint64_t all = ~std::uint64_t{0};
  using Line = std::vector<std::uint64_t>;
  static std::uint64_t bits_from(const std::uint64_t* line, int bit) {
    const int word = bit / 64, within = bit % 64;
    return within == 0 ? line[word] : line[word] >> within | line[word + 1] << (64 - within);
  }
  // Each bit and those after it, `count` in all, together; twice as many with every step. The last word stays.
  static void narrow(Line& line, Line& next, int count) {
    for (int joined = 1; joined < count;) {
      const int by = std::min({joined, count - joined, 63});
      for (std::size_t word = 0; word + 1 < line.size(); ++word)
        next[word] = line[word] & bits_from(line.data() + word, by);
      line.swap(next);
      joined += by;
    }
  }
  [[nodiscard]] std::size_t at(int py, int word) const {
    return static_cast<std::size_t>(py) * static_cast<std::size_t>(stride_) + static_cast<std::size_t>(word);
  }

  ImageSize size_;
  int words_, beside_, stride_;  // words of a row: of the picture, left of it, in all
  std::vector<std::uint64_t> taken_, dead_;
};

// Only where nothing opaque lies above: of a million points nearly all rows. False = it changes nothing.
bool paint(ColourImage& image, Cover& cover, const Stamps& stamps, std::uint64_t point, Range rows) {
  const unsigned point_class = point & ((1U << class_bits) - 1);
  const auto column = static_cast<int>(point >> class_bits & ((1U << place_bits) - 1));
  const auto row = static_cast<int>(point >> (class_bits + place_bits));
  const int left = column / steps - 2 * stamps.reach, top = row / steps - 2 * stamps.reach;
  const auto place = static_cast<unsigned>(row % steps * steps + column % steps);
  const int end_y = std::min(top + stamps.side, rows.end);
  bool has_changed = false;
  for (int y = std::max(top, rows.begin); y < end_y; ++y)
    for (int from = 0; from < stamps.side; from += 64) {
      std::uint64_t free = stamps.painted(place, y - top, from / 64) & ~cover.taken(y, left + from);
      if (free == 0) continue;
      const std::uint32_t* stamp = stamps.stamp(point_class, place) + (y - top) * stamps.side + from;
      std::uint32_t* pixels = image.row(y) + left + from;
      std::uint64_t full = 0;
      for (; free != 0; free &= free - 1) {
        const int x = std::countr_zero(free);
        const std::uint32_t above = pixels[x];
        pixels[x] = above == 0 ? stamp[x] : above + scaled(stamp[x], 255 - (above >> 24));
        has_changed = has_changed || pixels[x] != above;
        if (pixels[x] >> 24 == 255) full |= free & (~free + 1);
      }
      cover.take(y, left + from, full);
    }
  return has_changed;
}

// Points of a band that would change nothing, the last of each few: problems share the middle of their settlement. What
// lies there only grows, so that the same point never shows again.
class HiddenPoints {
 public:
  [[nodiscard]] bool has(std::uint64_t point) const { return points_[slot(point)] == point; }
  void add(std::uint64_t point) { points_[slot(point)] = point; }

 private:
  static constexpr unsigned slot_bits = 11;
  static std::size_t slot(std::uint64_t point) { return point * 0x9E3779B97F4A7C15U >> (64 - slot_bits); }
  std::vector<std::uint64_t> points_ = std::vector<std::uint64_t>(1U << slot_bits, ~std::uint64_t{0});
};

// Where a point lies in some rows of the screen, in quarter pixels from (-reach, -reach).
class Placing {
 public:
  Placing(const PointSet& points, const Camera& camera, PointSplatter::Rows rows, int reach)
      : reach_{reach * steps},
        scale_{steps / camera.metres_per_pixel},
        right_{(points.anchor.x - camera.centre.x) * scale_ + camera.size.width / 2.0 * steps + reach_},
        down_{(camera.centre.y - points.anchor.y) * scale_ + camera.size.height / 2.0 * steps + reach_},
        width_{static_cast<double>(camera.size.width * steps + 2 * reach_)},
        top_{rows.first * steps},
        bottom_{static_cast<double>((rows.first + rows.count) * steps + 2 * reach_)} {}
  // False = out of sight.
  bool place(float x, float y, std::uint64_t& column, std::uint64_t& row) const {
    const double across = right_ + static_cast<double>(x) * scale_, down = down_ - static_cast<double>(y) * scale_;
    if (!(across >= 0 && across < width_ && down >= top_ && down < bottom_)) return false;
    column = static_cast<std::uint64_t>(across);
    row = static_cast<std::uint64_t>(down) - static_cast<std::uint64_t>(top_);
    return true;
  }

 private:
  int reach_;
  double scale_, right_, down_, width_;
  int top_;
  double bottom_;
};

}  // namespace

PointSet point_set(std::span<const MapPoint> places) {
  Box box;
  for (const MapPoint place : places) box.include(place.x, place.y);
  PointSet points;
  if (!box.is_empty()) points.anchor = {box.centre_x(), box.centre_y()};
  points.x.reserve(places.size()), points.y.reserve(places.size());
  for (const MapPoint place : places) {
    points.x.push_back(static_cast<float>(place.x - points.anchor.x));
    points.y.push_back(static_cast<float>(place.y - points.anchor.y));
  }
  return points;
}

void PointSplatter::draw(const PointSet& points, std::span<const unsigned char> class_of, const SplatLook& look,
                         const Camera& camera, Rows rows, JobPool& pool) {
  RISKMAP_REQUIRE(class_of.size() == points.size() && look.classes.size() < hidden_point);
  const Stamps stamps{look};
  const Placing placing{points, camera, rows, stamps.reach};
  const ImageSize size{camera.size.width, rows.count};
  const int bands = (size.height + band_rows - 1) / band_rows;
  Cover cover{size, stamps.side};
  picture_.reset(size);
  dealt_.resize(static_cast<std::size_t>(bands * chunks));
  std::vector<HiddenPoints> hidden(static_cast<std::size_t>(bands));
  const auto deal = [&](std::size_t begin, std::size_t end, Dealt* dealt) {
    for (int band = 0; band < bands; ++band) dealt[band].clear();
    std::uint64_t column = 0, row = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (class_of[i] == hidden_point || !placing.place(points.x[i], points.y[i], column, row)) continue;
      const int centre = static_cast<int>(row / steps) - stamps.reach;
      if (cover.is_dead(static_cast<int>(column / steps) - stamps.reach, centre)) continue;
      const int first = std::max(0, centre - stamps.reach) / band_rows;
      const int last = std::min(size.height - 1, centre + stamps.reach) / band_rows;
      const auto point = (row << place_bits | column) << class_bits | class_of[i];
      for (int band = first; band <= last; ++band)
        if (!hidden[static_cast<std::size_t>(band)].has(point)) dealt[band].push_back(point);
    }
  };
  std::size_t round = first_round;
  for (std::size_t end = points.size(); end > 0; round = std::min(2 * round, longest_round)) {
    const std::size_t count = std::min(end, round), begin = end - count;
    pool.fork_join(chunks, [&](int chunk) {
      const auto part = [&](int i) { return begin + count * static_cast<std::size_t>(i) / chunks; };
      deal(part(chunk), part(chunk + 1), dealt_.data() + static_cast<std::ptrdiff_t>(chunk) * bands);
    });
    pool.fork_join(bands, [&](int band) {
      const Range band_range{band * band_rows, std::min((band + 1) * band_rows, size.height)};
      auto& known = hidden[static_cast<std::size_t>(band)];
      for (int chunk = chunks; chunk-- > 0;) {
        const Dealt& dealt = dealt_[static_cast<std::size_t>(chunk * bands + band)];
        for (auto point = dealt.rbegin(); point != dealt.rend(); ++point)
          if (!known.has(*point) && !paint(picture_, cover, stamps, *point, band_range)) known.add(*point);
      }
    });
    if (!cover.find_dead(stamps.reach, pool)) break;
    end = begin;
  }
}

void PointSplatter::lay(ColourImage& image, JobPool& pool) const {
  RISKMAP_REQUIRE(image.size == picture_.size);
  const int bands = (image.size.height + band_rows - 1) / band_rows;
  pool.fork_join(bands, [&](int band) {
    for (int y = band * band_rows; y < std::min((band + 1) * band_rows, image.size.height); ++y) {
      const std::uint32_t* above = picture_.row(y);
      std::uint32_t* row = image.row(y);
      for (int x = 0; x < image.size.width; ++x) row[x] = over(above[x], row[x]);
    }
  });
}

}  // namespace riskmap
