// A copy of an attached file for another program to show: only to be read, in a folder of this person's alone, and gone
// with this object.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "layers/core/result.h"
#include "layers/core/unfinished_file.h"
#include "layers/geo/temporary_folder.h"

namespace riskmap {

class OpenedCopy {
 public:
  // Its name is ours and its ending what the bytes say: neither comes from whoever attached it. Errors: unsupported for
  // what is neither JPEG, PNG nor PDF; those of writing.
  static Result<OpenedCopy> make(const std::string& bytes);
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  OpenedCopy(TemporaryFolder folder, std::filesystem::path file);
  TemporaryFolder folder_;
  std::filesystem::path file_;
  std::unique_ptr<UnfinishedFile> unfinished_;  // an interrupt leaves none behind
};

// By the program that the system has for such files (xdg-open), without a shell. Errors: not_found where the system has
// no such thing; io.
Result<void> open_with_system(const std::filesystem::path& file);

}  // namespace riskmap
