// `riskmap edit`, line by line: what goes in, what is answered, what is on disk then.
#include "viewer/command/edit_line.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>
#include <set>

#include "layers/text/translate.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using Json = nlohmann::json;

namespace {

const Author clerk{"Аян", "бас маман", "test"};

Json fields_of_new_issue() {
  return {{"settlement", "615835100"},
          {"category", "utilities.water_drinking"},
          {"title", "Ауыз су жоқ көше"},
          {"severity", 3}};
}

// A clerk at the command line with the sample register.
class Desk {
 public:
  Desk() : store_{sample::opened(register_.file)}, editor_{editor_of(*store_, clerk)} { set_language(Language::en); }

  // The answer, checked for what every answer has.
  Json send(const Json& line) { return send_text(line.dump()); }
  Json send_text(std::string_view line) {
    const auto answer = editor_.apply(line);
    CHECK(answer.json.find('\n') == std::string::npos);
    const auto json = Json::parse(answer.json);
    CHECK(json.at("ok") == answer.is_ok);
    if (answer.is_ok) {
      CHECK(json.at("id").is_string());
      CHECK_FALSE(json.contains("code"));
    } else {
      CHECK(json.at("code") == name_of(answer.code));
      CHECK_FALSE(json.at("message").get<std::string>().empty());
      CHECK_FALSE(json.contains("id"));
    }
    return json;
  }
  std::string code(const Json& line) {
    const auto answer = send(line);
    return answer.at("ok") ? "ok" : answer.at("code").get<std::string>();
  }
  // A new problem's uuid.
  std::string add_issue(Json fields = fields_of_new_issue()) {
    const auto answer = send({{"op", "add"}, {"what", "issue"}, {"fields", std::move(fields)}});
    REQUIRE_MESSAGE(answer.at("ok") == true, answer.dump());
    return answer.at("id");
  }
  std::int64_t version(const std::string& uuid) const { return issue(uuid).version; }
  // As a fresh reader of the file sees it.
  Issue issue(const std::string& uuid) const {
    const auto snapshot = sample::taken(sample::opened(register_.file, OpenMode::read_only)->load());
    const Row row = snapshot->find_issue(uuid);
    REQUIRE(row != no_row);
    return snapshot->issues[row];
  }
  bool is_there(const std::string& uuid) const {
    return sample::taken(sample::opened(register_.file, OpenMode::read_only)->load())->find_issue(uuid) != no_row;
  }
  Json set(const std::string& uuid, Json fields) {
    return {{"op", "set"}, {"what", "issue"}, {"id", uuid}, {"version", version(uuid)}, {"fields", std::move(fields)}};
  }
  std::string first_with(Status status) const {
    const auto& snapshot = *editor_.snapshot();
    for (Row row = 0; row < snapshot.issues.size(); ++row)
      if (snapshot.issues[row].id && snapshot.issues[row].status == status) return snapshot.issues[row].uuid;
    FAIL("no such problem in the sample");
    return {};
  }
  const std::filesystem::path& file() const { return register_.file; }
  const RegisterSnapshot& snapshot() const { return *editor_.snapshot(); }
  static LineEditor editor_of(RegisterStore& store, const Author& author) {
    auto snapshot = sample::taken(store.load());
    const auto today = sample::day_of(*snapshot);
    return {store, std::move(snapshot), today, author};
  }

 private:
  sample::RegisterFile register_;
  std::unique_ptr<RegisterStore> store_;
  LineEditor editor_;
};

}  // namespace

TEST_CASE_FIXTURE(Desk, "a problem is added with its defaults, number and version, and is on disk when answered") {
  const auto answer = send({{"op", "add"}, {"what", "issue"}, {"fields", fields_of_new_issue()}});
  CHECK(answer.at("ok") == true);
  CHECK(answer.at("version") == 1);
  const auto stored = issue(answer.at("id"));
  CHECK(stored.title == "Ауыз су жоқ көше");
  CHECK(stored.status == Status::registered);
  CHECK(stored.reg_no.starts_with("TB-2026-"));
  CHECK(stored.registered_on == sample::day_of(snapshot()));
  CHECK(stored.due_on);
}

TEST_CASE_FIXTURE(Desk, "a client names its record, and may repeat the request after a lost answer") {
  const auto uuid = new_uuid();
  const Json line{{"op", "add"}, {"what", "issue"}, {"id", uuid}, {"fields", fields_of_new_issue()}};
  CHECK(send(line).at("id") == uuid);
  const auto again = send(line);
  CHECK(again.at("ok") == true);
  CHECK(again.at("id") == uuid);
  CHECK(again.at("version") == 1);
  auto other = line;
  other["fields"]["title"] = "Мүлдем басқа мәселе";
  CHECK(code(other) == "err.duplicate_id");
}

