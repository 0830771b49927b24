// An attached file shown by another program: what that is given, and that nothing of it stays.
#include <stdlib.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "layers/core/checksum.h"
#include "layers/core/uuid.h"
#include "tests/unit/session/session_fixture.h"
#include "viewer/session/opened_copy.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
const std::string paper = "%PDF-1.4 words of a letter";

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}
// Where programs are looked for while it lives.
struct PathOfPrograms {
  std::string before = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
  explicit PathOfPrograms(const std::filesystem::path& folder) { ::setenv("PATH", folder.c_str(), 1); }
  ~PathOfPrograms() { ::setenv("PATH", before.c_str(), 1); }
  PathOfPrograms(const PathOfPrograms&) = delete;
  PathOfPrograms& operator=(const PathOfPrograms&) = delete;
};
}  // namespace

TEST_CASE("a copy for another program is for this person alone, only to be read, and goes with its owner") {
  std::filesystem::path file;
  {
    const auto copy = OpenedCopy::make(paper);
    REQUIRE(copy);
    file = copy->file();
    CHECK(file.extension() == ".pdf");
    CHECK(content_of(file) == paper);
    CHECK(std::filesystem::status(file).permissions() == std::filesystem::perms::owner_read);
    CHECK(std::filesystem::status(file.parent_path()).permissions() == std::filesystem::perms::owner_all);
  }
  CHECK(!std::filesystem::exists(file.parent_path()));
}

TEST_CASE("what is neither a photograph nor a paper is given to no program, whatever it is called") {
  const auto copy = OpenedCopy::make("#!/bin/sh\necho harm");
  REQUIRE(!copy);
  CHECK(copy.error().code == ErrorCode::unsupported);
}

TEST_CASE("the system's program is given the path as it is, by no shell; where there is none, that is said") {
  const auto folder = riskmap::TemporaryFolder::make();
  REQUIRE(folder);
  const auto program = folder->path() / "xdg-open", seen = folder->path() / "seen";
  const PathOfPrograms path{folder->path()};
  const auto file = folder->path() / "a $(touch harm); b.pdf";
  const auto refused = open_with_system(file);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::not_found);
  std::ofstream{program} << "#!/bin/sh\nprintf '%s' \"$#:$1\" > '" << seen.string() << ".part'\n/bin/mv '"
                         << seen.string() << ".part' '" << seen.string() << "'\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  REQUIRE(open_with_system(file));
  for (int i = 0; i < 1000 && !std::filesystem::exists(seen); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  CHECK(content_of(seen) == "1:" + file.string());
}

TEST_CASE("an attached file is shown by the program that the system has, of its bytes, and the last four stay") {
  std::vector<std::filesystem::path> shown;
  const RegisterFile file;
  const auto letter = std::filesystem::temp_directory_path() / (new_uuid() + ".pdf");
  std::ofstream{letter, std::ios::binary} << paper;
  {
    auto options = plain_options();
    options.open_file = [&shown](const std::filesystem::path& copy) -> Result<void> {
      CHECK(content_of(copy) == paper);
      shown.push_back(copy);
      return {};
    };
    Window window{options};
    window.open_whole(file.file);
    window.tell(AttachFile{Entity::issue, window.snapshot().issues[0].uuid, letter});
    window.tell(OpenAttachment{sha256_of("another")});
    CHECK(window.has_problem());
    CHECK(shown.empty());
    for (int i = 0; i < 5; ++i) window.tell(OpenAttachment{sha256_of(paper)});
    REQUIRE(shown.size() == 5);
    CHECK(!std::filesystem::exists(shown.front()));
    for (std::size_t i = 1; i < shown.size(); ++i) CHECK(std::filesystem::exists(shown[i]));
  }
  for (const auto& copy : shown) CHECK(!std::filesystem::exists(copy));
  std::filesystem::remove(letter);
}
