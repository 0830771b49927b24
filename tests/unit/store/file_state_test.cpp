// Every state a sound register file may be found in: what opens, what opens for reading only, what is refused and why.
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "layers/store/register_file.h"
#include "tests/unit/store/file_state.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE_FIXTURE(Register, "what is no register is refused with its own code, and stays as it was") {
  CHECK(how_it_opens(folder.file("missing.gpkg")) == "err.not_found");
  CHECK(how_it_opens(folder.path()) == "err.unsafe_file");
  std::ofstream{folder.file("empty.gpkg")};
  CHECK(how_it_opens(folder.file("empty.gpkg")) == "err.not_a_register");
  std::ofstream{folder.file("text.gpkg")} << "no database at all, only a text that is long enough to be looked at";
  CHECK(how_it_opens(folder.file("text.gpkg")) == "err.not_a_register");
  CHECK(std::filesystem::file_size(folder.file("empty.gpkg")) == 0);
  REQUIRE(GpkgDataset::create(folder.file("plain.gpkg")));
  CHECK(how_it_opens(folder.file("plain.gpkg")) == "err.not_a_register");
  CHECK(!looks_like_register(folder.file("plain.gpkg")));
}

TEST_CASE_FIXTURE(Register, "what may be a register is told from other files, also when it is too damaged to be read") {
  CHECK(may_be_register(file));
  const auto plain = folder.file("plain.gpkg");
  REQUIRE(GpkgDataset::create(plain));
  CHECK_FALSE(may_be_register(plain));
  std::ofstream{folder.file("text.gpkg")} << "no database at all, only a text that is long enough to be looked at";
  CHECK_FALSE(may_be_register(folder.file("text.gpkg")));
  CHECK_FALSE(may_be_register(folder.path()));
  CHECK_FALSE(may_be_register(folder.file("missing")));
  SUBCASE("cut short") {
    std::filesystem::resize_file(file, 50'000);
    CHECK_FALSE(looks_like_register(file));
  }
  SUBCASE("without the table that says what it is") {
    Stranger{file}.run("DROP TABLE rm_meta");
  }
  CHECK(may_be_register(file));
}

TEST_CASE_FIXTURE(Register, "a register that lost the table that makes it one is damaged, never a plain map") {
  for (const std::string table : {"rm_meta", "gpkg_geometry_columns", "gpkg_contents"}) {
    CAPTURE(table);
    const auto broken = folder.file(table + ".gpkg");
    std::filesystem::copy_file(file, broken);
    Stranger{broken}.run("DROP TABLE " + table);
    CHECK(looks_like_register(broken));
    const auto opened = open_register(broken, OpenMode::read_only);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::damaged);
    CHECK(opened.error().detail == "missing: table " + table);
  }
}

TEST_CASE_FIXTURE(Register, "a link that leads back to itself is called so") {
  const auto link = folder.file("link.gpkg");
  std::filesystem::create_symlink(link, link);
  const auto opened = open_register(link);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().detail == "the name is a link that leads back to itself");
}

TEST_CASE_FIXTURE(Register, "a file whose name needs quoting opens like any other") {
  const auto odd = folder.file("50% #1? 'Төле би' \"x\".gpkg");
  std::filesystem::rename(file, odd);
  CHECK(looks_like_register(odd));
  CHECK(how_it_opens(odd) == "writable");
}

TEST_CASE_FIXTURE(Register, "a register of a newer schema is refused, of a newer minor one opens for reading") {
  Stranger{file}.run("UPDATE rm_meta SET value = '7' WHERE key = 'schema_version'");
  CHECK(how_it_opens(file) == "err.newer");
  Stranger{file}.run(
      "UPDATE rm_meta SET value = '1' WHERE key = 'schema_version'; UPDATE rm_meta SET value = '3' WHERE key = "
      "'schema_minor'");
  CHECK(how_it_opens(file) == "err.read_only: newer minor schema 1.3");
  Stranger{file}.run("UPDATE rm_meta SET value = 'x' WHERE key = 'schema_version'");
  CHECK(how_it_opens(file) == "err.damaged");
}

