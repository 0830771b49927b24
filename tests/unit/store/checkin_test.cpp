// What was done on a laptop, brought back into the register.
#include "layers/core/checksum.h"
#include "layers/text/entity_labels.h"
#include "layers/text/messages.h"
#include "tests/unit/store/return_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value number(std::int64_t n) {
  return Value{n};
}

Change severity(std::int64_t value, std::int64_t version) {
  return set(Entity::issue, no_water, version, {{"severity", number(value)}});
}
Change title(const char* words, std::int64_t version) {
  return set(Entity::issue, no_water, version, {{"title", word(words)}});
}

Change status(const char* to, std::int64_t version, Fields more = {}) {
  more["status"] = word(to);
  return set(Entity::issue, no_water, version, std::move(more));
}
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Return, "a copy without a change brings no batch, and gets what the office has done since") {
  taken();
  in_office(severity(5, 1));
  const auto before = number_of_batches();
  const auto report = brought();
  CHECK(report.conflicts.empty());
  CHECK_FALSE(report.accepted);
  CHECK(number_of_batches() == before);
  const auto laptop = loaded(*opened(copy));
  CHECK(issue_in(*laptop, no_water)->severity == 5);
  CHECK(issue_in(*laptop, no_water)->version == 2);
}

TEST_CASE_FIXTURE(Return, "what was undone on the laptop is no change") {
  taken();
  {
    const auto laptop = opened(copy);
    static_cast<void>(done(laptop->commit(edit(severity(5, 1)), dana)));
    static_cast<void>(done(laptop->commit(edit(add(Entity::issue, new_uuid(), issue_at_kok("Қате жазба"))), dana)));
    static_cast<void>(done(laptop->undo(dana)));
    static_cast<void>(done(laptop->undo(dana)));
  }
  CHECK_FALSE(brought().accepted);
}

TEST_CASE_FIXTURE(Return, "changed fields and new records come as one batch, signed by whoever worked on the laptop") {
  taken();
  const auto uuid = new_uuid(), step = new_uuid();
  on_laptop(severity(5, 1));
  on_laptop(title("Ауыз су мүлде жоқ", 2));
  on_laptop(add(Entity::issue, uuid, issue_at_kok("Жаңа мәселе")));
  on_laptop(add(Entity::measure, step,
                {{"issue", word(uuid)},
                 {"step_no", number(1)},
                 {"kind", word("WORKS")},
                 {"text", word("Жөндеу")},
                 {"status", word("PLANNED")},
                 {"progress", number(0)}}));
  const auto report = brought();
  CHECK(report.added == 2);
  CHECK(report.changed == 1);
  CHECK(report.people == std::vector<std::string>{"Дана"});
  CHECK(issue().severity == 5);
  CHECK(issue().title == "Ауыз су мүлде жоқ");
  CHECK(issue(uuid).reg_no.starts_with("TB-L"));
  CHECK(is_there(step));
  const auto history = store->history_of(Entity::issue, no_water);
  REQUIRE(history);
  CHECK(history->back().who == "Дана");
  CHECK(flaws(*store).empty());
  static_cast<void>(done(store->undo({"Дана", "", "station-9"})));
  CHECK(issue().severity == 4);
  CHECK_FALSE(is_there(uuid));
  CHECK_FALSE(is_there(step));
}

TEST_CASE_FIXTURE(Return, "a photograph that was attached on the laptop comes with its bytes") {
  taken();
  const std::string bytes = "%PDF-1.4 on the laptop";
  const auto uuid = new_uuid(), sha256 = sha256_of(bytes);
  Edit attached = edit(add(Entity::attachment, uuid,
                           {{"owner_entity", word("issue")},
                            {"owner", word(no_water)},
                            {"file_name", word("хат.pdf")},
                            {"mime", word("application/pdf")},
                            {"size_bytes", Value{static_cast<std::int64_t>(bytes.size())}},
                            {"sha256", word(sha256)}}));
  attached.files = {{sha256, std::make_shared<const std::string>(bytes)}};
  static_cast<void>(done(opened(copy)->commit(attached, dana)));
  static_cast<void>(brought());
  CHECK(is_there(uuid));
  CHECK(store->file_bytes(sha256).value_or("") == bytes);
}

