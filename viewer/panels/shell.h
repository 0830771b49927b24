// The whole window: layout, every panel, the open dialog, keyboard shortcuts. Reads the session, returns what was
// asked.
#pragma once
#include <memory>
#include <vector>

#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// What panels remember between frames: half-typed fields, scroll positions. Nothing of the document.
struct ShellState;

class Shell {
 public:
  Shell();
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  // What the map's names take of it, from its corner, for what is drawn over the map and leaves them free.
  void set_names(std::vector<Rect> names);
  // One frame of the interface, inside Context::frame(). Sizes in window pixels.
  Intents build(const Session& session, float width, float height);
  // Where the map lies, as of the last build().
  [[nodiscard]] const Layout& layout() const { return layout_; }

 private:
  std::unique_ptr<ShellState> state_;
  Layout layout_;
};

}  // namespace riskmap::ui
