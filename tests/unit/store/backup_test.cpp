// What a backup writes, and what it never takes the place of.
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Edit harmless(std::int64_t version = 1) {
  return edit(set(Entity::issue, no_water, version, {{"severity", Value{std::int64_t{5}}}}));
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}
}  // namespace

TEST_CASE_FIXTURE(Register, "a backup is a whole register, is made under another name first, and never onto itself") {
  const auto store = opened(file);
  static_cast<void>(done(store->commit(harmless(), ayan)));
  const auto copy = folder.file("copy.gpkg");
  if (const auto made = store->back_up(copy); !made) FAIL(words(made.error()));
  CHECK(loaded(*opened(copy))->issues[0].severity == 5);
  for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
    CHECK(entry.path().extension() != ".part");
  CHECK(refusal(store->back_up(file)) == "err.invalid_input");
  CHECK(refusal(store->back_up(folder.file("no/such/folder.gpkg"))) == "err.not_found");
  CHECK(refusal(store->back_up(folder.path())) == "err.unsafe_file");
  CHECK(loaded(*store)->issues[0].severity == 5);
}

TEST_CASE_FIXTURE(Register, "a backup that finds no room leaves nothing behind") {
  const auto disk = folder.file("disk");
  std::filesystem::create_directory(disk);
  if (::mount("riskmap-test", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
    MESSAGE("skipped: no right to mount a small disk here");
    return;
  }
  const auto made = opened(file)->back_up(disk / "copy.gpkg");
  const auto files = std::distance(std::filesystem::directory_iterator{disk}, {});
  ::umount(disk.c_str());
  CHECK(refusal(made) == "err.disk_full");
  CHECK(files == 0);
}

TEST_CASE_FIXTURE(Register, "a backup takes the place of an earlier one of the same register") {
  const auto store = opened(file);
  const auto copy = folder.file("copy.gpkg");
  REQUIRE(store->back_up(copy));
  static_cast<void>(done(store->commit(harmless(), ayan)));
  CHECK(refusal(store->back_up(copy)) == "accepted");
  CHECK(loaded(*opened(copy))->issues[0].severity == 5);
}

TEST_CASE_FIXTURE(Register, "a backup replaces no other file: a text, a plain map, a broken register, a device") {
  const auto store = opened(file);
  const auto target = folder.file("target");
  SUBCASE("a text") {
    std::ofstream{target} << "what somebody wrote";
  }
  SUBCASE("nothing yet") {
    std::ofstream{target};
  }
  SUBCASE("a GeoPackage of other things") {
    REQUIRE(GpkgDataset::create(target));
  }
  SUBCASE("a register cut short") {
    std::filesystem::copy_file(file, target);
    std::filesystem::resize_file(target, 50'000);
  }
  const auto before = content_of(target);
  CHECK(refusal(store->back_up(target)) == "err.invalid_input");
  CHECK(content_of(target) == before);
  CHECK(refusal(store->back_up("/dev/null")) == "err.unsafe_file");
}

TEST_CASE_FIXTURE(Register, "a backup replaces neither another register nor one that holds edits of its own") {
  const auto store = opened(file);
  const auto other = folder.file("other.gpkg");
  std::filesystem::copy_file(file, other);
  SUBCASE("another register") {
    Stranger{other}.run("UPDATE rm_meta SET value = 'another' WHERE key = 'uuid'");
  }
  SUBCASE("the same one, further edited") {
    static_cast<void>(done(opened(other)->commit(harmless(), dana)));
  }
  const auto before = content_of(other);
  CHECK(refusal(store->back_up(other)) == "err.invalid_input");
  CHECK(content_of(other) == before);
}

TEST_CASE_FIXTURE(Register, "a backup does not replace a register that somebody has open or is writing to") {
  const auto store = opened(file);
  const auto copy = folder.file("copy.gpkg");
  REQUIRE(store->back_up(copy));
  int ready[2], finish[2];
  REQUIRE(::pipe(ready) == 0);
  REQUIRE(::pipe(finish) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = open_register(copy);
    char byte = held ? 'y' : 'n';
    static_cast<void>(!::write(ready[1], &byte, 1));
    static_cast<void>(!::read(finish[0], &byte, 1));
    ::_exit(0);
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  CHECK(byte == 'y');
  CHECK(refusal(store->back_up(copy)) == "err.locked");
  REQUIRE(::write(finish[1], &byte, 1) == 1);
  ::waitpid(child, nullptr, 0);
  for (const int end : {ready[0], ready[1], finish[0], finish[1]}) ::close(end);
  CHECK(refusal(store->back_up(copy)) == "accepted");
}
