// Reception days, typed: planned and held, who headed them, what was brought to them (`domain.md` R16–R18).
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/appeals.h"

namespace riskmap {

struct ReceptionPerson {
  std::string uuid;  // of the record that joins them
  std::int64_t version = 0;
  Row party = no_row;
  std::string role;  // HEAD, RECEIVER, LAWYER, MEDIATOR
};

struct Reception {
  std::string uuid;
  std::int64_t version = 0;
  std::string kind, status, area_code, place, cancel_reason, note;
  std::optional<Date> planned_on, held_on;
  Row settlement = no_row;
  std::vector<ReceptionPerson> people;
  std::vector<std::size_t> appeals;  // places in AppealBook::appeals

  [[nodiscard]] bool is_held() const { return status == "HELD"; }
  [[nodiscard]] bool is_planned() const { return status == "PLANNED"; }
  [[nodiscard]] std::optional<Date> day() const { return held_on ? held_on : planned_on; }
};

// missed: its day has passed and nobody says that it was held.
enum class ReceptionGroup { missed, this_week, later, held, cancelled };
inline constexpr std::array reception_groups = {ReceptionGroup::missed, ReceptionGroup::this_week,
                                                ReceptionGroup::later, ReceptionGroup::held, ReceptionGroup::cancelled};

struct ReceptionJournal {
  std::vector<Reception> receptions;                                     // by day, newest first
  std::array<std::vector<std::size_t>, reception_groups.size()> groups;  // the next one first; held ones newest first
  [[nodiscard]] const std::vector<std::size_t>& in(ReceptionGroup group) const {
    return groups[static_cast<std::size_t>(group)];
  }
  [[nodiscard]] const Reception* find(std::string_view uuid) const;  // null = no such reception
  // The newest one held in this rural district before `day`; null = never.
  [[nodiscard]] const Reception* last_held(std::string_view area_code, Date day) const;
};

ReceptionJournal receptions_of(const RegisterSnapshot& snapshot, const AppealBook& appeals, Date today);

}  // namespace riskmap
