// Who may be named: work goes to those who hold their office.
#include "layers/model/office_term.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
// They tell of the past too, in which many held an office.
bool tells_who_took_part(Entity entity) {
  return entity == Entity::document || entity == Entity::reception_person;
}
}  // namespace

OfficeTerm office_term(const Party& party, Date today) {
  if (!party.is_active) return OfficeTerm::was_left;
  return party.term_to && *party.term_to < today ? OfficeTerm::is_over : OfficeTerm::runs;
}

void check_named_party(Examination& examination, std::string_view name) {
  const auto& snapshot = examination.snapshot;
  const Row row = snapshot.find_party(examination.text(name));
  const bool is_unchanged = text_of(field(examination.now, name)) == examination.text(name);
  if (row == no_row || is_unchanged || examination.change.entity == Entity::party_area) return;
  const auto term = office_term(snapshot.parties[row], examination.today);
  const bool may_stay = tells_who_took_part(examination.change.entity) || examination.kind != EditKind::user;
  if (term == OfficeTerm::was_left && !may_stay)
    examination.refuse(name, ErrorCode::code_unknown, "no longer in office");
  else if (term == OfficeTerm::was_left)
    examination.warn(name, ErrorCode::code_unknown, "no longer in office");
  else if (term == OfficeTerm::is_over)
    examination.warn(name, ErrorCode::date_order, "the term of office is over");
}

}  // namespace riskmap