TEST_CASE_FIXTURE(Register,
                  "a strange trigger, view or virtual table opens for reading only, by name, and never fires") {
  SUBCASE("trigger") {
    Stranger{file}.run("CREATE TRIGGER greedy AFTER UPDATE ON issue BEGIN DELETE FROM measure; END");
    CHECK(how_it_opens(file) == "err.read_only: not made by this program: trigger greedy");
    const auto store = open_register(file, OpenMode::read_only);
    REQUIRE(store);
    CHECK((*store)->info().read_only_reason == "not made by this program: trigger greedy");
    CHECK(flaws(**store) == "not made by this program: trigger greedy\n");
  }
  SUBCASE("one of ours, changed") {
    Stranger{file}.run(
        "DROP TRIGGER history_no_delete; CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT 1; "
        "END");
    CHECK(how_it_opens(file) == "err.read_only: not made by this program: trigger history_no_delete");
  }
  SUBCASE("view") {
    Stranger{file}.run(
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n");
    CHECK(how_it_opens(file) == "err.read_only: not made by this program: view endless");
  }
  SUBCASE("virtual table") {
    Stranger{file}.run("CREATE VIRTUAL TABLE words USING fts5(text)");
    CHECK(how_it_opens(file) == "err.read_only: not made by this program: table words");
  }
}

TEST_CASE_FIXTURE(Register,
                  "a file that has lost a trigger of ours keeps no history, so it opens for reading and says so") {
  Stranger{file}.run("DROP TRIGGER issue_update");
  CHECK(how_it_opens(file) == "err.read_only: missing: trigger issue_update");
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  CHECK((*store)->info().read_only_reason == "missing: trigger issue_update");
  CHECK(flaws(**store) == "missing: trigger issue_update\n");
  Stranger{file}.run("DROP TRIGGER issue_insert");
  CHECK(how_it_opens(file) == "err.read_only: missing: trigger issue_insert, issue_update");
}

TEST_CASE_FIXTURE(Register, "asked to read only, it reads only") {
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  CHECK((*store)->info().is_read_only);
  CHECK(refusal((*store)->commit(harmless(), ayan)) == "err.read_only");
  CHECK(refusal((*store)->undo(ayan)) == "err.read_only");
  CHECK(loaded(**store)->issues.size() == 1);
}

TEST_CASE_FIXTURE(Register, "a file nobody may write, and a file in such a folder, open for reading and say why") {
  std::filesystem::permissions(folder.path(), std::filesystem::perms::others_all, std::filesystem::perm_options::add);
  std::filesystem::permissions(file, std::filesystem::perms{0444});
  CHECK(as_ordinary_user([this] { return how_it_opens(file); }) == "err.read_only: the file is not writable");

  std::filesystem::permissions(file, std::filesystem::perms{0666});
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
  const auto answer = as_ordinary_user([this] { return how_it_opens(file); });
  CAPTURE(answer);
  CHECK(answer.starts_with("err.read_only: the file or its folder is not writable"));

  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
  std::filesystem::permissions(file, std::filesystem::perms{0000});
  CHECK(as_ordinary_user([this] { return how_it_opens(file); }) == "err.access");
}

TEST_CASE_FIXTURE(
    Register, "while another program writes, ours waits a little and then says locked; afterwards it goes through") {
  const auto store = opened(file);
  Stranger other{file};
  other.run("BEGIN IMMEDIATE");
  CHECK(refusal(store->commit(harmless(), ayan)) == "err.locked");
  CHECK(how_it_opens(file) == "writable");
  other.run("ROLLBACK");
  CHECK(refusal(store->commit(harmless(), ayan)) == "accepted");
}

TEST_CASE_FIXTURE(Register, "a reader in the way of our commit leaves nothing half done") {
  const auto store = opened(file);
  Stranger other{file};
  other.run("BEGIN; SELECT * FROM issue");
  CHECK(refusal(store->commit(harmless(), ayan)) == "err.locked");
  other.run("COMMIT");
  CHECK(loaded(*store)->issues[0].version == 1);
  CHECK(refusal(store->commit(harmless(), ayan)) == "accepted");
}

TEST_CASE_FIXTURE(Register, "a file locked for good cannot be opened and says so") {
  Stranger other{file};
  other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  CHECK(how_it_opens(file) == "err.locked");
}

TEST_CASE_FIXTURE(Register, "an idle store holds no lock") {
  const auto store = opened(file);
  static_cast<void>(loaded(*store));
  Stranger other{file};
  CHECK(refusal(other.try_to("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE; ROLLBACK")) == "accepted");
}

TEST_CASE_FIXTURE(Register, "a file that QGIS left in WAL goes back, one that it still holds stays and says so") {
  Stranger{file}.run("PRAGMA journal_mode = WAL");
  {
    const auto store = opened(file);
    CHECK(store->info().remarks.empty());
    CHECK(Stranger{file}.ask("PRAGMA journal_mode") == "delete");
  }
  Stranger qgis{file};
  qgis.run("PRAGMA journal_mode = WAL; SELECT count(*) FROM issue");
  const auto store = opened(file);
  REQUIRE(store->info().remarks.size() == 1);
  CHECK(store->info().remarks[0].find("WAL") != std::string::npos);
  CHECK(refusal(store->commit(harmless(), ayan)) == "accepted");
}

TEST_CASE_FIXTURE(Register, "an edit is refused when the file was deleted or replaced under us") {
  const auto store = opened(file);
  const auto copy = folder.file("copy.gpkg");
  std::filesystem::copy_file(model_register(), copy);
  std::filesystem::rename(copy, file);
  CHECK(refusal(store->commit(harmless(), ayan)) == "err.not_found");
  std::filesystem::remove(file);
  CHECK(refusal(store->commit(harmless(), ayan)) == "err.not_found");
}

TEST_CASE_FIXTURE(Register, "a closed register leaves no file beside it") {
  {
    const auto store = opened(file);
    static_cast<void>(done(store->commit(harmless(), ayan)));
  }
  CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
}

TEST_CASE_FIXTURE(Register,
                  "a full disk refuses the edit, keeps what was acknowledged, and goes on once there is room") {
  const auto disk = folder.file("disk");
  std::filesystem::create_directory(disk);
  if (::mount("riskmap-test", disk.c_str(), "tmpfs", 0, "size=2m") != 0) {
    MESSAGE("skipped: no right to mount a small disk here");
    return;
  }
  {
    const auto small = disk / "small.gpkg", ballast = disk / "ballast";
    std::filesystem::copy_file(file, small);
    std::ofstream{ballast} << std::string(200'000, 'x');
    const auto store = opened(small);
    std::size_t acknowledged = 0;
    std::string outcome = "accepted";
    while (outcome == "accepted" && acknowledged < 5000) {
      auto fields = valid_issue();
      fields["description"] = Value{std::string(2000, 'y')};
      outcome = refusal(store->commit(edit(add(Entity::issue, new_uuid(), fields)), ayan));
      if (outcome == "accepted") ++acknowledged;
    }
    CHECK(outcome == "err.disk_full");
    CHECK(acknowledged > 10);
    CHECK(loaded(*store)->issues.size() == acknowledged + 1U);
    CHECK(flaws(*store) == "");
    std::filesystem::remove(ballast);
    CHECK(refusal(store->commit(harmless(), ayan)) == "accepted");
  }
  ::umount(disk.c_str());
}
