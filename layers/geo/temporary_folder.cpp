// mkdtemp makes the folder readable by this user only.
#include "layers/geo/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace riskmap {

namespace fs = std::filesystem;

Result<TemporaryFolder> TemporaryFolder::make() {
  std::error_code problem;
  const fs::path base = fs::temp_directory_path(problem);
  if (problem) return fail(ErrorCode::io, "no folder for temporary files: " + problem.message());
  std::string name = (base / "riskmap-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return fail(ErrorCode::io, std::strerror(errno), base.string());
  return TemporaryFolder{name};
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

}  // namespace riskmap
