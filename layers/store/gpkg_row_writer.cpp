// SQL made from the field tables; every value is bound, never spliced.
#include "layers/store/gpkg_row_writer.h"

#include <fmt/format.h>

namespace riskmap {

namespace {
SqlValue or_null(const std::optional<std::int64_t>& number) {
  return number ? SqlValue{*number} : SqlValue{};
}

void bind_values(Statement& statement, const RowChange& change, int first_parameter) {
  for (const auto& [name, value] : change.values) statement.bind(first_parameter++, value);
}

// A foreign key fails without saying which: the first link whose target is missing is meant.
Error named_link(const Connection& connection, const RowChange& change, Error error) {
  if (error.code != ErrorCode::in_use || change.kind == ChangeKind::remove) return error;
  for (const auto& [name, value] : change.values) {
    const auto* field = find_field(spec_of(change.entity), name);
    if (!field || is_null(value)) continue;
    std::string query;
    if (field->type == FieldType::link) query = fmt::format("SELECT 1 FROM {} WHERE uuid = ?", field->domain);
    if (field->domain == "category" || field->domain == "programme")
      query = fmt::format("SELECT 1 FROM {} WHERE code = ?", field->domain);
    if (field->domain == "status") query = "SELECT 1 FROM status_def WHERE code = ?";
    if (query.empty()) continue;
    auto target = connection.prepare(query);
    if (!target || target->bind(1, value).step().value_or(true)) continue;
    return {ErrorCode::code_unknown, error.detail, name, text_of(plain_value(value))};
  }
  return error;
}
}  // namespace

Result<Statement*> RowWriter::prepared(const std::string& sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) return &known->second;
  auto statement = connection_.prepare(sql);
  if (!statement) return std::unexpected{statement.error()};
  return &statements_.emplace(sql, *std::move(statement)).first->second;
}

Result<void> RowWriter::insert(const RowChange& change) {
  std::string columns = "fid, uuid", marks = "?1, ?2";
  for (std::size_t i = 0; i < change.values.size(); ++i) {
    columns += ", " + change.values[i].first;
    marks += fmt::format(", ?{}", i + 3);
  }
  const auto statement =
      prepared(fmt::format("INSERT INTO {} ({}) VALUES ({})", spec_of(change.entity).name, columns, marks));
  if (!statement) return std::unexpected{statement.error()};
  (*statement)->bind(1, or_null(change.fid)).bind(2, change.uuid);
  bind_values(**statement, change, 3);
  return (*statement)->run();
}

Result<void> RowWriter::update(const RowChange& change, std::string_view at, std::string_view who) {
  if (change.values.empty()) return must_be_there(change);
  std::string assignments, differences;
  for (std::size_t i = 0; i < change.values.size(); ++i) {
    assignments += fmt::format("{} = ?{}, ", change.values[i].first, i + 5);
    differences += fmt::format("{}{} IS NOT ?{}", i ? " OR " : "", change.values[i].first, i + 5);
  }
  const auto statement =
      prepared(fmt::format("UPDATE {} SET {}version = version + 1, updated_at = ?3, updated_by = ?4"
                           " WHERE uuid = ?1 AND (?2 IS NULL OR version = ?2) AND ({})",
                           spec_of(change.entity).name, assignments, differences));
  if (!statement) return std::unexpected{statement.error()};
  (*statement)
      ->bind(1, change.uuid)
      .bind(2, or_null(change.version))
      .bind(3, std::string{at})
      .bind(4, std::string{who});
  bind_values(**statement, change, 5);
  if (auto written = (*statement)->run(); !written) return written;
  return connection_.changed_rows() == 1 ? Result<void>{} : must_be_there(change);
}

Result<void> RowWriter::remove(const RowChange& change) {
  const auto statement = prepared(
      fmt::format("DELETE FROM {} WHERE uuid = ?1 AND (?2 IS NULL OR version = ?2)", spec_of(change.entity).name));
  if (!statement) return std::unexpected{statement.error()};
  if (auto written = (*statement)->bind(1, change.uuid).bind(2, or_null(change.version)).run(); !written)
    return written;
  return connection_.changed_rows() == 1 ? Result<void>{} : must_be_there(change);
}

Result<void> RowWriter::must_be_there(const RowChange& change) {
  const auto row = prepared(
      fmt::format("SELECT 1 FROM {} WHERE uuid = ?1 AND (?2 IS NULL OR version = ?2)", spec_of(change.entity).name));
  if (!row) return std::unexpected{row.error()};
  const auto found = (*row)->bind(1, change.uuid).bind(2, or_null(change.version)).step();
  (*row)->reset();
  if (!found) return std::unexpected{found.error()};
  if (*found) return {};
  return fail(ErrorCode::gone, "no row of this uuid and version", std::string{spec_of(change.entity).name});
}

Result<void> RowWriter::write(const RowChange& change, std::string_view at, std::string_view who) {
  auto written = change.kind == ChangeKind::add   ? insert(change)
                 : change.kind == ChangeKind::set ? update(change, at, who)
                                                  : remove(change);
  if (written) return written;
  return std::unexpected{named_link(connection_, change, std::move(written).error())};
}

}  // namespace riskmap
