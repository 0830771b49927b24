// What people brought, typed: which appeals wait for a problem, for an answer, and until when (`domain.md` §4).
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct Appeal {
  std::string uuid;
  std::int64_t version = 0;
  std::string reg_no, kind, channel, summary, satisfied;
  std::string reception;  // uuid
  std::optional<Date> received_on, registered_on, due_on, extended_to, answered_on;
  Row settlement = no_row, category = no_row;
  std::int64_t people = 1;  // who signed it
  std::vector<Row> issues;  // that it is joined to

  [[nodiscard]] std::optional<Date> deadline() const { return extended_to ? extended_to : due_on; }
  [[nodiscard]] bool is_answered() const { return answered_on.has_value(); }
  // An answer alone ends an appeal too: "every appeal must end in an issue or an explicit answer" (R21).
  [[nodiscard]] bool is_unlinked() const { return issues.empty() && !is_answered(); }
};

// The inbox's queues. Every appeal stands in one of the last four; an unanswered one may wait for a problem too, or be
// owed an answer because its problem has been dealt with.
enum class AppealQueue { unlinked, answer_owed, overdue, due_soon, waiting, answered };
inline constexpr std::array appeal_queues = {AppealQueue::unlinked, AppealQueue::answer_owed, AppealQueue::overdue,
                                             AppealQueue::due_soon, AppealQueue::waiting,     AppealQueue::answered};

struct AppealBook {
  std::vector<Appeal> appeals;                                        // by the day they came, newest first
  std::array<std::vector<std::size_t>, appeal_queues.size()> queues;  // places in `appeals`; the most urgent first
  std::unordered_map<Row, std::vector<std::size_t>> by_issue;         // places in `appeals`
  [[nodiscard]] const std::vector<std::size_t>& in(AppealQueue queue) const {
    return queues[static_cast<std::size_t>(queue)];
  }
  [[nodiscard]] const Appeal* find(std::string_view uuid) const;  // null = no such appeal
  [[nodiscard]] std::int64_t people_behind(Row issue) const;      // Σ people: how many asked for this problem
};

AppealBook appeals_of(const RegisterSnapshot& snapshot, Date today);

// Unanswered and its deadline has passed; due today is not overdue.
bool is_overdue(const Appeal& appeal, Date today);

// When an answer is due by the law, counted from the day of registration.
Date answer_due(const RegisterSnapshot& snapshot, Date registered_on);

}  // namespace riskmap
