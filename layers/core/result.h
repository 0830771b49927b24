// What can fail says so in its type: Result<T> holds a value or one Error.
#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace riskmap {

enum class ErrorCode {
  // opening and reading
  not_found,
  access,
  open,
  format,
  table_format,
  damaged,
  newer_schema,
  not_a_register,
  locked,
  read_only,
  disk_full,
  io,
  no_layer,
  no_geometry,
  no_crs,
  encoding,
  unsafe_file,
  too_large,
  unsupported,
  unreachable,
  // values
  required,
  too_long,
  too_short,
  range,
  number_format,
  date_format,
  date_order,
  date_future,
  code_unknown,
  kato_unknown,
  kato_format,
  kato_level,
  name_ambiguous,
  name_unknown,
  category_unknown,
  coords_range,
  invalid_geometry,
  duplicate_id,
  unknown_field,
  column_missing,
  unknown_entity,
  invalid_input,
  json,
  // life cycle and editing
  transition,
  reason_required,
  outcome_required,
  measure_required,
  measures_open,
  responsible_required,
  review_date_required,
  duplicate_chain,
  version_required,
  conflict,
  gone,
  nothing_to_undo,
  nothing_to_redo,
  in_use,
  // everything else
  filter_syntax,
  usage,
  cancelled,
  no_graphics,
  internal
};

// The stable spelling for scripts and translations, e.g. ErrorCode::date_format -> "err.date_format".
std::string_view name_of(ErrorCode code);

// One refusal. The text floor turns it into a sentence (what, where, what to do); `detail` is English, for the log.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string detail{};
  std::string where{};  // file, layer, row or field, outermost first: "areas.gpkg: layer villages: row 17"
  std::string value{};  // the offending value as the person wrote it, when there is one
};

template <typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string detail, std::string where = {}, std::string value = {}) {
  return std::unexpected{Error{code, std::move(detail), std::move(where), std::move(value)}};
}

}  // namespace riskmap
