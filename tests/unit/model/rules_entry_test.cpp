// Entries of the lists: what may be added, renamed, moved, put out of use.
#include <doctest/doctest.h>

#include "layers/model/code_lists.h"
#include "layers/model/record_references.h"
#include "layers/model/reference_lists.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// An office whose entries are records, as the store gives them.
struct Lists : Office {
  std::string entry(const char* list, const char* code, std::int64_t sort, const char* kk = "Сөз") {
    return put(Entity::code_value, std::string{list} + '/' + code,
               {{"domain", text(list)},
                {"code", text(code)},
                {"kk", text(kk)},
                {"ru", text("Слово")},
                {"en", text("Word")},
                {"sort", number(sort)},
                {"active", number(1)}});
  }
  std::string sms, crier;
  Lists() {
    snapshot.codes["channel"].clear();
    entry("channel", "OFFSITE", 10);
    sms = entry("channel", "SMS", 20);
    crier = entry("channel", "CRIER", 30);
  }
  [[nodiscard]] std::string codes_of(std::string_view list) const {
    std::string text;
    for (const auto& entry : entries_of(snapshot, list)) text += entry.code + ' ';
    return text;
  }
};
}  // namespace

TEST_CASE("a new entry gets a code of its own from its English words, and stands last") {
  Lists office;
  auto change = office.add(
      Entity::code_value,
      {{"domain", text("channel")}, {"kk", text("Бот")}, {"ru", text("Бот")}, {"en", text("Chat bot, 2 lines")}});
  CHECK(list(office.problems(change)) == "");
  const auto made = completed(office.snapshot, change, today);
  CHECK(text_of(field(made.after, "code")) == "CHAT_BOT_2_LINES");
  CHECK(integer_of(field(made.after, "sort")) == 40);
  CHECK(code_for_entry(office.snapshot, "channel", "sms") == "SMS_2");
  CHECK(code_for_entry(office.snapshot, "channel", "Жаршы") == "ENTRY");
}

TEST_CASE("a new category, programme or indicator gets a code of its own too") {
  Lists office;
  const auto code = [&office](Entity entity, Fields fields) {
    return text_of(field(completed(office.snapshot, office.add(entity, std::move(fields)), today).after, "code"));
  };
  CHECK(code(Entity::category, {{"en", text("Street dogs")}, {"parent", text("water")}}) == "water.street_dogs");
  CHECK(code(Entity::category, {{"en", text("Drinking")}, {"parent", text("water")}}) == "water.drinking_2");
  CHECK(code(Entity::programme, {{"kk", text("Жоспар")}}) == "entry");
  CHECK(code(Entity::indicator, {{"en", text("Cows")}, {"code", text("own")}}) == "own");
}

TEST_CASE("a list that is closed takes no entry, a list that nobody knows neither") {
  Lists office;
  const auto add = [&office](const char* list, const char* code) {
    return office.problems(office.add(Entity::code_value, {{"domain", text(list)},
                                                           {"code", text(code)},
                                                           {"kk", text("Сөз")},
                                                           {"ru", text("Слово")},
                                                           {"en", text("Word")}}));
  };
  CHECK(list(add("channel", "PIGEON")) == "");
  CHECK(refuses(add("channel", "SMS"), "code", ErrorCode::duplicate_id));
  CHECK(refuses(add("channel", "почта"), "code", ErrorCode::invalid_input));
  CHECK(refuses(add("outcome", "HALF"), "domain", ErrorCode::unsupported));
  CHECK(refuses(add("colours", "RED"), "domain", ErrorCode::code_unknown));
}

TEST_CASE("an entry is renamed, and keeps its code; what the program reckons with stays in use") {
  Lists office;
  const auto offsite = office.snapshot.find_code("channel", "OFFSITE")->uuid;
  const auto set = [&office](const std::string& uuid, Fields fields) {
    return office.problems(office.set(Entity::code_value, uuid, std::move(fields)));
  };
  CHECK(list(set(offsite, {{"kk", text("Көшпелі")}})) == "");
  CHECK(refuses(set(office.sms, {{"code", text("TEXT")}}), "code", ErrorCode::unsupported));
  CHECK(refuses(set(office.sms, {{"domain", text("funding")}}), "domain", ErrorCode::unsupported));
  CHECK(list(set(office.sms, {{"active", number(0)}})) == "");
  CHECK(refuses(set(offsite, {{"active", number(0)}}), "active", ErrorCode::unsupported));
  CHECK(refuses(set(office.sms, {{"en", Value{}}}), "en", ErrorCode::required));
}

