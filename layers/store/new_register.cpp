// A new register is built in a temporary file beside its place and moved there when it is whole.
#include "layers/store/new_register.h"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdint>
#include <system_error>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/geo/temporary_folder.h"
#include "layers/store/gpkg_builder.h"
#include "layers/store/new_register_source.h"
#include "layers/store/pg_address.h"
#include "layers/store/register_copy.h"
#include "layers/store/register_draft.h"
#include "layers/store/register_store.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
// GDAL and SQLite have many words for a disk that is full; an empty register alone takes more than this.
bool is_full(const std::filesystem::path& draft) {
  constexpr std::uintmax_t least_room = 128 * 1024;
  std::error_code problem;
  const auto folder = draft.has_parent_path() ? draft.parent_path() : std::filesystem::path{"."};
  const auto room = std::filesystem::space(folder, problem);
  return !problem && room.available < least_room;
}

Result<RegisterSnapshot> standard_lists(const std::filesystem::path& file) {
  const auto store = open_register(file, OpenMode::read_only);
  if (!store) return std::unexpected{store.error()};
  const auto snapshot = (*store)->load();
  if (!snapshot) return std::unexpected{snapshot.error()};
  return **snapshot;
}

Result<void> fill(const std::filesystem::path& file, const NewRegisterSource& source) {
  auto builder = RegisterBuilder::open(file);
  if (!builder) return std::unexpected{builder.error()};
  for (const auto& [key, value] : source.meta())
    if (auto set = builder->set_meta(key, value); !set) return set;
  // What public exports hide record names with; every register has its own.
  if (auto set = builder->set_meta("public_id_key", new_uuid() + new_uuid()); !set) return set;
  if (auto inserted = builder->bulk_insert(source.records()); !inserted) return inserted;
  return builder->finish({"riskmap new", {}, {}});
}

Result<NewRegisterReport> build(const std::filesystem::path& file, const std::filesystem::path& from_folder) {
  if (auto created = create_empty_register(file); !created) return std::unexpected{created.error()};
  auto lists = standard_lists(file);
  if (!lists) return std::unexpected{lists.error()};
  NewRegisterSource source{from_folder, std::move(*lists)};
  if (!from_folder.empty())
    if (auto read = source.read(); !read) return std::unexpected{read.error()};
  if (auto filled = fill(file, source); !filled) return std::unexpected{filled.error()};
  return source.report();
}

// Built as a file, whose schema and lists are the only ones there are, and brought there whole.
Result<NewRegisterReport> create_on_server(const std::string& address, const std::filesystem::path& from_folder) {
  if (const auto checked = check_address(address); !checked) return std::unexpected{checked.error()};
  const auto folder = TemporaryFolder::make();
  if (!folder) return std::unexpected{folder.error()};
  const auto file = folder->path() / "new.gpkg";
  auto report = create_register(file, from_folder);
  if (!report) return report;
  const auto store = open_register(file, OpenMode::read_only);
  if (!store) return std::unexpected{store.error()};
  if (const auto copied = copy_register(**store, address); !copied) return std::unexpected{copied.error()};
  return report;
}
}  // namespace

Result<NewRegisterReport> create_register(const std::filesystem::path& file, const std::filesystem::path& from_folder) {
  if (is_register_address(file.native())) return create_on_server(file.native(), from_folder);
  std::error_code code;
  if (std::filesystem::exists(file, code)) return RegisterDraft::already_there(file);
  if (const auto folder = file.parent_path(); !folder.empty() && !std::filesystem::is_directory(folder, code))
    return fail(ErrorCode::not_found, "no such folder", folder.string());
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  if (::access(folder.c_str(), W_OK) != 0) return fail(ErrorCode::access, "no right to write here", file.string());
  const RegisterDraft unfinished{file};
  auto report = build(unfinished.path(), from_folder);
  if (!report) {
    if (is_full(unfinished.path())) report.error().code = ErrorCode::disk_full;
    // The name of the draft says nothing to whoever asked for the register.
    if (report.error().where == unfinished.path().string()) report.error().where = file.string();
    return report;
  }
  if (auto moved = unfinished.move_to_place(); !moved) return std::unexpected{moved.error()};
  return report;
}

}  // namespace riskmap
