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

Edit inverse(Edit edit) {
  for (auto& change : edit.changes) {
    std::swap(change.before, change.after);
    if (change.kind == ChangeKind::add)
      change.kind = ChangeKind::remove;
    else if (change.kind == ChangeKind::remove)
      change.kind = ChangeKind::add;
  }
  std::ranges::reverse(edit.changes);
  for (auto& change : edit.applicants) std::swap(change.before, change.after);
  return edit;
}

}  // namespace riskmap
