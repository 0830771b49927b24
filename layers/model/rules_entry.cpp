// Rules of the lists: an entry's code is its name for good, and what the program reckons with stays in use.
#include <algorithm>

#include "layers/core/text.h"
#include "layers/model/code_lists.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
constexpr int last_place = 1'000'000;
constexpr int step_of_order = 10;  // room for what an office puts between

bool is_code(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
  return text.find_first_not_of(letters) == text.npos;
}

void check_name(Examination& examination) {
  const auto list = examination.text("domain"), code = examination.text("code");
  if (!examination.is_add()) {
    for (const auto* name : {"domain", "code"})
      if (text_of(field(examination.now, name)) != examination.text(name))
        examination.refuse(name, ErrorCode::unsupported, "an entry keeps its code");
    return;
  }
  if (!is_list(list)) return examination.refuse("domain", ErrorCode::code_unknown, "no such list");
  if (is_closed_list(list)) return examination.refuse("domain", ErrorCode::unsupported, "a list that is closed");
  if (!is_code(code)) return examination.refuse("code", ErrorCode::invalid_input, "a code has letters and digits");
  if (examination.snapshot.find_code(list, code) != nullptr)
    examination.refuse("code", ErrorCode::duplicate_id, "another record has this code");
}
}  // namespace

void complete_entry(const RegisterSnapshot& snapshot, Change& change) {
  const auto list = text_of(field(change.after, "domain"));
  if (is_none(field(change.after, "code")))
    change.after.insert_or_assign("code", Value{code_for_entry(snapshot, list, text_of(field(change.after, "en")))});
  const auto known = snapshot.codes.find(list);
  const int last = known == snapshot.codes.end() || known->second.empty() ? 0 : known->second.back().sort;
  change.after.try_emplace("sort", Value{std::int64_t{std::min(last + step_of_order, last_place)}});
}

// "utilities.water": a category stands below its group.
void complete_code(const RegisterSnapshot& snapshot, Change& change) {
  const auto words = [&change](std::string_view name) { return text_of(field(change.after, name)); };
  if (!words("code").empty()) return;
  const bool is_category = change.entity == Entity::category;
  auto wanted = lower_case(code_of_words(words("en")));
  if (const auto parent = words("parent"); is_category && !parent.empty()) wanted = parent + '.' + wanted;
  const auto is_taken = [&](const std::string& code) {
    if (is_category) return snapshot.find_category(code) != no_row;
    return std::ranges::any_of(snapshot.others, [&](const StoredRecord& record) {
      return record.entity == change.entity && text_of(field(record.fields, "code")) == code;
    });
  };
  auto code = wanted;
  for (int number = 2; is_taken(code); ++number) code = wanted + '_' + std::to_string(number);
  change.after.insert_or_assign("code", Value{code});
}

void check_entry(Examination& examination) {
  check_name(examination);
  if (examination.touches({"active"}) && examination.number("active") != 1 &&
      is_known_entry(examination.text("domain"), examination.text("code")))
    examination.refuse("active", ErrorCode::unsupported, "an entry that the program reckons with");
}

void check_entry_removal(Examination& examination) {
  if (examination.change.entity == Entity::code_value &&
      is_known_entry(examination.text("domain"), examination.text("code")))
    examination.refuse("", ErrorCode::unsupported, "an entry that the program reckons with");
}

}  // namespace riskmap
