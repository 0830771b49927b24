// What an interrupt leaves on the disk.
#include "layers/core/unfinished_file.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "layers/core/uuid.h"

namespace riskmap {

namespace fs = std::filesystem;

TEST_CASE("an interrupt removes the files that are still unfinished, and ends the program as ever") {
  const auto folder = fs::temp_directory_path() / new_uuid();
  fs::create_directory(folder);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    CAPTURE(number);
    const pid_t child = ::fork();
    if (child == 0) {
      ::signal(number, SIG_DFL);
      remove_unfinished_files_on_interrupt();
      const UnfinishedFile unfinished{folder / "draft"};
      for (const auto* name : {"draft", "draft-journal", "done", "other"}) std::ofstream{folder / name} << "x";
      {
        const UnfinishedFile finished{folder / "done"};
      }
      ::raise(number);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == number);
    CHECK_FALSE(fs::exists(folder / "draft"));
    CHECK_FALSE(fs::exists(folder / "draft-journal"));
    CHECK(fs::exists(folder / "done"));
    CHECK(fs::exists(folder / "other"));
  }
  fs::remove_all(folder);
}

TEST_CASE("a draft gets its name where nothing has it, and what is there stays") {
  const auto folder = fs::temp_directory_path() / new_uuid();
  fs::create_directory(folder);
  const auto draft = folder / "draft", place = folder / "place", link = folder / "link";
  std::ofstream{draft} << "new";
  CHECK_FALSE(put_in_place(draft, place));
  CHECK(fs::file_size(place) == 3);
  std::ofstream{draft} << "newer";
  CHECK(put_in_place(draft, place) == std::errc::file_exists);
  CHECK(fs::file_size(draft) == fs::file_size(place));  // two names of one file
  fs::create_symlink(folder / "nowhere", link);
  CHECK(put_in_place(draft, link) == std::errc::file_exists);
  CHECK(put_in_place(draft, folder / "no folder" / "place") == std::errc::no_such_file_or_directory);
  fs::remove_all(folder);
}

}  // namespace riskmap