TEST_CASE_FIXTURE(Desk, "a change answers the new version and keeps every other field") {
  const auto uuid = add_issue();
  const auto before = issue(uuid);
  const auto answer = send(set(uuid, {{"severity", 5}, {"address", "Абай көшесі, 1"}}));
  CHECK(answer.at("version") == 2);
  const auto after = issue(uuid);
  CHECK(after.severity == 5);
  CHECK(after.address == "Абай көшесі, 1");
  CHECK(after.title == before.title);
  CHECK(after.reg_no == before.reg_no);
}

TEST_CASE_FIXTURE(Desk, "null clears a field") {
  const auto uuid = add_issue();
  send(set(uuid, {{"address", "Абай көшесі, 1"}, {"affected_people", 40}}));
  CHECK(send(set(uuid, {{"address", nullptr}, {"affected_people", nullptr}})).at("ok") == true);
  CHECK(issue(uuid).address.empty());
  CHECK_FALSE(issue(uuid).affected_people);
}

TEST_CASE_FIXTURE(Desk, "a change that changes nothing is accepted and makes no new version") {
  const auto uuid = add_issue();
  const auto answer = send(set(uuid, {{"severity", 3}}));
  CHECK(answer.at("ok") == true);
  CHECK(answer.at("id") == uuid);
  CHECK(answer.at("version") == 1);
}

TEST_CASE_FIXTURE(Desk, "a place is named by code or by uuid") {
  const auto place = snapshot().settlements[snapshot().find_settlement("615835200")];
  auto by_code = fields_of_new_issue(), by_uuid = fields_of_new_issue();
  by_code["settlement"] = place.kato;
  by_uuid["settlement"] = place.uuid;
  for (const auto& fields : {by_code, by_uuid}) {
    const auto stored = issue(add_issue(fields));
    CHECK(snapshot().settlements[stored.settlement].uuid == place.uuid);
  }
}

TEST_CASE_FIXTURE(Desk, "a line end and a mark from another system do not matter") {
  CHECK(
      send_text(
          R"({"op":"add","what":"issue","fields":{"settlement":"615835100","category":"utilities.gas_supply","title":"Газ жоқ үй","severity":2}})"
          "\r")
          .at("ok") == true);
}

TEST_CASE_FIXTURE(Desk, "a problem goes through its life") {
  const auto party = snapshot().parties[0].uuid;
  const auto uuid = add_issue();
  CHECK(code(set(uuid, {{"status", "confirmed"}})) == "ok");
  CHECK(code(set(uuid, {{"status", "planned"}})) == "err.measure_required");
  const auto measure = send(
      {{"op", "add"},
       {"what", "measure"},
       {"fields",
        {{"issue", uuid}, {"kind", "WORKS"}, {"text", "Құбыр тарту"}, {"executor", party}, {"due_on", "2026-06-01"}}}});
  REQUIRE_MESSAGE(measure.at("ok") == true, measure.dump());
  CHECK(code(set(uuid, {{"status", "planned"}})) == "ok");
  CHECK(code(set(uuid, {{"status", "in_progress"}})) == "err.responsible_required");
  CHECK(code(set(uuid, {{"status", "in_progress"}, {"responsible", party}})) == "ok");
  CHECK(code(set(uuid, {{"status", "resolved"}, {"outcome", "SOLVED"}, {"result", "Құбыр тартылды."}})) ==
        "err.measures_open");
  const Json finish{{"op", "set"},
                    {"what", "measure"},
                    {"id", measure.at("id")},
                    {"version", measure.at("version")},
                    {"fields", {{"status", "DONE"}, {"done_on", "2026-03-16"}, {"progress", 100}}}};
  CHECK(code(finish) == "ok");
  CHECK(code(set(uuid, {{"status", "resolved"}})) == "err.outcome_required");
  CHECK(code(set(uuid, {{"status", "resolved"}, {"outcome", "SOLVED"}, {"result", "Құбыр тартылды."}})) == "ok");
  CHECK(issue(uuid).resolved_on == sample::day_of(snapshot()));
  CHECK(code(set(uuid, {{"status", "closed"}})) == "ok");
  CHECK(code(set(uuid, {{"status", "in_progress"}, {"due_on", "2026-09-01"}})) == "err.reason_required");
  CHECK(code(set(uuid, {{"status", "in_progress"}, {"due_on", "2026-09-01"}, {"status_reason", "Су қайта кетті"}})) ==
        "ok");
  CHECK(issue(uuid).reopen_count == 1);
}

