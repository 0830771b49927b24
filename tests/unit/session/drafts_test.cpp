// Half-typed forms on the disk.
#include "viewer/session/drafts.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "layers/core/uuid.h"

namespace riskmap {
namespace {
struct Shelf {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("riskmap-" + new_uuid());
  ~Shelf() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  [[nodiscard]] DraftBook book(const char* uuid = "r1") const { return DraftBook{folder, uuid}; }
};

FormDraft appeal_draft(std::string id) {
  FormDraft draft;
  draft.id = std::move(id);
  draft.form = Dialog::appeal_form;
  draft.parts = {{{"summary", Value{std::string{"Су жоқ «көше»\n\"екі\" күн"}}},
                  {"collective_count", Value{std::int64_t{3}}},
                  {"category", Value{}}},
                 {{"phone", Value{std::string{"87015551234"}}}}};
  draft.unconfirmed = {"summary"};
  return draft;
}
}  // namespace

TEST_CASE("a draft is found again by another run of the program, whole and for its owner alone") {
  const Shelf shelf;
  auto book = shelf.book();
  REQUIRE(book.keep(appeal_draft("a")));
  struct stat status{};
  REQUIRE(::stat((shelf.folder / "r1.toml").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto again = shelf.book();
  REQUIRE(again.all().size() == 1);
  auto expected = appeal_draft("a");
  expected.at = again.all()[0].at;
  CHECK(again.all()[0] == expected);
  CHECK(!expected.at.empty());
  CHECK(shelf.book("another register").all().empty());
}

TEST_CASE("the newest draft of a form is found first; one that is dropped is gone from the disk") {
  const Shelf shelf;
  auto book = shelf.book();
  REQUIRE(book.keep(appeal_draft("a")));
  REQUIRE(book.keep(appeal_draft("b")));
  CHECK(book.find(Dialog::appeal_form, "", "")->id == "b");
  CHECK(book.find(Dialog::issue_form, "", "") == nullptr);
  REQUIRE(book.keep(appeal_draft("a")));
  CHECK(book.find(Dialog::appeal_form, "", "")->id == "a");
  CHECK(book.all().size() == 2);
  REQUIRE(book.drop("a"));
  REQUIRE(book.drop("b"));
  CHECK(book.all().empty());
  CHECK(!std::filesystem::exists(shelf.folder / "r1.toml"));
}

TEST_CASE("a file that is no book of drafts is an empty one, and without a folder nothing is written") {
  const Shelf shelf;
  std::filesystem::create_directories(shelf.folder);
  std::ofstream{shelf.folder / "r1.toml"} << "drafts = [ {";
  CHECK(shelf.book().all().empty());
  std::ofstream{shelf.folder / "r1.toml"} << "drafts = [ { id = \"x\", form = \"nothing\" }, 7 ]";
  CHECK(shelf.book().all().empty());
  DraftBook nowhere{{}, "r1"};
  CHECK(nowhere.keep(appeal_draft("a")));
  CHECK(nowhere.all().size() == 1);
}

}  // namespace riskmap
