// What a store can do beside single edits: take a whole import, and say which files it has taken.
#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/store/register_store.h"

namespace riskmap {

// What an import says about itself, kept beside its records: which file it was and what was found in it.
struct ImportNote {
  struct Problem {
    std::int64_t row = 0;
    std::string column, code, level, raw, fixed;
  };
  std::string file_name, sha256, encoding;
  std::int64_t rows_total = 0, rows_ok = 0, rows_warn = 0, rows_err = 0;
  std::vector<Problem> problems;
};

struct PastImport {
  std::string at, who, file_name;  // at: UTC
};

class ImportStore {
 public:
  virtual ~ImportStore() = default;
  // As RegisterStore::commit, in one transaction with the note. `stop` is heeded between two records; then
  // err.cancelled, and nothing has changed.
  virtual Result<Accepted> commit_import(const Edit& edit, const ImportNote& note, const Author& author,
                                         const std::stop_token& stop) = 0;
  // The newest import of a file with these bytes that has not been undone.
  virtual Result<std::optional<PastImport>> past_import(const std::string& sha256) = 0;
};

// The same store; err.unsupported for one that takes no imports.
Result<ImportStore*> import_store(RegisterStore& store);

}  // namespace riskmap
