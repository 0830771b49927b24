// Who brought an appeal: in a file or a schema of its own, in one commit with the register, gone for good when it is
// erased.
#include <sys/stat.h>

#include "layers/store/applicant_store.h"
#include "layers/store/private_file.h"
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value text(const char* words) {
  return Value{std::string{words}};
}

const Fields serik = {{"full_name", text("Серік Әбдіраманов")}, {"phone", text("+7 (701) 555-12-34")}};

Fields valid_appeal() {
  return {{"kind", text("COMPLAINT")},
          {"channel", text("MESSENGER")},
          {"received_on", text("2026-03-02")},
          {"summary", text("Су жоқ")}};
}

struct Office : Register {
  std::unique_ptr<RegisterStore> store = opened(file);
  std::string appeal = new_uuid();

  Accepted brought(const std::string& uuid, Fields person) {
    Edit both = edit(add(Entity::appeal, uuid, valid_appeal()));
    both.applicants.push_back({uuid, 0, {}, std::move(person)});
    return done(store->commit(both, ayan));
  }
  Result<Accepted> told(const std::string& uuid, std::int64_t version, Fields person, const Author& author = ayan) {
    return store->commit({EditKind::user, {}, {}, {{uuid, version, {}, std::move(person)}}}, author);
  }
  ApplicantStore& applicants() { return **applicant_store(*store); }
  Applicant person(const std::string& uuid) {
    auto applicant = applicants().applicant_of(uuid);
    if (!applicant) FAIL(words(applicant.error()));
    return *applicant;
  }
  std::string name(const std::string& uuid) { return text_of(field(person(uuid).fields, "full_name")); }
  [[nodiscard]] std::filesystem::path private_file() const { return private_file_of(file); }
  void reopen() {
    store.reset();
    store = opened(file);
  }
};

bool contains(const std::filesystem::path& file, std::string_view words) {
  std::ifstream in{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  return bytes.find(words) != std::string::npos;
}
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Office, "an appeal and its applicant are one step of undo, also after a restart") {
  brought(appeal, serik);
  reopen();
  CHECK(store->undo_state(ayan).can_undo);
  done(store->undo(ayan));
  CHECK(person(appeal).version == 0);
  CHECK(flaws(*store).empty());
  done(store->redo(ayan));
  CHECK(name(appeal) == "Серік Әбдіраманов");
  done(store->undo(ayan));
  CHECK(person(appeal).version == 0);
}

TEST_CASE_FIXTURE(Office, "an edit of the applicant alone is a step of undo too") {
  brought(appeal, serik);
  const auto accepted = done(told(appeal, 1, {{"full_name", text("Серік Абаев")}, {"note", text("келеді")}}));
  REQUIRE(accepted.records.size() == 1);
  CHECK(accepted.records[0].uuid == appeal);
  CHECK(store->undo_state(ayan).undo_summary == "appeal " + appeal);
  done(store->undo(ayan));
  CHECK(name(appeal) == "Серік Әбдіраманов");
  CHECK(is_none(field(person(appeal).fields, "note")));
  done(store->redo(ayan));
  CHECK(name(appeal) == "Серік Абаев");
  CHECK(text_of(field(person(appeal).fields, "note")) == "келеді");
}

TEST_CASE_FIXTURE(Office, "an appeal that goes takes its applicant along and brings it back") {
  brought(appeal, serik);
  done(store->commit(edit(remove(Entity::appeal, appeal, 1)), ayan));
  CHECK(person(appeal).version == 0);
  CHECK(flaws(*store).empty());
  done(store->undo(ayan));
  CHECK(name(appeal) == "Серік Әбдіраманов");
}

TEST_CASE_FIXTURE(Office, "whoever is second is told of it, and nothing is overwritten") {
  brought(appeal, serik);
  REQUIRE(told(appeal, 1, {{"phone", text("8 701 000 00 00")}}, dana));
  const auto late = told(appeal, 1, {{"phone", text("8 702 111 11 11")}});
  REQUIRE(refusal(late) == "err.conflict");
  CHECK(late.error().where == "phone");
  CHECK(late.error().value == "Дана");
  CHECK(late.error().detail.find("111") == std::string::npos);
  CHECK(text_of(field(person(appeal).fields, "phone")) == "8 701 000 00 00");
  // Ayan's undo would take the applicant away that Dana has changed since.
  CHECK(refusal(store->undo(ayan)) == "err.conflict");
  CHECK(loaded(*store)->find_other(appeal) != nullptr);
  CHECK(refusal(store->skip(ayan, EditKind::undo)) == "accepted");
}

