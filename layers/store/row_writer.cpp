// SQL made from the field tables; every value is bound, never spliced.
#include "layers/store/row_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace riskmap {

namespace {
SqlValue or_null(const std::optional<std::int64_t>& number) {
  return number ? SqlValue{*number} : SqlValue{};
}

void bind_values(Statement& statement, const RowChange& change, int first_parameter) {
  for (const auto& [name, value] : change.values) statement.bind(first_parameter++, value);
}

// A foreign key fails without saying which: the first link whose target is missing is meant.
// A server does say, and answers nothing more once a statement has failed.
Error named_link(const Connection& connection, const RowChange& change, Error error) {
  if (error.code != ErrorCode::in_use) return error;
  const auto link = std::exchange(error.where, {});
  if (change.kind == ChangeKind::remove) return error;
  if (connection.is_server()) {
    const auto written = std::ranges::find(change.values, link, &std::pair<std::string, SqlValue>::first);
    if (written == change.values.end()) return error;
    return {ErrorCode::code_unknown, error.detail, link, text_of(plain_value(written->second))};
  }
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
    differences += fmt::format("{}{} IS DISTINCT FROM ?{}", i ? " OR " : "", change.values[i].first, i + 5);
  }
  const auto statement =
      prepared(fmt::format("UPDATE {} SET {}version = version + 1, updated_at = ?3, updated_by = ?4"
                           " WHERE uuid = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR version = ?2) AND ({})",
                           spec_of(change.entity).name, assignments, differences));
  if (!statement) return std::unexpected{statement.error()};
  (*statement)
      ->bind(1, change.uuid)
      .bind(2, or_null(change.version))
      .bind(3, std::string{at})
      .bind(4, std::string{who});
  bind_values(**statement, change, 5);
  if (auto written = (*statement)->run(); !written) return written;
  if (connection_.changed_rows() == 1) return {};
  if (auto there = must_be_there(change); !there || !connection_.is_server()) return there;
  return must_be_so_already(change);
}

Result<void> RowWriter::remove(const RowChange& change) {
  const auto statement = prepared(fmt::format(
      "DELETE FROM {} WHERE uuid = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR version = ?2)", spec_of(change.entity).name));
  if (!statement) return std::unexpected{statement.error()};
  if (auto written = (*statement)->bind(1, change.uuid).bind(2, or_null(change.version)).run(); !written)
    return written;
  if (connection_.changed_rows() == 1) return {};
  if (auto there = must_be_there(change); !there) return there;
  return fail(ErrorCode::access, "the role of this login does not allow it: nothing was removed");
}

// A server passes over rows that the role may see but not change.
Result<void> RowWriter::must_be_so_already(const RowChange& change) {
  std::string differences;
  for (std::size_t i = 0; i < change.values.size(); ++i)
    differences += fmt::format("{}{} IS DISTINCT FROM ?{}", i ? " OR " : "", change.values[i].first, i + 2);
  const auto row =
      prepared(fmt::format("SELECT 1 FROM {} WHERE uuid = ?1 AND ({})", spec_of(change.entity).name, differences));
  if (!row) return std::unexpected{row.error()};
  (*row)->bind(1, change.uuid);
  bind_values(**row, change, 2);
  const auto differs = (*row)->step();
  (*row)->reset();
  if (!differs) return std::unexpected{differs.error()};
  return *differs ? fail(ErrorCode::access, "the role of this login does not allow it: nothing was changed")
                  : Result<void>{};
}

Result<void> RowWriter::must_be_there(const RowChange& change) {
  const auto row =
      prepared(fmt::format("SELECT 1 FROM {} WHERE uuid = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR version = ?2)",
                           spec_of(change.entity).name));
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
