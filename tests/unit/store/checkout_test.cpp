// What is taken along on a laptop, what stays behind, and how the copy goes on.
#include <sys/stat.h>

#include "tests/unit/store/laptop_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Laptop, "a copy holds its place with what hangs on it, sound, under the same uuids and versions") {
  static_cast<void>(
      done(store->commit(edit(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}})), ayan)));
  taken();
  const auto laptop = opened(copy);
  const auto snapshot = loaded(*laptop);
  CHECK(flaws(*laptop).empty());
  const auto issue = issue_in(*snapshot, no_water);
  REQUIRE(issue);
  CHECK(issue->version == 2);
  CHECK(issue->severity == 5);
  CHECK(snapshot->measures.size() == 1);
  CHECK(snapshot->parties.size() == 2);
  CHECK(snapshot->categories.size() == 2);
  const auto history = laptop->history_of(Entity::issue, no_water);
  REQUIRE(history);
  CHECK(history->size() == 1);
  const auto shapes = laptop->load_shapes(AreaLevel::rural_district);
  REQUIRE(shapes);
  CHECK(shapes->size() == 1);
}

TEST_CASE_FIXTURE(Laptop, "what belongs elsewhere stays behind, and is nowhere in the file") {
  added(Entity::issue, valid_issue("Бұл Таста ғана"));
  taken();
  const auto snapshot = loaded(*opened(copy));
  CHECK(snapshot->issues.size() == 1);
  CHECK(snapshot->settlements.size() == 1);
  CHECK_FALSE(contains(copy, "Бұл Таста ғана"));
}

TEST_CASE_FIXTURE(Laptop,
                  "a problem elsewhere that also concerns the place comes along, with the place that it names") {
  const auto road = added(Entity::issue, valid_issue("Екі ауылдың жолы"));
  added(Entity::issue_place, {{"issue", word(road)}, {"settlement", word(kok)}});
  taken();
  const auto laptop = opened(copy);
  const auto snapshot = loaded(*laptop);
  CHECK(issue_in(*snapshot, road));
  CHECK(snapshot->settlements.size() == 2);
  CHECK(flaws(*laptop).empty());
}

TEST_CASE_FIXTURE(Laptop, "what a duplicate repeats comes along with it") {
  const auto first = added(Entity::issue, valid_issue());
  static_cast<void>(done(store->commit(
      edit(set(Entity::issue, no_water, 1, {{"status", word("duplicate")}, {"duplicate_of", word(first)}})), ayan)));
  taken();
  const auto laptop = opened(copy);
  CHECK(issue_in(*loaded(*laptop), first));
  CHECK(flaws(*laptop).empty());
}

TEST_CASE_FIXTURE(Laptop, "receptions, appeals and their links come along where they belong to the place") {
  const auto here = added(Entity::reception, {{"kind", word("OFFSITE")},
                                              {"status", word("PLANNED")},
                                              {"planned_on", word("2026-05-05")},
                                              {"settlement", word(kok)}});
  auto brought = valid_appeal();
  brought.emplace("reception", word(here));
  const auto appeal = added(Entity::appeal, brought), orphan = added(Entity::appeal, valid_appeal());
  const auto link = added(Entity::appeal_issue, {{"appeal", word(appeal)}, {"issue", word(no_water)}});
  taken();
  const auto laptop = opened(copy);
  CHECK(flaws(*laptop).empty());
  const auto snapshot = loaded(*laptop);
  CHECK(snapshot->find_other(here));
  CHECK(snapshot->find_other(appeal));
  CHECK(snapshot->find_other(link));
  CHECK_FALSE(snapshot->find_other(orphan));
}

TEST_CASE_FIXTURE(Laptop, "a rural district takes its settlements along, the code of no place is refused") {
  added(Entity::issue, valid_issue());
  taken("615833");
  CHECK(loaded(*opened(copy))->issues.size() == 2);
  CHECK(refusal(check_out(*store, {"999", folder.file("other.gpkg")})) == "err.kato_unknown");
  CHECK_FALSE(std::filesystem::exists(folder.file("other.gpkg")));
}

