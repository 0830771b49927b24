// What an import finds in a row: which case it is, how grave, and the sentence a person reads.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "layers/core/result.h"

namespace riskmap {

enum class ProblemLevel { error, warning, info };  // the row is left out; taken with a mark; put right by the program
std::string_view name_of(ProblemLevel level);      // "ERROR", "WARN", "INFO"

// The cases of `domain.md` §6.
enum class Finding {
  rule,  // a rule of the register; the sentence is that of its error
  broken_text,
  double_encoded,
  look_alike_letters,
  cleaned_text,
  rounded_code,
  kato_length,
  kato_of_area,
  kato_unknown,
  kato_old,
  name_decided,
  former_name,
  name_guessed,
  name_ambiguous,
  name_unknown,
  place_gone,
  number_known,
  number_taken,
  number_renewed,
  row_repeated,
  uuid_unknown,
  possible_duplicate,
  date_ambiguous,
  excel_date,
  date_unreadable,
  number_ambiguous,
  number_unreadable,
  number_rounded,
  point_swapped,
  point_turned,
  no_point,
  point_unreadable,
  point_without_crs,
  point_outside,
  point_far,
  point_of_shape,
  category_by_word,
  category_other,
  severity_unknown,
  severity_assumed,
  status_unknown,
  word_unknown,
  party_unknown,
  result_missing,
  result_given,
  outcome_assumed,
  measure_without_text,
  total_row,
  repeated_header,
  several_in_one,
  personal_data,
  personal_data_hidden,
  formula,
  zero_byte,
  ragged_row
};

struct ImportProblem {
  std::int64_t row = 0;  // of the file: its line, its sheet's row, its feature
  std::string column;    // the header's own words; "" = the whole row
  Finding finding = Finding::rule;
  ProblemLevel level = ProblemLevel::error;
  std::string raw{}, fixed{};  // the cell as it stood; what was made of it
  Error error{};               // of a rule
};

ProblemLevel level_of(Finding finding);
// The stable spelling for scripts and the register: "err.date_ambiguous", "warn.excel_date".
std::string_view code_of(const ImportProblem& problem);
// What is wrong and what to do, in the current language.
std::string sentence_of(const ImportProblem& problem);

}  // namespace riskmap
