// Rules of what a register reckons with: the days of the calendar, the legal terms, the risk matrix, the stations of
// the life cycle. Of the last three the program knows every row: their values change, they themselves stay.
#include <algorithm>
#include <array>

#include "layers/core/uuid.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
// What of a record stays as it is, and why.
struct Kept {
  Entity entity;
  std::array<std::string_view, 5> fields;
  const char* reason;
  bool is_row_of_program;
};
constexpr std::array kept = {
    Kept{Entity::status_def, {"code", "grp", "counts_as_open", "sort"}, "only the names of a station change", true},
    Kept{Entity::risk_matrix, {"severity", "likelihood"}, "only the level of a cell changes", true},
    Kept{Entity::sla_rule,
         {"applies_to", "category", "appeal_kind", "workdays", "valid_from"},
         "only the days of a term and their source change",
         true},
    Kept{Entity::calendar_day, {"day"}, "a day of the calendar keeps its date", false}};
constexpr const char* row_of_program = "a row that the program knows";

const Kept* kept_of(Entity entity) {
  const auto found = std::ranges::find(kept, entity, &Kept::entity);
  return found == kept.end() ? nullptr : &*found;
}

void check_day(Examination& examination) {
  const auto day = examination.text("day");
  if (!examination.is_add()) return;
  const auto is_same = [&](const StoredRecord& record) {
    return record.entity == Entity::calendar_day && text_of(field(record.fields, "day")) == day;
  };
  if (std::ranges::any_of(examination.snapshot.others, is_same))
    examination.refuse("day", ErrorCode::duplicate_id, "this day is in the calendar already");
}

// Whatever is graver or likelier is of no lower level.
bool falls_somewhere(const RegisterSnapshot& snapshot, int severity, int likelihood, RiskLevel level) {
  for (int s = 1; s <= 5; ++s)
    for (int l = 1; l <= 5; ++l) {
      const auto other = snapshot.risk_matrix[static_cast<std::size_t>((s - 1) * 5 + l - 1)];
      const bool is_below = s <= severity && l <= likelihood, is_above = s >= severity && l >= likelihood;
      if (is_below != is_above && ((is_below && other > level) || (is_above && other < level))) return true;
    }
  return false;
}

void check_cell(Examination& examination) {
  const auto level = risk_level_of(examination.text("level"));
  const auto severity = examination.number("severity"), likelihood = examination.number("likelihood");
  if (!examination.touches({"level"}) || !level || !severity || !likelihood) return;
  if (*level == RiskLevel::none) return examination.refuse("level", ErrorCode::code_unknown, "no level of a cell");
  if (falls_somewhere(examination.snapshot, static_cast<int>(*severity), static_cast<int>(*likelihood), *level))
    examination.warn("level", ErrorCode::range, "the level falls where severity or likelihood grows");
}
}  // namespace

std::string uuid_of_day(std::string_view iso_day) {
  return uuid_of_name("calendar_day/" + std::string{iso_day});
}

void check_reckoning(Examination& examination) {
  const auto* rule = kept_of(examination.change.entity);
  if (rule == nullptr) return;
  if (examination.is_add() && rule->is_row_of_program)
    return examination.refuse("", ErrorCode::unsupported, row_of_program);
  for (const auto name : rule->fields)
    if (!examination.is_add() && !name.empty() && field(examination.now, name) != field(examination.then, name))
      examination.refuse(name, ErrorCode::unsupported, rule->reason);
  if (rule->entity == Entity::calendar_day) check_day(examination);
  if (rule->entity == Entity::risk_matrix) check_cell(examination);
}

void check_reckoning_removal(Examination& examination) {
  const auto* rule = kept_of(examination.change.entity);
  if (rule != nullptr && rule->is_row_of_program) examination.refuse("", ErrorCode::unsupported, row_of_program);
}

}  // namespace riskmap
