// The eleven states of a problem, their four public groups, and the states of a measure (`domain.md` §4).
#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace riskmap {

enum class Status {
  draft,
  registered,
  confirmed,
  planned,
  in_progress,
  on_hold,
  forwarded,
  resolved,
  closed,
  rejected,
  duplicate
};
enum class StatusGroup { open, active, done, voided };
enum class MeasureStatus { planned, in_progress, done, cancelled };
enum class RiskLevel : unsigned char { none, low, medium, high, critical };

inline constexpr std::array all_statuses = {
    Status::draft,     Status::registered, Status::confirmed, Status::planned,  Status::in_progress, Status::on_hold,
    Status::forwarded, Status::resolved,   Status::closed,    Status::rejected, Status::duplicate};

std::string_view code_of(Status status);         // "in_progress"
std::string_view code_of(StatusGroup group);     // "OPEN", "ACTIVE", "DONE", "VOID"
std::string_view code_of(MeasureStatus status);  // "IN_PROGRESS"
std::string_view code_of(RiskLevel level);       // "none", "low", …
std::optional<Status> status_of(std::string_view code);
std::optional<StatusGroup> group_named(std::string_view code);  // any case
std::optional<MeasureStatus> measure_status_of(std::string_view code);
std::optional<RiskLevel> risk_level_of(std::string_view code);
StatusGroup group_of(Status status);
bool counts_as_open(Status status);  // registered … forwarded

}  // namespace riskmap
