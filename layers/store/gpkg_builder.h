// Fills a register that create_empty_register has just made: everything in one transaction, all or nothing.
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "layers/core/result.h"
#include "layers/model/edit.h"

namespace riskmap {

class RegisterBuilder {
 public:
  // Opens the file and begins the transaction. Dropping the builder without finish() leaves the register empty.
  static Result<RegisterBuilder> open(const std::filesystem::path& file);
  RegisterBuilder(RegisterBuilder&&) noexcept;
  RegisterBuilder& operator=(RegisterBuilder&&) noexcept;
  ~RegisterBuilder();

  // rm_meta: uuid, title, office (prefix of registration numbers: set it before the first issue), code_system,
  // sample_today …
  Result<void> set_meta(std::string_view key, std::string_view value);
  // Any entities, parents before their children (areas, settlements, categories, parties, issues, measures …). An empty
  // uuid is made up; an issue without reg_no gets the next number of its year; geometry is WKT, polygons too; fid and
  // version are ignored. No history rows: the file's first batch says who made it. The error's `where` is "issue 17:
  // title" (17 = position in `records`, from 1).
  Result<void> bulk_insert(std::span<const StoredRecord> records);
  // Writes the batch row and the layers' extents, commits, and proves the file sound.
  Result<void> finish(const Author& author);

 private:
  struct State;
  explicit RegisterBuilder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
