// One ImGui frame: built, compared with the last, painted where they differ.
#include "viewer/app/ui_host.h"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace riskmap {
namespace {

PointerShape shape_of(ImGuiMouseCursor cursor) {
  switch (cursor) {
    case ImGuiMouseCursor_TextInput:
      return PointerShape::text;
    case ImGuiMouseCursor_Hand:
      return PointerShape::hand;
    case ImGuiMouseCursor_ResizeEW:
      return PointerShape::resize_across;
    case ImGuiMouseCursor_ResizeNS:
      return PointerShape::resize_down;
    default:
      return PointerShape::arrow;
  }
}

gpu::PixelRect within(const gpu::PixelRect& part, ImageSize size) {
  return {std::max(part.left, 0), std::max(part.top, 0), std::min(part.right, size.width),
          std::min(part.bottom, size.height)};
}

}  // namespace

Result<std::unique_ptr<UiHost>> UiHost::create(std::unique_ptr<ui::Context> context, Surface& surface) {
  auto painter = UiPainter::create();
  if (!painter) return std::unexpected{std::move(painter).error()};
  std::unique_ptr<UiHost> host{new UiHost{std::move(context), std::move(*painter), surface}};
  return host;
}

UiHost::UiHost(std::unique_ptr<ui::Context> context, UiPainter painter, Surface& surface)
    : surface_(surface), context_(std::move(context)), painter_(std::move(painter)) {
  context_->make_current();
  ImGuiIO& io = ImGui::GetIO();
  io.ClipboardUserData = this;
  io.GetClipboardTextFn = [](void* self) {
    auto& host = *static_cast<UiHost*>(self);
    host.clipboard_ = host.surface_.clipboard();
    return host.clipboard_.c_str();
  };
  io.SetClipboardTextFn = [](void* self, const char* text) {
    static_cast<UiHost*>(self)->surface_.set_clipboard(text);
  };
}

UiHost::~UiHost() = default;

void UiHost::set_look(const ui::Look& look) {
  context_->make_current();
  if (context_->set_look(look)) has_new_fonts_ = true;
}

void UiHost::frame(ImageSize size, double seconds, const std::function<void()>& build) {
  context_->make_current();
  if (texture_.size() != size) {
    texture_ = gpu::Framebuffer{size};
    texture_.clear({0, 0, 0, 0});
    damage_.forget();
  }
  if (std::exchange(has_new_fonts_, false)) {
    painter_.take_fonts();
    damage_.forget();
    texture_.clear({0, 0, 0, 0});
  }
  context_->frame(static_cast<float>(size.width), static_cast<float>(size.height), seconds, build);
  const auto start = std::chrono::steady_clock::now();
  painted_ = within(damage_.update(*ImGui::GetDrawData()), size);
  if (!painted_.is_empty()) {
    sort_parts(size);
    painter_.paint(texture_, painted_, *ImGui::GetDrawData());
  }
  paint_ms_ = std::chrono::duration<double, std::milli>{std::chrono::steady_clock::now() - start}.count();
  follow_pointer();
}

void UiHost::sort_parts(ImageSize size) {
  opaque_.clear();
  for (const ui::Rect& panel : context_->kit().solid) {
    // Half-covered pixels at an edge are not solid.
    const gpu::PixelRect part{static_cast<int>(std::ceil(panel.left)), static_cast<int>(std::ceil(panel.top)),
                              static_cast<int>(std::floor(panel.right)), static_cast<int>(std::floor(panel.bottom))};
    opaque_.push_back(within(part, size));
  }
  std::erase_if(opaque_, [](const gpu::PixelRect& part) { return part.is_empty(); });
  translucent_ = touched_parts(*ImGui::GetDrawData(), size, opaque_);
}

void UiHost::follow_pointer() {
  surface_.set_pointer(shape_of(ImGui::GetMouseCursor()));
}

}  // namespace riskmap
