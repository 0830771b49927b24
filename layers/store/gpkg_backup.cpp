// A copy through SQLite itself: copying an open register as a file would drop its locks.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "layers/core/unfinished_file.h"
#include "layers/store/backup_target.h"
#include "layers/store/database_copy.h"
#include "layers/store/gpkg_store.h"
#include "layers/store/private_file.h"

namespace riskmap {

namespace {
// A database of an open connection, and where its copy goes.
struct Part {
  const char* name;  // "main", or that of the applicants
  std::filesystem::path copy, unfinished;
};

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
    if (auto written = write_copy(source, part.name, part.unfinished); !written) return written;
  return {};
}

// The applicants first: a register never names those that its copy lacks.
Result<void> make_copies(const Connection& source, const std::vector<Part>& parts) {
  if (parts.size() > 1)
    if (auto made = make_private(parts.front().unfinished); !made) return made;
  if (auto written = write_copies(source, parts); !written) return written;
  for (const auto& part : parts)
    if (auto published = publish_copy(part.unfinished, part.copy); !published) return published;
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
    parts.push_back({"riskmap_private", applicants, unfinished_name(applicants)});
  }
  parts.push_back({"main", copy, unfinished_name(copy)});
  const UnfinishedFile first{parts.front().unfinished}, last{parts.back().unfinished};
  auto made = make_copies(connection(), parts);
  if (made) return made;
  for (const auto& part : parts)
    for (const auto* ending : {"", "-journal"}) std::filesystem::remove(part.unfinished.string() + ending, ignored);
  if (made.error().where.empty()) made.error().where = copy.string();
  return made;
}

}  // namespace riskmap
