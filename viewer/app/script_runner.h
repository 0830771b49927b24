// Carries out a script: through the input queue, as a person's hands would, one step after the other.
#pragma once
#include <functional>
#include <string>

#include "viewer/app/frame_loop.h"
#include "viewer/app/script.h"

namespace riskmap {

class ScriptRunner {
 public:
  ScriptRunner(FrameLoop& loop, Surface& surface, Application& application);

  // Runs every step, also after one that failed; each failure is told to `complain` as "line 3: click table.new: …".
  // Returns how many failed.
  int run(const Script& script, const std::function<void(const std::string&)>& complain);

 private:
  using Outcome = std::optional<std::string>;  // why it failed
  Outcome perform(const step::Click& click);
  Outcome perform(const step::ClickMap& click);
  Outcome perform(const step::PressKey& press);
  Outcome perform(const step::TypeText& typing);
  Outcome perform(const step::Drag& drag);
  Outcome perform(const step::Scroll& scroll);
  Outcome perform(const step::DropFile& drop);
  Outcome perform(const step::WaitIdle& wait);
  Outcome perform(const step::WaitTime& wait);
  Outcome perform(const step::Expect& expect);
  Outcome perform(const step::Shot& shot);

  struct Target {
    float x = 0, y = 0;
    Outcome problem{};
  };
  Target find(const std::string& name);
  Outcome click_at(float x, float y, int count);
  void push(const InputEvent& event) { surface_.input().push(event); }
  Outcome settle();

  FrameLoop& loop_;
  Surface& surface_;
  Application& application_;
};

// Every name on the screen now, one a line, with its text and value.
std::string widget_list(const ui::Probe& probe);

}  // namespace riskmap
