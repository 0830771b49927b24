// Applicants on a laptop, and a checkin that is cut off: both sides in a file.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/store/appeal_paper.h"
#include "tests/unit/store/return_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
struct PeopleReturn : Return {
  std::string appeal = new_uuid();
  PeopleReturn() { bring(*store, appeal, "Серік Әбдіраманов"); }
  static void bring(RegisterStore& where, const std::string& uuid, const char* name) {
    auto fields = valid_appeal();
    fields.emplace("settlement", word(kok));
    Edit both = edit(add(Entity::appeal, uuid, fields));
    both.applicants.push_back({uuid, 0, {}, {{"full_name", word(name)}}});
    static_cast<void>(done(where.commit(both, dana)));
  }
  static void told(RegisterStore& where, const std::string& uuid, std::int64_t version, Fields person) {
    static_cast<void>(done(where.commit({EditKind::user, {}, {}, {{uuid, version, {}, std::move(person)}}}, dana)));
  }
  std::string name(const std::string& uuid) {
    const auto person = (*applicant_store(*store))->applicant_of(uuid);
    return person ? text_of(field(person->fields, "full_name")) : words(person.error());
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(PeopleReturn, "applicants written down on the laptop come back, and are on it no more") {
  taken();
  const auto fresh = new_uuid();
  bring(*opened(copy), fresh, "Мәриям Оспанова");
  CHECK(brought().applicants == 1);
  CHECK(name(fresh) == "Мәриям Оспанова");
  CHECK(name(appeal) == "Серік Әбдіраманов");
  CHECK_FALSE(std::filesystem::exists(private_file_of(copy)));
  CHECK_FALSE(brought().accepted);
}

TEST_CASE_FIXTURE(PeopleReturn, "applicants that were taken along are merged by field, without a value being told") {
  taken("615833100", ApplicantsOfCheckout::come_along);
  told(*store, appeal, 1, {{"phone", word("+7 701 555 12 34")}});
  told(*opened(copy), appeal, 1, {{"address", word("Абай, 1")}});
  CHECK(brought().conflicts.empty());
  const auto person = (*applicant_store(*store))->applicant_of(appeal);
  REQUIRE(person);
  CHECK(text_of(field(person->fields, "phone")) == "+7 701 555 12 34");
  CHECK(text_of(field(person->fields, "address")) == "Абай, 1");
  const auto version = person->version;
  told(*store, appeal, version, {{"full_name", word("Серік Ә.")}});
  told(*opened(copy), appeal, version, {{"full_name", word("С. Әбдіраманов")}});
  const auto report = brought();
  REQUIRE(report.conflicts.size() == 1);
  CHECK(report.conflicts[0].is_personal);
  CHECK(text_of(report.conflicts[0].laptop).empty());
  request.otherwise = CheckinSide::laptop;
  static_cast<void>(brought());
  CHECK(name(appeal) == "С. Әбдіраманов");
}

TEST_CASE_FIXTURE(PeopleReturn, "an applicant erased on one side is erased, whatever the other side wrote") {
  taken("615833100", ApplicantsOfCheckout::come_along);
  const auto is_erased = [this] {
    const auto person = (*applicant_store(*store))->applicant_of(appeal);
    return person && person->is_erased;
  };
  SUBCASE("on the laptop") {
    const auto laptop = opened(copy);
    REQUIRE((*applicant_store(*laptop))->erase({appeal}, dana));
  }
  SUBCASE("in the office") {
    told(*opened(copy), appeal, 1, {{"phone", word("+7 701 555 12 34")}});
    REQUIRE((*applicant_store(*store))->erase({appeal}, ayan));
    request.otherwise = CheckinSide::laptop;
  }
  static_cast<void>(brought());
  CHECK(is_erased());
  CHECK(name(appeal).empty());
  CHECK_FALSE(contains(private_file_of(copy), "Серік Әбдіраманов"));
}

namespace {
struct FilesReturn : PeopleReturn {
  std::string paper = new_uuid();
  std::vector<StoredRecord> files(const std::string& at) {
    const auto found = (*applicant_store(*store))->files_of(at);
    if (!found) FAIL(words(found.error()));
    return *found;
  }
  std::string caption() {
    return files(appeal).size() == 1 ? text_of(field(files(appeal)[0].fields, "caption")) : "none";
  }
  static void told(RegisterStore& where, AppealFileChange change) {
    static_cast<void>(done(where.commit(of_files({std::move(change)}), dana)));
  }
  void taken_with_paper() {
    told(*store, paper_at(appeal, paper));
    taken("615833100", ApplicantsOfCheckout::come_along);
  }
};
}  // namespace

TEST_CASE_FIXTURE(FilesReturn, "files attached on the laptop come back with their bytes, once, and are on it no more") {
  taken();
  const auto fresh = new_uuid();
  {
    const auto laptop = opened(copy);
    bring(*laptop, fresh, "Мәриям Оспанова");
    told(*laptop, paper_at(fresh));
    told(*laptop, paper_at(appeal));
  }
  const auto report = brought();
  CHECK(report.added == 3);
  CHECK(files(appeal).size() == 1);
  CHECK(files(fresh).size() == 1);
  CHECK(store->file_bytes(sha256_of(letter_bytes)).value_or("") == letter_bytes);
  CHECK_FALSE(std::filesystem::exists(private_file_of(copy)));
  for (const auto& trace : traces_of_letter()) CHECK_FALSE(contains(copy, trace));
  CHECK_FALSE(brought().accepted);
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(FilesReturn, "files taken along are described and removed there, field by field, as records are") {
  taken_with_paper();
  SUBCASE("described") {
    told(*opened(copy), described(paper, 1, "Анықтама"));
    CHECK(brought().changed == 1);
    CHECK(caption() == "Анықтама");
  }
  SUBCASE("removed") {
    told(*opened(copy), taken_away(paper, 1));
    CHECK(brought().removed == 1);
    CHECK(files(appeal).empty());
    static_cast<void>(done(store->undo({"Дана", {}, "station-9"})));
    CHECK(caption() == letter_caption);
  }
  SUBCASE("described on both sides") {
    told(*store, described(paper, 1, "Кеңседе"));
    told(*opened(copy), described(paper, 1, "Жолда"));
    const auto report = brought();
    REQUIRE(report.conflicts.size() == 1);
    CHECK(report.conflicts[0].is_personal);
    CHECK(text_of(report.conflicts[0].laptop).empty());
    CHECK(caption() == "Кеңседе");
    request.choices[{paper, "caption"}] = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(caption() == "Жолда");
  }
  SUBCASE("removed there and described in the office: it stays") {
    told(*store, described(paper, 1, "Кеңседе"));
    told(*opened(copy), taken_away(paper, 1));
    static_cast<void>(brought());
    CHECK(caption() == "Кеңседе");
  }
  SUBCASE("removed in the office") {
    told(*store, taken_away(paper, 1));
    told(*opened(copy), described(paper, 1, "Жолда"));
    static_cast<void>(brought());
    CHECK(files(appeal).empty());
  }
}

TEST_CASE_FIXTURE(FilesReturn, "files erased on one side are erased, whatever the other side attached") {
  taken_with_paper();
  SUBCASE("on the laptop") {
    const auto laptop = opened(copy);
    REQUIRE((*applicant_store(*laptop))->erase({appeal}, dana));
  }
  SUBCASE("in the office") {
    told(*opened(copy), paper_at(appeal));
    REQUIRE((*applicant_store(*store))->erase({appeal}, ayan));
  }
  static_cast<void>(brought());
  CHECK(files(appeal).empty());
  for (const auto& trace : traces_of_letter()) CHECK_FALSE(contains(private_file_of(copy), trace));
}

TEST_SUITE_END();

TEST_CASE_FIXTURE(Return, "a register that was restored from a backup does not take the copy's state away") {
  taken();
  store.reset();
  const auto backup = folder.file("backup.gpkg");
  std::filesystem::copy_file(file, backup);
  store = opened(file);
  const auto fresh = new_uuid();
  on_laptop(add(Entity::issue, fresh, issue_at_kok("Жаңа мәселе")));
  static_cast<void>(brought());
  store.reset();
  std::filesystem::copy_file(backup, file, std::filesystem::copy_options::overwrite_existing);
  store = opened(file);
  CHECK(refusal(check_in(*store, request)) == "err.invalid_input");
  CHECK(issue_in(*loaded(*opened(copy)), fresh));
}

TEST_CASE_FIXTURE(Return, "nothing but the copy lies beside it") {
  taken();
  on_laptop(add(Entity::issue, new_uuid(), issue_at_kok("Жаңа мәселе")));
  static_cast<void>(brought());
  CHECK(std::ranges::count_if(std::filesystem::directory_iterator{folder.path()},
                              [](const auto& entry) { return entry.path().extension() == ".gpkg"; }) == 2);
}

TEST_CASE_FIXTURE(Return,
                  "a checkin killed at any moment is in the register whole or not at all, and may be repeated") {
  constexpr int records = 40;
  taken();
  std::vector<std::string> added_there;
  for (int i = 0; i < records; ++i) added_there.push_back(new_uuid());
  {
    const auto laptop = opened(copy);
    for (const auto& uuid : added_there)
      static_cast<void>(done(laptop->commit(edit(add(Entity::issue, uuid, issue_at_kok("Жаңа мәселе"))), dana)));
  }
  store.reset();
  const auto before = folder.file("before.gpkg"), laptop_before = folder.file("laptop_before.gpkg");
  std::filesystem::copy_file(file, before);
  std::filesystem::copy_file(copy, laptop_before);
  int whole = 0, none = 0;
  for (int microseconds = 2000; whole < 2; microseconds += microseconds / 2) {
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
      if (const auto name = entry.path().filename().string(); name != "before.gpkg" && name != "laptop_before.gpkg")
        std::filesystem::remove(entry.path());
    std::filesystem::copy_file(before, file);
    std::filesystem::copy_file(laptop_before, copy);
    const auto child = ::fork();
    if (child == 0) {
      auto office = open_register(file);
      if (office) static_cast<void>(check_in(**office, request));
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(microseconds));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    store = opened(file);
    const auto there = loaded(*store)->issues.size() - 1;
    CHECK((there == 0 || there == records));
    whole += there == records ? 1 : 0, none += there == 0 ? 1 : 0;
    static_cast<void>(brought());
    CHECK(loaded(*store)->issues.size() == records + 1);
    CHECK(number_of_batches() == "2");
    CHECK(flaws(*store).empty());
    store.reset();
  }
  CHECK(none > 0);
  store = opened(file);
}
