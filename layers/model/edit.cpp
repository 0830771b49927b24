// Undo as data.
#include "layers/model/edit.h"

#include <algorithm>
#include <utility>

namespace riskmap {

std::string_view name_of(EditKind kind) {
  switch (kind) {
    case EditKind::user:
      return "USER";
    case EditKind::undo:
      return "UNDO";
    case EditKind::redo:
      return "REDO";
    case EditKind::import:
      return "IMPORT";
  }
  return "USER";
}

namespace {
void turn_round(Change& change) {
  std::swap(change.before, change.after);
  if (change.kind == ChangeKind::add)
    change.kind = ChangeKind::remove;
  else if (change.kind == ChangeKind::remove)
    change.kind = ChangeKind::add;
}
}  // namespace

Edit inverse(Edit edit) {
  for (auto& change : edit.changes) turn_round(change);
  std::ranges::reverse(edit.changes);
  for (auto& file : edit.appeal_files) turn_round(file.change);
  std::ranges::reverse(edit.appeal_files);
  for (auto& change : edit.applicants) std::swap(change.before, change.after);
  return edit;
}

}  // namespace riskmap
