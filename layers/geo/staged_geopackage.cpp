// Looks at the schema of a GeoPackage or MBTiles file with SQLite alone, before GDAL and its SQL functions do.
#include <sqlite3.h>

#include <algorithm>
#include <string_view>

#include "layers/geo/refusal_reasons.h"
#include "layers/geo/sqlite_guard.h"
#include "layers/geo/sqlite_reading.h"
#include "layers/geo/staged_file.h"

namespace riskmap {

namespace fs = std::filesystem;

namespace {

// Bytes of the file header: 2 = write-ahead log, for writers and for readers (sqlite.org, "fileformat2", §1.3).
constexpr std::size_t writer_mark = 18, reader_mark = 19;

bool is_write_ahead(const CheckedFile& file) {
  const std::string& bytes = file.first_bytes;
  return bytes.size() > reader_mark && (bytes[writer_mark] == 2 || bytes[reader_mark] == 2);
}

bool is_present(const fs::path& file, const char* suffix) {
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(file.string() + suffix, problem);
  return !problem && size > 0;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

// The word after USING, without quotes.
std::string module_of(const std::string& create_statement) {
  const auto found = create_statement.find("USING");
  if (found == create_statement.npos) return {};
  const auto begin = create_statement.find_first_not_of(" \t\r\n\"'`[", found + 5);
  if (begin == create_statement.npos) return {};
  return create_statement.substr(begin, create_statement.find_first_of(" \t\r\n\"'`](", begin) - begin);
}

// Modules read other files (VirtualText) or memory structures that a crafted file corrupts; the R-tree is part of the
// GeoPackage standard. GDAL's own functions reach the network and other files.
Result<void> check_statement(const std::string& name, const std::string& sql) {
  const std::string statement = upper(sql);
  for (const char* function :
       {"OGR_GEOCODE", "OGR_DATASOURCE_LOAD_LAYERS", "OGR_GETCONFIGOPTION", "OGR_SETCONFIGOPTION", "LOAD_EXTENSION"})
    if (statement.find(function) != statement.npos)
      return fail(ErrorCode::unsafe_file, std::string{"calls "} + function, {}, name);
  if (!statement.starts_with("CREATE VIRTUAL")) return {};
  const std::string module = module_of(statement);
  if (module == "RTREE") return {};
  return fail(ErrorCode::unsafe_file, "virtual table of module " + module, {}, name);
}

// The table that makes an SQLite file what it should be, and what it is called without.
struct Kind {
  std::string_view table, otherwise;
};
constexpr Kind geopackage{"gpkg_contents", "an SQLite file that is no GeoPackage"};
constexpr Kind mbtiles{"tiles", "an SQLite file without map tiles"};

Result<void> check_schema(sqlite3* connection, const Kind& kind) {
  const auto statement = reading_statement(connection, "SELECT name, coalesce(sql, '') FROM sqlite_master");
  if (!statement) return fail(ErrorCode::damaged, sqlite3_errmsg(connection));
  bool is_of_kind = false;
  int status = SQLITE_ROW;
  while ((status = sqlite3_step(statement.get())) == SQLITE_ROW) {
    const auto text = [&](int column) {
      const auto* bytes = sqlite3_column_text(statement.get(), column);
      return std::string{bytes != nullptr ? reinterpret_cast<const char*>(bytes) : ""};
    };
    const std::string name = text(0);
    is_of_kind = is_of_kind || name == kind.table;
    if (auto fine = check_statement(name, text(1)); !fine) return fine;
  }
  if (status != SQLITE_DONE) return fail(ErrorCode::damaged, sqlite3_errmsg(connection));
  if (!is_of_kind) return fail(ErrorCode::format, std::string{kind.otherwise});
  return {};
}

struct Look {
  Result<void> outcome;
  bool needs_recovery = false;  // a journal beside it would have to be rolled back, and that means writing
};

Look look_at(const fs::path& file, bool is_immutable, const Kind& kind = geopackage) {
  SqliteDeadline deadline;
  const auto [connection, status] = open_for_reading(file, is_immutable);
  if (status != SQLITE_OK) return {fail(ErrorCode::open, sqlite3_errstr(status)), false};
  limit_connection(connection.get(), deadline);
  Look look{check_schema(connection.get(), kind), false};
  const int reason = sqlite3_errcode(connection.get());
  look.needs_recovery = !look.outcome && (reason == SQLITE_READONLY || reason == SQLITE_CANTOPEN);
  if (!look.outcome && (reason == SQLITE_BUSY || reason == SQLITE_LOCKED))
    look.outcome.error().code = ErrorCode::locked;
  return look;
}

Result<void> copy_with_journal(const CheckedFile& file, StagedFile& staged) {
  constexpr std::string_view name = "copy.gpkg";
  if (auto copied = copy_into(staged, file.path, std::string{name}); !copied) return copied;
  for (const char* suffix : {"-wal", "-journal"})
    if (is_present(file.path, suffix))
      if (auto copied = copy_into(staged, file.path.string() + suffix, std::string{name} + suffix); !copied)
        return copied;
  staged.path = staged.folder->path() / name;
  staged.remarks.push_back({0, std::string{refusal::recovered_copy}, false});
  // Rolled back or checkpointed here, in the copy, where writing is nobody's loss.
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(staged.path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  const ReadingConnection connection{opened};
  if (status != SQLITE_OK) return fail(ErrorCode::damaged, sqlite3_errstr(status));
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  if (sqlite3_exec(opened, "PRAGMA journal_mode=DELETE; SELECT count(*) FROM sqlite_master", nullptr, nullptr,
                   nullptr) != SQLITE_OK)
    return fail(ErrorCode::damaged, sqlite3_errmsg(opened));
  return {};
}

}  // namespace

Result<void> check_mbtiles(const CheckedFile& file) {
  auto outcome = look_at(file.path, is_write_ahead(file), mbtiles).outcome;
  if (!outcome) outcome.error().where = file.path.string();
  return outcome;
}

Result<void> stage_geopackage(const CheckedFile& file, StagedFile& staged) {
  staged.drivers = {"GPKG"};
  // A log without its shared memory belongs to a program that died; with it, to one that is at work.
  const bool is_wal = is_write_ahead(file), has_wal = is_present(file.path, "-wal"),
             has_shm = is_present(file.path, "-shm");
  const bool is_immutable = is_wal && !has_wal && !has_shm;  // else SQLite would make both files beside it
  const bool is_abandoned = is_wal && has_wal && !has_shm;
  if (is_abandoned)
    if (auto copied = copy_with_journal(file, staged); !copied) return copied;
  Look look = look_at(staged.path, is_immutable);
  if (!look.outcome && look.needs_recovery && !staged.folder && is_present(file.path, "-journal")) {
    if (auto copied = copy_with_journal(file, staged); !copied) return copied;
    look = look_at(staged.path, false);
  }
  if (!look.outcome) {
    look.outcome.error().where = file.path.string();
    return look.outcome;
  }
  if (is_immutable) staged.open_options.emplace_back("IMMUTABLE=YES");
  if (lower_extension(staged.path) == ".gpkg") return {};
  if (auto linked = link_into(staged, staged.path, "link.gpkg"); !linked) return linked;
  staged.path = staged.folder->path() / "link.gpkg";
  return {};
}

}  // namespace riskmap
