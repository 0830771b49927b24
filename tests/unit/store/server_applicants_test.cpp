// Applicants and files at appeals on a server: in a schema of their own, for those who have the role, and nobody else.
#include <sys/stat.h>

#include "layers/store/applicant_store.h"
#include "layers/store/private_file.h"
#include "layers/store/register_copy.h"
#include "tests/unit/store/appeal_paper.h"
#include "tests/unit/store/server_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value text(const char* words) {
  return Value{std::string{words}};
}

struct Office : OpenRegister {
  std::string appeal = new_uuid(), paper = new_uuid();

  Edit whole() {
    Edit both = edit(add(Entity::appeal, appeal,
                         {{"kind", text("COMPLAINT")},
                          {"channel", text("MESSENGER")},
                          {"received_on", text("2026-03-02")},
                          {"summary", text("Су жоқ")}}));
    both.applicants.push_back(
        {appeal, 0, {}, {{"full_name", text("Серік Абаев")}, {"phone", text("8 701 555 12 34")}}});
    both.appeal_files.push_back(paper_at(appeal, paper));
    return both;
  }
  void brought() { static_cast<void>(done(store->commit(whole(), ayan))); }
  Result<Accepted> told(RegisterStore& where, std::int64_t version, const char* note) {
    return where.commit({EditKind::user, {}, {}, {{appeal, version, {}, {{"note", text(note)}}}}}, ayan);
  }
  [[nodiscard]] std::string name_in(RegisterStore& where) const {
    const auto people = applicant_store(where);
    if (!people) return std::string{name_of(people.error().code)};
    const auto person = (*people)->applicant_of(appeal);
    return person ? text_of(field(person->fields, "full_name")) : words(person.error());
  }
  [[nodiscard]] std::size_t files_in(RegisterStore& where) const {
    return (*applicant_store(where))->files_of(appeal)->size();
  }
};
}  // namespace

TEST_SUITE_BEGIN("a server" * doctest::skip(!is_on_server()));

TEST_CASE_FIXTURE(Office,
                  "an applicant and a paper of an appeal are kept beside the register, for those with the role") {
  CHECK(store->info().applicants.state == ApplicantsAccess::State::open);
  brought();
  const Login clerk{*this, "editor, riskmap_confidential"};
  const auto at_clerk = opened(clerk.address());
  CHECK(name_in(*at_clerk) == "Серік Абаев");
  CHECK(files_in(*at_clerk) == 1);
  CHECK(at_clerk->file_bytes(sha256_of(letter_bytes)) == letter_bytes);
  static_cast<void>(done(told(*at_clerk, 1, "келеді")));
  static_cast<void>(done(at_clerk->undo(ayan)));
  REQUIRE((*applicant_store(*at_clerk))->erase({appeal}, dana));
  CHECK(name_in(*store).empty());
  CHECK(files_in(*store) == 0);
  CHECK(flaws(*store) == "");
}

TEST_CASE_FIXTURE(Office,
                  "an editor without the role sees and writes no applicant, and removes no appeal that has one") {
  brought();
  const Login editor{*this, "editor"};
  const auto at_editor = opened(editor.address());
  CHECK(at_editor->info().applicants.state == ApplicantsAccess::State::unreadable);
  CHECK(name_in(*at_editor).empty());
  CHECK(files_in(*at_editor) == 0);
  CHECK(refusal(at_editor->file_bytes(sha256_of(letter_bytes))) == "err.not_found");
  CHECK(refusal(told(*at_editor, 0, "…")) == "err.access");
  CHECK(refusal(at_editor->commit(edit(remove(Entity::appeal, appeal, 1)), dana)) == "err.access");
  CHECK(loaded(*at_editor)->find_other(appeal) != nullptr);
  Stranger hand{editor.address()};
  for (const auto* table : {"applicant", "history", "appeal_file", "appeal_file_data", "appeal_file_history"})
    CHECK(hand.ask(std::string{"SELECT count(*) FROM riskmap_private."} + table).starts_with("err.access"));
  // Nothing else of the appeal is closed to him.
  static_cast<void>(
      done(at_editor->commit(edit(set(Entity::appeal, appeal, 1, {{"summary", text("Су тағы жоқ")}})), dana)));
  CHECK(name_in(*store) == "Серік Абаев");
}

