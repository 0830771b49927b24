// Entries of lists, and other records, that one side has removed while the other uses them, or that both have made.
#include "layers/store/checkin_words.h"
#include "layers/text/translate.h"
#include "tests/unit/store/return_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
struct Entries : Return {
  const Language before = language();
  Entries() { set_language(Language::en); }
  ~Entries() { set_language(before); }
  std::string crier = added(Entity::code_value, {{"domain", word("channel")},
                                                 {"code", word("CRIER")},
                                                 {"kk", word("Жаршы")},
                                                 {"ru", word("Глашатай")},
                                                 {"en", word("Crier")},
                                                 {"active", Value{std::int64_t{1}}}});
  static Change through(const char* channel, std::int64_t version = 1) {
    return set(Entity::issue, no_water, version, {{"channel", word(channel)}});
  }
  static Fields category(const char* code, const char* number) {
    return {{"code", word(code)},
            {"num", word(number)},
            {"kk", word(code)},
            {"ru", word(code)},
            {"en", word(code)},
            {"pillar", word("INFRA")},
            {"active", Value{std::int64_t{1}}},
            {"sensitivity", Value{std::int64_t{0}}}};
  }
  static std::string number_of(const RegisterSnapshot& snapshot, const char* code) {
    const auto row = snapshot.find_category(code);
    return row == no_row ? "none" : snapshot.categories[row].number;
  }
};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Entries, "an entry that the office has removed and the laptop uses comes back, and that is said") {
  taken();
  on_laptop(through("CRIER"));
  in_office(remove(Entity::code_value, crier, 1));
  const auto report = brought();
  CHECK(report.conflicts.empty());
  CHECK(issue().channel == "CRIER");
  const auto snapshot = loaded(*store);
  REQUIRE(snapshot->find_code("channel", "CRIER") != nullptr);
  CHECK(snapshot->find_code("channel", "CRIER")->uuid == crier);
  CHECK(brought_words(report).ends_with(
      "Back in the lists, because the laptop uses them: «Crier» (Channels of appeals)."));
  static_cast<void>(done(store->undo({"Дана", "", "station-9"})));
  CHECK(loaded(*store)->find_code("channel", "CRIER") == nullptr);
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(Entries, "a category comes back with the group it stands below") {
  const auto entry = [this](const char* code, const char* parent, const char* words) {
    auto fields = category(code, code);
    for (const auto* name : {"kk", "ru", "en"}) fields[name] = word(words);
    if (*parent != 0) fields["parent"] = word(parent);
    return added(Entity::category, fields);
  };
  const auto group = entry("fields", "", "Egis"), below = entry("fields.dust", "fields", "Shan");
  taken();
  on_laptop(set(Entity::issue, no_water, 1, {{"category", word("fields.dust")}}));
  in_office(remove(Entity::category, below, 1));
  in_office(remove(Entity::category, group, 1));
  const auto report = brought();
  CHECK(report.conflicts.empty());
  CHECK(report.returned.size() == 2);
  const auto snapshot = loaded(*store);
  CHECK(snapshot->find_category("fields.dust") != no_row);
  CHECK(snapshot->find_category("fields") != no_row);
}

TEST_CASE_FIXTURE(Entries, "an entry that the laptop has removed and the office uses stays, and that is said") {
  taken();
  on_laptop(remove(Entity::code_value, crier, 1));
  in_office(through("CRIER"));
  const auto report = brought();
  CHECK_FALSE(report.accepted);
  CHECK(brought_words(report) ==
        "There was nothing to bring back. Not removed, because the office uses them: «Crier» (Channels of appeals).");
  CHECK(loaded(*store)->find_code("channel", "CRIER") != nullptr);
  CHECK(loaded(*opened(copy))->find_code("channel", "CRIER") != nullptr);
}

TEST_CASE_FIXTURE(Entries, "an entry goes with the last use of it, wherever that was taken away") {
  in_office(through("CRIER"));
  taken();
  on_laptop(through("PHONE", 2));
  on_laptop(remove(Entity::code_value, crier, 1));
  const auto report = brought();
  CHECK(report.kept.empty());
  CHECK(report.removed == 1);
  CHECK(loaded(*store)->find_code("channel", "CRIER") == nullptr);
}

TEST_CASE_FIXTURE(Entries, "a party that the laptop has removed and the office uses stays, with what hangs on it") {
  const auto party =
      added(Entity::party,
            {{"kind", word("PRIMARY_ORG")}, {"name_kk", word("Құрылыс бөлімі")}, {"active", Value{std::int64_t{1}}}});
  added(Entity::party_area, {{"party", word(party)}, {"code", word("615833100")}});
  taken();
  on_laptop(remove(Entity::party, party, 1));
  in_office(set(Entity::issue, no_water, 1, {{"responsible", word(party)}}));
  const auto report = brought();
  REQUIRE(report.kept.size() == 1);
  CHECK(report.kept[0].names.kk == "Құрылыс бөлімі");
  CHECK(Stranger{file}.ask("SELECT count(*) FROM party_area WHERE party = '" + party + "'") == "1");
}

TEST_CASE_FIXTURE(Entries, "a category that both sides have made is one, in the words of the office") {
  taken();
  const auto made = [](const char* words) {
    return add(Entity::category, new_uuid(),
               {{"code", word("dust")},
                {"num", word("dust")},
                {"kk", word(words)},
                {"ru", word(words)},
                {"en", word("Dust")},
                {"pillar", word("INFRA")},
                {"active", Value{std::int64_t{1}}},
                {"sensitivity", Value{std::int64_t{0}}}});
  };
  on_laptop(made("Ноутбуктегі"));
  on_laptop(set(Entity::issue, no_water, 1, {{"category", word("dust")}}));
  in_office(made("Кеңседегі"));
  CHECK(brought().conflicts.empty());
  const auto snapshot = loaded(*store);
  CHECK(snapshot->categories[snapshot->find_category("dust")].names.kk == "Кеңседегі");
}

TEST_CASE_FIXTURE(Entries, "an entry renamed on the laptop is that of the same code which the office has made anew") {
  taken();
  on_laptop(set(Entity::code_value, crier, 1, {{"kk", word("Ноутбуктегі")}}));
  on_laptop(through("CRIER"));
  in_office(remove(Entity::code_value, crier, 1));
  added(Entity::code_value, {{"domain", word("channel")},
                             {"code", word("CRIER")},
                             {"kk", word("Кеңседегі")},
                             {"ru", word("Вестник")},
                             {"en", word("Herald")},
                             {"active", Value{std::int64_t{1}}}});
  request.otherwise = CheckinSide::laptop;
  CHECK(brought().conflicts.empty());
  CHECK(issue().channel == "CRIER");
  CHECK(loaded(*store)->find_code("channel", "CRIER")->names.kk == "Кеңседегі");
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(Entries,
                  "a group of categories that the laptop has removed stays where the office has put one below") {
  const auto category = [](const char* code, const char* parent) {
    Fields fields = {{"code", word(code)},
                     {"num", word(code)},
                     {"kk", word(code)},
                     {"ru", word(code)},
                     {"en", word(code)},
                     {"pillar", word("INFRA")},
                     {"active", Value{std::int64_t{1}}},
                     {"sensitivity", Value{std::int64_t{0}}}};
    if (*parent != 0) fields["parent"] = word(parent);
    return fields;
  };
  const auto group = added(Entity::category, category("fields", ""));
  taken();
  on_laptop(remove(Entity::category, group, 1));
  in_office(add(Entity::category, new_uuid(), category("fields.dust", "fields")));
  CHECK(brought().kept.size() == 1);
  CHECK(loaded(*store)->find_category("fields") != no_row);
}

TEST_CASE_FIXTURE(Entries,
                  "a category whose number the office has given to another gets the next free one, and that is said") {
  const auto ash = added(Entity::category, category("ash", "77.1"));
  added(Entity::category, category("smoke", "77.9"));
  taken();
  on_laptop(add(Entity::category, new_uuid(), category("dust", "77.8")));
  on_laptop(set(Entity::category, ash, 1, {{"num", word("77.2")}}));
  on_laptop(set(Entity::issue, no_water, 1, {{"category", word("dust")}}));
  in_office(add(Entity::category, new_uuid(), category("mud", "77.8")));
  in_office(add(Entity::category, new_uuid(), category("soot", "77.2")));
  const auto report = brought();
  CHECK(report.conflicts.empty());
  CHECK(
      brought_words(report).ends_with("Given a free number, because the office uses theirs for another category: "
                                      "«ash» (77.2 → 77.3), «dust» (77.8 → 77.10)."));
  const auto snapshot = loaded(*store);
  CHECK(number_of(*snapshot, "mud") == "77.8");
  CHECK(number_of(*snapshot, "dust") == "77.10");
  CHECK(number_of(*snapshot, "ash") == "77.3");
  CHECK(issue().category == snapshot->find_category("dust"));
  CHECK(number_of(*loaded(*opened(copy)), "dust") == "77.10");
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(Entries,
                  "numbers that the laptop has exchanged, or taken from what it has removed, stay as it has them") {
  const auto ash = added(Entity::category, category("ash", "77.1"));
  const auto mud = added(Entity::category, category("mud", "77.2"));
  const auto soot = added(Entity::category, category("soot", "77.3"));
  taken();
  on_laptop(set(Entity::category, ash, 1, {{"num", word("77.9")}}));
  on_laptop(set(Entity::category, mud, 1, {{"num", word("77.1")}}));
  on_laptop(set(Entity::category, ash, 2, {{"num", word("77.2")}}));
  on_laptop(remove(Entity::category, soot, 1));
  on_laptop(add(Entity::category, new_uuid(), category("dust", "77.3")));
  const auto report = brought();
  CHECK(report.renumbered.empty());
  CHECK(report.changed == 2);
  const auto snapshot = loaded(*store);
  CHECK(number_of(*snapshot, "ash") == "77.2");
  CHECK(number_of(*snapshot, "mud") == "77.1");
  CHECK(number_of(*snapshot, "dust") == "77.3");
  CHECK(number_of(*snapshot, "soot") == "none");
}

TEST_CASE_FIXTURE(
    Entries, "a figure that both sides have entered for one place and day is one, and differing it is asked about") {
  const auto figure = [](double value) {
    return add(Entity::indicator_value, new_uuid(),
               {{"settlement", word(kok)},
                {"indicator", word("population")},
                {"as_of", word("2026-02-01")},
                {"value", Value{value}}});
  };
  taken();
  on_laptop(figure(812));
  in_office(figure(815));
  const auto report = brought();
  REQUIRE(report.conflicts.size() == 1);
  CHECK(report.conflicts[0].field == "value");
  CHECK(real_of(report.conflicts[0].office) == 815);
  request.choices = {{{report.conflicts[0].uuid, "value"}, CheckinSide::laptop}};
  CHECK(brought().changed == 1);
  CHECK(Stranger{file}.ask("SELECT count(*) FROM indicator_value WHERE as_of = '2026-02-01' AND value = 812") == "1");
  CHECK(Stranger{file}.ask("SELECT count(*) FROM indicator_value WHERE as_of = '2026-02-01'") == "1");
}

TEST_SUITE_END();
