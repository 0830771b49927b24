#include "layers/model/state_offer.h"

#include <algorithm>

#include "layers/model/rules.h"

namespace riskmap {

namespace {
bool is_last_pending(const RegisterSnapshot& snapshot, Row issue, std::string_view uuid) {
  return std::ranges::none_of(snapshot.measures_of(issue), [&](Row step) {
    return snapshot.measures.uuid(step) != uuid && snapshot.measures.core(step).is_pending();
  });
}

std::optional<Status> wanted(const RegisterSnapshot& snapshot, Row issue, const Fields& measure,
                             std::string_view uuid) {
  const auto status = text_of(field(measure, "status"));
  if (status == "DONE" && is_last_pending(snapshot, issue, uuid)) return Status::resolved;
  if (status == "IN_PROGRESS" || status == "DONE") return Status::in_progress;
  const bool is_planned = status == "PLANNED" && !is_none(field(measure, "executor")) &&
                          (!is_none(field(measure, "due_on")) || !is_none(field(measure, "due_extended_on")));
  return is_planned ? std::optional{Status::planned} : std::nullopt;
}

// How far a problem has come on its way; other states are left by a person's own word only.
int station(Status status) {
  switch (status) {
    case Status::registered:
    case Status::confirmed:
      return 1;
    case Status::planned:
      return 2;
    case Status::in_progress:
      return 3;
    case Status::resolved:
      return 4;
    default:
      return 0;
  }
}
}  // namespace

std::optional<Status> offered_state(const RegisterSnapshot& snapshot, const Fields& measure, std::string_view uuid) {
  const Row row = snapshot.find_issue(text_of(field(measure, "issue")));
  if (row == no_row) return std::nullopt;
  const auto now = snapshot.issues.core(row).status;
  const auto to = wanted(snapshot, row, measure, uuid);
  if (!to || station(now) == 0 || station(*to) <= station(now)) return std::nullopt;
  const auto moves = transitions_from(snapshot, now);
  const bool has_move =
      std::ranges::any_of(moves, [&to](const auto& move) { return move.to == *to && !move.needs_reason; });
  return has_move ? to : std::nullopt;
}

}  // namespace riskmap