TEST_CASE_FIXTURE(Laptop, "a copy says whose it is, takes no other file's place and is not copied again") {
  taken();
  const auto laptop = opened(copy);
  const auto snapshot = loaded(*laptop);
  const auto checkout = checkout_of(snapshot->meta);
  REQUIRE(checkout);
  const auto of = loaded(*store)->meta;
  CHECK(checkout->register_uuid == of.find("uuid")->second);
  CHECK(snapshot->meta.find("uuid")->second != checkout->register_uuid);
  CHECK(checkout->area == "615833100");
  CHECK_FALSE(checkout->has_applicants);
  CHECK_FALSE(checkout_of(of));
  CHECK(refusal(check_out(*store, {"615833100", copy})) == "err.invalid_input");
  CHECK(refusal(check_out(*laptop, {"615833100", folder.file("again.gpkg")})) == "err.invalid_input");
}

TEST_CASE_FIXTURE(Laptop, "numbers given on a laptop are of a series of its own, from 1") {
  taken();
  const auto laptop = opened(copy);
  const auto series = loaded(*laptop)->meta.find("office")->second;
  CHECK(series.starts_with("TB-L"));
  auto fields = valid_issue();
  fields["settlement"] = word(kok);
  const auto accepted = done(laptop->commit(edit(add(Entity::issue, new_uuid(), fields)), dana));
  CHECK(text_of(field(accepted.records.at(0).fields, "reg_no")) == series + "-2026-0001");
}

TEST_CASE_FIXTURE(Laptop, "what was done in the office is not undone on the laptop") {
  static_cast<void>(
      done(store->commit(edit(set(Entity::issue, no_water, 1, {{"severity", Value{std::int64_t{5}}}})), ayan)));
  taken();
  const auto laptop = opened(copy);
  CHECK(refusal(laptop->undo(ayan)) == "err.nothing_to_undo");
  static_cast<void>(
      done(laptop->commit(edit(set(Entity::issue, no_water, 2, {{"severity", Value{std::int64_t{2}}}})), ayan)));
  static_cast<void>(done(laptop->undo(ayan)));
  CHECK(issue_in(*loaded(*laptop), no_water)->severity == 5);
}

namespace {
struct LaptopWithPeople : Laptop {
  std::string here = new_uuid(), elsewhere = new_uuid();
  LaptopWithPeople() {
    bring(here, kok, "Серік Әбдіраманов");
    bring(elsewhere, tas, "Мәриям Оспанова");
  }
  void bring(const std::string& appeal, const std::string& settlement, const char* name) {
    auto fields = valid_appeal();
    fields.emplace("settlement", word(settlement));
    Edit both = edit(add(Entity::appeal, appeal, fields));
    both.applicants.push_back({appeal, 0, {}, {{"full_name", word(name)}}});
    static_cast<void>(done(store->commit(both, ayan)));
  }
};
}  // namespace

TEST_CASE_FIXTURE(LaptopWithPeople, "applicants stay behind, and the copy does not miss them") {
  taken();
  CHECK_FALSE(std::filesystem::exists(private_file_of(copy)));
  const auto laptop = opened(copy);
  CHECK(laptop->info().applicants.state == ApplicantsAccess::State::none_yet);
  CHECK_FALSE(contains(copy, "Серік"));
}

TEST_CASE_FIXTURE(LaptopWithPeople, "applicants of the place come along where that is said, closed to others") {
  taken("615833100", ApplicantsOfCheckout::come_along);
  struct stat status{};
  REQUIRE(::stat(private_file_of(copy).c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto laptop = opened(copy);
  CHECK(laptop->info().applicants.state == ApplicantsAccess::State::open);
  auto& people = **applicant_store(*laptop);
  CHECK(text_of(field(people.applicant_of(here)->fields, "full_name")) == "Серік Әбдіраманов");
  CHECK(people.applicant_of(here)->version == 1);
  CHECK_FALSE(contains(private_file_of(copy), "Мәриям"));
  CHECK(flaws(*laptop).empty());
  for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
    CHECK_FALSE(entry.path().filename().string().starts_with("."));
}

TEST_SUITE_END();
