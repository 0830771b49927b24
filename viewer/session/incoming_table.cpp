#include "viewer/session/incoming_table.h"

#include <algorithm>
#include <array>

#include "layers/core/csv.h"
#include "layers/geo/file_check.h"

namespace riskmap {

namespace {
bool is_named(const std::vector<ColumnMapping>& columns, std::string_view field) {
  return std::ranges::find(columns, field, &ColumnMapping::field) != columns.end();
}
}  // namespace

Result<IncomingTable> bring_table(const TableRequest& request, const RegisterSnapshot& snapshot, Date today,
                                  const ImportWork& work) {
  IncomingTable incoming{.request = request};
  incoming.request.reading.stop = work.stop;
  auto table = read_import_table(request.path, incoming.request.reading);
  if (!table) return std::unexpected{table.error()};
  incoming.table = *std::move(table);
  incoming.sample = sample_lines(request.path, incoming.table.encoding);
  const auto& asked = request.mapping;
  const auto found = columns_of(incoming.table.header, incoming.table.keys);
  incoming.mapping = asked.value_or(ImportMapping{});
  if (incoming.mapping.columns.size() != found.size()) incoming.mapping.columns = found;
  auto plan = plan_import(snapshot, incoming.table, incoming.mapping, today, work);
  if (plan)
    incoming.plan = *std::move(plan);
  else if (plan.error().code == ErrorCode::cancelled)
    return std::unexpected{plan.error()};
  else
    incoming.refusal = plan.error();
  return incoming;
}

bool holds_problems(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 2> workbooks = {".xlsx", ".ods"};
  if (std::ranges::find(workbooks, lower_extension(file)) != workbooks.end()) return true;
  std::string text;
  for (const auto& line : sample_lines(file, {})) text += line + "\n";
  const auto table = parse_csv(text);
  if (!table) return false;
  const auto columns = columns_of(table->header, {});
  return is_named(columns, "title") && (is_named(columns, "place") || is_named(columns, "kato"));
}

}  // namespace riskmap