TEST_CASE_FIXTURE(Return, "the same entry made on both sides is one, in the words of the office") {
  taken();
  const auto entry = [](const char* words) {
    return add(Entity::code_value, new_uuid(),
               {{"domain", word("channel")},
                {"code", word("HALL")},
                {"kk", word(words)},
                {"ru", word(words)},
                {"en", word("Hall")},
                {"active", Value{std::int64_t{1}}}});
  };
  on_laptop(entry("Ноутбуктегі"));
  on_laptop(set(Entity::issue, no_water, 1, {{"channel", word("HALL")}}));
  in_office(entry("Кеңседегі"));
  static_cast<void>(brought());
  CHECK(loaded(*store)->find_code("channel", "HALL")->names.kk == "Кеңседегі");
  CHECK(issue().channel == "HALL");
}

TEST_CASE_FIXTURE(Return, "where both sides have changed other fields, both stay") {
  taken();
  in_office(severity(5, 1));
  on_laptop(title("Ауыз су мүлде жоқ", 1));
  CHECK(brought().conflicts.empty());
  CHECK(issue().severity == 5);
  CHECK(issue().title == "Ауыз су мүлде жоқ");
}

TEST_CASE_FIXTURE(Return, "where both have changed one field, nothing at all is written until a person decides") {
  taken();
  in_office(title("Кеңсе атауы", 1));
  on_laptop(title("Ноутбук атауы", 1));
  on_laptop(severity(5, 2));
  const auto report = brought();
  REQUIRE(report.conflicts.size() == 1);
  const auto& conflict = report.conflicts[0];
  CHECK(conflict.uuid == no_water);
  CHECK(conflict.field == "title");
  CHECK(text_of(conflict.laptop) == "Ноутбук атауы");
  CHECK(text_of(conflict.office) == "Кеңсе атауы");
  CHECK(conflict.laptop_by.who == "Дана");
  CHECK(conflict.office_by.who == "Аян");
  CHECK_FALSE(report.accepted);
  CHECK(issue().severity == 4);

  SUBCASE("for the laptop") {
    request.choices[{no_water, "title"}] = CheckinSide::laptop;
    CHECK(brought().conflicts.empty());
    CHECK(issue().title == "Ноутбук атауы");
  }
  SUBCASE("for the office") {
    request.otherwise = CheckinSide::office;
    CHECK(brought().conflicts.empty());
    CHECK(issue().title == "Кеңсе атауы");
  }
  CHECK(issue().severity == 5);
  CHECK(issue_in(*loaded(*opened(copy)), no_water)->title == issue().title);
  request = {.copy = copy, .station = {}};
  CHECK_FALSE(brought().accepted);
}

TEST_CASE_FIXTURE(Return, "a choice that belongs to no conflict is refused, and nothing is written") {
  taken();
  in_office(title("Кеңсе атауы", 1));
  on_laptop(title("Ноутбук атауы", 1));
  request.choices[{no_water, "titel"}] = CheckinSide::laptop;
  request.otherwise = CheckinSide::laptop;
  const auto report = check_in(*store, request);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::invalid_input);
  CHECK(report.error().value == no_water + " titel");
  CHECK(issue().title == "Кеңсе атауы");
}

TEST_CASE_FIXTURE(Return, "a change that the register refuses is told with the name of its record") {
  taken();
  in_office(status("in_progress", 1));
  in_office(status("resolved", 2, {{"outcome", word("SOLVED")}, {"result", word("Құбыр ауыстырылды")}}));
  on_laptop(status("confirmed", 1));
  request.otherwise = CheckinSide::laptop;
  const auto report = check_in(*store, request);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::transition);
  CHECK(report.error().where == entity_label("issue") + " «" + issue().reg_no + "»: " + field_label("issue", "status"));
  CHECK(issue().status == Status::resolved);
}

TEST_CASE_FIXTURE(Return, "the same change on both sides is no conflict") {
  taken();
  in_office(severity(5, 1));
  on_laptop(severity(5, 1));
  const auto report = brought();
  CHECK(report.conflicts.empty());
  CHECK_FALSE(report.accepted);
}

