// Written beside, synced, renamed.
#include "layers/exchange/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace riskmap {

namespace {
namespace fs = std::filesystem;

Error file_error(int number, const fs::path& file) {
  const auto code = number == ENOSPC || number == EDQUOT ? ErrorCode::disk_full
                    : number == EACCES || number == EPERM || number == EROFS ? ErrorCode::access
                    : number == ENOENT || number == ENOTDIR ? ErrorCode::not_found
                                                            : ErrorCode::io;
  return {code, std::generic_category().message(number), file.string(), {}};
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
}  // namespace

Result<void> write_whole_file(const fs::path& target, const std::function<Result<void>(std::ostream&)>& write) {
  const fs::path draft = target.string() + ".part";
  const auto drop_draft = [&] {
    std::error_code ignored;
    fs::remove(draft, ignored);
  };
  {
    errno = 0;
    std::ofstream out{draft, std::ios::binary};
    if (!out) return std::unexpected{file_error(errno, target)};
    auto written = write(out);
    out.close();
    if (written && !out) written = std::unexpected{file_error(errno == 0 ? EIO : errno, target)};
    if (!written) {
      drop_draft();
      return written;
    }
  }
  if (auto done = synced(draft); !done) {
    drop_draft();
    return done;
  }
  std::error_code error;
  fs::rename(draft, target, error);
  if (error) {
    drop_draft();
    return std::unexpected{file_error(error.value(), target)};
  }
  return {};
}

}  // namespace riskmap
