// The session's life: set-up, arrivals, messages, settings.
#include "viewer/session/session.h"

#include <chrono>
#include <thread>

#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/session/layer_borders.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
constexpr std::size_t most_messages = 200;

Date machine_day() {
  return civil_today(std::chrono::minutes{300});
}  // until a register says its own offset

// A kind of intent without an overload in Applier does not compile.
template <typename Applier, typename... Kind>
void act_on(const Applier& act, const Intent& intent, IntentKinds<Kind...> /*all*/) {
  (void)((intent.is<Kind>() && (act(*intent.as<Kind>()), true)) || ...);
}
}  // namespace

Session::Session(SessionOptions options) : options_{std::move(options)}, work_{std::make_unique<Work>(options_.wake)} {
  auto loaded = load_settings(options_.settings_file);
  settings_ = std::move(loaded.settings);
  if (loaded.remark) tell(*loaded.remark);
  view_.language = options_.language ? *options_.language
                                     : settings_.language.value_or(options_.locale_language.value_or(Language::kk));
  view_.theme = settings_.theme;
  view_.scale_percent = settings_.scale_percent;
  today_ = options_.today.value_or(machine_day());
  set_language(view_.language);
}

Session::~Session() {
  for (auto& job : work_->jobs) job.stop.request_stop();
  work_->hotspot_stop.request_stop();
  save_settings();
}

void Session::apply(const Intent& intent) {
  has_changed_ = true;
  if (waits_for_records(intent)) return;
  if (ends_flight(intent)) land();
  act_on(Applier{*this}, intent, EveryIntent{});
}

void Session::apply(const Intents& intents) {
  for (const auto& intent : intents) apply(intent);
}

bool Session::update() {
  for (auto& arrival : work_->take()) {
    arrival(*this);
    has_changed_ = true;
  }
  fly_on();
  if (!has_changed_) return false;
  derived_.update(document_, view_, today_);
  set_projection();
  scale_scene();
  // The map may have moved under a pointer that rests.
  if (const auto pointed = pointed_at(); pointed != view_.hovered) {
    view_.hovered = pointed;
    derived_.update(document_, view_, today_);
    scale_scene();
  }
  has_changed_ = false;
  reckon_hotspots();
  return true;
}

Session::Ticket Session::begin_job(std::string label) {
  constexpr double least_step = 0.01;  // a share that hardly grew is not worth a frame
  auto& work = *work_;
  const auto number = ++work.last_job;
  ++work.pending;
  auto& job = work.jobs.emplace_back(Work::Job{number, {std::move(label), -1, true}, {}});
  show_job();
  const auto progress = [&work, number, told = -1.0](double share) mutable {
    if (share < told + least_step) return;
    told = share;
    work.deliver([number, share](Session& session) {
      if (auto* running = session.work_->job_of(number)) running->shown.progress = share;
      session.show_job();
    });
  };
  return {number, {progress, job.stop.get_token()}};
}

void Session::end_job(std::uint64_t number) {
  --work_->pending;
  std::erase_if(work_->jobs, [number](const Work::Job& job) { return job.number == number; });
  show_job();
}

void Session::show_job() {
  job_ = work_->jobs.empty() ? std::optional<RunningJob>{} : work_->jobs.back().shown;
}

bool Session::is_idle() const {
  return work_->pending == 0 && !is_flying();
}

void Session::wait_until_idle() {
  update();
  while (!is_idle()) {
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    update();
  }
}

void Session::tell(Toast::Kind kind, std::string text, const std::string& batch, LoadReport report) {
  toast_ = Toast{kind, std::move(text), batch, ++toast_serial_};
  if (!report.lines.empty()) toast_->report = std::make_shared<const LoadReport>(std::move(report));
  log_.push_front(*toast_);
  if (log_.size() > most_messages) log_.pop_back();
}

void Session::note(std::string text) {
  log_.push_front(Toast{Toast::Kind::info, std::move(text), {}, ++toast_serial_});
  if (log_.size() > most_messages) log_.pop_back();
  has_changed_ = true;
}

void Session::note_borders(const Geometry& areas, const BorderReport& report) {
  const auto& scene = derived().scene;
  if (is_arriving() || scene.areas != areas || !scene.is_to_scale) return;
  if (const auto borders = on_ground(*areas, report, scene.view_crs))
    note(document_.path().filename().string() + ": " + text_of(*borders));
}

void Session::tell(const Error& error) {
  const bool is_wanted = error.code == ErrorCode::cancelled;  // by the person himself
  tell(is_wanted ? Toast::Kind::info : Toast::Kind::problem, error_message(error));
}

void Session::save_settings() {
  if (options_.settings_file.empty()) return;
  if (const auto saved = riskmap::save_settings(settings_, options_.settings_file); !saved) tell(saved.error());
}

}  // namespace riskmap