TEST_CASE_FIXTURE(Return, "a removed record goes, with what hung on it") {
  taken();
  on_laptop(remove(Entity::issue, no_water, 1));
  CHECK(brought().removed == 2);
  CHECK_FALSE(is_there(no_water));
  static_cast<void>(done(store->undo({"Дана", "", "station-9"})));
  CHECK(is_there(no_water));
}

TEST_CASE_FIXTURE(Return, "a record that one side removed and the other changed is a conflict") {
  taken();
  SUBCASE("removed on the laptop") {
    in_office(severity(5, 1));
    on_laptop(remove(Entity::issue, no_water, 1));
    CHECK(brought().conflicts.at(0).is_gone_on_laptop);
    CHECK(issue().severity == 5);
    request.otherwise = CheckinSide::office;
    static_cast<void>(brought());
    CHECK(is_there(no_water));
    CHECK(issue_in(*loaded(*opened(copy)), no_water));
  }
  SUBCASE("removed on the laptop, where the office has added a measure") {
    added(Entity::comment, {{"issue", word(no_water)},
                            {"author", word("Аян")},
                            {"at", word("2026-05-01T10:00:00Z")},
                            {"text", word("Тексерілді")}});
    on_laptop(remove(Entity::issue, no_water, 1));
    CHECK(brought().conflicts.at(0).is_gone_on_laptop);
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK_FALSE(is_there(no_water));
  }
  SUBCASE("removed in the office") {
    in_office(remove(Entity::issue, no_water, 1));
    on_laptop(severity(5, 1));
    const auto report = brought();
    REQUIRE(report.conflicts.size() == 1);
    CHECK(report.conflicts[0].is_gone_in_office);
    CHECK(report.conflicts[0].office_by.who == "Аян");
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(issue().severity == 5);
    CHECK(loaded(*store)->measures.size() > 0);
    CHECK(flaws(*store).empty());
  }
}

TEST_CASE_FIXTURE(Return, "a problem kept though the office has removed it comes back in the state that it had") {
  const Fields solved = {{"outcome", word("SOLVED")}, {"result", word("Құбыр ауыстырылды")}};
  in_office(status("in_progress", 1));
  SUBCASE("on the way") {
    taken();
    in_office(remove(Entity::issue, no_water, 2));
    on_laptop(severity(5, 2));
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(issue().status == Status::in_progress);
  }
  SUBCASE("solved") {
    in_office(status("resolved", 2, solved));
    taken();
    in_office(remove(Entity::issue, no_water, 3));
    on_laptop(severity(5, 3));
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(issue().status == Status::resolved);
    CHECK(issue().result == "Құбыр ауыстырылды");
  }
  SUBCASE("closed on the laptop") {
    in_office(status("resolved", 2, solved));
    taken();
    in_office(remove(Entity::issue, no_water, 3));
    on_laptop(status("closed", 3, {{"closed_on", word("2026-03-20")}}));
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(issue().status == Status::closed);
  }
  SUBCASE("put off, for a reason") {
    in_office(status("on_hold", 2, {{"status_reason", word("Қар еріген соң")}, {"review_on", word("2026-05-01")}}));
    taken();
    in_office(remove(Entity::issue, no_water, 3));
    on_laptop(severity(5, 3));
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(issue().status == Status::on_hold);
    CHECK(issue().status_reason == "Қар еріген соң");
  }
  CHECK(flaws(*store).empty());
}

TEST_CASE_FIXTURE(Return, "what hangs on a record that the office has removed is asked about") {
  taken();
  const auto step = new_uuid();
  in_office(remove(Entity::issue, no_water, 1));
  on_laptop(add(Entity::measure, step,
                {{"issue", word(no_water)},
                 {"step_no", number(2)},
                 {"kind", word("WORKS")},
                 {"text", word("Жөндеу")},
                 {"status", word("PLANNED")},
                 {"progress", number(0)}}));
  CHECK(brought().conflicts.at(0).uuid == step);
  SUBCASE("left out") {
    request.otherwise = CheckinSide::office;
    CHECK_FALSE(brought().accepted);
    CHECK_FALSE(is_there(no_water));
  }
  SUBCASE("brought, with what it hangs on") {
    request.otherwise = CheckinSide::laptop;
    static_cast<void>(brought());
    CHECK(is_there(no_water));
  }
}

