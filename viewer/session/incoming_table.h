// A foreign table on its way into the register: read and planned by a worker, shown to a person, nothing written yet.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/exchange/import_plan.h"
#include "layers/store/import_store.h"

namespace riskmap {

struct TableRequest {
  std::filesystem::path path;
  ImportReadOptions reading{};
  std::optional<ImportMapping> mapping{};  // nothing = as the headers say
};

struct IncomingTable {
  TableRequest request;
  std::vector<std::string> sample{};  // the first lines, of a text file
  ImportTable table{};
  ImportMapping mapping{};
  ImportPlan plan{};
  std::optional<Error> refusal{};    // why there is no plan: a column that is missing, a system nobody knows
  std::optional<PastImport> past{};  // the file was imported before
};

// On a worker. Errors: of reading; cancelled.
Result<IncomingTable> bring_table(const TableRequest& request, const RegisterSnapshot& snapshot, Date today,
                                  const ImportWork& work);

// A workbook, or a text table whose header names a problem and its place: cheap, by its first lines.
bool holds_problems(const std::filesystem::path& file);

}  // namespace riskmap
