#include "layers/model/applicant.h"

#include <algorithm>
#include <array>

#include "layers/core/text.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
constexpr std::array<FieldSpec, 9> fields_of_applicant = {{{"full_name", FieldType::text, {}, false, 200},
                                                           {"iin", FieldType::text, {}, false, 20},
                                                           {"phone", FieldType::text, {}, false, 60},
                                                           {"email", FieldType::text, {}, false, 120},
                                                           {"handle", FieldType::text, {}, false, 120},
                                                           {"link", FieldType::text, {}, false, 500},
                                                           {"address", FieldType::text, {}, false, 300},
                                                           {"consent_on", FieldType::date},
                                                           {"note", FieldType::text, {}, false, 2000}}};
constexpr int days_kept = 365;  // `domain.md` §7, 10
constexpr std::size_t iin_digits = 12;

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

std::optional<Error> problem_of_value(const FieldSpec& spec, const std::string& text, Date today) {
  if (spec.type == FieldType::text) {
    if (auto flaw = flaw_of_text(spec, text)) return flaw;
    if (spec.name == "iin" && (text.size() != iin_digits || digits_of(text).size() != iin_digits))
      return Error{ErrorCode::number_format, "an IIN has twelve digits", "iin"};
    return std::nullopt;
  }
  const auto day = parse_iso_date(text);
  if (!day) return Error{ErrorCode::date_format, "not a day YYYY-MM-DD", std::string{spec.name}};
  if (*day > today) return Error{ErrorCode::date_future, "in the future", std::string{spec.name}};
  return std::nullopt;
}
}  // namespace

std::span<const FieldSpec> applicant_fields() {
  return fields_of_applicant;
}

Fields completed_applicant(Fields fields) {
  for (const auto& spec : fields_of_applicant)
    if (const auto found = fields.find(spec.name); found != fields.end())
      found->second = normalised(spec, found->second);
  return fields;
}

std::vector<FieldProblem> problems_of_applicant(const Fields& fields, Date today) {
  std::vector<FieldProblem> problems;
  for (const auto& [name, value] : fields) {
    const auto spec = std::ranges::find(fields_of_applicant, name, &FieldSpec::name);
    if (spec == fields_of_applicant.end())
      problems.push_back({name, Error{ErrorCode::unknown_field, "no such field of an applicant", name}});
    else if (!is_none(value))
      if (auto error = problem_of_value(*spec, text_of(value), today)) problems.push_back({name, *std::move(error)});
  }
  return problems;
}

std::string phone_key(std::string_view phone) {
  constexpr std::size_t local_digits = 10, fewest = 5;
  const auto digits = digits_of(phone);
  if (digits.size() < fewest) return {};
  return digits.size() > local_digits ? digits.substr(digits.size() - local_digits) : digits;
}

bool is_same_person(const Fields& one, const Fields& other) {
  const auto is_same = [&](std::string_view name, auto key) {
    const auto ours = key(text_of(field(one, name)));
    return !ours.empty() && ours == key(text_of(field(other, name)));
  };
  return is_same("phone", phone_key) || is_same("iin", digits_of) || is_same("email", lower_case) ||
         is_same("handle", lower_case);
}

std::string masked_iin(std::string_view iin) {
  if (iin.size() != iin_digits) return std::string(iin.size(), '*');
  return std::string{iin.substr(0, 4)} + "****" + std::string{iin.substr(8)};
}

std::optional<Date> kept_until(const RegisterSnapshot& snapshot, const Appeal& appeal) {
  if (!appeal.answered_on) return std::nullopt;
  auto ended = *appeal.answered_on;
  for (const Row row : appeal.issues) {
    const auto& issue = snapshot.issues[row];
    if (counts_as_open(issue.status) || (issue.status == Status::resolved && !issue.closed_on)) return std::nullopt;
    if (issue.closed_on) ended = std::max(ended, *issue.closed_on);
  }
  return ended + std::chrono::days{days_kept};
}

}  // namespace riskmap
