// Steps to input events and back to what the probe saw.
#include "viewer/app/script_runner.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>

#include "layers/exchange/map_sheet.h"
#include "layers/store/register_file.h"
#include "layers/text/translate.h"
#include "viewer/panels/text_buffer.h"

namespace riskmap {
namespace {

constexpr double longest_wait_seconds = 60;
constexpr double after_click_seconds = 0.35;  // the next click is not the second half of a double click

std::string found(const ui::ProbeEntry* entry, step::Property property) {
  using step::Property;
  if (property == Property::visible) return entry && entry->is_visible() ? "yes" : "no";
  if (!entry) return {};
  switch (property) {
    case Property::text:
      return entry->text;
    case Property::value:
      return entry->value;
    case Property::enabled:
      return entry->is_enabled ? "yes" : "no";
    default:
      return entry->value.empty() ? entry->text : entry->value;
  }
}

// A yes may be written in the three ways people write it.
std::string plain(const std::string& wanted, step::Property property) {
  if (property != step::Property::enabled && property != step::Property::visible) return wanted;
  if (wanted == "true" || wanted == "1") return "yes";
  if (wanted == "false" || wanted == "0") return "no";
  return wanted;
}

}  // namespace

ScriptRunner::ScriptRunner(FrameLoop& loop, Surface& surface, Application& application)
    : loop_(loop), surface_(surface), application_(application) {
  loop_.context().kit().probe.enable(true);
}

int ScriptRunner::run(const Script& script, const std::function<void(const std::string&)>& complain) {
  int failures = 0;
  settle();
  for (const ScriptStep& step : script) {
    const Outcome problem = std::visit([&](const auto& kind) { return perform(kind); }, step.kind);
    if (!problem) continue;
    ++failures;
    complain(fill(tr("Line {n}: {step}: {problem}"),
                  {{"n", std::to_string(step.line)}, {"step", step.source}, {"problem", *problem}}));
  }
  return failures;
}

ScriptRunner::Target ScriptRunner::find(const std::string& name) {
  const ui::ProbeEntry* entry = loop_.context().kit().probe.find(name);
  if (!entry) return {.problem = tr("there is no such widget")};
  if (!entry->is_visible()) return {.problem = tr("the widget is out of sight")};
  if (!entry->is_enabled) return {.problem = tr("the widget is disabled")};
  return {entry->visible.centre_x(), entry->visible.centre_y(), {}};
}

ScriptRunner::Outcome ScriptRunner::settle() {
  if (loop_.settle()) return std::nullopt;
  return tr("the window did not come to rest");
}

ScriptRunner::Outcome ScriptRunner::click_at(float x, float y, int count) {
  push(PointerMoved{x, y});
  if (const auto problem = settle()) return problem;
  for (int i = 0; i < count; ++i) {
    push(ButtonChanged{0, true});
    push(ButtonChanged{0, false});
  }
  if (const auto problem = settle()) return problem;
  return perform(step::WaitTime{after_click_seconds});
}

ScriptRunner::Outcome ScriptRunner::perform(const step::Click& click) {
  const Target target = find(click.name);
  return target.problem ? target.problem : click_at(target.x, target.y, click.count);
}

ScriptRunner::Outcome ScriptRunner::perform(const step::ClickMap& click) {
  const auto point = application_.window_point_of(click.place);
  if (!point) return tr("the place is not on the map shown");
  return click_at(static_cast<float>(point->x), static_cast<float>(point->y), 1);
}

ScriptRunner::Outcome ScriptRunner::perform(const step::PressKey& press) {
  const ui::Chord& chord = press.chord;
  push(ModifiersChanged{chord.ctrl, chord.shift, chord.alt});
  push(KeyChanged{chord.key, true});
  push(KeyChanged{chord.key, false});
  push(ModifiersChanged{false, false, false});
  return settle();
}

ScriptRunner::Outcome ScriptRunner::perform(const step::TypeText& typing) {
  for (const char32_t c : ui::utf32_from(typing.text)) push(CharacterTyped{c});
  return settle();
}

ScriptRunner::Outcome ScriptRunner::perform(const step::Drag& drag) {
  const Target from = find(drag.from), to = find(drag.to);
  if (from.problem) return from.problem;
  if (to.problem) return to.problem;
  push(PointerMoved{from.x, from.y});
  if (const auto problem = settle()) return problem;
  push(ButtonChanged{0, true});
  if (const auto problem = settle()) return problem;
  constexpr int steps = 8;
  for (int i = 1; i <= steps; ++i) {
    const float share = static_cast<float>(i) / steps;
    push(PointerMoved{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    if (const auto problem = settle()) return problem;
  }
  push(ButtonChanged{0, false});
  return settle();
}

ScriptRunner::Outcome ScriptRunner::perform(const step::Scroll& scroll) {
  const Target target = find(scroll.name);
  if (target.problem) return target.problem;
  push(PointerMoved{target.x, target.y});
  if (const auto problem = settle()) return problem;
  push(WheelTurned{0, scroll.notches});
  return settle();
}

ScriptRunner::Outcome ScriptRunner::perform(const step::DropFile& drop) {
  surface_.drop({drop.file});
  return settle();
}

// Real time, because workers and the store take it.
ScriptRunner::Outcome ScriptRunner::perform(const step::WaitIdle&) {
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    if (const auto problem = settle()) return problem;
    if (application_.is_idle()) return settle();
    if (std::chrono::steady_clock::now() - start > std::chrono::duration<double>{longest_wait_seconds})
      return tr("still busy after a minute");
    surface_.wait(0.01);
  }
}

ScriptRunner::Outcome ScriptRunner::perform(const step::WaitTime& wait) {
  const double until = surface_.seconds() + wait.seconds;
  while (surface_.seconds() < until) {
    surface_.poll();
    loop_.stay_awake();
    loop_.turn();
  }
  return settle();
}

ScriptRunner::Outcome ScriptRunner::perform(const step::Expect& expect) {
  const ui::ProbeEntry* entry = loop_.context().kit().probe.find(expect.name);
  if (expect.only_exists && expect.property == step::Property::any)
    return entry && entry->is_visible() ? Outcome{} : Outcome{tr("it is not on the screen")};
  if (!entry && expect.property != step::Property::visible) return tr("there is no such widget");
  const std::string is = found(entry, expect.property);
  const std::string wanted = expect.only_exists ? "yes" : plain(expect.wanted, expect.property);
  if (is == wanted) return std::nullopt;
  return fill(tr("it is «{found}», not «{wanted}»"), {{"found", is}, {"wanted", wanted}});
}

ScriptRunner::Outcome ScriptRunner::perform(const step::Shot& shot) {
  if (const auto problem = settle()) return problem;
  if (may_be_register(shot.file)) return tr("a register is not replaced by a picture");
  const std::string png = png_bytes(loop_.picture());
  std::ofstream file{shot.file, std::ios::binary};
  file.write(png.data(), static_cast<std::streamsize>(png.size()));
  file.close();
  return file ? Outcome{} : Outcome{tr("the picture could not be written")};
}

std::string widget_list(const ui::Probe& probe) {
  std::string list;
  for (const ui::ProbeEntry& entry : probe.entries())
    list += fmt::format("{}\t{}\t{}\n", entry.name, entry.text, entry.value);
  return list;
}

}  // namespace riskmap
