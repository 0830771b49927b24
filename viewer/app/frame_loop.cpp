// The heartbeat.
#include "viewer/app/frame_loop.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "viewer/panels/tokens.h"

namespace riskmap {
namespace {

// After so long without input the map is at rest and may be refined.
constexpr double rest_seconds = 0.03;

gpu::PixelRect pixels_of(const ui::Rect& rect) {
  const auto whole = [](float value) { return static_cast<int>(std::lround(value)); };
  return {whole(rect.left), whole(rect.top), whole(rect.right), whole(rect.bottom)};
}

// What the application wants, in the system's scale.
ui::Look look_on(const Surface& surface, const Application& application) {
  ui::Look look = application.look();
  look.scale = std::clamp(look.scale * static_cast<float>(surface.content_scale()), 0.8F, 4.0F);
  return look;
}

// Adds the time since its making to a field of the record.
class Stopwatch {
 public:
  explicit Stopwatch(double& ms) : ms_(ms), start_(Trace::Clock::now()) {}
  ~Stopwatch() { ms_ += std::chrono::duration<double, std::milli>{Trace::Clock::now() - start_}.count(); }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double& ms_;
  Trace::Clock::time_point start_;
};

}  // namespace

Result<std::unique_ptr<FrameLoop>> FrameLoop::create(Surface& surface, Application& application, Trace& trace,
                                                     std::unique_ptr<ui::Context> interface) {
  interface->set_look(look_on(surface, application));
  auto ui = UiHost::create(std::move(interface), surface);
  if (!ui) return std::unexpected{std::move(ui).error()};
  auto canvas = gpu::MapCanvas::create();
  if (!canvas) return std::unexpected{std::move(canvas).error()};
  auto compositor = gpu::Compositor::create();
  if (!compositor) return std::unexpected{std::move(compositor).error()};
  trace.phase("shaders");
  return std::unique_ptr<FrameLoop>{
      new FrameLoop{surface, application, trace, std::move(*ui), std::move(*canvas), std::move(*compositor)}};
}

FrameLoop::FrameLoop(Surface& surface, Application& application, Trace& trace, std::unique_ptr<UiHost> ui,
                     std::unique_ptr<gpu::MapCanvas> canvas, gpu::Compositor compositor)
    : surface_(surface),
      application_(application),
      trace_(trace),
      ui_(std::move(ui)),
      canvas_(std::move(canvas)),
      compositor_(std::move(compositor)) {}

void FrameLoop::run() {
  while (!application_.wants_to_close()) {
    turn();
    if (is_awake())
      surface_.poll();
    else
      surface_.wait(seconds_to_sleep());
  }
}

bool FrameLoop::settle(int most_turns) {
  stay_awake();
  for (int turns = 0; turns < most_turns;) {
    surface_.poll();
    turn();
    if (is_awake())
      ++turns;
    else if (!is_map_moving_)
      return true;  // else only time has to pass, of which a turn of a window takes next to none
  }
  return false;
}

void FrameLoop::turn() {
  FrameRecord record{.at_ms = trace_.now_ms()};
  take_events(record);
  const bool builds = frames_left_ > 0 || is_timer_due();
  if (builds) build(record);
  draw_map(record);
  if (std::exchange(has_new_picture_, false)) {
    {
      const Stopwatch watch{record.compose_ms};
      compose();
    }
    const Stopwatch watch{record.present_ms};
    surface_.present();
    record.is_presented = true;
  }
  frames_left_ = std::max(frames_left_ - 1, 0);
  if (record.has_ui || record.has_map || record.is_presented) trace_.frame(record);
}

void FrameLoop::take_events(FrameRecord& record) {
  ui_->context().make_current();
  record.input_events = static_cast<int>(surface_.input().apply());
  if (record.input_events > 0) last_input_at_ = surface_.seconds();
  if (auto files = surface_.take_dropped(); !files.empty()) application_.drop(files), stay_awake();
  if (surface_.take_close_request()) application_.ask_to_close(), stay_awake();
  if (surface_.take_damage()) has_new_picture_ = true, stay_awake();
  if (application_.update() || record.input_events > 0) stay_awake();
  if (const auto look = look_on(surface_, application_); look != ui_->context().kit().look)
    ui_->set_look(look), stay_awake();
}

void FrameLoop::build(FrameRecord& record) {
  const double now = surface_.seconds();
  const ImageSize size = surface_.size();
  if (size.width <= 0 || size.height <= 0) return;  // minimised
  {
    const Stopwatch watch{record.ui_ms};
    ui_->frame(size, now - last_ui_at_,
               [&] { application_.build_ui(static_cast<float>(size.width), static_cast<float>(size.height)); });
  }
  last_ui_at_ = now;
  record.has_ui = true;
  record.ui_paint_ms = ui_->paint_ms();
  record.ui_ms -= record.ui_paint_ms;
  const gpu::PixelRect& painted = ui_->painted();
  record.ui_painted_share =
      static_cast<double>(painted.width()) * painted.height() / (static_cast<double>(size.width) * size.height);
  if (!painted.is_empty()) has_new_picture_ = true;
  const double after = ui_->context().next_frame_after();
  next_ui_at_ = after < 0 ? -1 : now + after;
  surface_.set_title(application_.title());
}

void FrameLoop::draw_map(FrameRecord& record) {
  const bool is_moving = last_input_at_ >= 0 && surface_.seconds() - last_input_at_ < rest_seconds;
  {
    const Stopwatch watch{record.map_ms};
    application_.draw_map(*canvas_, is_moving ? Motion::moving : Motion::resting);
  }
  // Once more when the rest begins, so that the refinement can start.
  is_map_moving_ = is_moving;
  if (!canvas_->take_change()) return;
  record.has_map = has_new_picture_ = true;
}

void FrameLoop::compose() {
  compositor_.compose({.target = surface_.framebuffer(),
                       .size = surface_.size(),
                       .ground = ui::tokens_of(ui_->context().kit().look.theme).canvas,
                       .map = pixels_of(application_.map_place()),
                       .canvas = canvas_.get(),
                       .interface = &ui_->texture(),
                       .opaque = ui_->opaque(),
                       .translucent = ui_->translucent()});
}

ColourImage FrameLoop::picture() {
  compose();
  return {surface_.size(), gpu::read_pixels(surface_.framebuffer(), surface_.size())};
}

bool FrameLoop::is_timer_due() const {
  return next_ui_at_ >= 0 && surface_.seconds() >= next_ui_at_;
}

double FrameLoop::seconds_to_sleep() const {
  const double now = surface_.seconds();
  double seconds = -1;
  const auto at_most = [&](double wanted) {
    wanted = std::max(wanted, 0.001);
    seconds = seconds < 0 ? wanted : std::min(seconds, wanted);
  };
  if (next_ui_at_ >= 0) at_most(next_ui_at_ - now);
  if (is_map_moving_) at_most(last_input_at_ + rest_seconds - now);
  return seconds;
}

}  // namespace riskmap
