// One line a case.
#include "layers/exchange/import_findings.h"

#include <algorithm>
#include <iterator>

#include "layers/core/contract.h"
#include "layers/core/text.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr auto error = ProblemLevel::error, warning = ProblemLevel::warning, info = ProblemLevel::info;

// Ids only: sentence_of() translates them; {fixed} is what was made of the cell. The house ring reads them from here.
struct Case {
  Finding finding;
  std::string_view code;
  ProblemLevel level;
  const char* id;
};
constexpr Case cases[] = {
    {Finding::broken_text, "err.encoding", error,
     "Some bytes are no text. Write the text anew, or save the file as UTF-8."},
    {Finding::double_encoded, "err.encoding", info, "The text was encoded twice and was repaired: {fixed}."},
    {Finding::look_alike_letters, "info.look_alikes", info,
     "Latin letters stand in a Cyrillic word; it is matched all the same."},
    {Finding::cleaned_text, "info.cleaned", info, "Hidden characters were removed."},
    {Finding::rounded_code, "err.kato_format", error,
     "A spreadsheet has rounded this code. Make the column text and write the code again."},
    {Finding::kato_length, "err.kato_format", error, "A KATO code has 9 digits."},
    {Finding::kato_of_area, "err.kato_level", error,
     "The code does not belong to a settlement. Write the settlement's own code or its name."},
    {Finding::kato_unknown, "err.kato_unknown", error,
     "Unknown KATO code. Write the settlement's name beside it, or correct the code."},
    {Finding::kato_old, "err.kato_unknown", warning, "An old KATO code, taken as {fixed}."},
    {Finding::name_decided, "err.kato_unknown", warning, "The code is not known; the name decided: {fixed}."},
    {Finding::former_name, "info.former_name", info, "Another name of {fixed}."},
    {Finding::name_guessed, "err.name_unknown", warning, "No such name; taken as the nearest one: {fixed}."},
    {Finding::name_ambiguous, "err.name_ambiguous", error,
     "Several settlements match: {fixed}. Add the rural district or use the code."},
    {Finding::name_unknown, "err.name_unknown", error,
     "No such settlement in the register. Correct the name or use the code."},
    {Finding::place_gone, "warn.place_gone", warning, "The settlement is empty or abolished."},
    {Finding::number_known, "err.duplicate_id", info,
     "The problem of this number is in the register already, word for word."},
    {Finding::number_taken, "err.duplicate_id", error,
     "Another problem has this number. Leave the number out, or import under new numbers."},
    {Finding::number_renewed, "err.duplicate_id", warning, "Another problem has this number; a new one was given."},
    {Finding::row_repeated, "err.duplicate_id", info, "The same row stands in the file already: row {fixed}."},
    {Finding::uuid_unknown, "err.invalid_input", error, "This is no uuid. Leave the cell empty."},
    {Finding::possible_duplicate, "warn.possible_duplicate", warning, "Perhaps a repetition of {fixed}."},
    {Finding::date_ambiguous, "err.date_ambiguous", error,
     "Day and month may be either. Write DD.MM.YYYY, or say which comes first in this column."},
    {Finding::excel_date, "warn.excel_date", warning, "The serial number of a day, taken as {fixed}."},
    {Finding::date_unreadable, "err.date_format", error, "This is not a date. Write YYYY-MM-DD or DD.MM.YYYY."},
    {Finding::number_ambiguous, "err.number_format", error,
     "Thousands or decimals? Write it without the separator, or say which sign is the decimal one in this column."},
    {Finding::number_unreadable, "err.number_format", error, "This is not a number."},
    {Finding::number_rounded, "info.rounded", info, "Rounded to {fixed}."},
    {Finding::point_swapped, "warn.coords_swapped", warning,
     "Latitude and longitude seem swapped; the problem was taken without its point."},
    {Finding::point_turned, "warn.coords_swapped", info, "Latitude and longitude were swapped back."},
    {Finding::no_point, "err.coords_range", warning,
     "These coordinates mean no place; the problem was taken without its point."},
    {Finding::point_unreadable, "err.coords_range", error,
     "The coordinates cannot be read. Write latitude and longitude in degrees."},
    {Finding::point_without_crs, "err.coords_range", error,
     "These coordinates are metres. Say in which coordinate system, for example EPSG:32642."},
    {Finding::point_outside, "warn.coords_outside", warning, "The point lies outside the district."},
    {Finding::point_far, "warn.coords_far", warning, "The point lies more than 5 km from its settlement."},
    {Finding::point_of_shape, "info.point", info, "The middle of the shape was taken."},
    {Finding::category_by_word, "info.category", info, "Understood as {fixed}."},
    {Finding::category_other, "err.category_unknown", warning, "Unknown category, taken as {fixed}."},
    {Finding::severity_unknown, "err.range", error, "The severity is a number from 1 to 5, or its name."},
    {Finding::severity_assumed, "warn.severity_assumed", warning, "The severity was not given, taken as {fixed}."},
    {Finding::status_unknown, "err.code_unknown", error,
     "Unknown status. Write it as the register does, or say what it means."},
    {Finding::word_unknown, "err.code_unknown", warning, "Not in the register's list; the field was left empty."},
    {Finding::party_unknown, "err.name_unknown", warning,
     "Nobody of this name answers for problems in the register; the field was left empty."},
    {Finding::result_missing, "err.required", error,
     "A solved problem needs its result. Write it, or give one text for the whole file."},
    {Finding::result_given, "info.result", info, "The result given for the whole file was taken."},
    {Finding::outcome_assumed, "warn.outcome_assumed", warning, "The outcome was not given, taken as {fixed}."},
    {Finding::measure_without_text, "warn.measure_without_text", warning, "A measure without its text was left out."},
    {Finding::total_row, "info.row_skipped", info, "A row of totals, passed over."},
    {Finding::repeated_header, "info.row_skipped", info, "The header repeated, passed over."},
    {Finding::several_in_one, "warn.several_in_one", warning,
     "Perhaps several problems in one cell; they were not divided."},
    {Finding::personal_data, "warn.personal_data", warning,
     "A phone number, an e-mail address or an IIN stands in the text."},
    {Finding::personal_data_hidden, "warn.personal_data", info,
     "Phone numbers, e-mail addresses and IINs were blotted out."},
    {Finding::formula, "info.formula", info, "Begins like a formula; taken as plain text."},
    {Finding::zero_byte, "err.format", error, "A zero byte stands in the row. Save the file anew."},
    {Finding::ragged_row, "err.format", error,
     "The row has more or fewer cells than the header. Check separators and quotes."}};

