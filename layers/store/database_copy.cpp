#include "layers/store/database_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

#include "layers/core/unfinished_file.h"
#include "layers/core/uuid.h"

namespace riskmap {

namespace {
struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

Result<void> copy_pages(const Connection& from, const char* name, sqlite3* to) {
  auto* backup = sqlite3_backup_init(to, "main", from.handle(), name);
  if (!backup) return std::unexpected{last_error(Connection{to})};
  const int copied = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (copied == SQLITE_DONE && finished == SQLITE_OK) return {};
  return std::unexpected{sqlite_error(copied == SQLITE_DONE ? finished : copied, sqlite3_errmsg(to))};
}

}  // namespace

Result<void> sync_to_disk(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int problem = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (is_synced) return {};
  return fail(problem == ENOSPC ? ErrorCode::disk_full : ErrorCode::io, std::strerror(problem), path.string());
}

std::filesystem::path unfinished_name(const std::filesystem::path& copy) {
  auto name = copy;
  name += "." + new_uuid().substr(0, 8) + ".part";
  return name;
}

Result<void> write_copy(const Connection& source, const char* name, const std::filesystem::path& unfinished) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(unfinished.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const Handle to{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot make the copy")};
  if (auto copied = copy_pages(source, name, to.get()); !copied) return copied;
  const auto verdict = Connection{to.get()}.ask("PRAGMA quick_check(1)");
  if (!verdict) return std::unexpected{verdict.error()};
  if (*verdict != SqlValue{std::string{"ok"}}) return fail(ErrorCode::damaged, "the copy is not sound");
  return {};
}

Result<void> publish_copy(const std::filesystem::path& unfinished, const std::filesystem::path& copy) {
  if (auto synced = sync_to_disk(unfinished); !synced) return synced;
  std::error_code problem;
  std::filesystem::rename(unfinished, copy, problem);
  if (problem) return fail(ErrorCode::io, problem.message(), copy.string());
  const auto folder = copy.parent_path();
  return sync_to_disk(folder.empty() ? "." : folder);
}

Result<std::filesystem::path> copy_beside(const Connection& source, const NumberedName& names) {
  const auto draft = unfinished_name(names(1));
  const UnfinishedFile unfinished{draft};
  std::error_code problem;
  auto copied = write_copy(source, "main", draft);
  if (copied) {
    const auto* file = sqlite3_db_filename(source.handle(), "main");
    std::filesystem::permissions(draft, std::filesystem::status(file, problem).permissions(), problem);
    copied = sync_to_disk(draft);
  }
  for (int number = 1; copied; ++number) {
    const auto name = names(number);
    problem = put_in_place(draft, name);
    if (!problem) {
      std::filesystem::remove(draft, problem);  // where a file can have two names, it has both now
      return name;
    }
    if (problem != std::errc::file_exists) copied = fail(ErrorCode::io, problem.message(), name.string());
  }
  for (const auto* ending : {"", "-journal"}) std::filesystem::remove(draft.string() + ending, problem);
  return std::unexpected{copied.error()};
}

}  // namespace riskmap
