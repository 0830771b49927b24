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
  std::int64_t rows = 0;     // in the new file
  std::int64_t partial = 0;  // of them without values that could not be read
  std::int64_t lost = 0;     // known by an index, or read but against the table's rules; at least so many
  bool is_whole = true;      // nothing in it was unreadable
  // Of rows that lack what they cannot be without: the texts that were read, one row a line.
  std::vector<std::string> remains{};
};

struct Salvage {
  std::vector<SalvagedTable> tables{};      // in the order of the schema, but for empty ones that lost nothing
  std::vector<std::string> lost_numbers{};  // of problems and appeals, as their index still tells them
  std::vector<std::string> left_behind{};   // tables that are not ours
  std::vector<std::string> flaws{};         // as check_integrity finds them in the new register
  bool has_borrowed_tables = false;         // the list of tables was destroyed too
  std::optional<SalvagedTable> applicants{};
};

// `damaged` is only read; `target` must be free. Applicants in the private file beside it come along. Errors:
// not_found, access, invalid_input, damaged where nothing can be read, those of writing.
Result<Salvage> salvage_register(const std::filesystem::path& damaged, const std::filesystem::path& target);

}  // namespace riskmap
