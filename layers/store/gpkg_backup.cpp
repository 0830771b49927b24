// A copy through SQLite itself: copying an open register as a file would drop its locks.
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "layers/core/unfinished_file.h"
#include "layers/core/uuid.h"
#include "layers/store/backup_target.h"
#include "layers/store/gpkg_store.h"
#include "layers/store/private_file.h"

namespace riskmap {

namespace {
struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

// A database of an open connection, and where its copy goes.
struct Part {
  sqlite3* from;
  const char* name;  // "main", or that of the applicants
  std::filesystem::path copy, unfinished;
};

Result<void> copy_pages(const Part& part, sqlite3* to) {
  auto* backup = sqlite3_backup_init(to, "main", part.from, part.name);
  if (!backup) return std::unexpected{last_error(Connection{to})};
  const int copied = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (copied == SQLITE_DONE && finished == SQLITE_OK) return {};
  return std::unexpected{sqlite_error(copied == SQLITE_DONE ? finished : copied, sqlite3_errmsg(to))};
}

Result<void> write_copy(const Part& part) {
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(part.unfinished.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const Handle to{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot make the copy")};
  if (auto copied = copy_pages(part, to.get()); !copied) return copied;
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

Result<void> publish(const Part& part) {
  if (auto synced = sync_to_disk(part.unfinished); !synced) return synced;
  std::error_code problem;
  std::filesystem::rename(part.unfinished, part.copy, problem);
  if (problem) return fail(ErrorCode::io, problem.message(), part.copy.string());
  const auto folder = part.copy.parent_path();
  return sync_to_disk(folder.empty() ? "." : folder);
}

std::filesystem::path unfinished_name(const std::filesystem::path& copy) {
  auto name = copy;
  name += "." + new_uuid().substr(0, 8) + ".part";
  return name;
}

// Closed to others before anything is in it.
Result<void> make_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return fail(ErrorCode::io, std::strerror(errno), file.string());
  ::close(descriptor);
  return {};
}

// Both parts as of one moment: whoever commits waits until they are read.
Result<void> write_copies(const Connection& source, const std::vector<Part>& parts) {
  const ReadTransaction reading{source};
  if (!reading.begun()) return reading.begun();
  for (const auto& part : parts)
    if (const auto held = source.ask(fmt::format("SELECT count(*) FROM {}.sqlite_master", part.name)); !held)
      return std::unexpected{held.error()};
  for (const auto& part : parts)
    if (auto written = write_copy(part); !written) return written;
  return {};
}

// The applicants first: a register never names those that its copy lacks.
Result<void> make_copies(const Connection& source, const std::vector<Part>& parts) {
  if (parts.size() > 1)
    if (auto made = make_private(parts.front().unfinished); !made) return made;
  if (auto written = write_copies(source, parts); !written) return written;
  for (const auto& part : parts)
    if (auto published = publish(part); !published) return published;
  return {};
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
  std::vector<Part> parts;
  if (has_private_part(connection())) {
    const auto applicants = private_file_of(copy);
    if (auto checked = check_private_target(connection(), applicants); !checked) return checked;
    parts.push_back({connection().handle(), "riskmap_private", applicants, unfinished_name(applicants)});
  }
  parts.push_back({connection().handle(), "main", copy, unfinished_name(copy)});
  const UnfinishedFile first{parts.front().unfinished}, last{parts.back().unfinished};
  auto made = make_copies(connection(), parts);
  if (made) return made;
  for (const auto& part : parts)
    for (const auto* ending : {"", "-journal"}) std::filesystem::remove(part.unfinished.string() + ending, ignored);
  if (made.error().where.empty()) made.error().where = copy.string();
  return made;
}

}  // namespace riskmap
