// Who brought an appeal. No Entity on purpose: whatever walks the table of entities (exports, filters, the snapshot,
// the edit command, the shared history) must not come upon a person's name (`domain.md` §7).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/appeals.h"
#include "layers/model/entity.h"
#include "layers/model/rules.h"
#include "layers/model/value.h"

namespace riskmap {

// full_name, iin, phone, email, handle, link, address, consent_on, note.
std::span<const FieldSpec> applicant_fields();

struct Applicant {
  std::string appeal;        // uuid; one applicant an appeal
  std::int64_t version = 0;  // 0 = nothing has been written down
  Fields fields;
  bool is_erased = false;
};

// Trimmed, NFC, a phone's and an IIN's groups kept as they were typed.
Fields completed_applicant(Fields fields);
std::vector<FieldProblem> problems_of_applicant(const Fields& fields, Date today);

// The number itself, however it was grouped and whether it began with +7 or 8: its last ten digits. "" where there are
// fewer than five, which many people may share.
std::string phone_key(std::string_view phone);
// The same person: one phone, IIN, e-mail address or nickname. A name alone is no proof.
bool is_same_person(const Fields& one, const Fields& other);
// "0102****0123": what a screen shows of an IIN.
std::string masked_iin(std::string_view iin);

// Until when a person's data are kept: a year after the appeal was answered and the last of its problems closed.
// Nothing while either is open.
std::optional<Date> kept_until(const RegisterSnapshot& snapshot, const Appeal& appeal);

}  // namespace riskmap
