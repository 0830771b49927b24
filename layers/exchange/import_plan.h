// What an import would do: read as its user would.
//
//   auto table = read_import_table(file);                       // any kind of file, as rows of text
//   ImportMapping mapping{columns_of(table->header, table->keys)};  // found by the header; a person may change it
//   auto plan = plan_import(*snapshot, *table, mapping, today);  // nothing is written yet
//   auto note = note_of(*plan, *table);
//   import_store(store)->commit_import(edit_of(*plan), note, author, stop);  // one transaction, one undo step
//   write_error_table(stream, *table, *plan);                    // refused rows, to be corrected and imported again
#pragma once
#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "layers/core/job.h"
#include "layers/exchange/import_columns.h"
#include "layers/exchange/import_findings.h"
#include "layers/exchange/import_table.h"
#include "layers/model/edit.h"
#include "layers/model/register_snapshot.h"
#include "layers/store/import_store.h"

namespace riskmap {

enum class RowAction { add, update, skip, refuse };

struct ImportCounts {
  std::size_t rows = 0, added = 0, updated = 0, skipped = 0, refused = 0;
  std::size_t warned = 0, repaired = 0;  // of those that are taken: with a warning; put right by the program
};

struct ImportPlan {
  std::vector<RowAction> actions;       // one for each row of the table
  std::vector<ImportProblem> problems;  // in the order of the rows
  std::vector<Change> changes;
  ImportCounts counts;
  bool suggests_swap = false;  // most points would lie in the district if latitude and longitude changed places
};

struct ImportWork {
  JobPool* pool = nullptr;                 // reads rows on its threads too
  std::function<void(double)> progress{};  // 0 … 1, from the calling thread
  std::stop_token stop{};
};

// Errors: column_missing when no column holds the problem or its place; no_crs for an unknown coordinate system of the
// mapping; cancelled.
Result<ImportPlan> plan_import(const RegisterSnapshot& snapshot, const ImportTable& table, const ImportMapping& mapping,
                               Date today, const ImportWork& work = {});

// The one edit; the plan keeps what it found, its changes are gone.
Edit edit_of(ImportPlan& plan, const ImportTable& table);
ImportNote note_of(const ImportPlan& plan, const ImportTable& table);

}  // namespace riskmap
