// Compares vertices, not pixels: a frame's drawing is 600 kB, a tenth of a millisecond to walk through.
#include "viewer/app/ui_damage.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace riskmap {
namespace {

using gpu::PixelRect;

struct Extent {  // window pixels
  float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
  void include(const ImVec2& p) {
    left = std::min(left, p.x), top = std::min(top, p.y), right = std::max(right, p.x), bottom = std::max(bottom, p.y);
  }
  void include(const Extent& e) {
    left = std::min(left, e.left), top = std::min(top, e.top), right = std::max(right, e.right),
    bottom = std::max(bottom, e.bottom);
  }
  [[nodiscard]] bool is_empty() const { return left >= right || top >= bottom; }
  [[nodiscard]] Extent clipped(const ImVec4& clip) const {
    return {std::max(left, clip.x), std::max(top, clip.y), std::min(right, clip.z), std::min(bottom, clip.w)};
  }
};

PixelRect pixels_of(const Extent& e) {
  if (e.is_empty()) return {};
  return {static_cast<int>(std::floor(e.left)), static_cast<int>(std::floor(e.top)),
          static_cast<int>(std::ceil(e.right)), static_cast<int>(std::ceil(e.bottom))};
}

bool is_same(const ImDrawVert& a, const ImDrawVert& b) {
  return std::memcmp(&a, &b, sizeof(ImDrawVert)) == 0;
}

bool is_same(const ImDrawCmd& a, const ImDrawCmd& b) {
  return std::memcmp(&a.ClipRect, &b.ClipRect, sizeof(ImVec4)) == 0 && a.VtxOffset == b.VtxOffset;
}

}  // namespace

struct UiDamage::List {
  std::vector<ImDrawVert> vertices;
  std::vector<ImDrawIdx> indices;
  std::vector<ImDrawCmd> commands;

  explicit List(const ImDrawList& list)
      : vertices(list.VtxBuffer.begin(), list.VtxBuffer.end()),
        indices(list.IdxBuffer.begin(), list.IdxBuffer.end()),
        commands(list.CmdBuffer.begin(), list.CmdBuffer.end()) {}

  // Calls seen(extent, first vertex, last vertex) for every triangle, clipped.
  template <typename Seen>
  void for_each_triangle(const Seen& seen) const {
    for (const ImDrawCmd& command : commands)
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        Extent extent;
        std::size_t first = vertices.size(), last = 0;
        for (unsigned corner = 0; corner < 3; ++corner) {
          const std::size_t vertex = command.VtxOffset + indices[command.IdxOffset + i + corner];
          extent.include(vertices[vertex].pos);
          first = std::min(first, vertex), last = std::max(last, vertex);
        }
        const Extent shown = extent.clipped(command.ClipRect);
        if (!shown.is_empty()) seen(shown, first, last);
      }
  }

  // Of the triangles that use a vertex in [from, to).
  [[nodiscard]] Extent extent_of(std::size_t from, std::size_t to) const {
    Extent extent;
    for_each_triangle([&](const Extent& triangle, std::size_t first, std::size_t last) {
      if (last >= from && first < to) extent.include(triangle);
    });
    return extent;
  }
  [[nodiscard]] Extent whole() const { return extent_of(0, vertices.size()); }
};

namespace {

// Vertices equal at both ends are the same triangles; what lies between has changed, in both frames.
template <typename List>
Extent difference(const List& before, const List& now) {
  const bool has_same_commands =
      std::ranges::equal(before.commands, now.commands, [](const auto& a, const auto& b) { return is_same(a, b); });
  Extent extent;
  if (!has_same_commands) {
    extent.include(before.whole());
    extent.include(now.whole());
    return extent;
  }
  const std::size_t most = std::min(before.vertices.size(), now.vertices.size());
  std::size_t front = 0, back = 0;
  while (front < most && is_same(before.vertices[front], now.vertices[front])) ++front;
  while (back < most - front &&
         is_same(before.vertices[before.vertices.size() - 1 - back], now.vertices[now.vertices.size() - 1 - back]))
    ++back;
  if (front == before.vertices.size() && front == now.vertices.size()) return extent;
  extent.include(before.extent_of(front, before.vertices.size() - back));
  extent.include(now.extent_of(front, now.vertices.size() - back));
  return extent;
}

constexpr int tile = 64;

class Tiles {
 public:
  explicit Tiles(ImageSize window)
      : columns_((window.width + tile - 1) / tile),
        rows_((window.height + tile - 1) / tile),
        is_touched_(static_cast<std::size_t>(columns_ * rows_), 0) {}

