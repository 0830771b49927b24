// Changes as INSERT, UPDATE and DELETE. Statements are kept: preparing one takes a millisecond, for it carries its
// triggers.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "layers/store/record_rows.h"

namespace riskmap {

class RowWriter {
 public:
  explicit RowWriter(Connection connection) : connection_(connection) {}

  // One statement. A set or remove that finds no row of that version is err.gone; the caller knows how to tell a
  // conflict. A set that would change nothing changes nothing, not even the version. `at` and `who` sign a set.
  Result<void> write(const RowChange& change, std::string_view at, std::string_view who);

 private:
  Result<Statement*> prepared(const std::string& sql);
  Result<void> insert(const RowChange& change);
  Result<void> update(const RowChange& change, std::string_view at, std::string_view who);
  Result<void> remove(const RowChange& change);
  Result<void> must_be_there(const RowChange& change);
  Result<void> must_be_so_already(const RowChange& change);

  Connection connection_;
  std::map<std::string, Statement> statements_;
};

}  // namespace riskmap
