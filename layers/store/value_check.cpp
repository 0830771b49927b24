// The rules are asked themselves: each row is put into an empty table of the same kind in memory.
#include "layers/store/value_check.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>

#include "layers/core/text.h"
#include "layers/model/entity.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/record_rows.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
constexpr std::size_t longest_value = 40;  // characters of a value that a line repeats

struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

struct Row {
  std::vector<std::string_view> columns;
  std::vector<SqlValue> values;
};

std::string words_of(const SqlValue& value) {
  const auto text = valid_text(text_of(plain_value(value)));
  return std::string{first_characters(text, longest_value)};
}

// What people call the record; its uuid or its row where it has no name.
std::string name_of(const EntitySpec& spec, const Row& row) {
  for (const std::string_view column : {"reg_no", "name_kk", "kk", "number", "code", "uuid", "fid"})
    if (const auto found = std::ranges::find(row.columns, column); found != row.columns.end())
      if (const auto& value = row.values[static_cast<std::size_t>(found - row.columns.begin())]; !is_null(value))
        return fmt::format("{} {}", spec.name, words_of(value));
  return std::string{spec.name};
}

class RowChecker {
 public:
  RowChecker(const EntitySpec& spec, Statement insert, Connection memory)
      : spec_(spec), insert_(std::move(insert)), memory_(memory) {}

  Result<void> check(Row row, std::vector<std::string>& lines) {
    const auto name = name_of(spec_, row);
    check_bytes(row, name, lines);
    // A refused value is left out, so that the next rule has its turn.
    for (std::size_t attempt = 0; attempt < row.values.size(); ++attempt) {
      const auto refused = put(row);
      if (refused.empty()) break;
      const auto column = std::ranges::find(row.columns, refused);
      if (column == row.columns.end()) return fail(ErrorCode::internal, "a rule without a field: " + refused);
      auto& value = row.values[static_cast<std::size_t>(column - row.columns.begin())];
      lines.push_back(fmt::format("value against the rules: {}, {} = {}", name, refused, words_of(value)));
      if (is_null(value)) break;
      value = {};
    }
    return memory_.execute(fmt::format("DELETE FROM {}", spec_.name));
  }

 private:
  void check_bytes(Row& row, const std::string& name, std::vector<std::string>& lines) const {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row.values[i]);
      if (text && !is_valid_utf8(*text))
        lines.push_back(fmt::format("bytes that are no text: {}, {}", name, row.columns[i]));
      const auto* field = find_field(spec_, row.columns[i]);
      if (!field || field->type != FieldType::geometry || is_null(row.values[i])) continue;
      const auto* blob = std::get_if<Blob>(&row.values[i]);
      if (!blob || !shape_of_blob(*blob))
        lines.push_back(fmt::format("shape that cannot be read: {}, {}", name, row.columns[i]));
    }
  }
  // The field whose rule refuses the row; "" = accepted.
  std::string put(const Row& row) {
    for (std::size_t i = 0; i < row.values.size(); ++i) insert_.bind(static_cast<int>(i) + 1, row.values[i]);
    const auto written = insert_.run();
    return written ? std::string{} : written.error().where;
  }

  const EntitySpec& spec_;
  Statement insert_;
  Connection memory_;
};

Result<void> check_table(const Connection& connection, const Connection& memory, const EntitySpec& spec,
                         std::vector<std::string>& lines) {
  Row row{{"fid", "uuid"}, {}};
  for (const auto& field : spec.fields) row.columns.push_back(field.name);
  std::string columns, marks;
  for (const auto column : row.columns) {
    columns += (columns.empty() ? "" : ", ") + std::string{column};
    marks += marks.empty() ? "?" : ", ?";
  }
  auto insert = memory.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", spec.name, columns, marks));
  if (!insert) return std::unexpected{insert.error()};
  auto rows = connection.prepare(fmt::format("SELECT {} FROM {} ORDER BY fid", columns, spec.name));
  if (!rows) return std::unexpected{rows.error()};
  RowChecker checker{spec, *std::move(insert), memory};
  for (;;) {
    const auto found = rows->step();
    if (!found) return std::unexpected{found.error()};
    if (!*found) return {};
    row.values.clear();
    for (std::size_t i = 0; i < row.columns.size(); ++i) row.values.push_back(rows->value(static_cast<int>(i)));
    if (auto checked = checker.check(row, lines); !checked) return checked;
  }
}
}  // namespace

Result<void> check_values(const Connection& connection, int layout, std::vector<std::string>& lines) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, Closer> handle{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "no memory")};
  const Connection memory{handle.get()};
  auto checked = memory.execute(table_rules() + "BEGIN");
  for (const auto& spec : all_entities()) {
    if (layout < first_layout_of_records(spec.entity)) continue;  // a table of another form then
    if (checked) checked = check_table(connection, memory, spec, lines);
  }
  return checked;
}

}  // namespace riskmap
