// What a file looks like before it is opened as a register: by the names of its tables, without a lock.
#pragma once
#include <filesystem>
#include <string_view>

#include "layers/core/result.h"

namespace riskmap {

inline constexpr std::string_view meta_table_query =
    "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'rm_meta'";
Result<bool> has_meta_table(const std::filesystem::path& file);
// What a register that cannot be opened has lost: rm_meta, or a table without which it is no GeoPackage; "" = none of
// these, or the file was none of ours.
Result<std::string> missing_table_of_register(const std::filesystem::path& file);

// Beside the file lies what a crash left, or what another program is still writing; without it the file is only a part
// of the register.
bool has_filled_journal(const std::filesystem::path& file);
bool is_filled(const std::filesystem::path& file);
std::filesystem::path beside(const std::filesystem::path& file, std::string_view suffix);

// looks_like_register(), or one too damaged to be read: nothing else may take its place.
bool may_be_register(const std::filesystem::path& file);

}  // namespace riskmap