TEST_CASE_FIXTURE(Return, "a problem goes the way through its states that it went on the laptop") {
  taken();
  on_laptop(status("in_progress", 1));
  on_laptop(status("on_hold", 2, {{"status_reason", word("Қар еріген соң")}, {"review_on", word("2026-05-01")}}));
  on_laptop(severity(5, 3));
  CHECK(brought().changed == 1);
  CHECK(issue().status == Status::on_hold);
  CHECK(issue().severity == 5);
}

TEST_CASE_FIXTURE(Return, "a new problem that went through states enters the register by the first of them") {
  taken();
  const auto uuid = new_uuid();
  on_laptop(add(Entity::issue, uuid, issue_at_kok("Жаңа мәселе")));
  on_laptop(set(Entity::issue, uuid, 1, {{"status", word("confirmed")}}));
  on_laptop(
      set(Entity::issue, uuid, 2,
          {{"status", word("on_hold")}, {"status_reason", word("Қар еріген соң")}, {"review_on", word("2026-05-01")}}));
  CHECK(brought().added == 1);
  CHECK(issue(uuid).status == Status::on_hold);
  CHECK_FALSE(brought().accepted);
}

TEST_CASE_FIXTURE(Return, "the copy goes on being used, and its numbers go on") {
  taken();
  const auto first = new_uuid(), second = new_uuid();
  on_laptop(add(Entity::issue, first, issue_at_kok("Бірінші мәселе")));
  static_cast<void>(brought());
  in_office(add(Entity::issue, new_uuid(), issue_at_kok("Кеңседе жазылған")));
  on_laptop(add(Entity::issue, second, issue_at_kok("Екінші мәселе")));
  on_laptop(severity(5, 1));
  static_cast<void>(brought());
  CHECK(issue(first).reg_no.ends_with("-2026-0001"));
  CHECK(issue(second).reg_no.ends_with("-2026-0002"));
  CHECK(issue().severity == 5);
  CHECK(loaded(*opened(copy))->issues.size() == 4);
}

TEST_CASE_FIXTURE(Return, "a checkin that was cut off after the register had it brings nothing twice") {
  taken();
  on_laptop(severity(5, 1));
  // Somebody has the copy open, so that it cannot be renewed.
  const auto hand = opened(copy);
  auto report = check_in(*store, request);
  REQUIRE(report);
  CHECK(report->accepted);
  CHECK(report->not_renewed);
  in_office(severity(3, 2));
  static_cast<void>(done(hand->commit(edit(title("Ноутбук атауы", 2)), dana)));
  auto again = check_in(*store, request);
  REQUIRE(again);
  CHECK(again->conflicts.empty());
  CHECK(issue().severity == 3);
  CHECK(issue().title == "Ноутбук атауы");
}

TEST_CASE_FIXTURE(Return, "a copy of another register, and what is no copy, are refused") {
  const auto another = folder.file("another.gpkg");
  REQUIRE(build_small_register(another));
  REQUIRE(check_out(*opened(another), {"615833100", copy}));
  CHECK(refusal(check_in(*store, request)) == "err.invalid_input");
  request.copy = folder.file("plain.gpkg");
  std::filesystem::copy_file(model_register(), request.copy);
  CHECK(refusal(check_in(*store, request)) == "err.invalid_input");
}

TEST_CASE_FIXTURE(Return, "a link that both sides have made is made once") {
  const auto appeal = added(Entity::appeal, [] {
    auto fields = valid_appeal();
    fields.emplace("settlement", word(kok));
    return fields;
  }());
  taken();
  in_office(add(Entity::appeal_issue, new_uuid(), {{"appeal", word(appeal)}, {"issue", word(no_water)}}));
  on_laptop(add(Entity::appeal_issue, new_uuid(), {{"appeal", word(appeal)}, {"issue", word(no_water)}}));
  CHECK_FALSE(brought().accepted);
}

TEST_SUITE_END();
