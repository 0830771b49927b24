// Files at appeals: in the private file alone, in one commit with the register, gone for good when they are erased.
#include "layers/store/applicant_store.h"
#include "layers/store/private_file.h"
#include "layers/store/sql_store.h"
#include "tests/unit/store/appeal_paper.h"
#include "tests/unit/store/laptop_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
struct Office : Laptop {
  std::string appeal = new_uuid(), paper = new_uuid();

  // Together with the appeal itself.
  Accepted brought() {
    Edit both = edit(add(Entity::appeal, appeal, at_kok()));
    both.appeal_files.push_back(paper_at(appeal, paper));
    return done(store->commit(both, ayan));
  }
  static Fields at_kok() {
    auto fields = valid_appeal();
    fields.emplace("settlement", word(kok));
    return fields;
  }
  Result<Accepted> told(AppealFileChange change, const Author& author = ayan) {
    return store->commit(of_files({std::move(change)}), author);
  }
  static ApplicantStore& people(RegisterStore& where) { return **applicant_store(where); }
  static std::vector<StoredRecord> files(RegisterStore& where, const std::string& of) {
    auto found = people(where).files_of(of);
    if (!found) FAIL(words(found.error()));
    return *found;
  }
  std::vector<StoredRecord> files() { return files(*store, appeal); }
  std::string caption() { return files().size() == 1 ? text_of(field(files()[0].fields, "caption")) : "none"; }
  std::string bytes() {
    const auto read = store->file_bytes(sha256_of(letter_bytes));
    return read ? *read : std::string{name_of(read.error().code)};
  }
  [[nodiscard]] std::filesystem::path private_file() const { return private_file_of(file); }
  void reopen() {
    store.reset();
    store = opened(file);
  }
  // As the program of before has left it.
  void make_first_layout() {
    store.reset();
    Stranger hand{private_file()};
    for (const auto& trigger : appeal_file_triggers()) hand.run("DROP TRIGGER " + trigger.name);
    hand.run(
        "DROP TABLE appeal_file; DROP TABLE appeal_file_history; DROP TABLE appeal_file_data;"
        "DELETE FROM gpkg_contents WHERE table_name LIKE 'appeal_file%';"
        "UPDATE private_meta SET value = '1' WHERE key = 'schema_version'");
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Office, "a file at an appeal comes with it in one edit and is read back byte by byte") {
  const auto accepted = brought();
  REQUIRE(accepted.records.size() == 1);
  CHECK(accepted.records[0].uuid == appeal);
  reopen();
  REQUIRE(files().size() == 1);
  CHECK(files()[0].version == 1);
  CHECK(text_of(field(files()[0].fields, "owner")) == appeal);
  CHECK(text_of(field(files()[0].fields, "file_name")) == letter_name);
  CHECK(bytes() == letter_bytes);
  CHECK(flaws(*store).empty());
  CHECK(loaded(*store)->find_other(paper) == nullptr);
}

TEST_CASE_FIXTURE(Office, "of a refused edit nothing stays in either file") {
  done(store->commit(edit(add(Entity::appeal, appeal, at_kok())), ayan));
  auto both = of_files({paper_at(appeal, paper)});
  both.changes.push_back(set(Entity::appeal, appeal, 17, {{"summary", word("…")}}));
  CHECK(refusal(store->commit(both, ayan)) == "err.conflict");
  CHECK(files().empty());
  CHECK(bytes() == "err.not_found");
  auto unnamed = of_files({paper_at(new_uuid())});
  unnamed.changes.push_back(set(Entity::appeal, appeal, 1, {{"summary", word("…")}}));
  CHECK(refusal(store->commit(unnamed, ayan)) == "err.gone");
  CHECK(text_of(field(loaded(*store)->find_other(appeal)->fields, "summary")) == "Су жоқ");
}

TEST_CASE_FIXTURE(Office, "attaching, describing and removing are steps of undo, also after a restart") {
  brought();
  REQUIRE(told(described(paper, 1, "Анықтама")));
  reopen();
  CHECK(store->undo_state(ayan).undo_summary == "appeal " + appeal);
  done(store->undo(ayan));
  CHECK(caption() == letter_caption);
  done(store->redo(ayan));
  CHECK(caption() == "Анықтама");
  REQUIRE(told(taken_away(paper, files()[0].version)));
  CHECK(files().empty());
  done(store->undo(ayan));
  CHECK(caption() == "Анықтама");
  CHECK(bytes() == letter_bytes);
  while (store->undo_state(ayan).can_undo) done(store->undo(ayan));
  CHECK(files().empty());
  CHECK(loaded(*store)->find_other(appeal) == nullptr);
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(Office, "an appeal that goes takes its files along and brings them back") {
  brought();
  done(store->commit(edit(remove(Entity::appeal, appeal, 1)), ayan));
  CHECK(files().empty());
  CHECK(flaws(*store).empty());
  done(store->undo(ayan));
  CHECK(caption() == letter_caption);
  CHECK(bytes() == letter_bytes);
}

TEST_CASE_FIXTURE(Office, "whoever is second is told of it, and an edit sent twice is one") {
  brought();
  REQUIRE(told(paper_at(appeal, paper)));
  CHECK(files().size() == 1);
  REQUIRE(told(described(paper, 1, "Дана жазды"), dana));
  const auto late = told(described(paper, 1, "Аян жазды"));
  REQUIRE(refusal(late) == "err.conflict");
  CHECK(late.error().where == "caption");
  CHECK(late.error().value == "Дана");
  CHECK(refusal(told(taken_away(paper, 1))) == "err.conflict");
  CHECK(refusal(store->undo(ayan)) == "err.conflict");
  CHECK(caption() == "Дана жазды");
  REQUIRE(told(taken_away(paper, 2), dana));
  CHECK(refusal(told(described(paper, 2, "Аян жазды"))) == "err.gone");
}

TEST_CASE_FIXTURE(Office, "what is erased is nowhere, and no undo brings it back") {
  brought();
  REQUIRE(told(described(paper, 1, "Another secret")));
  CHECK(people(*store).appeals_with_applicant() == std::vector{appeal});
  SUBCASE("while it is there") {}
  SUBCASE("removed before") {
    REQUIRE(told(taken_away(paper, 2)));
  }
  REQUIRE(people(*store).erase({appeal}, dana));
  CHECK(files().empty());
  CHECK(bytes() == "err.not_found");
  CHECK(people(*store).applicant_of(appeal)->is_erased);
  CHECK(people(*store).appeals_with_applicant()->empty());
  CHECK(!store->undo_state(dana).can_undo);
  while (store->undo_state(ayan).can_undo) done(store->undo(ayan));
  while (store->undo_state(ayan).can_redo) done(store->redo(ayan));
  CHECK(files().empty());
  CHECK(flaws(*store).empty());
  store.reset();
  if (is_on_server()) return;  // its pages are its own affair
  for (const auto& trace : traces_of_letter()) CHECK_MESSAGE(!contains(private_file(), trace), trace);
  CHECK(!contains(private_file(), "Another secret"));
}

TEST_CASE_FIXTURE(Office, "the same paper at two appeals is erased at one of them alone") {
  brought();
  const auto other = new_uuid();
  Edit both = edit(add(Entity::appeal, other, at_kok()));
  both.appeal_files.push_back(paper_at(other));
  done(store->commit(both, ayan));
  REQUIRE(people(*store).erase({appeal}, ayan));
  CHECK(files().empty());
  CHECK(files(*store, other).size() == 1);
  CHECK(bytes() == letter_bytes);
}

TEST_SUITE_END();

TEST_CASE_FIXTURE(Office, "nothing of a file at an appeal is in the register, whatever became of it") {
  brought();
  REQUIRE(told(described(paper, 1, "Another secret")));
  done(store->undo(ayan));
  done(store->redo(ayan));
  REQUIRE(told(taken_away(paper, files()[0].version)));
  done(store->undo(ayan));
  const auto plain = folder.file("plain.gpkg");
  REQUIRE(dynamic_cast<SqlStore&>(*store).copy_to_new_file(plain));
  taken();
  store.reset();
  for (const auto& where : {file, plain, copy}) {
    for (const auto& trace : traces_of_letter()) CHECK_MESSAGE(!contains(where, trace), where.string(), trace);
    CHECK(!contains(where, "Another secret"));
  }
  CHECK(!std::filesystem::exists(private_file_of(plain)));
  CHECK(!std::filesystem::exists(private_file_of(copy)));
  for (const auto& trace : traces_of_letter()) CHECK(contains(private_file(), trace));
}

TEST_CASE_FIXTURE(Office, "a file at an appeal that takes the way of other attachments is refused") {
  brought();
  auto astray = edit(paper_at(appeal).change);
  astray.files = {{sha256_of(letter_bytes), std::make_shared<const std::string>(letter_bytes)}};
  CHECK(refusal(store->commit(astray, ayan)) == "err.unsupported");
  store.reset();
  for (const auto& trace : traces_of_letter()) CHECK(!contains(file, trace));
}

TEST_CASE_FIXTURE(Office, "a private file of before gets its tables when it is opened for writing") {
  brought();
  REQUIRE(store->commit({EditKind::user, {}, {}, {{appeal, 0, {}, {{"full_name", word("Серік")}}}}}, ayan));
  make_first_layout();
  {
    const auto reader = open_register(file, OpenMode::read_only);
    REQUIRE(reader);
    CHECK(files(**reader, appeal).empty());
    CHECK(flaws(**reader).empty());
    CHECK(text_of(field(people(**reader).applicant_of(appeal)->fields, "full_name")) == "Серік");
  }
  CHECK(Stranger{private_file()}.ask("SELECT value FROM private_meta WHERE key = 'schema_version'") == "1");
  store = opened(file);
  CHECK(store->info().applicants.state == ApplicantsAccess::State::open);
  REQUIRE(told(paper_at(appeal, paper)));
  CHECK(caption() == letter_caption);
  CHECK(text_of(field(people(*store).applicant_of(appeal)->fields, "full_name")) == "Серік");
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(Office,
                  "the private file of another register, or with somebody's trigger, is not brought up to date") {
  brought();
  make_first_layout();
  {
    Stranger hand{private_file()};
    SUBCASE("of another register") {
      hand.run("UPDATE private_meta SET value = 'other' WHERE key = 'register'");
    }
    SUBCASE("with a trigger") {
      hand.run("CREATE TRIGGER evil AFTER UPDATE ON applicant BEGIN SELECT 1; END");
    }
  }
  store = opened(file);
  CHECK(!store->info().applicants.can_write());
  store.reset();
  CHECK(Stranger{private_file()}.ask("SELECT value FROM private_meta WHERE key = 'schema_version'") == "1");
}

TEST_CASE_FIXTURE(Office, "without the private part files are refused with a sentence, and the register works on") {
  brought();
  store.reset();
  std::filesystem::remove(private_file());
  store = opened(file);
  const auto refused = told(paper_at(appeal));
  REQUIRE(refusal(refused) == "err.not_found");
  CHECK(refused.error().detail == "the private part is not here");
  CHECK(files().empty());
  CHECK(refusal(store->commit(edit(set(Entity::appeal, appeal, 1, {{"summary", word("…")}})), ayan)) == "accepted");
}

TEST_CASE_FIXTURE(Office, "a copy of the whole register has the files") {
  brought();
  const auto whole = folder.file("whole.gpkg");
  REQUIRE(copy_register(*store, whole));
  const auto copied = opened(whole);
  REQUIRE(files(*copied, appeal).size() == 1);
  CHECK(copied->file_bytes(sha256_of(letter_bytes)).value_or("") == letter_bytes);
  CHECK(flaws(*copied).empty());
}

TEST_CASE_FIXTURE(Office,
                  "bytes that somebody has changed, and a file without an appeal, are named by the appeal alone") {
  brought();
  const auto number = text_of(field(loaded(*store)->find_other(appeal)->fields, "reg_no"));
  {
    Stranger hand{private_file()};
    hand.run("UPDATE appeal_file_data SET data = x'00'");
  }
  CHECK(bytes() == "err.damaged");
  CHECK(flaws(*store) == "file of an appeal: " + number + "\n");
  Stranger{file}.run("DELETE FROM appeal WHERE uuid = '" + appeal + "'");
  CHECK(flaws(*store).starts_with("file of no appeal: " + appeal + "\n"));
  for (const auto& trace : traces_of_letter()) CHECK(flaws(*store).find(trace) == std::string::npos);
}
