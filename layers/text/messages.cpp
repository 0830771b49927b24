// One sentence per error code: what happened and what to do; the place and the value stand before it.
#include "layers/text/messages.h"

#include <array>
#include <utility>

#include "layers/core/text.h"
#include "layers/text/entity_labels.h"
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
    {ErrorCode::table_format, "The table cannot be read from here on. Check the separators and the quotes."},
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
    {ErrorCode::unreachable, "The server does not answer. Check the network and the address."},
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
    {ErrorCode::coords_range,
     "The coordinates cannot be right. Check the coordinate system and which coordinate comes first."},
    {ErrorCode::invalid_geometry, "The shape is not valid."},
    {ErrorCode::duplicate_id, "This number is already taken."},
    {ErrorCode::unknown_field, "There is no such field."},
    {ErrorCode::column_missing, "The table lacks this column. Name it so, or rename the one that holds it."},
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
    {ErrorCode::no_graphics,
     "There is no display or no OpenGL 3.3. `riskmap render` draws without a window; --headless runs scripts."},
    {ErrorCode::internal, "Something unexpected happened. Nothing was changed."}};

constexpr std::size_t longest_value = 80;  // characters of the person's own value that a message repeats

std::string quoted(const std::string& value) {
  const auto beginning = first_characters(value, longest_value);
  return "«" + std::string{beginning} + (beginning.size() < value.size() ? "…»" : "»");
}

std::string sentence_of(const Error& error) {
  if (auto sentence = reason_message(error.detail); !sentence.empty()) return sentence;
  for (const auto& sentence : sentences)
    if (sentence.code == error.code) return tr(sentence.id);
  return tr(sentences[std::size(sentences) - 1].id);
}
// What others did to a record meanwhile: the store's words begin with the kind of record, `where` lists its fields,
// `value` the people. Nothing when it is not that.
std::string meanwhile_message(const Error& error) {
  const auto who =
      error.value.empty() ? tr("somebody else") : std::string{first_characters(error.value, longest_value)};
  if (error.detail.ends_with(" was deleted"))
    return fill(tr("The record was deleted meanwhile by {who}. Nothing was changed."), {{"who", who}});
  if (error.code != ErrorCode::conflict || error.where.empty()) return {};
  const auto entity = std::string_view{error.detail}.substr(0, error.detail.find(' '));
  std::string fields;
  for (const auto& name : split(error.where, ','))
    fields += (fields.empty() ? "" : ", ") + field_label(entity, trimmed(name));
  return fill(tr("The record was changed meanwhile by {who}: {fields}. Look at it, then try again."),
              {{"who", who}, {"fields", fields}});
}
// "issue: 1, measure: 2" are what still points to a record; `where` is its name, where it is known.
std::string in_use_message(const Error& error) {
  std::string users;
  for (const auto& part : split(error.value, ',')) {
    const auto user = trimmed(part);
    const auto colon = user.find(':');
    if (colon != std::string::npos)
      users += (users.empty() ? " " : ", ") + entities_label(user.substr(0, colon)) + user.substr(colon);
  }
  const auto name = users.empty() || error.where.empty() ? std::string{} : error.where + ": ";
  return name + sentence_of(error) + users + (users.empty() ? "" : ".");
}
}  // namespace

std::string error_message(const Error& error) {
  if (auto sentence = meanwhile_message(error); !sentence.empty()) return sentence;
  if (error.code == ErrorCode::in_use) return in_use_message(error);
  std::string text = error.where.empty() ? std::string{} : error.where + ": ";
  if (!error.value.empty()) text += quoted(error.value) + ": ";
  return text + sentence_of(error);
}

std::string filter_message(const Error& error) {
  std::string text;
  if (!error.where.empty()) text = fill(tr("Filter, character {n}"), {{"n", error.where}}) + ": ";
  if (!error.value.empty()) text += quoted(error.value) + ": ";
  if (error.code == ErrorCode::date_format) return text + tr("This is not a date. Write YYYY-MM-DD or today-30d.");
  if (error.code == ErrorCode::number_format) return text + tr("This is not a number. Write one like 5, -2.5 or 1e6.");
  return text + sentence_of(error);
}

}  // namespace riskmap
