// A register is known by its uuid; that its newest edit stands in the source too makes it an earlier state of the same.
#include "layers/store/backup_target.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

#include "layers/store/register_file.h"
#include "layers/store/register_store.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

bool has_open(const fs::path& process, const struct stat& file) {
  std::error_code problem;  // a process of somebody else, or one that has just ended
  for (const auto& entry : fs::directory_iterator{process / "fd", problem}) {
    struct stat opened{};
    if (::stat(entry.path().c_str(), &opened) == 0 && opened.st_dev == file.st_dev && opened.st_ino == file.st_ino)
      return true;
  }
  return false;
}

Result<void> check_identity(const Connection& source, const Connection& target) {
  constexpr std::string_view uuid = "SELECT value FROM rm_meta WHERE key = 'uuid'";
  const auto ours = source.ask(uuid), theirs = target.ask(uuid);
  if (!ours || !theirs) return std::unexpected{!ours ? ours.error() : theirs.error()};
  if (is_null(*theirs) || *ours != *theirs)
    return fail(ErrorCode::invalid_input, "a backup does not replace another register");
  auto newest = target.prepare("SELECT fid, at, entity_uuid FROM history ORDER BY fid DESC LIMIT 1");
  if (!newest) return std::unexpected{newest.error()};
  const auto has_history = newest->step();
  if (!has_history) return std::unexpected{has_history.error()};
  if (!*has_history) return {};
  auto same = source.prepare("SELECT 1 FROM history WHERE fid = ?1 AND at = ?2 AND entity_uuid = ?3");
  if (!same) return std::unexpected{same.error()};
  const auto is_known = same->bind(1, newest->value(0)).bind(2, newest->value(1)).bind(3, newest->value(2)).step();
  if (!is_known) return std::unexpected{is_known.error()};
  return *is_known ? Result<void>{} : fail(ErrorCode::invalid_input, "a backup does not replace later edits");
}

// The exclusive lock shows whether anybody uses the file, and takes in a journal that a crash left beside it.
Result<void> check_register(const Connection& source, const fs::path& copy) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(copy.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, Closer> handle{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot be opened")};
  const Connection target{handle.get()};
  auto checked = target.execute("BEGIN EXCLUSIVE");
  if (checked) checked = check_identity(source, target);
  static_cast<void>(target.execute("ROLLBACK"));
  if (!checked && checked.error().code == ErrorCode::read_only)
    return fail(ErrorCode::access, "no right to write here");
  return checked;
}

Result<void> check_file(const Connection& source, const fs::path& copy) {
  std::error_code problem;
  const auto status = fs::status(copy, problem);
  if (!fs::exists(status)) return {};
  if (fs::is_directory(status)) return fail(ErrorCode::unsafe_file, "a folder has this name");
  if (!fs::is_regular_file(status)) return fail(ErrorCode::unsafe_file, "not a regular file");
  if (!looks_like_register(copy) || !has_meta_table(copy).value_or(true))
    return fail(ErrorCode::invalid_input, "a backup does not replace another file");
  if (is_open_anywhere(copy)) return fail(ErrorCode::locked, "somebody has the file open");
  return check_register(source, copy);
}

Result<void> check_applicants(const Connection& source, const fs::path& copy) {
  std::error_code problem;
  if (!fs::exists(copy, problem)) return {};
  if (!fs::is_regular_file(copy, problem)) return fail(ErrorCode::unsafe_file, "not a regular file");
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(copy.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, Closer> handle{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot be opened")};
  const auto theirs = Connection{handle.get()}.ask("SELECT value FROM private_meta WHERE key = 'register'");
  const auto ours = source.ask("SELECT value FROM rm_meta WHERE key = 'uuid'");
  if (theirs && ours && !is_null(*ours) && *theirs == *ours) return {};
  return fail(ErrorCode::invalid_input, "a backup does not replace another file");
}
}  // namespace

bool is_open_anywhere(const fs::path& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) return false;
  std::error_code problem;
  for (const auto& process : fs::directory_iterator{"/proc", problem}) {
    const auto name = process.path().filename().string();
    if (std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; }) && has_open(process.path(), status))
      return true;
  }
  return false;
}

Result<void> check_private_target(const Connection& source, const fs::path& copy) {
  auto checked = check_applicants(source, copy);
  if (!checked) checked.error().where = copy.string();
  return checked;
}

Result<void> check_backup_target(const Connection& source, const fs::path& copy) {
  auto checked = check_file(source, copy);
  if (!checked) checked.error().where = copy.string();
  return checked;
}

}  // namespace riskmap
