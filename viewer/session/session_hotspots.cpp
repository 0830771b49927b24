// Hotspots are reckoned beside the window, one answer at a time: a newer question stops the one before. How they are
// looked for is found again when the register is opened the next time.
#include "layers/analysis/hotspot_choice_text.h"
#include "layers/text/translate.h"
#include "viewer/session/hotspot_task.h"
#include "viewer/session/session.h"
#include "viewer/session/session_work.h"

namespace riskmap {

HotspotAnswer found_for(const HotspotTask& task) {
  const auto& in = task.inputs;
  const auto facts = facts_of_all(*in.snapshot, in.today);
  const auto indicator = find_indicator(*in.snapshot, in.indicator);
  if (!indicator) return {{}, unknown_indicator(*in.snapshot, in.indicator, "").error()};
  auto finding = hotspots_by_choice({*in.snapshot, facts, in.selected, in.counting}, in.level, *indicator, in.choice,
                                    in.shapes, task.known);
  if (!finding) return {{}, std::move(finding).error()};
  return {std::make_shared<const HotspotFinding>(std::move(*finding)), {}};
}

std::optional<PowerAnswer> power_for(const HotspotTask& task, const HotspotFinding& finding, std::stop_token stop) {
  const auto& in = task.inputs;
  if (!finding.ranked.empty()) return PowerAnswer{};
  const auto facts = facts_of_all(*in.snapshot, in.today);
  auto question = power_question({*in.snapshot, facts, in.selected, in.counting}, finding);
  if (!question) return PowerAnswer{};  // what was said last was of another question
  if (question == task.answered) return std::nullopt;
  const auto power = power_of(*question, {{}, stop});
  if (stop.stop_requested()) return std::nullopt;
  return PowerAnswer{std::move(*question), power};
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
  const auto is_newest = [stop = work.hotspot_stop](const Session&) { return !stop.stop_requested(); };
  work.hotspots.run([&work, is_newest, task = std::move(*task), stop = work.hotspot_stop.get_token()] {
    set_language(task.inputs.language);
    const auto answer = stop.stop_requested() ? HotspotAnswer{} : found_for(task);
    work.deliver([answer, is_newest](Session& session) {
      if (is_newest(session)) session.derived_.take(answer);
    });
    auto power = answer.finding ? power_for(task, *answer.finding, stop) : std::nullopt;
    work.deliver([power = std::move(power), is_newest](Session& session) {
      --session.work_->pending;
      if (power && is_newest(session)) session.derived_.take(*power);
    });
  });
}

}  // namespace riskmap
