#include "layers/model/legal_terms.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
constexpr int most_days = 366;

struct Subject {
  std::string_view code;
  int LegalTerms::* days;
  bool in_workdays;
};
constexpr std::array subjects = {
    Subject{"APPEAL", &LegalTerms::answer, true}, Subject{"FORWARD", &LegalTerms::forwarding, true},
    Subject{"ISSUE_NO_PLAN", &LegalTerms::plan, true}, Subject{"ISSUE_STALE", &LegalTerms::stale, false}};
constexpr std::array codes = {subjects[0].code, subjects[1].code, subjects[2].code, subjects[3].code};
}  // namespace

LegalTerm legal_term_of(const StoredRecord& record) {
  const auto value = [&record](std::string_view name) { return field(record.fields, name); };
  return {.uuid = record.uuid,
          .subject = text_of(value("applies_to")),
          .days = static_cast<int>(std::clamp<std::int64_t>(integer_of(value("n_days")), 0, most_days + 1)),
          .in_workdays = integer_of(value("workdays")) != 0,
          .is_general = is_none(value("category")) && is_none(value("appeal_kind")),
          .valid_from = text_of(value("valid_from")),
          .fid = record.fid};
}

std::span<const std::string_view> term_subjects() {
  return codes;
}

const LegalTerm* term_in_force(std::span<const LegalTerm> terms, std::string_view subject) {
  const auto known = std::ranges::find(subjects, subject, &Subject::code);
  RISKMAP_REQUIRE(known != subjects.end());
  const LegalTerm* newest = nullptr;
  for (const auto& term : terms) {
    const bool holds = term.subject == subject && term.in_workdays == known->in_workdays && term.is_general &&
                       term.days >= 1 && term.days <= most_days;
    if (holds &&
        (newest == nullptr || std::tie(term.valid_from, term.fid) >= std::tie(newest->valid_from, newest->fid)))
      newest = &term;
  }
  return newest;
}

LegalTerms terms_in_force(std::span<const LegalTerm> terms) {
  LegalTerms days;
  for (const auto& subject : subjects)
    if (const auto* term = term_in_force(terms, subject.code)) days.*subject.days = term->days;
  return days;
}

}  // namespace riskmap
