// A file appears whole or not at all.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

#include "layers/exchange/whole_file.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using sample::refusal;
using sample::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

void put(const fs::path& file, std::string_view text) {
  std::ofstream{file, std::ios::binary} << text;
}

Result<void> write(const fs::path& file, std::string_view text) {
  return write_whole_file(file, [&](std::ostream& out) -> Result<void> {
    out << text;
    return {};
  });
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

// The superuser may write anywhere, so the test steps down for a moment. Threads of the process step down with it.
class OrdinaryUser {
 public:
  OrdinaryUser() : is_switched_{geteuid() == 0 && seteuid(65534) == 0} {}
  ~OrdinaryUser() {
    if (is_switched_) CHECK(seteuid(0) == 0);
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;

 private:
  bool is_switched_;
};

// No file of this process may grow beyond `bytes`: what a full disk looks like to a writer.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("a file is written, and written over") {
  const TemporaryFolder folder;
  const auto file = folder.file("мәселелер.geojson");
  sample::taken(write(file, "one"));
  CHECK(content(file) == "one");
  sample::taken(write(file, "two"));
  CHECK(content(file) == "two");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a missing folder is not made") {
  const TemporaryFolder folder;
  CHECK(refusal(write(folder.file("missing") / "a.csv", "x")) == "err.not_found");
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("a file's name is no folder") {
  const TemporaryFolder folder;
  put(folder.file("plain"), "x");
  CHECK(refusal(write(folder.file("plain") / "a.csv", "x")) == "err.not_found");
}

TEST_CASE("a folder is not replaced by a file") {
  const TemporaryFolder folder;
  fs::create_directory(folder.file("a.csv"));
  CHECK(refusal(write(folder.file("a.csv"), "x")) == "err.unsafe_file");
  CHECK(fs::is_directory(folder.file("a.csv")));
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a folder that may not be written to keeps its file") {
  const TemporaryFolder folder;
  const auto file = folder.file("a.csv");
  put(file, "old");
  fs::permissions(folder.path(),
                  fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
  {
    const OrdinaryUser somebody;
    CHECK(refusal(write(file, "new")) == "err.access");
  }
  CHECK(content(file) == "old");
  fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST_CASE("what the writer refuses leaves the old file and nothing else") {
  const TemporaryFolder folder;
  const auto file = folder.file("a.csv");
  put(file, "old");
  const auto written = write_whole_file(file, [](std::ostream& out) -> Result<void> {
    out << "half of it";
    return fail(ErrorCode::cancelled, "the person changed their mind");
  });
  CHECK(refusal(written) == "err.cancelled");
  CHECK(content(file) == "old");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a disk that takes no more leaves the old file and nothing else") {
  const TemporaryFolder folder;
  const auto file = folder.file("a.csv");
  put(file, "old");
  {
    const SmallDisk disk{4096};
    CHECK(refusal(write(file, std::string(100'000, 'x'))) == "err.io");
  }
  CHECK(content(file) == "old");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a pipe is written to and stays a pipe") {
  const TemporaryFolder folder;
  const auto pipe = folder.file("pipe");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::string read;
  std::jthread reader{[&] { read = content(pipe); }};
  sample::taken(write(pipe, "through"));
  reader.join();
  CHECK(read == "through");
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("a full disk is told from other failures") {
  CHECK(refusal(write("/dev/full", std::string(100'000, 'x'))) == "err.disk_full");
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("a write-protected file is not replaced, and a replaced one keeps its rights") {
  const TemporaryFolder folder;
  const auto file = folder.file("a.csv");
  put(file, "old");
  fs::permissions(folder.path(), fs::perms::all);
  fs::permissions(file, fs::perms::owner_read | fs::perms::others_read);
  {
    const OrdinaryUser somebody;
    CHECK(refusal(write(file, "new")) == "err.access");
  }
  CHECK(content(file) == "old");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  sample::taken(write(file, "new"));
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("somebody's file beside the target stays as it is") {
  const TemporaryFolder folder;
  put(folder.file("a.csv.part"), "mine");
  sample::taken(write(folder.file("a.csv"), "x"));
  CHECK(content(folder.file("a.csv.part")) == "mine");
}

TEST_CASE("a link to a file keeps pointing, the file it names gets the content") {
  const TemporaryFolder folder;
  put(folder.file("real.csv"), "old");
  fs::create_symlink("real.csv", folder.file("link.csv"));
  sample::taken(write(folder.file("link.csv"), "new"));
  CHECK(fs::is_symlink(folder.file("link.csv")));
  CHECK(content(folder.file("real.csv")) == "new");
}
