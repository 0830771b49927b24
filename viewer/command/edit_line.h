// One line of `riskmap edit`: {"op":"add|set|delete|undo|redo","what":"issue|…","id":ID,"version":V,"fields":{…}}
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/rules.h"
#include "layers/store/register_store.h"

namespace riskmap {

constexpr std::size_t longest_line = std::size_t{16} << 20;  // bytes

struct EditAnswer {
  bool is_ok = false;
  ErrorCode code = ErrorCode::internal;  // when not ok
  std::string json;  // {"ok":true,"id":…,"version":…} or {"ok":false,"code":…,"message":…}, no line end
};

// Keeps the snapshot current, so that each line is checked against what the lines before it left.
class LineEditor {
 public:
  LineEditor(RegisterStore& store, Snapshot snapshot, Date today, Author author);
  EditAnswer apply(std::string_view line);
  [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }

 private:
  // What is known of a line besides whether it was accepted.
  struct Attempt {
    std::string id;
    std::vector<FieldProblem> problems;
    std::optional<EditKind> step;  // undo or redo
    bool is_of_appeal = false;     // a file that the register's records do not know
  };
  Result<Accepted> commit(std::string_view line, Attempt& attempt);
  Result<Accepted> turn(EditKind kind);
  [[nodiscard]] Result<std::vector<StoredRecord>> file_at_appeal(const Change& change) const;
  [[nodiscard]] std::int64_t version_at_appeal(const std::string& file) const;
  std::string refusal_words(const Error& error, const Attempt& attempt);

  RegisterStore& store_;
  Snapshot snapshot_;
  Date today_;
  Author author_;
};

}  // namespace riskmap
