// What a damaged register still holds, put into a new one (`riskmap repair`).
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct SalvagedTable {
  std::string name{};
  std::int64_t rows = 0;     // of the damaged file that are in the new one
  std::int64_t partial = 0;  // of them without values that could not be read
  std::int64_t lost = 0;     // known by an index, or read but against the table's rules; at least so many
  bool is_whole = true;      // nothing in it was unreadable
  // Of rows that lack what they cannot be without: the texts that were read, one row a line.
  std::vector<std::string> remains{};
  std::vector<std::string> left_behind{};  // columns that are not ours
};

struct Salvage {
  std::vector<SalvagedTable> tables{};      // in the order of the schema, but for empty ones that lost nothing
  std::vector<std::string> lost_numbers{};  // of problems and appeals, as their index still tells them
  std::vector<std::string> left_behind{};   // tables and columns that are not ours, "table" or "table.column"
  std::vector<std::string> flaws{};         // as check_integrity finds them in the new register
  bool has_borrowed_tables = false;         // the list of tables was destroyed too
  std::optional<SalvagedTable> applicants{};
  std::vector<SalvagedTable> appeal_files{};  // their records and their bytes, where there are some
};

// `damaged` is only read; `target` must be free. Applicants in the private file beside it come along, if they are those
// of this register. Errors: not_found, access, invalid_input, not_a_register, newer_schema, damaged where nothing can
// be read, those of writing.
Result<Salvage> salvage_register(const std::filesystem::path& damaged, const std::filesystem::path& target);

// Part of it: the private file `old` into one of the register at `target`: Salvage::applicants and appeal_files.
// `register_uuid`: of the damaged register, "" = unknown. The file of another register is invalid_input.
Result<void> salvage_private_file(const std::filesystem::path& old, const std::filesystem::path& target,
                                  const std::string& register_uuid, Salvage& salvage);

}  // namespace riskmap
