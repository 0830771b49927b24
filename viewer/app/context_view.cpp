#include "viewer/app/context_view.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace riskmap {

namespace {
constexpr std::chrono::milliseconds patience{250};       // what a moving map waits for
constexpr std::chrono::milliseconds between_tiles{300};  // what has come from a server is shown so often
constexpr double margin = 0.25;  // of the window's size on each side: panned that far, nothing is missing

// The same place and scale with room around it; whole pixels, so that a map at rest is shown exactly.
ContextLook with_margin(ContextLook look) {
  auto& size = look.camera.size;
  size.width += 2 * static_cast<int>(size.width * margin);
  size.height += 2 * static_cast<int>(size.height * margin);
  return look;
}

// For every pixel of a line of the window, the pixel of the picture that shows the same place; -1 = none.
std::vector<int> sources(int length, int picture_length, double scale, double shift_px) {
  std::vector<int> out(static_cast<std::size_t>(length));
  for (int i = 0; i < length; ++i) {
    const double from_middle = (i + 0.5 - length / 2.0) * scale + shift_px;
    const auto at = static_cast<int>(std::floor(from_middle + picture_length / 2.0));
    out[static_cast<std::size_t>(i)] = at >= 0 && at < picture_length ? at : -1;
  }
  return out;
}
}  // namespace

// True when a whole picture has come.
bool ContextView::take_drawn() {
  const std::lock_guard lock{mailbox_->mutex};
  if (!mailbox_->drawn) return false;
  const auto drawn = std::move(mailbox_->drawn);
  is_drawing_ = !drawn->is_last;
  is_quick_ = drawn->is_whole && drawn->took < patience;
  if (!drawn->is_whole) return false;
  drawn_ = std::make_unique<Drawn>(std::move(*drawn));
  return true;
}

bool ContextView::update(const std::shared_ptr<const SceneContext>& context, const ContextLook& look) {
  bool has_changed = take_drawn();
  if (!context) {
    if (is_drawing_) drop();
    has_changed = has_changed || drawn_;
    drawn_.reset();
    return has_changed;
  }
  Wanted wanted{context, with_margin(look)};
  if (is_drawing_) {
    const bool is_slow = !is_quick_ || Clock::now() - began_ > patience;
    if (in_work_ != wanted && is_slow) drop();
  } else if (!drawn_ || drawn_->wanted != wanted) {
    draw(std::move(wanted));
  }
  return has_changed;
}

void ContextView::draw(Wanted wanted) {
  is_drawing_ = true;
  in_work_ = wanted;
  began_ = Clock::now();
  stop_ = {};
  worker_.run([this, mailbox = mailbox_, wanted = std::move(wanted), stop = stop_.get_token()] {
    const auto& context = *wanted.context;
    bool is_last = false;
    while (!is_last) {
      auto drawn = drawn_of(wanted, stop);
      is_last = drawn->is_last;
      {
        const std::lock_guard lock{mailbox->mutex};
        mailbox->drawn = std::move(drawn);
      }
      wake_();
      while (!is_last && !stop.stop_requested() && context.is_waiting() && !context.has_news())
        context.wait(Clock::now() + between_tiles, stop);
    }
  });
}

std::unique_ptr<ContextView::Drawn> ContextView::drawn_of(const Wanted& wanted, const std::stop_token& stop) {
  const auto& [context, look] = wanted;
  const auto began = Clock::now();
  auto drawn = std::make_unique<Drawn>(Drawn{.wanted = wanted, .below = {}, .above = {}});
  if (context->has(ContextSide::below)) drawn->below = context_picture(*context, ContextSide::below, look, stop);
  if (context->has(ContextSide::above)) drawn->above = context_picture(*context, ContextSide::above, look, stop);
  drawn->took = Clock::now() - began;
  drawn->is_whole = !stop.stop_requested();
  drawn->is_last = !drawn->is_whole || !context->is_waiting();
  return drawn;
}

void ContextView::lay(ContextSide side, ColourImage& image, const Camera& camera) const {
  if (!drawn_) return;
  const ColourImage& picture = side == ContextSide::below ? drawn_->below : drawn_->above;
  if (picture.pixels.empty()) return;
  const Camera& from = drawn_->wanted.look.camera;
  const double scale = camera.metres_per_pixel / from.metres_per_pixel;
  const auto columns =
      sources(image.size.width, picture.size.width, scale, (camera.centre.x - from.centre.x) / from.metres_per_pixel);
  const auto rows =
      sources(image.size.height, picture.size.height, scale, (from.centre.y - camera.centre.y) / from.metres_per_pixel);
  for (int y = 0; y < image.size.height; ++y) {
    const int source_row = rows[static_cast<std::size_t>(y)];
    if (source_row < 0) continue;
    const std::uint32_t* source = picture.row(source_row);
    std::uint32_t* target = image.row(y);
    for (std::size_t x = 0; x < columns.size(); ++x)
      if (columns[x] >= 0 && source[columns[x]] != 0) target[x] = over(source[columns[x]], target[x]);
  }
}

}  // namespace riskmap
