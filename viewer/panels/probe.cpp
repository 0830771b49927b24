// The registry of names.
#include "viewer/panels/probe.h"

namespace riskmap::ui {

void Probe::start_frame() {
  entries_.clear();
  index_.clear();
  duplicates_.clear();
}

void Probe::record(ProbeEntry entry) {
  if (!is_enabled_) return;
  if (!index_.emplace(entry.name, entries_.size()).second) duplicates_.push_back(entry.name);
  entries_.push_back(std::move(entry));
}

const ProbeEntry* Probe::find(std::string_view name) const {
  const auto found = index_.find(std::string{name});
  return found == index_.end() ? nullptr : &entries_[found->second];
}

}  // namespace riskmap::ui