TEST_CASE_FIXTURE(Desk, "a removed problem takes its measures along, and undo brings them back as they were") {
  const auto uuid = first_with(Status::in_progress);
  const auto steps = snapshot().measures_of(snapshot().find_issue(uuid)).size();
  const auto version_before = version(uuid);
  const auto answer = send({{"op", "delete"}, {"what", "issue"}, {"id", uuid}, {"version", version_before}});
  CHECK(answer.at("ok") == true);
  CHECK(answer.at("id") == uuid);
  CHECK_FALSE(answer.contains("version"));
  CHECK_FALSE(is_there(uuid));
  const auto undone = send({{"op", "undo"}});
  CHECK(undone.at("ok") == true);
  REQUIRE(is_there(uuid));
  CHECK(snapshot().measures_of(snapshot().find_issue(uuid)).size() == steps);
  CHECK(code({{"op", "redo"}}) == "ok");
  CHECK_FALSE(is_there(uuid));
}

TEST_CASE_FIXTURE(Desk, "undo and redo walk the author's own edits back and forth") {
  CHECK(code({{"op", "undo"}}) == "err.nothing_to_undo");
  CHECK(code({{"op", "redo"}}) == "err.nothing_to_redo");
  const auto uuid = add_issue();
  send(set(uuid, {{"severity", 5}}));
  const auto undone = send({{"op", "undo"}});
  CHECK(undone.at("id") == uuid);
  CHECK(undone.at("version") == 3);
  CHECK(issue(uuid).severity == 3);
  CHECK(send({{"op", "redo"}}).at("id") == uuid);
  CHECK(issue(uuid).severity == 5);
  send({{"op", "undo"}});
  CHECK(send({{"op", "undo"}}).at("id") == uuid);
  CHECK_FALSE(is_there(uuid));
  CHECK(code({{"op", "undo"}}) == "err.nothing_to_undo");
}

TEST_CASE_FIXTURE(Desk, "an edit after an undo leaves nothing to do again") {
  const auto uuid = add_issue();
  send(set(uuid, {{"severity", 5}}));
  send({{"op", "undo"}});
  send(set(uuid, {{"severity", 4}}));
  CHECK(code({{"op", "redo"}}) == "err.nothing_to_redo");
}

TEST_CASE_FIXTURE(Desk, "an older version is a conflict that changes nothing") {
  const auto uuid = add_issue();
  send(set(uuid, {{"severity", 5}}));
  CHECK(code({{"op", "set"}, {"what", "issue"}, {"id", uuid}, {"version", 1}, {"fields", {{"severity", 1}}}}) ==
        "err.conflict");
  CHECK(issue(uuid).severity == 5);
}

TEST_CASE_FIXTURE(Desk, "what somebody else did meanwhile is known at the next line") {
  const auto other_store = sample::opened(file());
  auto other = editor_of(*other_store, {"Дана", "маман", "other"});
  const auto uuid = add_issue();
  const Json theirs{{"op", "set"}, {"what", "issue"}, {"id", uuid}, {"version", 1}, {"fields", {{"severity", 5}}}};
  REQUIRE(other.apply(theirs.dump()).is_ok);
  CHECK(code({{"op", "set"}, {"what", "issue"}, {"id", uuid}, {"version", 1}, {"fields", {{"address", "Абай"}}}}) ==
        "err.conflict");
  CHECK(code({{"op", "set"}, {"what", "issue"}, {"id", uuid}, {"version", 2}, {"fields", {{"address", "Абай"}}}}) ==
        "ok");
}

TEST_CASE_FIXTURE(Desk, "a step that somebody is in the way of says who changed what, as the window does") {
  const auto other_store = sample::opened(file());
  auto other = editor_of(*other_store, {"Дана", "маман", "other"});
  const auto uuid = add_issue();
  send(set(uuid, {{"severity", 5}}));
  const auto name = issue(uuid).reg_no;
  const auto theirs = [&](std::int64_t version, const char* address) {
    const Json line{
        {"op", "set"}, {"what", "issue"}, {"id", uuid}, {"version", version}, {"fields", {{"address", address}}}};
    REQUIRE(other.apply(line.dump()).is_ok);
  };
  theirs(2, "Абай");
  const auto undo = send({{"op", "undo"}});
  CHECK(undo.at("code") == "err.conflict");
  CHECK(undo.at("message") ==
        "«" + name + "» was changed meanwhile: Дана (Address). Taking your edit back would lose that.");
  REQUIRE(other.apply(R"({"op":"undo"})").is_ok);
  send({{"op", "undo"}});
  theirs(version(uuid), "Төле би");
  CHECK(send({{"op", "redo"}}).at("message") ==
        "«" + name + "» was changed meanwhile: Дана (Address). Doing your edit again would lose that.");
}

