// A register that is being written, under a name of its own beside its place.
#pragma once
#include <filesystem>

#include "layers/core/result.h"
#include "layers/core/unfinished_file.h"

namespace riskmap {

// Removed again, with whatever SQLite left beside it, unless it was moved to its place.
class RegisterDraft {
 public:
  explicit RegisterDraft(const std::filesystem::path& place);
  ~RegisterDraft();
  RegisterDraft(const RegisterDraft&) = delete;
  RegisterDraft& operator=(const RegisterDraft&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Takes no other file's place: err.invalid_input.
  [[nodiscard]] Result<void> move_to_place() const;
  static std::unexpected<Error> already_there(const std::filesystem::path& place);

 private:
  std::filesystem::path place_, path_;
  UnfinishedFile unfinished_{path_};
};

}  // namespace riskmap
