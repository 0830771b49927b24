// A copy through SQLite itself: copying an open register as a file would drop its locks.
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "layers/core/unfinished_file.h"
#include "layers/core/uuid.h"
#include "layers/store/backup_target.h"
#include "layers/store/gpkg_store.h"

namespace riskmap {

namespace {
struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

Result<void> copy_pages(sqlite3* from, sqlite3* to) {
  auto* backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup) return std::unexpected{last_error(Connection{to})};
  const int copied = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (copied == SQLITE_DONE && finished == SQLITE_OK) return {};
  return std::unexpected{sqlite_error(copied == SQLITE_DONE ? finished : copied, sqlite3_errmsg(to))};
}

Result<void> write_copy(sqlite3* from, const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const Handle to{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot make the copy")};
  if (auto copied = copy_pages(from, to.get()); !copied) return copied;
  const auto verdict = Connection{to.get()}.ask("PRAGMA quick_check(1)");
  if (!verdict) return std::unexpected{verdict.error()};
  if (*verdict != SqlValue{std::string{"ok"}}) return fail(ErrorCode::damaged, "the copy is not sound");
  return {};
}

Result<void> sync_to_disk(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int problem = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (is_synced) return {};
  return fail(problem == ENOSPC ? ErrorCode::disk_full : ErrorCode::io, std::strerror(problem), path.string());
}

Result<void> make_copy(sqlite3* from, const std::filesystem::path& copy, const std::filesystem::path& unfinished) {
  if (auto written = write_copy(from, unfinished); !written) return written;
  if (auto synced = sync_to_disk(unfinished); !synced) return synced;
  std::error_code problem;
  std::filesystem::rename(unfinished, copy, problem);
  if (problem) return fail(ErrorCode::io, problem.message(), copy.string());
  const auto folder = copy.parent_path();
  return sync_to_disk(folder.empty() ? "." : folder);
}
}  // namespace

Result<void> GpkgStore::back_up(const std::filesystem::path& copy) {
  std::error_code ignored;
  if (std::filesystem::equivalent(copy, info_.path, ignored))
    return fail(ErrorCode::invalid_input, "a register is no backup of itself", copy.string());
  const auto folder = copy.has_parent_path() ? copy.parent_path() : std::filesystem::path{"."};
  if (!std::filesystem::is_directory(folder, ignored))
    return fail(ErrorCode::not_found, "no such folder", copy.string());
  if (::access(folder.c_str(), W_OK) != 0) return fail(ErrorCode::access, "no right to write here", copy.string());
  if (auto checked = check_backup_target(connection(), copy); !checked) return checked;
  auto unfinished = copy;
  unfinished += "." + new_uuid().substr(0, 8) + ".part";
  const UnfinishedFile named{unfinished};
  auto made = make_copy(connection().handle(), copy, unfinished);
  if (made) return made;
  for (const auto* ending : {"", "-journal"}) std::filesystem::remove(unfinished.string() + ending, ignored);
  if (made.error().where.empty()) made.error().where = copy.string();
  return made;
}

}  // namespace riskmap
