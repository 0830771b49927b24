// One sentence per error code: what happened and what to do; the place and the value stand before it.
#include "layers/text/messages.h"

#include <array>
#include <utility>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Ids only: error_message() translates them. The house ring reads them from here.
struct Sentence {
  ErrorCode code;
  const char* id;
};
constexpr Sentence sentences[] = {
    {ErrorCode::not_found, "The file does not exist. Check the name and the folder."},
    {ErrorCode::access, "Access is denied. Ask for the right to read this file."},
    {ErrorCode::open, "The file cannot be opened."},
    {ErrorCode::format,
     "The file format is not recognised. Use Shapefile, GeoPackage, GeoJSON, TopoJSON, FlatGeobuf or KML."},
    {ErrorCode::damaged, "The file is damaged or cut short. Take a fresh copy of it."},
    {ErrorCode::newer_schema, "The file was made by a newer version of the program. Update the program."},
    {ErrorCode::not_a_register, "This file is not a Risk Map register. It can be opened as a plain map."},
    {ErrorCode::locked, "The file is in use by another program. Close it there and try again."},
    {ErrorCode::read_only, "The file is open for reading only. Nothing was changed."},
    {ErrorCode::disk_full, "The disk is full. Free some space and try again; nothing was lost."},
    {ErrorCode::io, "Reading or writing failed. Check the disk and try again."},
    {ErrorCode::no_layer, "There is no such layer with shapes in the file."},
    {ErrorCode::no_geometry, "The file has no shapes to draw."},
    {ErrorCode::no_crs, "The coordinate system is unknown. Say which one it is."},
    {ErrorCode::encoding, "The text encoding of the file cannot be detected."},
    {ErrorCode::unsafe_file, "This is not an ordinary file or it refers to other files. It was not opened."},
    {ErrorCode::too_large, "The file is larger than the program accepts."},
    {ErrorCode::unsupported, "This is not supported."},
    {ErrorCode::required, "Required field is empty."},
    {ErrorCode::too_long, "The text is too long."},
    {ErrorCode::too_short, "The text is too short."},
    {ErrorCode::range, "The value is outside the allowed range."},
    {ErrorCode::number_format, "This is not a number."},
    {ErrorCode::date_format, "This is not a date. Write YYYY-MM-DD or DD.MM.YYYY."},
    {ErrorCode::date_order, "The end date is before the start date."},
    {ErrorCode::date_future, "The date is in the future."},
    {ErrorCode::code_unknown, "Unknown code."},
    {ErrorCode::kato_unknown, "Unknown KATO code."},
    {ErrorCode::kato_format, "A KATO code has 9 digits."},
    {ErrorCode::kato_level, "The code does not belong to a settlement."},
    {ErrorCode::name_ambiguous, "Several settlements match. Add the rural district or use the code."},
    {ErrorCode::name_unknown, "No such name in the register."},
    {ErrorCode::category_unknown, "Unknown category."},
    {ErrorCode::coords_range, "The coordinates are not valid."},
    {ErrorCode::invalid_geometry, "The shape is not valid."},
    {ErrorCode::duplicate_id, "This number is already taken."},
    {ErrorCode::unknown_field, "There is no such field."},
    {ErrorCode::unknown_entity, "There is no such kind of record."},
    {ErrorCode::invalid_input, "The input cannot be used."},
    {ErrorCode::json, "The line is not valid JSON."},
    {ErrorCode::transition, "This change of status is not allowed."},
    {ErrorCode::reason_required, "Give a reason."},
    {ErrorCode::outcome_required, "Say the outcome and write the result."},
    {ErrorCode::measure_required, "Add at least one measure with an executor and a deadline."},
    {ErrorCode::measures_open, "Finish or cancel the open measures first."},
    {ErrorCode::responsible_required, "Say who is responsible."},
    {ErrorCode::review_date_required, "Give a date to look at it again."},
    {ErrorCode::duplicate_chain, "Cannot point to a record that is itself a duplicate."},
    {ErrorCode::version_required, "Say which version of the record you changed."},
    {ErrorCode::conflict, "The record was changed by somebody else meanwhile. Look at both versions."},
    {ErrorCode::gone, "The record no longer exists."},
    {ErrorCode::nothing_to_undo, "There is nothing to undo."},
    {ErrorCode::nothing_to_redo, "There is nothing to redo."},
    {ErrorCode::in_use, "The record is in use by others and cannot be deleted."},
    {ErrorCode::filter_syntax, "The filter cannot be read at this place."},
    {ErrorCode::usage, "The command cannot be understood. See --help."},
    {ErrorCode::cancelled, "Cancelled. Nothing was changed."},
    {ErrorCode::no_graphics, "No graphics are available on this machine."},
    {ErrorCode::internal, "Something unexpected happened. Nothing was changed."}};