TEST_CASE_FIXTURE(Desk, "every refusal has its code, says where, and leaves the file as it was") {
  const auto registered = add_issue();
  const auto closed = first_with(Status::closed);
  const auto duplicate = first_with(Status::duplicate);
  const auto snapshot = this->snapshot();
  const auto add = [](const char* what, Json fields) {
    return Json{{"op", "add"}, {"what", what}, {"fields", std::move(fields)}};
  };
  const auto issue_with = [&](const char* field, Json value) {
    auto fields = fields_of_new_issue();
    fields[field] = std::move(value);
    return add("issue", std::move(fields));
  };
  struct Case {
    const char* code;
    Json line;
    const char* where = "";
  };
  const std::vector<Case> cases = {
      {"err.invalid_input", {{"op", "change"}}, "op"},
      {"err.invalid_input", {{"what", "issue"}}, "op"},
      {"err.invalid_input", {{"op", 3}}, "op"},
      {"err.invalid_input", {{"op", "undo"}, {"fields", Json::object()}}, "fields"},
      {"err.invalid_input", {{"op", "redo"}, {"id", registered}}, "id"},
      {"err.unknown_entity", {{"op", "add"}, {"what", "village"}}, "what"},
      {"err.unknown_entity", {{"op", "add"}}, "what"},
      {"err.required", {{"op", "set"}, {"what", "issue"}, {"version", 1}}, "id"},
      {"err.invalid_input", {{"op", "set"}, {"what", "issue"}, {"id", "17"}, {"version", 1}}, "id"},
      {"err.invalid_input", {{"op", "add"}, {"what", "issue"}, {"id", "17"}, {"fields", fields_of_new_issue()}}, "id"},
      {"err.version_required",
       {{"op", "set"}, {"what", "issue"}, {"id", registered}, {"fields", {{"severity", 2}}}},
       "version"},
      {"err.version_required", {{"op", "delete"}, {"what", "issue"}, {"id", registered}}, "version"},
      {"err.number_format", {{"op", "set"}, {"what", "issue"}, {"id", registered}, {"version", "1"}}, "version"},
      {"err.number_format", {{"op", "set"}, {"what", "issue"}, {"id", registered}, {"version", 1.5}}, "version"},
      {"err.conflict",
       {{"op", "set"}, {"what", "issue"}, {"id", registered}, {"version", 99}, {"fields", {{"severity", 2}}}}},
      {"err.gone",
       {{"op", "set"}, {"what", "issue"}, {"id", new_uuid()}, {"version", 1}, {"fields", {{"severity", 2}}}}},
      {"err.gone", {{"op", "delete"}, {"what", "issue"}, {"id", new_uuid()}, {"version", 1}}},
      {"err.unknown_field", {{"op", "add"}, {"what", "issue"}, {"field", fields_of_new_issue()}}, "field"},
      {"err.invalid_input", {{"op", "add"}, {"what", "issue"}, {"fields", Json::array()}}, "fields"},
      {"err.invalid_input", issue_with("title", Json::array({"a"})), "title"},
      {"err.unknown_field", issue_with("colour", "red"), "colour"},
      {"err.required",
       add("issue", {{"settlement", "615835100"}, {"category", "utilities.gas_supply"}, {"severity", 2}}), "title"},
      {"err.required", issue_with("title", nullptr), "title"},
      {"err.required", issue_with("settlement", nullptr), "settlement"},
      {"err.too_short", issue_with("title", "су"), "title"},
      {"err.too_long", issue_with("title", std::string(201, 'x')), "title"},
      {"err.range", issue_with("severity", 6), "severity"},
      {"err.range", issue_with("affected_people", -1), "affected_people"},
      {"err.range", issue_with("affected_people", 18'446'744'073'709'551'615U), "affected_people"},
      {"err.number_format", issue_with("severity", "three"), "severity"},
      {"err.number_format", issue_with("severity", 2.5), "severity"},
      {"err.date_format", issue_with("occurred_on", "2026-02-31"), "occurred_on"},
      {"err.date_format", issue_with("occurred_on", "yesterday"), "occurred_on"},
      {"err.date_future", issue_with("registered_on", "2026-03-17"), "registered_on"},
      {"err.date_order", issue_with("due_on", "2020-01-01"), "due_on"},
      {"err.kato_unknown", issue_with("settlement", "615835999"), "settlement"},
      {"err.kato_level", issue_with("settlement", "615835000"), "settlement"},
      {"err.kato_format", issue_with("settlement", "61583"), "settlement"},
      {"err.category_unknown", issue_with("category", "utilities.teleport"), "category"},
      {"err.code_unknown", issue_with("channel", "PIGEON"), "channel"},
      {"err.code_unknown", issue_with("responsible", new_uuid()), "responsible"},
      {"err.invalid_geometry", issue_with("geom", "POINT(69.9)"), "geom"},
      {"err.coords_range", issue_with("geom", "POINT(42.18 169.9)"), "geom"},
      {"err.transition", issue_with("status", "closed"), "status"},
      {"err.transition", set(closed, {{"status", "confirmed"}, {"status_reason", "Қате"}}), "status"},
      {"err.reason_required", set(registered, {{"status", "rejected"}}), "status_reason"},
      {"err.outcome_required", set(registered, {{"status", "resolved"}, {"status_reason", "x"}, {"result", "Бітті."}}),
       "outcome"},
      {"err.measure_required", set(registered, {{"status", "planned"}}), "status"},
      {"err.responsible_required", set(registered, {{"status", "in_progress"}}), "responsible"},
      {"err.review_date_required",
       set(first_with(Status::in_progress), {{"status", "on_hold"}, {"status_reason", "Қыс"}}), "review_on"},
      {"err.duplicate_chain", set(registered, {{"status", "duplicate"}, {"duplicate_of", duplicate}}), "duplicate_of"},
      {"err.duplicate_id", set(registered, {{"reg_no", snapshot.issues[0].reg_no}}), "reg_no"},
      {"err.in_use",
       {{"op", "delete"},
        {"what", "settlement"},
        {"id", snapshot.settlements[0].uuid},
        {"version", snapshot.settlements[0].version}}},
      {"err.kato_format",
       add("settlement", {{"name_kk", "Жаңа"},
                          {"kind", "VILLAGE"},
                          {"status", "ACTIVE"},
                          {"kato", "12"},
                          {"rural_district", "615835000"}}),
       "kato"},
      {"err.required", add("measure", {{"issue", registered}, {"kind", "WORKS"}}), "text"},
      {"err.reason_required",
       add("measure", {{"issue", registered}, {"kind", "WORKS"}, {"text", "Құбыр тарту"}, {"status", "CANCELLED"}}),
       "cancel_reason"}};
  const auto before = sample::taken(sample::opened(file(), OpenMode::read_only)->load())->issues.size();
  std::set<std::string> seen;
  for (const auto& [expected, line, where] : cases) {
    CAPTURE(line.dump());
    const auto answer = send(line);
    CHECK(answer.at("ok") == false);
    if (answer.at("ok") == true) continue;
    CHECK(answer.at("code") == expected);
    CHECK(answer.value("where", "") == where);
    seen.insert(expected);
  }
  CHECK(seen.size() == 30);
  CHECK(sample::taken(sample::opened(file(), OpenMode::read_only)->load())->issues.size() == before);
  CHECK(version(registered) == 1);
}

