// Codes and groups of the states (source: facts of the register's state table).
#include "layers/model/status.h"

#include <cstddef>

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 11> status_codes = {"draft",       "registered", "confirmed", "planned",
                                                           "in_progress", "on_hold",    "forwarded", "resolved",
                                                           "closed",      "rejected",   "duplicate"};
constexpr std::array<std::string_view, 4> group_codes = {"OPEN", "ACTIVE", "DONE", "VOID"};
constexpr std::array<std::string_view, 4> measure_codes = {"PLANNED", "IN_PROGRESS", "DONE", "CANCELLED"};
constexpr std::array<std::string_view, 5> level_codes = {"none", "low", "medium", "high", "critical"};

template <typename T, std::size_t N>
std::optional<T> find_code(const std::array<std::string_view, N>& codes, std::string_view code) {
  for (std::size_t i = 0; i < N; ++i)
    if (codes[i] == code) return static_cast<T>(i);
  return std::nullopt;
}
}  // namespace

std::string_view code_of(Status status) {
  return status_codes[static_cast<std::size_t>(status)];
}
std::string_view code_of(StatusGroup group) {
  return group_codes[static_cast<std::size_t>(group)];
}
std::string_view code_of(MeasureStatus status) {
  return measure_codes[static_cast<std::size_t>(status)];
}
std::string_view code_of(RiskLevel level) {
  return level_codes[static_cast<std::size_t>(level)];
}
std::optional<Status> status_of(std::string_view code) {
  return find_code<Status>(status_codes, code);
}
std::optional<MeasureStatus> measure_status_of(std::string_view code) {
  return find_code<MeasureStatus>(measure_codes, code);
}

std::optional<RiskLevel> risk_level_of(std::string_view code) {
  return find_code<RiskLevel>(level_codes, code);
}

std::optional<StatusGroup> group_named(std::string_view code) {
  constexpr std::array<std::string_view, 4> lower = {"open", "active", "done", "void"};
  const auto group = find_code<StatusGroup>(group_codes, code);
  return group ? group : find_code<StatusGroup>(lower, code);
}

StatusGroup group_of(Status status) {
  if (status <= Status::confirmed) return StatusGroup::open;
  if (status <= Status::forwarded) return StatusGroup::active;
  if (status <= Status::closed) return StatusGroup::done;
  return StatusGroup::voided;
}

bool counts_as_open(Status status) {
  return status >= Status::registered && status <= Status::forwarded;
}

}  // namespace riskmap
