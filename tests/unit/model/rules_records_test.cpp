// Places, parties and the office's lists: codes, parents, figures, and what keeps a record from being deleted.
#include <doctest/doctest.h>

#include <tuple>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
Change removal(Entity entity, const std::string& uuid) {
  return {ChangeKind::remove, entity, uuid, 1, {}, {}};
}
}  // namespace

TEST_CASE("a settlement's code is its own, nine digits in KATO, and not a district's") {
  Office office;
  office.area("615800000", "district", "", "Аудан");
  office.area("615835000", "rural_district", "615800000", "Аққұм ауылдық округі");
  office.snapshot.meta["code_system"] = "kato";
  const auto add = [&office](const char* kato, const char* district = "615835000") {
    return office.problems(office.add(
        Entity::settlement, {{"kato", text(kato)}, {"name_kk", text("Жаңауыл")}, {"rural_district", text(district)}}));
  };
  CHECK(list(add("615835100")).empty());
  CHECK(refuses(add("61583510"), "kato", ErrorCode::kato_format));
  CHECK(refuses(add("s1"), "kato", ErrorCode::duplicate_id));
  CHECK(refuses(add("615800000"), "kato", ErrorCode::kato_level));
  CHECK(list(add("615835000")).empty());  // a town of its own shares its area's code
  CHECK(refuses(add("615835100", "615899000"), "rural_district", ErrorCode::kato_unknown));
}

TEST_CASE("an area has a code of its own in its level and a parent of a higher level") {
  Office office;
  const auto add = [&office](const char* code, const char* level, const char* parent) {
    return office.problems(office.add(
        Entity::area,
        {{"code", text(code)}, {"level", text(level)}, {"parent_code", text(parent)}, {"name_kk", text("Аумақ")}}));
  };
  CHECK(list(add("r3", "rural_district", "d")).empty());
  CHECK(refuses(add("r1", "rural_district", "d"), "code", ErrorCode::duplicate_id));
  CHECK(list(add("r1", "settlement", "r1")).empty());
  CHECK(refuses(add("r3", "rural_district", "r2"), "parent_code", ErrorCode::kato_unknown));
  CHECK(refuses(add("r3", "province", "d"), "level", ErrorCode::code_unknown));
}

TEST_CASE("work is given to nobody who has left office, and whose term is over is warned of") {
  Office office;
  const auto left = office.put(Entity::party, "left", {{"name_kk", "Бұрынғы әкім"}, {"active", std::int64_t{0}}});
  const auto over = office.put(Entity::party, "over", {{"name_kk", "Депутат"}, {"term_to", "2025-06-15"}});
  const auto ends_today = office.put(Entity::party, "today", {{"name_kk", "Депутат"}, {"term_to", "2025-06-16"}});
  auto issue = office.issue("s1");
  const auto given_to = [&](const std::string& party, EditKind kind = EditKind::user) {
    return office.problems(office.set_issue(issue.uuid(), {{"responsible", party}}), kind);
  };
  CHECK(refuses(given_to(left), "responsible", ErrorCode::code_unknown));
  CHECK(warns(given_to(left, EditKind::import), "responsible", ErrorCode::code_unknown));
  CHECK(warns(given_to(over), "responsible", ErrorCode::date_order));
  CHECK(list(given_to(ends_today)).empty());
  CHECK(list(given_to(office.utility)).empty());
  const auto step = [&](const std::string& party) {
    return office.problems(office.add(
        Entity::measure,
        {{"issue", issue.uuid()}, {"kind", text("WORKS")}, {"text", text("Құбыр")}, {"executor", Value{party}}}));
  };
  CHECK(refuses(step(left), "executor", ErrorCode::code_unknown));
  const auto letter = office.problems(office.add(Entity::document, {{"owner_entity", text("issue")},
                                                                    {"owner", issue.uuid()},
                                                                    {"kind", text("LETTER_IN")},
                                                                    {"from_party", Value{left}}}));
  CHECK(warns(letter, "from_party", ErrorCode::code_unknown));
  CHECK(list(office.problems(office.add(Entity::party_area, {{"party", Value{left}}, {"code", text("r1")}}))).empty());
}

TEST_CASE("who was responsible before leaving office stays so") {
  Office office;
  auto issue = office.issue("s1");
  issue.with("responsible", Value{office.utility});
  office.put(Entity::party, "utility", {{"name_kk", "Су арнасы"}, {"active", std::int64_t{0}}});
  CHECK(list(office.problems(office.set_issue(issue.uuid(), {{"responsible", Value{office.utility}}}))).empty());
}