TEST_CASE_FIXTURE(Desk, "a line that is no JSON object is refused as such") {
  for (const char* line :
       {"", "{", "[]", "17", "null", "add issue", R"({"op":"undo"} {"op":"undo"})", R"({"op":"undo",})"}) {
    CAPTURE(line);
    CHECK(send_text(line).at("code") == "err.json");
  }
}

TEST_CASE_FIXTURE(Desk, "bytes that are no text are refused and not repeated in the answer") {
  CHECK(send_text("{\"op\":\"\xff\xfe\"}").at("code") == "err.encoding");
  CHECK(send_text("{\"op\":\"\\ud800\"}").at("code") == "err.json");
}

TEST_CASE_FIXTURE(Desk, "a deep nest does not bring the program down") {
  std::string line = R"({"op":"add","what":"issue","fields":{"title":)";
  line += std::string(100'000, '[') + std::string(100'000, ']') + "}}";
  CHECK(send_text(line).at("code") == "err.invalid_input");
}

TEST_CASE_FIXTURE(Desk, "a nest in any member is refused with the limit, and the next line is read") {
  const auto nest = std::string(200'000, '[') + std::string(200'000, ']');
  for (const char* member : {"op", "what", "id", "version", "fields"}) {
    CAPTURE(member);
    std::string line = R"({"op":"set","what":"issue","id":")" + new_uuid() + R"(","version":1})";
    line.insert(line.size() - 1, std::string{",\""} + member + "\":" + nest);
    const auto answer = send_text(line);
    CHECK(answer.at("code") == "err.invalid_input");
    CHECK(answer.at("message").get<std::string>().find("16 levels") != std::string::npos);
  }
  CHECK(send({{"op", "add"}, {"what", "issue"}, {"fields", fields_of_new_issue()}}).at("ok") == true);
}

TEST_CASE_FIXTURE(Desk, "values of another kind are refused beside their field, never turned into something else") {
  const auto registered = add_issue();
  const auto fields_with = [](const char* field, Json value) {
    auto fields = fields_of_new_issue();
    fields[field] = std::move(value);
    return Json{{"op", "add"}, {"what", "issue"}, {"fields", std::move(fields)}};
  };
  struct Case {
    Json line;
    const char* where;
  };
  const std::vector<Case> cases = {
      {fields_with("severity", true), "severity"},
      {fields_with("title", 12345678), "title"},
      {fields_with("title", "Ауыз су \u202Eжоқ"), "title"},
      {fields_with("geom", "LINESTRING(69.9 42.2,69.9 42.2,69.9 42.2)"), "geom"},
      {fields_with("closed_on", "2026-03-16"), "closed_on"},
      {set(registered, {{"resolved_on", "2026-03-16"}}), "resolved_on"},
      {set(registered, {{"reg_no", ""}}), "reg_no"},
      {set(registered, {{"reg_no", nullptr}}), "reg_no"},
      {{{"op", "add"}, {"what", "saved_view"}, {"fields", {{"name", "Су"}, {"json", "{"}}}}, "json"},
      {{{"op", "add"}, {"what", "setting"}, {"fields", {{"key", "utc_offset_minutes"}, {"value", "banana"}}}},
       "value"}};
  for (const auto& [line, where] : cases) {
    CAPTURE(line.dump());
    const auto answer = send(line);
    CHECK(answer.at("ok") == false);
    CHECK(answer.value("where", "") == where);
  }
  CHECK_FALSE(issue(registered).reg_no.empty());
}

TEST_CASE_FIXTURE(Desk, "a title is one line") {
  auto fields = fields_of_new_issue();
  fields["title"] = "Ауыз су\nжоқ көше";
  CHECK(issue(add_issue(fields)).title == "Ауыз су жоқ көше");
}

TEST_CASE_FIXTURE(Desk, "a problem that has duplicates is itself named as the one that cannot become one") {
  const auto duplicate = issue(first_with(Status::duplicate));
  const auto answer = send(
      set(duplicate.duplicate_of,
          {{"status", "duplicate"}, {"status_reason", "Қайталау"}, {"duplicate_of", first_with(Status::registered)}}));
  CHECK(answer.at("code") == "err.duplicate_chain");
  CHECK(answer.at("message").get<std::string>().find("Other problems are duplicates of this one") != std::string::npos);
}

TEST_CASE_FIXTURE(Desk, "a measure for a problem that is gone is refused in words") {
  const auto answer = send({{"op", "add"},
                            {"what", "measure"},
                            {"fields", {{"issue", new_uuid()}, {"kind", "WORKS"}, {"text", "Құбыр тарту"}}}});
  CHECK(answer.at("message").get<std::string>().find("no longer in the register") != std::string::npos);
}

TEST_CASE_FIXTURE(Desk, "what nobody would read is refused, and so is a name that stands twice") {
  const auto uuid = add_issue();
  const auto refused = [this](const std::string& line, const char* where, const char* words) {
    const auto answer = send_text(line);
    CHECK_MESSAGE(answer.at("ok") == false, line);
    CHECK(answer.value("where", "") == where);
    CHECK_MESSAGE(answer.at("message").get<std::string>().find(words) != std::string::npos, answer.dump());
  };
  refused(R"({"op":"undo","op":"redo"})", "op", "twice");
  refused(R"({"op":"set","what":"issue","id":")" + uuid + R"(","version":1,"fields":{"severity":1,"severity":5}})",
          "severity", "twice");
  refused(R"({"op":"delete","what":"issue","id":")" + uuid + R"(","version":1,"fields":{"severity":1}})", "fields",
          "as a whole");
  refused(R"({"op":"add","what":"comment","version":1,"fields":{}})", "version", "no version yet");
  refused("[]", "", "one JSON object");
  CHECK(issue(uuid).severity == 3);
}

TEST_CASE_FIXTURE(Desk, "one name may stand in several objects of a line") {
  CHECK(send_text(R"({"op":"undo","fields":{"op":1}})").at("where") == "fields");
}

TEST_CASE_FIXTURE(Desk, "a settlement is changed by its code as by its uuid") {
  const auto by_code = send({{"op", "set"},
                             {"what", "settlement"},
                             {"id", "615820100"},
                             {"version", 1},
                             {"fields", {{"note", "Аудан орталығы"}}}});
  REQUIRE_MESSAGE(by_code.at("ok") == true, by_code.dump());
  CHECK(is_uuid(by_code.at("id").get<std::string>()));
  CHECK(by_code.at("version") == 2);
  CHECK(code({{"op", "set"}, {"what", "settlement"}, {"id", "615899999"}, {"version", 1}}) == "err.kato_unknown");
  CHECK(code({{"op", "add"}, {"what", "settlement"}, {"id", "615820100"}}) == "err.invalid_input");
}

TEST_CASE_FIXTURE(Desk, "a register that was deleted or emptied while it was open takes nothing, and says why") {
  const auto line = Json{{"op", "add"}, {"what", "issue"}, {"fields", fields_of_new_issue()}};
  std::filesystem::resize_file(file(), 0);
  CHECK(send(line).at("message").get<std::string>().find("Nothing was written") != std::string::npos);
  std::filesystem::remove(file());
  CHECK(send(line).at("message").get<std::string>().find("Nothing was written") != std::string::npos);
}

TEST_CASE_FIXTURE(Desk, "a line over the limit is refused, and the message says the limit") {
  const auto answer = send_text(R"({"op":")" + std::string(longest_line, 'x') + R"("})");
  CHECK(answer.at("code") == "err.too_large");
  CHECK(answer.at("message").get<std::string>().find("16 MiB") != std::string::npos);
}

TEST_CASE_FIXTURE(Desk, "a message repeats no more than the beginning of what was sent") {
  const std::string much(5'000, 'x');
  for (const Json& line : {Json{{"op", much}}, Json{{"op", "add"}, {"what", much}}, Json{{"op", "add"}, {much, 1}},
                           Json{{"op", "add"}, {"what", "issue"}, {"id", much}},
                           Json{{"op", "add"}, {"what", "issue"}, {"fields", {{much, 1}}}},
                           Json{{"op", "set"}, {"what", "issue"}, {"id", new_uuid()}, {"version", much}}})
    CHECK(send(line).dump().size() < 400);
}

TEST_CASE_FIXTURE(Desk, "messages follow the language, codes do not") {
  const Json line{{"op", "undo"}};
  set_language(Language::ru);
  const auto russian = send(line);
  set_language(Language::kk);
  const auto kazakh = send(line);
  set_language(Language::en);
  CHECK(russian.at("code") == kazakh.at("code"));
  CHECK(russian.at("message") != kazakh.at("message"));
}

TEST_CASE_FIXTURE(Desk, "what may be saved but looks wrong is a warning beside the answer") {
  auto fields = fields_of_new_issue();
  fields["geom"] = "POINT(70.6 42.5)";
  const auto answer = send({{"op", "add"}, {"what", "issue"}, {"fields", fields}});
  CHECK(answer.at("ok") == true);
  REQUIRE(answer.contains("warnings"));
  CHECK(answer.at("warnings").at(0).at("field") == "geom");
  CHECK_FALSE(answer.at("warnings").at(0).at("message").get<std::string>().empty());
}

TEST_CASE_FIXTURE(Desk, "every kind of record can be added, changed and removed") {
  const auto settlement = snapshot().settlements[0];
  const auto party = snapshot().parties[0];
  const auto issue_uuid = add_issue();
  struct Case {
    const char* what;
    Json fields;
    Json change;
  };
  const std::vector<Case> cases = {
      {"settlement",
       {{"kato", "615835900"},
        {"kind", "VILLAGE"},
        {"name_kk", "Жаңатас"},
        {"status", "ACTIVE"},
        {"rural_district", "615835000"},
        {"geom", "POINT(69.95 42.2)"}},
       {{"name_ru", "Жанатас"}}},
      {"party", {{"kind", "AKIM_RURAL"}, {"name_kk", "Ауыл әкімі"}}, {{"phone", "+7 700 000 00 00"}}},
      {"sub_area",
       {{"settlement", settlement.uuid}, {"kind", "STREET"}, {"name_kk", "Абай көшесі"}},
       {{"population", 120}}},
      {"measure", {{"issue", issue_uuid}, {"kind", "WORKS"}, {"text", "Құбыр тарту"}}, {{"budget_kzt", 568'200'000}}},
      {"issue_place", {{"issue", issue_uuid}, {"settlement", "615835200"}}, {{"settlement", "615835300"}}},
      {"document",
       {{"owner_entity", "issue"}, {"owner", issue_uuid}, {"kind", "LETTER_OUT"}, {"from_party", party.uuid}},
       {{"number", "17-а"}}},
      {"comment",
       {{"issue", issue_uuid}, {"author", "Аян"}, {"at", "2026-03-16T08:00:00Z"}, {"text", "Барып көрдім"}},
       {{"is_public", true}}},
      {"hotspot_review",
       {{"subject", issue_uuid}, {"reason", "no_plan"}, {"state", "REVIEWED"}},
       {{"note", "Жоспар дайындалуда"}}},
      {"saved_view", {{"name", "Су"}, {"json", "{}"}}, {{"name", "Ауыз су"}}}};
  for (const auto& [what, fields, change] : cases) {
    CAPTURE(what);
    const auto added = send({{"op", "add"}, {"what", what}, {"fields", fields}});
    REQUIRE_MESSAGE(added.at("ok") == true, added.dump());
    const auto changed =
        send({{"op", "set"}, {"what", what}, {"id", added.at("id")}, {"version", 1}, {"fields", change}});
    REQUIRE_MESSAGE(changed.at("ok") == true, changed.dump());
    CHECK(changed.at("version") == 2);
    const auto removed = send({{"op", "delete"}, {"what", what}, {"id", added.at("id")}, {"version", 2}});
    REQUIRE_MESSAGE(removed.at("ok") == true, removed.dump());
  }
  for (std::size_t i = 0; i < 3 * cases.size() + 1; ++i) CHECK(code({{"op", "undo"}}) == "ok");
  CHECK(code({{"op", "undo"}}) == "err.nothing_to_undo");
  CHECK_FALSE(is_there(issue_uuid));
}

TEST_CASE_FIXTURE(Desk, "a file is attached by its path, and keeps its content") {
  const auto issue_uuid = add_issue();
  const auto path = file().parent_path() / (new_uuid() + ".pdf");
  std::ofstream{path} << "%PDF-1.4 letter";
  const auto with = [&](Json fields) {
    return send({{"op", "add"}, {"what", "attachment"}, {"fields", std::move(fields)}});
  };
  const auto added = with({{"owner_entity", "issue"}, {"owner", issue_uuid}, {"file", path.string()}});
  REQUIRE_MESSAGE(added.at("ok") == true, added.dump());
  const auto* record = snapshot().find_other(added.at("id").get<std::string>());
  REQUIRE(record != nullptr);
  CHECK(text_of(field(record->fields, "mime")) == "application/pdf");
  CHECK(with({{"owner_entity", "issue"}, {"owner", issue_uuid}}).at("where") == "file");
  CHECK(with({{"owner_entity", "issue"}, {"owner", new_uuid()}, {"file", path.string()}}).at("where") == "owner");
  CHECK(code({{"op", "set"},
              {"what", "attachment"},
              {"id", added.at("id")},
              {"version", 1},
              {"fields", {{"size_bytes", 3}}}}) == "err.unsupported");
  std::filesystem::remove(path);
  CHECK(code({{"op", "add"},
              {"what", "attachment"},
              {"fields", {{"owner_entity", "issue"}, {"owner", issue_uuid}, {"file", path.string()}}}}) ==
        "err.not_found");
  CHECK(code({{"op", "delete"}, {"what", "issue"}, {"id", issue_uuid}, {"version", 1}}) == "ok");
  CHECK_FALSE(is_there(added.at("id").get<std::string>()));
}

TEST_CASE_FIXTURE(Desk, "a file at an appeal is attached, described and deleted by lines, and is no record") {
  const auto path = file().parent_path() / (new_uuid() + ".pdf");
  std::ofstream{path} << "%PDF-1.4 letter of an applicant";
  const auto appeal = std::ranges::find(snapshot().others, Entity::appeal, &StoredRecord::entity);
  REQUIRE(appeal != snapshot().others.end());
  Json fields{{"owner_entity", "appeal"}, {"owner", appeal->uuid}, {"file", path.string()}};
  const auto added = send({{"op", "add"}, {"what", "attachment"}, {"fields", fields}});
  REQUIRE_MESSAGE(added.at("ok") == true, added.dump());
  CHECK(added.at("version") == 1);
  CHECK(snapshot().find_other(added.at("id").get<std::string>()) == nullptr);
  const auto change = [&](const char* op, int version, const Json& what) {
    Json line{{"op", op}, {"what", "attachment"}, {"id", added.at("id")}, {"version", version}};
    if (!what.is_null()) line["fields"] = what;
    return send(line);
  };
  CHECK(change("set", 1, {{"caption", "Анықтама"}}).at("version") == 2);
  CHECK(change("set", 1, {{"caption", "Басқа"}}).at("code") == "err.conflict");
  CHECK(change("set", 2, {{"is_public", true}}).at("where") == "is_public");
  CHECK(change("set", 2, {{"owner_entity", "issue"}, {"owner", add_issue()}}).at("code") == "err.unsupported");
  CHECK(change("delete", 2, nullptr).at("ok") == true);
  CHECK(change("delete", 3, nullptr).at("code") == "err.gone");
  fields["is_public"] = true;
  CHECK(send({{"op", "add"}, {"what", "attachment"}, {"fields", fields}}).at("where") == "is_public");
  std::filesystem::remove(path);
}

TEST_CASE_FIXTURE(Desk, "a line that cannot be used is answered with what is allowed") {
  const auto message = [this](const Json& line) { return send(line).at("message").get<std::string>(); };
  const auto says = [](const std::string& text, const char* word) { return text.find(word) != std::string::npos; };
  CHECK(says(message({{"op", "change"}, {"what", "issue"}}), "add, set, delete, undo or redo"));
  CHECK(says(message({{"op", "add"}, {"what", "problem"}}), "issue, measure"));
  CHECK(says(message({{"op", "set"}, {"what", "issue"}, {"id", "17"}, {"version", 1}}), "UUID"));
  CHECK(says(message({{"op", "add"}, {"what", "issue"}, {"field", Json::object()}}), "op, what, id, version"));
  CHECK(says(message({{"op", "add"}, {"what", "issue"}, {"fields", 3}}), "object"));
}
