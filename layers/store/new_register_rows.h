// Rows of a plain file on their way to records: named, typed by the field tables, with the line they came from.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"

namespace riskmap {

// One kind of file in the folder.
struct SourceFile {
  std::string_view name;  // "issues.csv"
  Entity entity;
  std::span<const std::string_view> key;      // columns whose words name the record
  std::span<const std::string_view> needed;   // columns without which its rows mean nothing
  std::span<const std::string_view> special;  // columns beside the entity's fields that are understood
};
std::span<const SourceFile> source_files();  // in the order in which they must be read

struct SourceRow {
  Entity entity = Entity::issue;
  std::string uuid;  // given, else made from the key
  std::string key;   // the key's words, joined by "/"
  Fields fields;     // as written, text
  std::vector<std::pair<std::string, std::string>> special;
  std::string where;  // "issues.csv: line 17"

  [[nodiscard]] std::string special_text(std::string_view column) const;
};

struct SourceRows {
  std::vector<SourceRow> rows;
  std::vector<std::string> unknown_columns;
  std::string encoding;  // what the bytes were read as
};

// err.not_found when the folder has no such file; err.column_missing when a needed column is; err.invalid_input for a
// uuid that is none.
Result<SourceRows> read_source_file(const std::filesystem::path& folder, const SourceFile& file);
std::string uuid_for(Entity entity, std::string_view key);

}  // namespace riskmap