TEST_CASE_FIXTURE(Office, "what is erased is nowhere, and no undo brings it back") {
  brought(appeal, serik);
  REQUIRE(told(appeal, 1, {{"full_name", text("Серік Абаев")}}));
  REQUIRE(applicants().erase({appeal}, dana));
  CHECK(person(appeal).is_erased);
  CHECK(person(appeal).fields.empty());
  CHECK(!store->undo_state(dana).can_undo);
  while (store->undo_state(ayan).can_undo) done(store->undo(ayan));
  CHECK(person(appeal).fields.empty());
  while (store->undo_state(ayan).can_redo) done(store->redo(ayan));
  CHECK(person(appeal).fields.empty());
  CHECK(flaws(*store).empty());
  store.reset();
  if (is_on_server()) return;  // its pages are its own affair
  for (const auto* words : {"Серік", "555-12-34", "Абаев"}) CHECK(!contains(private_file(), words));
}

TEST_CASE_FIXTURE(Office, "after an erasing somebody may be written down again") {
  brought(appeal, serik);
  REQUIRE(applicants().erase({appeal}, ayan));
  const auto version = person(appeal).version;
  CHECK(refusal(told(appeal, 1, serik)) == "err.conflict");
  CHECK(refusal(told(appeal, version, serik)) == "accepted");
  CHECK(!person(appeal).is_erased);
}

TEST_CASE_FIXTURE(Office, "a person is found by name and by phone in any spelling, once") {
  const auto second = new_uuid(), other = new_uuid();
  brought(appeal, serik);
  brought(second, {{"full_name", text("Әбдіраманов С.")}, {"phone", text("87015551234")}});
  brought(other, {{"full_name", text("Сейіт Қалиев")}, {"handle", text("@seit")}});
  const auto found = [this](const char* words) { return applicants().find_applicants(words, 10)->size(); };
  CHECK(found("абдираман") == 1);  // both are one person: the newest is told
  CHECK(found("серик абд") == 1);
  CHECK(found("701 555 12") == 1);
  CHECK(found("се") == 2);
  CHECK(found("5551") == 0);  // four digits may be anything
  CHECK(found("") == 0);
  CHECK(applicants().appeals_of(serik)->size() == 2);
  CHECK(applicants().appeals_of({{"handle", text("@Seit")}}) == std::vector{other});
  CHECK(applicants().appeals_of({{"full_name", text("Сейіт Қалиев")}})->empty());
}

TEST_SUITE_END();