TEST_CASE("a programme that is out of use is taken for nothing new") {
  Office office;
  office.put(Entity::programme, "roads", {{"code", "roads"}, {"kk", "Жолдар"}, {"active", std::int64_t{0}}});
  auto issue = office.issue("s1");
  const auto step = [&](EditKind kind) {
    return office.problems(
        office.add(
            Entity::measure,
            {{"issue", issue.uuid()}, {"kind", text("WORKS")}, {"text", text("Құбыр")}, {"programme", text("roads")}}),
        kind);
  };
  CHECK(refuses(step(EditKind::user), "programme", ErrorCode::code_unknown));
  CHECK(list(step(EditKind::import)).empty());
}

TEST_CASE("a place also concerned is one place, and not the main one") {
  Office office;
  auto issue = office.issue("s1");
  const auto also = [&](Fields fields) {
    fields["issue"] = issue.uuid();
    return office.problems(office.add(Entity::issue_place, std::move(fields)));
  };
  CHECK(list(also({{"settlement", text("s2")}})).empty());
  CHECK(refuses(also({}), "settlement", ErrorCode::required));
  CHECK(refuses(also({{"settlement", text("s2")}, {"area", text("r1")}}), "area", ErrorCode::invalid_input));
  CHECK(refuses(also({{"settlement", text("s1")}}), "settlement", ErrorCode::duplicate_id));
  issue.also_in("s2");
  CHECK(refuses(also({{"settlement", text("s2")}}), "settlement", ErrorCode::duplicate_id));
}

TEST_CASE("a figure has one value a day") {
  Office office;
  office.figure("s1", "population", 900, "2025-01-01");
  const auto add = [&office](const char* as_of, double value) {
    return office.problems(office.add(
        Entity::indicator_value,
        {{"settlement", text("s1")}, {"indicator", text("population")}, {"as_of", text(as_of)}, {"value", value}}));
  };
  CHECK(list(add("2025-02-01", 1)).empty());
  CHECK(refuses(add("2025-01-01", 1), "as_of", ErrorCode::duplicate_id));
  CHECK(refuses(add("2025-02-01", -1), "value", ErrorCode::range));
}

TEST_CASE("a programme has its own code and does not contain itself") {
  Office office;
  const auto root = office.put(Entity::programme, "root", {{"code", text("root")}, {"kk", text("Түбір")}});
  office.put(Entity::programme, "leaf", {{"code", text("leaf")}, {"kk", text("Жапырақ")}, {"parent", text("root")}});
  CHECK(refuses(office.problems(office.set(Entity::programme, root, {{"parent", text("leaf")}})), "parent",
                ErrorCode::invalid_input));
  CHECK(refuses(office.problems(office.add(Entity::programme, {{"code", text("leaf")}, {"kk", text("Тағы")}})), "code",
                ErrorCode::duplicate_id));
  CHECK(refuses(office.problems(office.set(Entity::programme, root,
                                           {{"date_from", text("2025-02-01")}, {"date_to", text("2025-01-01")}})),
                "date_to", ErrorCode::date_order));
}

TEST_CASE("an appeal is not answered before it came, nor extended beyond two months") {
  const Office office;
  const auto add = [&office](Fields fields) {
    fields.insert({{"channel", text("PHONE")}, {"summary", text("Су жоқ")}, {"received_on", text("2025-06-01")}});
    return office.problems(office.add(Entity::appeal, std::move(fields)));
  };
  CHECK(list(add({{"answered_on", text("2025-06-10")}, {"answer_text", text("Болады")}})).empty());
  CHECK(refuses(add({{"answered_on", text("2025-05-31")}}), "answered_on", ErrorCode::date_order));
  CHECK(list(add({{"extended_to", text("2025-08-01")}})).empty());
  CHECK(refuses(add({{"extended_to", text("2025-08-02")}}), "extended_to", ErrorCode::range));
}

