// Hotspots are reckoned beside the window, one answer at a time: a newer question stops the one before. How they are
// looked for is found again when the register is opened the next time.
#include <algorithm>
#include <mutex>

#include "layers/analysis/hotspot_choice_text.h"
#include "viewer/session/hotspot_task.h"
#include "viewer/session/session.h"
#include "viewer/session/session_work.h"

namespace riskmap {

HotspotAnswer found_for(const HotspotTask& task) {
  const auto& in = task.inputs;
  const auto facts = facts_of_all(*in.snapshot, in.today);
  const auto indicator = find_indicator(*in.snapshot, in.indicator);
  if (!indicator) return {{}, unknown_indicator(*in.snapshot, in.indicator, "").error(), {}};
  const HotspotSource source{*in.snapshot, facts, in.selected, in.counting};
  auto finding = hotspots_by_choice(source, in.level, *indicator, in.choice, in.shapes, task.known);
  if (!finding) return {{}, std::move(finding).error(), {}};
  auto asked = finding->ranked.empty() ? power_question(source, *finding) : std::nullopt;
  return {std::make_shared<const HotspotFinding>(std::move(*finding)), {}, std::move(asked)};
}

std::vector<PowerAnswer>::const_iterator known_power(const std::vector<PowerAnswer>& powers,
                                                     const std::optional<PowerQuestion>& asked) {
  return std::ranges::find_if(powers, [&asked](const PowerAnswer& one) { return asked && one.question == *asked; });
}

namespace {
// An answer takes seconds and depends on its question alone: whoever asks again, in this window or the next, has it.
class AnsweredPowers {
 public:
  std::optional<PowerAnswer> find(const PowerQuestion& question) {
    const std::lock_guard lock{mutex_};
    const auto known = known_power(answers_, question);
    return known == answers_.end() ? std::nullopt : std::optional{*known};
  }
  void keep(const PowerAnswer& answer) {
    constexpr std::size_t most_kept = 32;
    const std::lock_guard lock{mutex_};
    answers_.insert(answers_.begin(), answer);
    answers_.resize(std::min(answers_.size(), most_kept));
  }

 private:
  std::mutex mutex_;
  std::vector<PowerAnswer> answers_;
};
}  // namespace

std::optional<PowerAnswer> power_for(const PowerQuestion& question, std::stop_token stop) {
  static AnsweredPowers answered;
  if (auto known = answered.find(question)) return known;
  const auto power = power_of(question, {{}, stop});
  if (stop.stop_requested()) return std::nullopt;
  PowerAnswer answer{question, power};
  answered.keep(answer);
  return answer;
}

void Session::recall_hotspots() {
  const auto known = settings_.hotspots.find(document_.path().string());
  if (known != settings_.hotspots.end()) view_.layer.hotspots = hotspot_choice_from(known->second);
}

void Session::remember_hotspots() {
  if (!document_.reg) return;
  const auto path = document_.path().string();
  auto lines = lines_of(view_.layer.hotspots);
  if (lines.empty())
    settings_.hotspots.erase(path);
  else
    settings_.hotspots[path] = std::move(lines);
  save_settings();
}

void Session::reckon_hotspots() {
  auto task = derived_.next_hotspots(document_, view_, today_);
  if (!task) return;
  auto& work = *work_;
  work.hotspot_stop.request_stop();
  work.hotspot_stop = {};
  ++work.pending;
  const auto is_newest = [serial = work.document_serial, stop = work.hotspot_stop](const Session& session) {
    return serial == session.work_->document_serial && !stop.stop_requested();
  };
  work.hotspots.run([&work, is_newest, task = std::move(*task), stop = work.hotspot_stop.get_token()] {
    const auto answer = stop.stop_requested() ? HotspotAnswer{} : found_for(task);
    work.deliver([answer, is_newest](Session& session) {
      if (is_newest(session)) session.derived_.take(answer);
    });
    const bool is_news = answer.power_asked && known_power(task.powers, answer.power_asked) == task.powers.end();
    auto power = is_news ? power_for(*answer.power_asked, stop) : std::nullopt;
    work.deliver([power = std::move(power), is_newest](Session& session) {
      --session.work_->pending;
      if (power && is_newest(session)) session.derived_.take(*power);
    });
  });
}

}  // namespace riskmap
