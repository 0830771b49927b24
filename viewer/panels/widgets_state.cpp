// What widgets remember between frames.
#include "viewer/panels/widgets_state.h"

#include "viewer/panels/compat.h"

namespace riskmap::ui {

void Drafts::forget_typed() {
  // A list behind the dialog is no field of it: it goes on from where it was.
  std::erase_if(kept_, [](const auto& kept) { return !kept.first.starts_with("list."); });
  remarks_.clear();
  for (auto& [name, draft] : drafts_) {
    const float height = draft.height, width = draft.width;
    draft = {};
    draft.height = height, draft.width = width;
  }
}

void Drafts::push_right_edge(float x) {
  edges_.push_back({x, current_window()});
}

void Drafts::pop_right_edge() {
  edges_.pop_back();
}

std::optional<float> Drafts::right_edge() const {
  if (edges_.empty() || edges_.back().window != current_window()) return std::nullopt;
  return edges_.back().x;
}

}  // namespace riskmap::ui
