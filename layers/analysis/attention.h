// "Needs attention" («Назар аударыңыз»): the deputies' list of what should not wait, most pressing first.
#pragma once
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/attention_review.h"
#include "layers/analysis/issue_tally.h"
#include "layers/analysis/silent_places.h"
#include "layers/model/appeals.h"
#include "layers/model/place.h"

namespace riskmap {

// In order of gravity; a problem with several reasons is one line under its gravest.
enum class AttentionReason : unsigned char { badly_overdue, escalated, reopened, no_money, no_plan, many_new, silent };
std::string_view code_of(AttentionReason reason);  // "badly_overdue", …: the `reason` of a hotspot_review
std::string title_of(AttentionReason reason);      // in the current language

struct AttentionLine {
  AttentionReason reason = AttentionReason::no_plan;
  std::vector<AttentionReason> also;  // further reasons of the same problem
  std::string subject;                // stable key: the problem's uuid; of a place: its uuid
  Place place;                        // where to fly
  std::vector<Row> issues;            // one, or the new ones of the place; none where it is silent
  std::optional<SilentPlace> silent{};
  // Days over, since escalation, since reopening, open without a plan; 30 for many_new; silent: since the last
  // reception.
  int days = 0;
  double weight = 0;  // the rank: reason, risk level, days
  std::optional<AttentionReview> review;
  bool is_reviewed = false;  // reviewed, and nothing of its kind has happened since

  [[nodiscard]] bool is_about_place() const {
    return reason == AttentionReason::many_new || reason == AttentionReason::silent;
  }
};

inline constexpr int attention_window_days = 30;
inline constexpr int attention_new_issues = 3;

// What makes one problem wait, small enough to be kept for every problem of a register.
struct AttentionScore {
  double weight = 0;  // as AttentionLine has it; 0 = no reason
  int days = 0;
  AttentionReason reason = AttentionReason::no_plan;
  bool is_new = false;  // open, and registered within the window
};
AttentionScore attention_score(const RegisterSnapshot& snapshot, Row issue, const IssueFactTable& facts);
std::vector<AttentionScore> attention_scores(const RegisterSnapshot& snapshot, const IssueFactTable& facts);  // by row

struct AttentionList {
  std::vector<AttentionLine> lines;  // the reviewed ones all, of the others about a problem the first `most`
  int open = 0, reviewed = 0;        // all of them
};

// Open problems among the selected; the same snapshot and day give the same order. `silent` as from silent_places: one
// line each. `scores` of every issue.
AttentionList attention_list(const IssueSource& source, std::span<const AttentionScore> scores,
                             std::span<const SilentPlace> silent = {},
                             std::size_t most = std::numeric_limits<std::size_t>::max());
// Why, in one sentence of the current language: "41 days late, deadline 02.03.2025".
std::string sentence_of(const RegisterSnapshot& snapshot, const AttentionLine& line, Date today);
// What has happened since the newest review, in one sentence: "Since 02.03.2025: 2 steps done, 1 more appeal". Empty
// without a review.
std::string changes_since_review(const RegisterSnapshot& snapshot, const AttentionLine& line,
                                 const AppealBook& appeals);

}  // namespace riskmap
