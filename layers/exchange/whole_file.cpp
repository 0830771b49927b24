// Written beside, synced, renamed.
#include "layers/exchange/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>

#include "layers/core/unfinished_file.h"
#include "layers/core/uuid.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

Error file_error(int number, const fs::path& file) {
  const auto code = number == ENOSPC || number == EDQUOT                     ? ErrorCode::disk_full
                    : number == EACCES || number == EPERM || number == EROFS ? ErrorCode::access
                    : number == ENOENT || number == ENOTDIR                  ? ErrorCode::not_found
                                                                             : ErrorCode::io;
  const auto detail = code == ErrorCode::access      ? "no right to write here"
                      : code == ErrorCode::not_found ? "no such folder"
                                                     : std::generic_category().message(number);
  return {code, detail, file.string(), {}};
}

// The data must be on disk before the name is.
Result<void> synced(const fs::path& file) {
  const int handle = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return std::unexpected{file_error(errno, file)};
  const int failed = fsync(handle) != 0 ? errno : 0;
  close(handle);
  if (failed != 0) return std::unexpected{file_error(failed, file)};
  return {};
}

// The file that a name stands for, and how it may be replaced.
struct Target {
  fs::path file;                    // links followed
  std::optional<fs::perms> rights;  // of the file that is there already
  bool is_stream = false;           // a device or a pipe: nothing to replace
};

Result<Target> target_of(const fs::path& name) {
  std::error_code error;
  Target target{name, {}, false};
  if (fs::is_symlink(name, error)) target.file = fs::weakly_canonical(name, error);
  const auto status = fs::status(target.file, error);
  if (!fs::exists(status)) return target;
  if (fs::is_directory(status)) return fail(ErrorCode::unsafe_file, "a folder has this name", name.string());
  if (faccessat(AT_FDCWD, target.file.c_str(), W_OK, AT_EACCESS) != 0) return std::unexpected{file_error(errno, name)};
  target.is_stream = !fs::is_regular_file(status);
  target.rights = status.permissions();
  return target;
}

Result<void> write_through(const fs::path& file, const fs::path& name,
                           const std::function<Result<void>(std::ostream&)>& write) {
  errno = 0;
  std::ofstream out{file, std::ios::binary};
  if (!out) return std::unexpected{file_error(errno, name)};
  auto written = write(out);
  out.close();
  if (out || (!written && written.error().code != ErrorCode::io)) return written;
  return std::unexpected{file_error(errno == 0 ? EIO : errno, name)};  // the stream knows no more than "io"
}

Result<void> replace(const Target& target, const fs::path& draft, const fs::path& name,
                     const std::function<Result<void>(std::ostream&)>& write) {
  if (auto written = write_through(draft, name, write); !written) return written;
  std::error_code error;
  if (target.rights) fs::permissions(draft, *target.rights, error);
  if (auto done = synced(draft); !done) return done;
  fs::rename(draft, target.file, error);
  if (error) return std::unexpected{file_error(error.value(), name)};
  return {};
}
}  // namespace

Result<void> write_whole_file(const fs::path& name, const std::function<Result<void>(std::ostream&)>& write) {
  const auto target = target_of(name);
  if (!target) return std::unexpected{target.error()};
  if (target->is_stream) return write_through(target->file, name, write);
  const fs::path draft = target->file.string() + "." + new_uuid().substr(0, 8) + ".part";
  const UnfinishedFile unfinished{draft};
  auto replaced = replace(*target, draft, name, write);
  std::error_code ignored;
  if (!replaced) fs::remove(draft, ignored);
  return replaced;
}

Result<std::string> read_whole_file(const fs::path& file, std::uintmax_t most_bytes) {
  std::error_code problem;
  if (!fs::exists(file, problem)) return fail(ErrorCode::not_found, "no such file", file.string());
  if (!fs::is_regular_file(file, problem)) return fail(ErrorCode::unsafe_file, "not a plain file", file.string());
  const auto size = fs::file_size(file, problem);
  if (problem) return fail(ErrorCode::access, problem.message(), file.string());
  if (size > most_bytes) return fail(ErrorCode::too_large, "too many bytes", file.string());
  std::ifstream stream{file, std::ios::binary};
  if (!stream) return fail(ErrorCode::access, "the file cannot be opened", file.string());
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size)))
    return fail(ErrorCode::io, "the file cannot be read", file.string());
  return bytes;
}

}  // namespace riskmap
