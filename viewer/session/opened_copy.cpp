#include "viewer/session/opened_copy.h"

#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include "layers/exchange/attached_file.h"
#include "layers/exchange/whole_file.h"

extern char** environ;

namespace riskmap {

OpenedCopy::OpenedCopy(TemporaryFolder folder, std::filesystem::path file)
    : folder_(std::move(folder)), file_(std::move(file)), unfinished_(std::make_unique<UnfinishedFile>(file_)) {}

Result<OpenedCopy> OpenedCopy::make(const std::string& bytes) {
  const auto ending = ending_of(bytes);
  if (ending.empty()) return fail(ErrorCode::unsupported, "a photograph or a paper");
  auto folder = TemporaryFolder::make();
  if (!folder) return std::unexpected{folder.error()};
  auto file = folder->path() / "file";
  file += ending;
  OpenedCopy copy{*std::move(folder), std::move(file)};
  const auto written = write_whole_file(copy.file(), [&bytes](std::ostream& out) -> Result<void> {
    out << bytes;
    return {};
  });
  if (!written) return std::unexpected{written.error()};
  std::error_code ignored;
  std::filesystem::permissions(copy.file(), std::filesystem::perms::owner_read, ignored);
  return copy;
}

Result<void> open_with_system(const std::filesystem::path& file) {
  std::string program = "xdg-open", path = file.string();
  std::array<char*, 3> arguments{program.data(), path.data(), nullptr};
  pid_t process = 0;
  const int problem = ::posix_spawnp(&process, program.c_str(), nullptr, nullptr, arguments.data(), environ);
  if (problem == ENOENT) return fail(ErrorCode::not_found, "the system opens no files");
  if (problem != 0) return fail(ErrorCode::io, std::strerror(problem));
  std::thread{[process] { ::waitpid(process, nullptr, 0); }}.detach();  // it may show the file for hours
  return {};
}

}  // namespace riskmap