  void touch(const Extent& e, std::span<const PixelRect> solid) {
    const PixelRect part = pixels_of(e);
    for (const PixelRect& panel : solid)
      if (part.left >= panel.left && part.top >= panel.top && part.right <= panel.right && part.bottom <= panel.bottom)
        return;
    for (int row = std::max(part.top / tile, 0); row <= std::min((part.bottom - 1) / tile, rows_ - 1); ++row)
      for (int column = std::max(part.left / tile, 0); column <= std::min((part.right - 1) / tile, columns_ - 1);
           ++column)
        is_touched_[static_cast<std::size_t>(row * columns_ + column)] = 1;
  }

  // Runs along the rows; a run that equals the one above it joins it.
  [[nodiscard]] std::vector<PixelRect> joined(ImageSize window) const {
    std::vector<PixelRect> parts;
    for (int row = 0; row < rows_; ++row)
      for (int column = 0; column < columns_;) {
        if (!at(row, column)) {
          ++column;
          continue;
        }
        const int from = column;
        while (column < columns_ && at(row, column)) ++column;
        add(parts, {from * tile, row * tile, std::min(column * tile, window.width),
                    std::min((row + 1) * tile, window.height)});
      }
    return parts;
  }

 private:
  [[nodiscard]] bool at(int row, int column) const {
    return is_touched_[static_cast<std::size_t>(row * columns_ + column)] != 0;
  }
  static void add(std::vector<PixelRect>& parts, const PixelRect& run) {
    for (PixelRect& part : parts)
      if (part.left == run.left && part.right == run.right && part.bottom == run.top) {
        part.bottom = run.bottom;
        return;
      }
    parts.push_back(run);
  }

  int columns_, rows_;
  std::vector<unsigned char> is_touched_;
};

}  // namespace

UiDamage::UiDamage() = default;
UiDamage::~UiDamage() = default;

gpu::PixelRect UiDamage::update(const ImDrawData& drawing) {
  std::vector<std::unique_ptr<List>> now;
  for (int i = 0; i < drawing.CmdListsCount; ++i) now.push_back(std::make_unique<List>(*drawing.CmdLists[i]));
  Extent damage;
  for (std::size_t i = 0; i < std::max(now.size(), lists_.size()); ++i) {
    if (i >= now.size())
      damage.include(lists_[i]->whole());
    else if (i >= lists_.size())
      damage.include(now[i]->whole());
    else
      damage.include(difference(*lists_[i], *now[i]));
  }
  lists_ = std::move(now);
  return pixels_of(damage);
}

void UiDamage::forget() {
  lists_.clear();
}

std::vector<gpu::PixelRect> touched_parts(const ImDrawData& drawing, ImageSize window,
                                          std::span<const gpu::PixelRect> solid) {
  Tiles tiles{window};
  for (int i = 0; i < drawing.CmdListsCount; ++i) {
    const ImDrawList& list = *drawing.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer)
      for (unsigned index = 0; index + 2 < command.ElemCount; index += 3) {
        Extent extent;
        for (unsigned corner = 0; corner < 3; ++corner) {
          const auto at = static_cast<int>(command.IdxOffset + index + corner);
          extent.include(list.VtxBuffer[static_cast<int>(command.VtxOffset) + list.IdxBuffer[at]].pos);
        }
        const Extent shown = extent.clipped(command.ClipRect);
        if (!shown.is_empty()) tiles.touch(shown, solid);
      }
  }
  return tiles.joined(window);
}

}  // namespace riskmap