TEST_CASE_FIXTURE(Office, "a reader with the role reads applicants and writes none") {
  brought();
  const Login reader{*this, "reader, riskmap_confidential"};
  const auto at_reader = opened(reader.address());
  CHECK(at_reader->info().applicants.state == ApplicantsAccess::State::read_only);
  CHECK(name_in(*at_reader) == "Серік Абаев");
  CHECK(refusal(told(*at_reader, 1, "…")) == "err.read_only");
}

TEST_CASE_FIXTURE(Office, "what others write by hand has its history, and nobody writes or takes a history by hand") {
  brought();
  const Login clerk{*this, "editor, riskmap_confidential"};
  Stranger hand{clerk.address()};
  hand.run("UPDATE riskmap_private.applicant SET phone = '8 777 000 00 00'");
  CHECK(
      hand.ask("SELECT who || ' ' || field || ' ' || version FROM riskmap_private.history ORDER BY fid DESC LIMIT 1") ==
      "external phone 2");
  CHECK(!hand.try_to("DELETE FROM riskmap_private.history"));
  CHECK(!hand.try_to("UPDATE riskmap_private.history SET who = 'somebody'"));
  CHECK(
      !hand.try_to("INSERT INTO riskmap_private.history (at, who, appeal, version, action) VALUES ('', '', '', 1, "
                   "'INSERT')"));
  CHECK(refusal(told(*store, 1, "…")) == "err.conflict");
  CHECK(refusal(told(*store, 2, "…")) == "accepted");
}

TEST_CASE_FIXTURE(Office,
                  "applicants go to a file and to a server with all they have, or stay behind where that is said") {
  brought();
  static_cast<void>(done(told(*store, 1, "келеді")));
  const auto copy = folder.file("copy.gpkg"), plain = folder.file("plain.gpkg");
  REQUIRE(refusal(copy_register(*store, copy)) == "accepted");
  REQUIRE(refusal(copy_register(*store, plain, ApplicantsOfCopy::stay_behind)) == "accepted");
  CHECK(!std::filesystem::exists(private_file_of(plain)));
  CHECK(opened(plain)->info().applicants.state == ApplicantsAccess::State::none_yet);
  struct stat status{};
  REQUIRE(::stat(private_file_of(copy).c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto elsewhere = new_database_name();
  administer("CREATE DATABASE " + elsewhere);
  {
    const auto in_file = opened(copy);
    CHECK(flaws(*in_file) == "");
    REQUIRE(refusal(copy_register(*in_file, "dbname=" + elsewhere)) == "accepted");
    const auto there = opened("dbname=" + elsewhere);
    CHECK(flaws(*there) == "");
    for (auto* where : {in_file.get(), there.get()}) {
      CHECK(name_in(*where) == "Серік Абаев");
      CHECK(where->file_bytes(sha256_of(letter_bytes)) == letter_bytes);
      static_cast<void>(done(where->undo(ayan)));  // the note
      static_cast<void>(done(where->undo(ayan)));  // the appeal with all that is at it
      CHECK(name_in(*where).empty());
      CHECK(files_in(*where) == 0);
      static_cast<void>(done(where->redo(ayan)));
      CHECK(name_in(*where) == "Серік Абаев");
      CHECK(files_in(*where) == 1);
    }
  }
  administer("DROP DATABASE " + elsewhere + " WITH (FORCE)");
}

TEST_CASE_FIXTURE(Office, "a register of before gets the schema when whoever made it opens it") {
  store.reset();
  administer("DROP SCHEMA riskmap_private CASCADE", database);
  {
    const auto looked = open_register(file, OpenMode::read_only);
    REQUIRE(looked);
    CHECK((*looked)->info().applicants.state == ApplicantsAccess::State::unsupported);
    CHECK(name_in(**looked) == "err.unsupported");
  }
  store = opened(file);
  CHECK(store->info().applicants.state == ApplicantsAccess::State::open);
  brought();
  CHECK(name_in(*store) == "Серік Абаев");
}

TEST_SUITE_END();