// What the code alone would say too vaguely: the detail in the log, and the sentence for it.
struct DetailedSentence {
  std::string_view detail;
  const char* id;
};
constexpr DetailedSentence detailed_sentences[] = {
    {"the public profile does not publish this field",
     "This field is not public. Leave it out of the filter, or use the internal profile (--profile internal)."},
    {"measures are exported with the internal profile only",
     "These records are not public. Use the internal profile (--profile internal)."},
    {"the file's ending names no format",
     "The ending of the file name tells no format. Use .geojson, .csv or .gpkg, or give --format."},
    {"the picture's ending is .png, .svg or .pdf", "A picture's name ends with .png, .svg or .pdf."},
    {"WxH in pixels", "Write width and height in pixels, for example 1600x900."},
    {"W,S,E,N in degrees", "Write west, south, east and north in degrees, for example 69.3,41.9,70.9,42.9."},
    {"west < east and south < north", "West comes before east, south before north, all of them in degrees."},
    {"unknown palette", "There is no such palette. Use for example YlOrRd, PuBu, viridis or RdBu."},
    {"give a file or --derive", "Give a file with boundaries, or --derive."},
    {"no such indicator", "There is no such indicator. Use for example open, overdue or per_1000."},
    {"no such numeric field", "The file has no such field of numbers. `riskmap info` lists its fields."},
    {"a parenthesis too many", "Nothing opens this parenthesis. Remove it."},
    {"'and' or 'or' expected", "Two conditions are joined by “and” or “or”."},
    {"a condition is missing", "A condition is missing here."},
    {"a field, a flag or a parenthesis expected",
     "A condition begins with a field, a word like “open”, or a parenthesis."},
    {"this parenthesis is not closed", "This parenthesis is not closed."},
    {"')' expected", "A closing parenthesis is missing here."},
    {"this quote is not closed", "This quotation mark is not closed."},
    {"one of = != < <= > >= ~ expected", "There is no such word. After a field comes one of = != < <= > >= ~."},
    {"a value is missing", "A value is missing here."},
    {"nested too deeply", "The parentheses are nested too deeply."},
    {"only none can be asked of this field", "Only “none” can be asked of this field."},
    {"this operator does not fit the field", "This comparison does not fit the field."},
    {"measure(…) and appeal(…) do not stand inside one another",
     "measure(…) and appeal(…) do not stand inside one another."}};

std::string sentence_of(const Error& error) {
  for (const auto& sentence : detailed_sentences)
    if (sentence.detail == error.detail) return tr(sentence.id);
  for (const auto& sentence : sentences)
    if (sentence.code == error.code) return tr(sentence.id);
  return tr(sentences[std::size(sentences) - 1].id);
}
}  // namespace

std::string error_message(const Error& error) {
  std::string text = error.where.empty() ? std::string{} : error.where + ": ";
  if (!error.value.empty()) text += "«" + error.value + "»: ";
  return text + sentence_of(error);
}

std::string filter_message(const Error& error) {
  std::string text;
  if (!error.where.empty()) text = fill(tr("Filter, character {n}"), {{"n", error.where}}) + ": ";
  if (!error.value.empty()) text += "«" + error.value + "»: ";
  return text + (error.code == ErrorCode::date_format ? tr("This is not a date. Write YYYY-MM-DD or today-30d.")
                                                      : sentence_of(error));
}

}  // namespace riskmap
