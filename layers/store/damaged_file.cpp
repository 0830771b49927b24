#include "layers/store/damaged_file.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace riskmap {

namespace {
Result<void> copy_parts(const std::filesystem::path& file, const std::filesystem::path& copy) {
  for (const auto* ending : {"", "-journal", "-wal"}) {
    const std::filesystem::path part{file.string() + ending};
    std::error_code problem;
    if (*ending != '\0' && !std::filesystem::exists(part, problem)) continue;
    if (!std::filesystem::copy_file(part, copy.string() + ending, problem) || problem) {
      const auto code = problem == std::errc::no_such_file_or_directory ? ErrorCode::not_found
                        : problem == std::errc::permission_denied       ? ErrorCode::access
                        : problem == std::errc::no_space_on_device      ? ErrorCode::disk_full
                                                                        : ErrorCode::io;
      return fail(code, problem.message(), part.string());
    }
    std::filesystem::permissions(copy.string() + ending, std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add, problem);
  }
  return {};
}

bool knows_its_tables(const Connection& connection) {
  std::int64_t tables = 0;
  const auto read = each_row(connection, "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master",
                             [&tables](const Statement&) { ++tables; });
  return read && tables > 0;
}

// SQLite's file format: 100 bytes of head, at 16 the size of a page, at 28 how many there are, at 32 and 36 the list of
// free ones; after it the first page of the list of tables, here a leaf (13) without cells, whose content begins where
// the page ends.
std::vector<char> first_page_without_tables(const std::vector<char>& head, std::uint64_t file_size) {
  constexpr std::size_t head_size = 100, size_at = 16, count_at = 28, free_at = 32, free_bytes = 8;
  const auto byte = [&head](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(head[at])); };
  const auto page_size = byte(size_at) << 8U | byte(size_at + 1);
  std::vector<char> page(page_size, '\0');
  std::copy_n(head.begin(), head_size, page.begin());
  const auto pages = file_size / page_size;
  for (std::size_t i = 0; i < 4; ++i) page[count_at + i] = static_cast<char>(pages >> (24 - 8 * i) & 0xFFU);
  std::fill_n(page.begin() + free_at, free_bytes, '\0');
  page[head_size] = 13;
  page[head_size + 5] = static_cast<char>(page_size >> 8U & 0xFFU);
  page[head_size + 6] = static_cast<char>(page_size & 0xFFU);
  return page;
}

Result<void> write_first_page(const std::filesystem::path& copy, const std::filesystem::path& model) {
  std::vector<char> head(100);
  std::ifstream{model, std::ios::binary}.read(head.data(), static_cast<std::streamsize>(head.size()));
  const auto page = first_page_without_tables(head, std::filesystem::file_size(copy));
  std::fstream file{copy, std::ios::in | std::ios::out | std::ios::binary};
  file.write(page.data(), static_cast<std::streamsize>(page.size()));
  return file.flush() ? Result<void>{} : fail(ErrorCode::io, "cannot be written", copy.string());
}
}  // namespace

void DamagedFile::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

// writable_schema reads on where the file is shorter than it says, or a line of its list of tables is broken;
// cell_size_check takes no page for sound whose rows lie over each other.
Result<DamagedFile::Handle> DamagedFile::opened(const std::filesystem::path& copy) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(copy.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  Handle result{handle};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot be opened")};
  static_cast<void>(Connection{handle}.execute(
      "PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF"));
  return result;
}

Result<void> DamagedFile::borrow_tables(const std::filesystem::path& copy, const std::filesystem::path& from) {
  if (auto written = write_first_page(copy, from); !written) return written;
  for (const auto* ending : {"-journal", "-wal"}) std::filesystem::remove(copy.string() + ending);
  const auto handle = opened(copy);
  if (!handle) return std::unexpected{handle.error()};
  const Connection connection{handle->get()};
  auto attach = connection.prepare("ATTACH ?1 AS model");
  if (!attach) return std::unexpected{attach.error()};
  if (auto attached = attach->bind(1, from.string()).run(); !attached) return attached;
  return connection.execute(
      "INSERT INTO main.sqlite_master (type, name, tbl_name, rootpage, sql) SELECT type, name, tbl_name, rootpage, sql"
      " FROM model.sqlite_master WHERE type IN ('table', 'index') AND rootpage > 0");
}

Result<DamagedFile> DamagedFile::open(const std::filesystem::path& file, const FileModel& model) {
  auto folder = TemporaryFolder::make();
  if (!folder) return std::unexpected{folder.error()};
  const auto copy = folder->path() / "damaged.gpkg";
  auto unfinished = std::make_unique<UnfinishedFile>(copy);
  if (auto copied = copy_parts(file, copy); !copied) return std::unexpected{copied.error()};
  auto handle = opened(copy);
  if (!handle) return std::unexpected{handle.error()};
  if (knows_its_tables(Connection{handle->get()}))
    return DamagedFile{*std::move(folder), std::move(unfinished), *std::move(handle), false};
  handle->reset();
  if (auto borrowed = borrow_tables(copy, model.empty); !borrowed) return std::unexpected{borrowed.error()};
  handle = opened(copy);
  if (!handle) return std::unexpected{handle.error()};
  const auto proved = Connection{handle->get()}.ask_integer(model.proof);
  if (!proved || *proved == 0)
    return fail(ErrorCode::damaged, "neither its head nor its list of tables can be read", file.string());
  return DamagedFile{*std::move(folder), std::move(unfinished), *std::move(handle), true};
}

}  // namespace riskmap
