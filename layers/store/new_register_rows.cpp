// The files a register is made from, and how a line of one becomes a row.
#include "layers/store/new_register_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layers/core/csv.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"

namespace riskmap {

namespace {
using Columns = std::string_view;
constexpr std::array<Columns, 1> by_code = {"code"}, by_kato = {"kato"}, by_name = {"name_kk"}, by_number = {"reg_no"};
constexpr std::array<Columns, 2> by_code_and_level = {"code", "level"}, by_party_and_code = {"party", "code"},
                                 by_issue_and_programme = {"issue", "programme"};
constexpr std::array<Columns, 2> by_appeal_and_issue = {"appeal", "issue"}, by_number_and_day = {"number", "dated_on"};
constexpr std::array<Columns, 3> by_planned_day = {"planned_on", "kind", "area_code"},
                                 by_reception_and_party = {"reception", "party", "role"};
constexpr std::array<Columns, 3> by_day = {"settlement", "indicator", "as_of"},
                                 by_place = {"issue", "settlement", "area"}, by_step = {"issue", "step_no", "text"};
constexpr std::array<Columns, 1> icon = {"icon"};
constexpr std::array<Columns, 3> place_columns = {"lat", "lon", "population"};
constexpr std::span<const Columns> nothing{};
// Rules fill these in for a person at a form; a table that lacks the whole column names it otherwise.
constexpr std::array<Columns, 4> of_issue = {"settlement", "category", "title", "registered_on"};
constexpr std::array<Columns, 3> of_appeal = {"channel", "received_on", "summary"};
constexpr std::array<Columns, 2> of_reception = {"kind", "planned_on"};
constexpr std::array<Columns, 3> of_document = {"owner_entity", "owner", "kind"};
constexpr std::array<Columns, 2> of_measure = {"issue", "text"}, of_area = {"code", "level"};

constexpr std::array files = {
    SourceFile{"areas.csv", Entity::area, by_code_and_level, of_area, nothing},
    SourceFile{"categories.csv", Entity::category, by_code, by_code, icon},
    SourceFile{"indicators.csv", Entity::indicator, by_code, by_code, nothing},
    SourceFile{"programmes.csv", Entity::programme, by_code, by_code, nothing},
    SourceFile{"parties.csv", Entity::party, by_name, by_name, nothing},
    SourceFile{"settlements.csv", Entity::settlement, by_kato, by_kato, place_columns},
    SourceFile{"party_areas.csv", Entity::party_area, by_party_and_code, by_party_and_code, nothing},
    SourceFile{"indicator_values.csv", Entity::indicator_value, by_day, by_day, nothing},
    SourceFile{"issues.csv", Entity::issue, by_number, of_issue, nothing},
    SourceFile{"issue_places.csv", Entity::issue_place, by_place, nothing, nothing},
    SourceFile{"issue_programmes.csv", Entity::issue_programme, by_issue_and_programme, by_issue_and_programme,
               nothing},
    SourceFile{"measures.csv", Entity::measure, by_step, of_measure, nothing},
    SourceFile{"receptions.csv", Entity::reception, by_planned_day, of_reception, nothing},
    SourceFile{"reception_persons.csv", Entity::reception_person, by_reception_and_party, by_reception_and_party,
               nothing},
    SourceFile{"appeals.csv", Entity::appeal, by_number, of_appeal, nothing},
    SourceFile{"appeal_issues.csv", Entity::appeal_issue, by_appeal_and_issue, by_appeal_and_issue, nothing},
    SourceFile{"documents.csv", Entity::document, by_number_and_day, of_document, nothing}};

enum class ColumnUse { field, special, uuid, unknown };

ColumnUse use_of(const SourceFile& file, std::string_view column) {
  if (column == "uuid") return ColumnUse::uuid;
  if (find_field(spec_of(file.entity), column) != nullptr) return ColumnUse::field;
  return std::ranges::find(file.special, column) != file.special.end() ? ColumnUse::special : ColumnUse::unknown;
}

// The words of the key columns; a record without any of them is named by everything it says.
std::string key_of(const SourceFile& file, const SourceRow& row) {
  std::string key;
  bool is_empty = true;
  for (const auto column : file.key) {
    const auto text = text_of(field(row.fields, column));
    is_empty = is_empty && text.empty();
    key += (key.empty() && column == file.key.front() ? "" : "/") + text;
  }
  if (!is_empty) return key;
  for (const auto& [name, value] : row.fields) key += "/" + text_of(value);
  return key;
}

Result<SourceRow> row_of(const SourceFile& file, const CsvTable& table, const CsvRecord& record) {
  SourceRow row;
  row.entity = file.entity;
  row.where = fmt::format("{}:{}", file.name, record.line);
  if (record.cells.size() > table.header.size())
    return fail(ErrorCode::table_format, "more cells than the header has columns", row.where);
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    auto text = trimmed(record.cells[i]);
    if (text.empty()) continue;
    switch (use_of(file, table.header[i])) {
      case ColumnUse::field:
        row.fields.insert_or_assign(table.header[i], std::move(text));
        break;
      case ColumnUse::special:
        row.special.emplace_back(table.header[i], std::move(text));
        break;
      case ColumnUse::uuid:
        if (!is_uuid(text)) return fail(ErrorCode::invalid_input, "no uuid: " + text, row.where + ": uuid", text);
        row.uuid = std::move(text);
        break;
      case ColumnUse::unknown:
        break;
    }
  }
  row.key = key_of(file, row);
  if (row.uuid.empty()) row.uuid = uuid_for(file.entity, row.key);
  return row;
}
}  // namespace

std::span<const SourceFile> source_files() {
  return files;
}

std::string SourceRow::special_text(std::string_view column) const {
  const auto found = std::ranges::find(special, column, &std::pair<std::string, std::string>::first);
  return found == special.end() ? std::string{} : found->second;
}

Result<SourceRows> read_source_file(const std::filesystem::path& folder, const SourceFile& file) {
  const auto table = read_csv_file(folder / file.name);
  if (!table) return std::unexpected{table.error()};
  SourceRows read{.rows = {}, .unknown_columns = {}, .encoding = table->encoding};
  for (const auto column : file.needed)
    if (!table->find_column(column))
      return fail(ErrorCode::column_missing, "the table has no such column", (folder / file.name).string(),
                  std::string{column});
  for (const auto& column : table->header)
    if (use_of(file, column) == ColumnUse::unknown) read.unknown_columns.push_back(column);
  for (const auto& record : table->records) {
    auto row = row_of(file, *table, record);
    if (!row) return std::unexpected{std::move(row).error()};
    if (!row->fields.empty() || !row->special.empty()) read.rows.push_back(std::move(*row));
  }
  return read;
}

std::string uuid_for(Entity entity, std::string_view key) {
  return uuid_of_name(fmt::format("{}/{}", spec_of(entity).name, key));
}

}  // namespace riskmap