TEST_CASE_FIXTURE(Office, "the first applicant makes a file that only its owner may read") {
  CHECK(store->info().applicants.state == ApplicantsAccess::State::none_yet);
  CHECK(!std::filesystem::exists(private_file()));
  brought(appeal, serik);
  struct stat status{};
  REQUIRE(::stat(private_file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(name(appeal) == "Серік Әбдіраманов");
  CHECK(flaws(*store).empty());
  reopen();
  CHECK(store->info().applicants.state == ApplicantsAccess::State::open);
  CHECK(name(appeal) == "Серік Әбдіраманов");
  CHECK(person(appeal).version == 1);
}

TEST_CASE_FIXTURE(Office, "nothing of a person is in the register, whatever became of it") {
  brought(appeal, serik);
  REQUIRE(told(appeal, 1, {{"address", text("Абай көшесі, 5")}}));
  done(store->undo(ayan));
  store.reset();
  for (const auto* words : {"Серік", "555-12-34", "Абай көшесі"}) CHECK(!contains(file, words));
  CHECK(contains(private_file(), "Серік"));
}

TEST_CASE_FIXTURE(Office, "without its file, or with one that cannot be written, the register works on") {
  brought(appeal, serik);
  store.reset();
  const auto away = folder.file("away");
  std::filesystem::rename(private_file(), away);
  store = opened(file);
  CHECK(store->info().applicants.state == ApplicantsAccess::State::missing);
  CHECK(!store->info().is_read_only);
  CHECK(refusal(told(appeal, 0, serik)) == "err.not_found");
  CHECK(refusal(store->commit(edit(add(Entity::issue, new_uuid(), valid_issue())), ayan)) == "accepted");
  store.reset();
  std::filesystem::rename(away, private_file());
  {
    const auto reader = open_register(file, OpenMode::read_only);
    REQUIRE(reader);
    CHECK((*reader)->info().applicants.state == ApplicantsAccess::State::read_only);
    CHECK(text_of(field((*applicant_store(**reader))->applicant_of(appeal)->fields, "full_name")) ==
          "Серік Әбдіраманов");
  }
  std::filesystem::create_directory(folder.file("elsewhere"));
  std::filesystem::copy_file(private_file(), folder.file("kept"));
  std::ofstream{private_file(), std::ios::trunc} << std::string(5000, 'x');
  reopen();
  CHECK(store->info().applicants.state == ApplicantsAccess::State::unreadable);
  CHECK(!flaws(*store).empty());
}

TEST_CASE_FIXTURE(Office, "the applicants of another register are not taken for ours") {
  Office other;
  other.brought(appeal, serik);
  other.store.reset();
  {
    // The small districts of the tests are copies of one; another register has a name of its own.
    Stranger hand{file};
    hand.run("UPDATE rm_meta SET value = '0198a1f0-0000-4000-8000-000000000000' WHERE key = 'uuid'");
  }
  store.reset();
  std::filesystem::copy_file(other.private_file(), private_file());
  store = opened(file);
  CHECK(store->info().applicants.state == ApplicantsAccess::State::foreign);
  CHECK(refusal(told(appeal, 0, serik)) == "err.not_a_register");
  CHECK(person(appeal).version == 0);
}

TEST_CASE_FIXTURE(Office, "a trigger of somebody else keeps applicants from being written") {
  brought(appeal, serik);
  store.reset();
  {
    Stranger hand{private_file()};
    hand.run("CREATE TRIGGER evil AFTER UPDATE ON applicant BEGIN DELETE FROM applicant; END");
  }
  store = opened(file);
  CHECK(store->info().applicants.state == ApplicantsAccess::State::read_only);
  CHECK(store->info().applicants.reason == "not made by this program: evil");
  CHECK(name(appeal) == "Серік Әбдіраманов");
  CHECK(refusal(told(appeal, 1, {{"note", text("…")}})) == "err.read_only");
  CHECK(refusal(store->commit(edit(remove(Entity::appeal, appeal, 1)), ayan)) == "err.read_only");
}

TEST_CASE_FIXTURE(Office, "what another program changes in the private file has its history too") {
  brought(appeal, serik);
  {
    Stranger hand{private_file()};
    hand.run("UPDATE applicant SET phone = '8 777 000 00 00'");
    CHECK(hand.ask("SELECT who || ' ' || field || ' ' || version FROM history ORDER BY fid DESC LIMIT 1") ==
          "external phone 2");
  }
  CHECK(refusal(told(appeal, 1, {{"phone", text("1")}})) == "err.conflict");
  CHECK(refusal(told(appeal, 2, {{"phone", text("1")}})) == "accepted");
}

TEST_CASE_FIXTURE(Office, "a backup has both files, of one moment, and does not replace a stranger's") {
  brought(appeal, serik);
  const auto copy = folder.file("copy.gpkg");
  REQUIRE(store->back_up(copy));
  struct stat status{};
  REQUIRE(::stat(private_file_of(copy).c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto kept = opened(copy);
  CHECK(text_of(field((*applicant_store(*kept))->applicant_of(appeal)->fields, "phone")) == "+7 (701) 555-12-34");
  CHECK(flaws(*kept).empty());
  REQUIRE(told(appeal, 1, {{"note", text("жаңа")}}));
  const auto second = folder.file("second.gpkg");
  std::ofstream{private_file_of(second)} << "somebody's";
  CHECK(refusal(store->back_up(second)) == "err.invalid_input");
  CHECK(contains(private_file_of(second), "somebody's"));
}