TEST_CASE("an entry that a record names is not removed, wherever it is named; one that nobody names is") {
  Lists office;
  const auto remove = [&office](const std::string& uuid) {
    return office.problems({ChangeKind::remove, Entity::code_value, uuid, 1, {}, {}});
  };
  CHECK(list(remove(office.sms)) == "");
  CHECK(refuses(remove(office.snapshot.find_code("channel", "OFFSITE")->uuid), "", ErrorCode::unsupported));
  office.issue("s1").with("channel", text("SMS"));
  office.put(Entity::appeal, "appeal", {{"channel", text("CRIER")}, {"summary", text("Су жоқ")}});
  CHECK(refuses(remove(office.sms), "", ErrorCode::in_use));
  CHECK(refuses(remove(office.crier), "", ErrorCode::in_use));
  // Of another list the same word is another entry.
  CHECK(list(remove(office.entry("measure_role", "SMS", 10))) == "");
  const auto uses = uses_of_list(office.snapshot, Entity::code_value, "channel");
  CHECK(uses.at("SMS") == 1);
  CHECK(uses.at("CRIER") == 1);
  CHECK(!uses.contains("OFFSITE"));
  // A responsible party names its kind.
  CHECK(uses_of_list(office.snapshot, Entity::code_value, "party_kind").at("UTILITY") == 1);
  CHECK(refuses(remove(office.entry("party_kind", "UTILITY", 10)), "", ErrorCode::in_use));
}

TEST_CASE("a category belongs to a group and no deeper, and what is in use keeps its code") {
  Lists office;
  const auto uuid = [&office](const char* code) {
    return office.snapshot.categories[office.snapshot.find_category(code)].uuid;
  };
  const auto set = [&](const char* code, Fields fields) {
    return office.problems(office.set(Entity::category, uuid(code), std::move(fields)));
  };
  const auto below = office.add(Entity::category, {{"parent", text("water.drinking")},
                                                   {"kk", text("Құдық")},
                                                   {"ru", text("Колодец")},
                                                   {"en", text("Well")},
                                                   {"num", text("1.9")},
                                                   {"pillar", text("INFRA")}});
  CHECK(refuses(office.problems(below), "parent", ErrorCode::invalid_input));
  CHECK(refuses(set("water", {{"code", text("wet")}}), "code", ErrorCode::unsupported));
  const auto indicator = office.put(Entity::indicator, "cows", {{"code", text("cows")}, {"kk", text("Сиыр")}});
  const auto rename = [&] {
    return office.problems(office.set(Entity::indicator, indicator, {{"code", text("kine")}}));
  };
  CHECK(!refuses(rename(), "code", ErrorCode::unsupported));
  office.put(Entity::indicator_value, "cows of s1", {{"indicator", text("cows")}});
  CHECK(refuses(rename(), "code", ErrorCode::unsupported));
}

TEST_CASE("an entry is moved to any place, and what comes and goes keeps the order") {
  Lists office;
  CHECK(office.codes_of("channel") == "OFFSITE SMS CRIER ");
  const auto changes = moved_entry(office.snapshot, "channel", 2, 1);
  CHECK(changes.size() == 2);
  for (const auto& change : changes) {
    auto record = *office.snapshot.find_other(change.uuid);
    for (const auto& [name, value] : change.after) record.fields.insert_or_assign(name, value);
    office.snapshot.put(record);
  }
  CHECK(office.codes_of("channel") == "OFFSITE CRIER SMS ");
  CHECK(moved_entry(office.snapshot, "channel", 1, 1).empty());
  CHECK(moved_entry(office.snapshot, "channel", 0, 9).empty());
  office.snapshot.remove(Entity::code_value, office.crier);
  CHECK(office.codes_of("channel") == "OFFSITE SMS ");
}

}  // namespace riskmap
