// The stable spellings of the error codes.
#include "layers/core/result.h"

#include <array>

namespace riskmap {

namespace {
constexpr std::array names = {"err.not_found",
                              "err.access",
                              "err.open",
                              "err.format",
                              "err.table_format",
                              "err.damaged",
                              "err.newer",
                              "err.not_a_register",
                              "err.locked",
                              "err.read_only",
                              "err.disk_full",
                              "err.io",
                              "err.no_layer",
                              "err.no_geometry",
                              "err.no_crs",
                              "err.encoding",
                              "err.unsafe_file",
                              "err.too_large",
                              "err.unsupported",
                              "err.unreachable",
                              "err.required",
                              "err.too_long",
                              "err.too_short",
                              "err.range",
                              "err.number_format",
                              "err.date_format",
                              "err.date_order",
                              "err.date_future",
                              "err.code_unknown",
                              "err.kato_unknown",
                              "err.kato_format",
                              "err.kato_level",
                              "err.name_ambiguous",
                              "err.name_unknown",
                              "err.category_unknown",
                              "err.coords_range",
                              "err.invalid_geometry",
                              "err.duplicate_id",
                              "err.unknown_field",
                              "err.column_missing",
                              "err.unknown_entity",
                              "err.invalid_input",
                              "err.json",
                              "err.transition",
                              "err.reason_required",
                              "err.outcome_required",
                              "err.measure_required",
                              "err.measures_open",
                              "err.responsible_required",
                              "err.review_date_required",
                              "err.duplicate_chain",
                              "err.version_required",
                              "err.conflict",
                              "err.gone",
                              "err.nothing_to_undo",
                              "err.nothing_to_redo",
                              "err.in_use",
                              "err.filter_syntax",
                              "err.usage",
                              "err.cancelled",
                              "err.no_graphics",
                              "err.internal"};
static_assert(names.size() == static_cast<std::size_t>(ErrorCode::internal) + 1);
}  // namespace

std::string_view name_of(ErrorCode code) {
  return names[static_cast<std::size_t>(code)];
}

}  // namespace riskmap