TEST_CASE("papers belong to a record that can have them") {
  Office office;
  const auto issue = office.issue("s1").uuid();
  const auto appeal =
      office.put(Entity::appeal, "a", {{"summary", text("Су жоқ")}, {"received_on", text("2025-06-01")}});
  for (const auto what : {Entity::document, Entity::attachment}) {
    const auto owned = [&](const char* kind, const std::string& owner) {
      return office.problems(office.add(what, {{"owner_entity", text(kind)}, {"owner", Value{owner}}}));
    };
    CHECK(refuses(owned("party", office.akim), "owner_entity", ErrorCode::unknown_entity));
    CHECK_FALSE(refuses(owned("issue", issue), "owner_entity", ErrorCode::unknown_entity));
    CHECK_FALSE(refuses(owned("appeal", appeal), "owner_entity", ErrorCode::unknown_entity));
  }
}

TEST_CASE("a file at an appeal is not published and stays there, and no other file comes to one") {
  Office office;
  const auto issue = office.issue("s1").uuid();
  const auto appeal =
      office.put(Entity::appeal, "a", {{"summary", text("Су жоқ")}, {"received_on", text("2025-06-01")}});
  const auto at = [&](const char* kind, const std::string& owner) {
    return Fields{{"owner_entity", text(kind)}, {"owner", Value{owner}}, {"is_public", Value{std::int64_t{1}}}};
  };
  CHECK(refuses(office.problems(office.add(Entity::attachment, at("appeal", appeal))), "is_public",
                ErrorCode::unsupported));
  CHECK_FALSE(refuses(office.problems(office.add(Entity::attachment, at("issue", issue))), "is_public",
                      ErrorCode::unsupported));
  const auto paper = office.put(Entity::attachment, "f", {{"owner_entity", text("appeal")}, {"owner", Value{appeal}}});
  const auto photo = office.put(Entity::attachment, "g", {{"owner_entity", text("issue")}, {"owner", Value{issue}}});
  for (const auto& [file, kind, owner] : {std::tuple{paper, "issue", issue}, std::tuple{photo, "appeal", appeal}})
    CHECK(refuses(
        office.problems(office.set(Entity::attachment, file, {{"owner_entity", text(kind)}, {"owner", Value{owner}}})),
        "owner_entity", ErrorCode::unsupported));
}

TEST_CASE("a settlement, a party and a category in use are not deleted, and the refusal counts the users") {
  Office office;
  auto issue = office.issue("s1").with("responsible", office.akim);
  issue.with_step({{"executor", office.akim}});
  const auto party = office.problems(removal(Entity::party, office.akim));
  REQUIRE(refuses(party, "", ErrorCode::in_use));
  CHECK(party[0].error.value == "issue: 1, measure: 1");
  CHECK(list(office.problems(removal(Entity::party, office.utility))).empty());
  CHECK(refuses(office.problems(removal(Entity::settlement, office.snapshot.settlements[office.row_of("s1")].uuid)), "",
                ErrorCode::in_use));
  CHECK(list(office.problems(removal(Entity::settlement, office.snapshot.settlements[office.row_of("s5")].uuid)))
            .empty());
  CHECK(refuses(office.problems(removal(Entity::category, office.snapshot.categories[1].uuid)), "", ErrorCode::in_use));
  CHECK(refuses(office.problems(removal(Entity::area,
                                        office.snapshot.areas[office.area_row("r1", AreaLevel::rural_district)].uuid)),
                "", ErrorCode::in_use));
}

TEST_CASE("an issue takes its measures and places along, children first") {
  Office office;
  auto issue = office.issue("s1");
  issue.with_step({});
  issue.with_step({});
  issue.also_in("s2");
  office.issue("s2").with_step({});
  const auto edit = removal_of(office.snapshot, Entity::issue, issue.uuid());
  REQUIRE(edit.changes.size() == 4);
  CHECK(edit.changes.back().entity == Entity::issue);
  CHECK(edit.changes.back().uuid == issue.uuid());
  CHECK(std::ranges::count(edit.changes, Entity::measure, &Change::entity) == 2);
  for (const auto& change : edit.changes) {
    CHECK(change.kind == ChangeKind::remove);
    CHECK(change.version == 1);
    CHECK_FALSE(change.before.empty());
  }
  CHECK(list(office.problems(removal(Entity::issue, issue.uuid()))).empty());
}

TEST_CASE("an issue that others repeat is in use") {
  Office office;
  const auto master = office.issue("s1");
  office.issue("s1").with("status", "duplicate").with("duplicate_of", master.uuid());
  CHECK(refuses(office.problems(removal(Entity::issue, master.uuid())), "", ErrorCode::in_use));
}

}  // namespace riskmap
