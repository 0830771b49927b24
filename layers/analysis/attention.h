// "Needs attention" («Назар аударыңыз»): the deputies' list of what should not wait, most pressing first.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/indicator_summary.h"
#include "layers/model/place.h"

namespace riskmap {

// In order of gravity; a problem with several reasons is one line under its gravest.
enum class AttentionReason { badly_overdue, escalated, reopened, no_money, no_plan, many_new };
std::string_view code_of(AttentionReason reason);  // "badly_overdue", …: the `reason` of a hotspot_review
std::string title_of(AttentionReason reason);      // in the current language

// What somebody noted about a line; `state` as stored.
struct AttentionReview {
  std::string uuid;  // of the hotspot_review record
  std::string state, note, reviewed_by;
  std::optional<Date> reviewed_on;
};

struct AttentionLine {
  AttentionReason reason = AttentionReason::no_plan;
  std::vector<AttentionReason> also;  // further reasons of the same problem
  std::string subject;                // stable key: the problem's uuid; many_new: the place's uuid
  Place place;                        // where to fly
  std::vector<Row> issues;            // one, or the new ones of the place
  int days = 0;       // days over, since escalation, since reopening, open without a plan; 30 for many_new
  double weight = 0;  // the rank: reason, risk level, days
  std::optional<AttentionReview> review;
  bool is_reviewed = false;  // reviewed, and nothing of its kind has happened since
};

inline constexpr int attention_window_days = 30;
inline constexpr int attention_new_issues = 3;

// Open problems among the selected; the same snapshot and day give the same order.
std::vector<AttentionLine> attention_list(const RegisterSnapshot& snapshot, const RowMask& selected,
                                          const IssueFactTable& facts);
// Why, in one sentence of the current language: "41 days late, deadline 02.03.2025".
std::string sentence_of(const RegisterSnapshot& snapshot, const AttentionLine& line, Date today);

}  // namespace riskmap
