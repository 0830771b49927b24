// What a crash or damage leaves of a register file: what is taken in, what is rolled back, what is called damaged.
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "layers/store/register_file.h"
#include "tests/unit/store/file_state.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
void put_byte(const std::filesystem::path& file, std::streamoff at, char byte) {
  std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
  stream.seekp(at);
  stream.put(byte);
}

// Another program's statements, which only its log holds: it ends without a checkpoint and without closing.
void run_and_crash(const std::filesystem::path& file, const std::string& statements) {
  const pid_t child = ::fork();
  if (child == 0) {
    Stranger other{file};
    other.run("PRAGMA journal_mode = WAL; " + statements);
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
}
}  // namespace

TEST_CASE_FIXTURE(Register, "a register that a crash left in WAL mode is taken in first and judged afterwards") {
  run_and_crash(file, "CREATE TABLE zz (a); INSERT INTO zz VALUES (randomblob(100000))");
  REQUIRE(std::filesystem::file_size(folder.file("small.gpkg-wal")) > 100'000);
  CHECK(looks_like_register(file));
  SUBCASE("for reading") {
    const auto store = open_register(file, OpenMode::read_only);
    REQUIRE_MESSAGE(store, words(store.error()));
    CHECK(loaded(**store)->issues.size() == 1);
    CHECK(flaws(**store) == "");
  }
  SUBCASE("for writing") {
    CHECK(how_it_opens(file) == "writable");
    CHECK(Stranger{file}.ask("SELECT length(a) FROM zz") == "100000");
  }
  SUBCASE("a file cut short under its log is damaged") {
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    CHECK(how_it_opens(file) == "err.damaged");
  }
}

TEST_CASE_FIXTURE(Register, "a table that only the log of a crash holds is not missing") {
  Stranger{file}.run("CREATE TABLE kept AS SELECT * FROM rm_meta; DROP TABLE rm_meta");
  run_and_crash(file, "CREATE TABLE rm_meta AS SELECT * FROM kept");
  REQUIRE(std::filesystem::file_size(folder.file("small.gpkg-wal")) > 0);
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE_MESSAGE(store, words(store.error()));
  CHECK(loaded(**store)->issues.size() == 1);
}

TEST_CASE_FIXTURE(Register, "a register that has lost a table is damaged, and both the table and the file are named") {
  const auto whole = folder.file("whole.gpkg");
  std::filesystem::copy_file(file, whole);
  for (const auto* table : {"issue", "measure", "history", "settlement", "area", "category", "party", "hotspot_review",
                            "indicator_value", "edit_context", "batch", "status_def", "rtree_area_geom"}) {
    CAPTURE(table);
    std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    const int dropped = sqlite3_exec(handle, ("DROP TABLE " + std::string{table}).c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    REQUIRE(dropped == SQLITE_OK);
    for (const auto mode : {OpenMode::read_only, OpenMode::read_write}) {
      const auto store = open_register(file, mode);
      CHECK(refusal(store) == "err.damaged");
      if (store) continue;
      CHECK(store.error().detail == "missing: table " + std::string{table});
      CHECK(store.error().where == file.string());
    }
  }
}

TEST_CASE_FIXTURE(Register, "a file cut short or overwritten is damaged, not a crash") {
  const auto size = std::filesystem::file_size(file);
  SUBCASE("half of it is gone") {
    std::filesystem::resize_file(file, size / 2);
    CHECK(how_it_opens(file) == "err.damaged");
  }
  SUBCASE("one page is gone") {
    std::filesystem::resize_file(file, size - 4096);
    CHECK(how_it_opens(file) == "err.damaged");
  }
  SUBCASE("every page is damaged in turn") {
    const auto whole = folder.file("whole.gpkg");
    std::filesystem::copy_file(file, whole);
    for (std::uintmax_t page = 0; page < size / 4096; page += 7) {
      std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
      for (std::streamoff at = 0; at < 4096; at += 5)
        put_byte(file, static_cast<std::streamoff>(page * 4096) + at, '\x5A');
      const auto store = open_register(file);
      if (!store) continue;
      static_cast<void>((*store)->load());
      CHECK(!flaws(**store).empty());
    }
  }
}

TEST_CASE_FIXTURE(Register, "an edit that a crash interrupted is rolled back at the next start, which says so") {
  const auto before = Stranger{file}.ask("SELECT count(*) FROM history");
  const pid_t child = ::fork();
  if (child == 0) {
    Stranger other{file};
    other.run(
        "PRAGMA cache_size = 1; PRAGMA journal_mode = TRUNCATE; BEGIN IMMEDIATE; UPDATE issue SET title = 'жартылай "
        "жазылған';"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) UPDATE code_value SET kk = kk "
        "|| 'x'"
        " WHERE fid IN (SELECT i FROM n)");
    ::_exit(0);  // no rollback, no close: as a kill would leave it
  }
  ::waitpid(child, nullptr, 0);
  REQUIRE(std::filesystem::file_size(folder.file("small.gpkg-journal")) > 0);
  const auto store = opened(file);
  REQUIRE(store->info().remarks.size() == 1);
  CHECK(store->info().remarks[0] == "an unfinished edit was rolled back");
  CHECK(loaded(*store)->issues[0].title == "Ауыз су жоқ");
  CHECK(Stranger{file}.ask("SELECT count(*) FROM history") == before);
}

TEST_CASE_FIXTURE(Register, "stale journals of commits over several files are swept at the next start") {
  std::ofstream{folder.file("small.gpkg-mj1A2B3C4D5")} << "left by a crash";
  static_cast<void>(opened(file));
  CHECK(!std::filesystem::exists(folder.file("small.gpkg-mj1A2B3C4D5")));
}