const Case& case_of(Finding finding) {
  const auto* found = std::ranges::find(cases, finding, &Case::finding);
  RISKMAP_REQUIRE(found != std::end(cases));
  return *found;
}
// The rule's detail says how many characters are allowed.
std::string too_long_sentence(const ImportProblem& problem) {
  std::string most;
  for (const char c : problem.error.detail)
    if (c >= '0' && c <= '9') most += c;
  return fill(tr("The text has {n} characters; at most {most} are allowed. Shorten it."),
              {{"n", std::to_string(length_in_characters(problem.error.value))}, {"most", most}});
}
}  // namespace

std::string_view name_of(ProblemLevel level) {
  return level == ProblemLevel::error ? "ERROR" : level == ProblemLevel::warning ? "WARN" : "INFO";
}

ProblemLevel level_of(Finding finding) {
  return finding == Finding::rule ? ProblemLevel::error : case_of(finding).level;
}

std::string_view code_of(const ImportProblem& problem) {
  return problem.finding == Finding::rule ? name_of(problem.error.code) : case_of(problem.finding).code;
}

std::string sentence_of(const ImportProblem& problem) {
  if (problem.finding != Finding::rule) return fill(tr(case_of(problem.finding).id), {{"fixed", problem.fixed}});
  if (problem.error.code == ErrorCode::too_long) return too_long_sentence(problem);
  return error_message({problem.error.code, problem.error.detail, {}, {}});
}

}  // namespace riskmap
