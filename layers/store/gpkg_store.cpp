// What only a file needs: is it still there, and has another program written into it?
#include "layers/store/gpkg_store.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "layers/store/private_file.h"

namespace riskmap {

namespace {
std::pair<std::uint64_t, std::uint64_t> file_id_of(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || status.st_size == 0) return {};  // emptied is gone too
  return {status.st_dev, status.st_ino};
}

}  // namespace

GpkgStore::GpkgStore(GpkgDataset dataset, StoreInfo info)
    : SqlStore(std::move(info)), dataset_(std::move(dataset)), file_id_(file_id_of(info_.path)) {}

// The journal file that TRUNCATE mode leaves beside the register is empty; a tidy folder does without it.
GpkgStore::~GpkgStore() {
  if (!connection().handle() || info_.is_read_only) return;
  sqlite3_busy_timeout(connection().handle(), 0);  // somebody else has the file: then it stays as it is
  const auto* tidy = info_.applicants.state == ApplicantsAccess::State::open
                         ? "PRAGMA riskmap_private.journal_mode = DELETE; PRAGMA main.journal_mode = DELETE"
                         : "PRAGMA main.journal_mode = DELETE";
  sqlite3_exec(connection().handle(), tidy, nullptr, nullptr, nullptr);
}

// A file that was deleted or replaced under us would take the edit and be gone with it.
Result<void> GpkgStore::writable() const {
  if (info_.is_read_only) return fail(ErrorCode::read_only, info_.read_only_reason, info_.path);
  if (file_id_of(info_.path) != file_id_)
    return fail(ErrorCode::not_found, "the file was moved, deleted or replaced while it was open", info_.path);
  return {};
}

Result<void> GpkgStore::remember_position() {
  const auto newest = connection().ask_integer("SELECT max(fid) FROM history");
  if (!newest) return std::unexpected{newest.error()};
  const auto data_version = connection().ask_integer("PRAGMA data_version");
  if (!data_version) return std::unexpected{data_version.error()};
  seen_history_ = *newest;
  own_batches_.clear();
  data_version_ = *data_version;
  return {};
}

// data_version moves only when another connection has committed; then the history tells what.
Result<std::optional<Accepted>> GpkgStore::changes_by_others() {
  const auto data_version = connection().ask_integer("PRAGMA data_version");
  if (!data_version) return std::unexpected{data_version.error()};
  if (*data_version == data_version_) return std::nullopt;
  const ReadTransaction reading{connection()};
  if (!reading.begun()) return std::unexpected{reading.begun().error()};
  auto changes = records_of(
      fmt::format("SELECT entity, entity_uuid FROM history WHERE fid > {} AND coalesce(batch, 0) NOT IN ({})",
                  seen_history_, own_batches()));
  if (!changes) return changes;
  if (const auto remembered = remember_position(); !remembered) return std::unexpected{remembered.error()};
  return changes;
}

Result<void> GpkgStore::ready_for(const Edit& edit) {
  using enum ApplicantsAccess::State;
  if (edit.applicants.empty() && edit.appeal_files.empty()) return {};
  if (info_.applicants.state == none_yet) {
    auto made = make_private_file(connection(), info_.path);
    if (!made) return std::unexpected{made.error()};
    info_.applicants = *std::move(made);
  }
  if (info_.applicants.state == missing && !edit.appeal_files.empty())
    return fail(ErrorCode::not_found, "the private part is not here", info_.applicants.file);
  return may_write_applicants();
}

}  // namespace riskmap
