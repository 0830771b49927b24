// Which problems a filter selects.
#include <doctest/doctest.h>

#include "layers/model/filter.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// Selected rows as text, one digit a row: "013".
std::string rows(const RegisterSnapshot& snapshot, std::string_view text) {
  const auto filter = parse_filter(text);
  INFO(text);
  REQUIRE(filter.has_value());
  const auto mask = select_issues(*filter, snapshot, today);
  std::string result;
  for (Row row = 0; row < mask.size(); ++row) {
    CHECK((mask[row] != 0) == selects(*filter, snapshot, row, today));
    if (mask[row] != 0) result += std::to_string(row);
  }
  return result;
}

ErrorCode fault(const RegisterSnapshot& snapshot, std::string_view text) {
  const auto filter = parse_filter(text);
  REQUIRE(filter.has_value());
  const auto checked = check_filter(*filter, snapshot);
  return checked ? ErrorCode::internal : checked.error().code;
}

// 0 water in s1, severity 5, overdue · 1 aid in s2, closed · 2 water of the rural district r2 · 3 water in s4 and also
// s1
struct Scene {
  Office office;
  Scene() {
    office.issue("s1")
        .with("severity", number(5))
        .with("due_on", "2025-06-10")
        .with("responsible", office.akim)
        .with("title", "Ауыз су құбыры ескірген");
    office.issue("s2", day(2024, 3, 1))
        .with("category", "aid.family")
        .with("status", "closed")
        .with("channel", "PHONE")
        .with("title", "Отбасына көмек")
        .with("description", "Көпбалалы отбасыға көмек")
        .with("affected_people", number(7));
    office.issue("r2")
        .with_step({{"funding", text("NOT_FOUND")}, {"due_on", text("2025-07-01")}, {"executor", office.utility}})
        .with_step({{"status", text("DONE")}, {"kind", text("LETTER")}, {"done_on", text("2025-06-10")}});
    office.issue("s4", day(2025, 6, 12)).also_in("s1").with("severity", number(1)).with("geom", "POINT(69 42)");
  }
  [[nodiscard]] std::string rows(std::string_view text) const { return riskmap::rows(office.snapshot, text); }
};
}  // namespace

TEST_CASE("a problem lies at its own point, else at its settlements") {
  Scene scene;
  auto& settlements = scene.office.snapshot.settlements;
  settlements[scene.office.snapshot.find_settlement("s1")].point = LonLat{69.5, 42.5};
  settlements[scene.office.snapshot.find_settlement("s4")].point = LonLat{69.5, 42.5};
  CHECK(scene.rows("within=\"69.5 42.5 1km\"") == "0");  // the last one's own point lies elsewhere
  CHECK(scene.rows("within=\"68.9 41.9, 69.1 41.9, 69 42.1\"") == "3");
  CHECK(scene.rows("within=\"69.5 42.5 1km\"|\"69 42 1km\"") == "03");
  CHECK(scene.rows("within!=\"69.5 42.5 1km\"") == "3");
  CHECK(scene.rows("within=none") == "12");
  CHECK(scene.rows("not within=\"69.5 42.5 1km\"") == "123");
  CHECK(fault(scene.office.snapshot, "within=\"69.5 42.5\"") == ErrorCode::filter_syntax);
  CHECK(fault(scene.office.snapshot, "within~\"69.5 42.5 1km\"") == ErrorCode::filter_syntax);
}

TEST_CASE("numbers, dates and codes are compared as what they are") {
  const Scene scene;
  CHECK(scene.rows("") == "0123");
  CHECK(scene.rows("severity>=3") == "012");
  CHECK(scene.rows("severity=1|5") == "03");
  CHECK(scene.rows("severity!=3") == "03");
  CHECK(scene.rows("registered_on>=2025-06-01") == "023");
  CHECK(scene.rows("registered_on>=today-5d") == "3");
  CHECK(scene.rows("due_on<today") == "0");
  CHECK(scene.rows("due<=today+30d") == "02");
  CHECK(scene.rows("status=closed") == "1");
  CHECK(scene.rows("status!=closed|planned") == "023");
  CHECK(scene.rows("group=done") == "1");
  CHECK(scene.rows("group=OPEN") == "023");
  CHECK(scene.rows("channel=phone") == "1");
  CHECK(scene.rows("level>=high") == "012");
  CHECK(scene.rows("level=critical|low") == "0");
  CHECK(scene.rows("level=medium") == "3");
  CHECK(scene.rows("days_over>5") == "0");
}

TEST_CASE("a missing value satisfies only none") {
  const Scene scene;
  CHECK(scene.rows("affected_people=none") == "023");
  CHECK(scene.rows("affected_people!=none") == "1");
  CHECK(scene.rows("affected_people!=7").empty());
  CHECK(scene.rows("affected_people<100") == "1");
  CHECK(scene.rows("channel=none|PHONE") == "0123");
  CHECK(scene.rows("channel!=PHONE").empty());
  CHECK(scene.rows("responsible=none") == "123");
  CHECK(scene.rows("responsible!=none") == "0");
  CHECK(scene.rows("settlement=none") == "2");
  CHECK(scene.rows("geom!=none") == "3");
  CHECK(scene.rows("channel=\"none\"").empty());
}

TEST_CASE("a category may be a whole branch") {
  const Scene scene;
  CHECK(scene.rows("category=water.drinking") == "023");
  CHECK(scene.rows("category=water.*") == "023");
  CHECK(scene.rows("category!=water.*") == "1");
  CHECK(scene.rows("category=\"water.*\"").empty());
  CHECK(scene.rows("category=wat.*").empty());
  CHECK(scene.rows("category~aid") == "1");
}

TEST_CASE("who names a group of categories, by code or by name, means what stands in it") {
  Scene scene;
  auto& group = scene.office.snapshot.categories[scene.office.snapshot.find_category("water")];
  group.names = {"Су шаруашылығы", "Водное хозяйство", "Water"};
  for (const char* spelling : {"water", "WATER", "\"water\"", "\"су шаруашылығы\"", "\"Водное хозяйство\""})
    CHECK_MESSAGE(scene.rows(std::string{"category="} + spelling) == "023", spelling);
  CHECK(scene.rows("category!=water") == "1");
  CHECK(scene.rows("category~хозяйство") == "023");
  CHECK(fault(scene.office.snapshot, "category=\"Водное\"") == ErrorCode::category_unknown);
}

TEST_CASE("a settlement is named by code, uuid or any spelling, where the problem is or also concerns") {
  const Scene scene;
  CHECK(scene.rows("settlement=s1") == "03");
  CHECK(scene.rows("settlement=Көксәйек") == "03");
  CHECK(scene.rows("settlement=көксаяқ") == "03");
  CHECK(scene.rows("settlement=Коксайек") == "03");
  CHECK(scene.rows("settlement~косағ") == "3");
  CHECK(scene.rows("settlement=" + scene.office.snapshot.settlements[scene.office.row_of("s2")].uuid) == "1");
  CHECK(scene.rows("settlement!=s1") == "1");
  CHECK(scene.rows("settlement=Қаратөбе") == "1");
}

TEST_CASE("areas hold the problems of their settlements and their own") {
  const Scene scene;
  CHECK(scene.rows("rural_district=r1") == "013");
  CHECK(scene.rows("rural_district=r2") == "23");
  CHECK(scene.rows("rural_district=Төмен") == "23");
  CHECK(scene.rows("rural_district=\"Төмен ауылдық округі\"") == "23");
  CHECK(scene.rows("district=d") == "0123");
  CHECK(scene.rows("area=r2") == "2");
  CHECK(scene.rows("area=none") == "013");
}

TEST_CASE("people are named by uuid or name") {
  const Scene scene;
  CHECK(scene.rows("responsible=" + scene.office.akim) == "0");
  CHECK(scene.rows("responsible=\"Ауыл әкімі\"") == "0");
  CHECK(scene.rows("responsible~әкім") == "0");
  CHECK(scene.rows("measure(executor~Изтилеу)") == "2");
}

TEST_CASE("a search finds the words of a problem and the names around it in any spelling") {
  const Scene scene;
  CHECK(scene.rows("any~кубыр") == "0");
  CHECK(scene.rows("any~1002") == "2");
  CHECK(scene.rows("any~kubyr") == "0");
  for (const std::string spelling : {"Көксәйек", "коксаяк", "Koksaiek", "көкс", "Көксаяқ"}) {
    CAPTURE(spelling);
    CHECK(scene.rows("any~" + spelling) == "03");
    CHECK(scene.rows("text~" + spelling).empty());
  }
  CHECK(scene.rows("any~Төмен") == "23");  // a rural district: of its settlements and its own
  CHECK(scene.rows("any~tomen") == "23");
  CHECK(scene.rows("any~әкім") == "0");
  CHECK(scene.rows("any~akim") == "0");
  CHECK(scene.rows("any~отбас") == "1");
  CHECK(scene.rows("not any~Көксәйек") == "12");
  CHECK(scene.rows("any~ешқайда").empty());
  CHECK(fault(scene.office.snapshot, "any=Ленгер") == ErrorCode::filter_syntax);
  CHECK(fault(scene.office.snapshot, "any~Ленгер") == ErrorCode::internal);
}

TEST_CASE("text is searched by its fold in title, description and number") {
  const Scene scene;
  CHECK(scene.rows("text~кубыр") == "0");
  CHECK(scene.rows("text~\"АУЫЗ СУ ҚҰБЫРЫ\"") == "0");
  CHECK(scene.rows("text~көпбалалы") == "1");
  CHECK(scene.rows("text~1002") == "2");
  CHECK(scene.rows("text~кубыр|копбалалы") == "01");
  CHECK(scene.rows("title~су") == "023");
  CHECK(scene.rows("title=\"ауыз су жоқ\"") == "23");
  CHECK(scene.rows("reg_no>TB-2025-1001") == "23");
}

TEST_CASE("flags say what the facts say") {
  const Scene scene;
  CHECK(scene.rows("open") == "023");
  CHECK(scene.rows("not open") == "1");
  CHECK(scene.rows("overdue") == "0");
  CHECK(scene.rows("no_responsible") == "23");
  CHECK(scene.rows("no_money") == "2");
  CHECK(scene.rows("no_plan") == "0");
  CHECK(scene.rows("badly_overdue").empty());
  CHECK(rows(scene.office.snapshot, "stale").empty());
}

TEST_CASE("one measure must satisfy the whole inner expression") {
  const Scene scene;
  CHECK(scene.rows("measure(status=PLANNED)") == "2");
  CHECK(scene.rows("measure(status=PLANNED and kind=WORKS)") == "2");
  CHECK(scene.rows("measure(status=PLANNED and kind=LETTER)").empty());
  CHECK(scene.rows("measure(status=PLANNED) and measure(kind=LETTER)") == "2");
  CHECK(scene.rows("not measure(kind!=none)") == "013");
  CHECK(scene.rows("measure(open and deadline<2025-08-01)") == "2");
  CHECK(scene.rows("measure(overdue)").empty());
}

TEST_CASE("one appeal must satisfy the whole inner expression") {
  Scene scene;
  auto& office = scene.office;
  const auto appeal = office.put(Entity::appeal, "a",
                                 {{"channel", text("PHONE")},
                                  {"received_on", text("2025-06-01")},
                                  {"due_on", text("2025-06-10")},
                                  {"collective_count", number(30)}});
  office.put(Entity::appeal_issue, "a", {{"appeal", appeal}, {"issue", office.snapshot.issues[3].uuid}});
  CHECK(scene.rows("appeal(channel=PHONE)") == "3");
  CHECK(scene.rows("appeal(channel=PHONE and collective_count>=30)") == "3");
  CHECK(scene.rows("appeal(collective_count>30)").empty());
  CHECK(scene.rows("appeal(overdue)") == "3");
  CHECK(scene.rows("appeal(received_on>2025-06-01)").empty());
}

TEST_CASE("a programme tag selects its problems") {
  Scene scene;
  scene.office.put(Entity::issue_programme, "t",
                   {{"issue", scene.office.snapshot.issues[1].uuid}, {"programme", text("halyk")}});
  CHECK(scene.rows("programme=halyk") == "1");
  CHECK(scene.rows("programme=none") == "023");
  CHECK(scene.rows("programme!=halyk").empty());
}

TEST_CASE("an empty slot is never selected") {
  Scene scene;
  scene.office.snapshot.remove(Entity::issue, scene.office.snapshot.issues[1].uuid);
  CHECK(scene.rows("") == "023");
  CHECK(scene.rows("not open").empty());
}

TEST_CASE("an unknown field holds for none; the check names it") {
  const Scene scene;
  CHECK(scene.rows("colour=red").empty());
  CHECK(fault(scene.office.snapshot, "colour=red") == ErrorCode::unknown_field);
  CHECK(fault(scene.office.snapshot, "measure(severity=3)") == ErrorCode::unknown_field);
  CHECK(fault(scene.office.snapshot, "measure(no_plan)") == ErrorCode::unknown_field);
  CHECK(fault(scene.office.snapshot, "appeal(colour=red)") == ErrorCode::unknown_field);
}

TEST_CASE("the check finds values that cannot be") {
  const Scene scene;
  const auto& snapshot = scene.office.snapshot;
  CHECK(fault(snapshot, "severity=high") == ErrorCode::number_format);
  for (const char* number : {"severity>nan", "severity<inf", "severity=1e999", "severity>=5;drop"})
    CHECK_MESSAGE(fault(snapshot, number) == ErrorCode::number_format, number);
  CHECK(fault(snapshot, "due_on<2025-02-31") == ErrorCode::date_format);
  CHECK(fault(snapshot, "due_on<\"today\"") == ErrorCode::date_format);
  CHECK(fault(snapshot, "status=lost") == ErrorCode::code_unknown);
  CHECK(fault(snapshot, "channel=PIGEON") == ErrorCode::code_unknown);
  CHECK(fault(snapshot, "category=fire.*") == ErrorCode::category_unknown);
  CHECK(fault(snapshot, "settlement=Атлантида") == ErrorCode::name_unknown);
  CHECK(fault(snapshot, "rural_district=r9") == ErrorCode::name_unknown);
  CHECK(fault(snapshot, "level=none|huge") == ErrorCode::code_unknown);
  CHECK(fault(snapshot, "severity~3") == ErrorCode::filter_syntax);
  CHECK(fault(snapshot, "status>planned") == ErrorCode::filter_syntax);
  CHECK(fault(snapshot, "text=су") == ErrorCode::filter_syntax);
  CHECK(fault(snapshot, "measure(measure(kind=WORKS))") == ErrorCode::filter_syntax);
}

TEST_CASE("the check says which word is wrong and where its condition stands") {
  const Scene scene;
  const auto wrong = [&scene](std::string_view text) {
    const auto checked = check_filter(*parse_filter(text), scene.office.snapshot);
    REQUIRE_FALSE(checked);
    return checked.error().where + " " + checked.error().value;
  };
  CHECK(wrong("open and colour=red") == "10 colour");
  CHECK(wrong("text~\"су\" and severity=3|high") == "15 severity=high");
  CHECK(wrong("open and settlement=Атлантида") == "10 Атлантида");
  CHECK(wrong("measure(no_plan)") == "9 no_plan");
  CHECK(wrong("open or severity~3") == "9 severity~3");
  CHECK(wrong("measure(measure(kind=WORKS))") == "9 measure(kind=WORKS)");
}

TEST_CASE("the check passes what the product page shows, and every field with none") {
  const Scene scene;
  const auto& snapshot = scene.office.snapshot;
  CHECK(fault(snapshot,
              "category=water.* and open and severity>=4 and registered_on>=2026-01-01 and rural_district=r1 and "
              "text~\"су\"") == ErrorCode::internal);
  for (const auto& spec : spec_of(Entity::issue).fields) {
    INFO(spec.name);
    CHECK(fault(snapshot, std::string{spec.name} + "=none") == ErrorCode::internal);
  }
  for (const auto& spec : spec_of(Entity::measure).fields) {
    if (spec.name == "issue") continue;  // the problem around the parenthesis
    INFO(spec.name);
    CHECK(fault(snapshot, "measure(" + std::string{spec.name} + "=none)") == ErrorCode::internal);
  }
}

TEST_CASE("plain records are compared as numbers, days or texts, whichever both sides are") {
  class Record final : public FieldSource {
   public:
    explicit Record(Fields fields) : fields_{std::move(fields)} {}
    [[nodiscard]] bool has_field(std::string_view name) const override { return fields_.contains(name); }
    [[nodiscard]] Value value_of(std::string_view name) const override { return field(fields_, name); }

   private:
    Fields fields_;
  };
  const Record record{{{"POP", number(900)},
                       {"Name", text("Көксәйек")},
                       {"since", text("2020-05-01T10:00:00")},
                       {"code", text("010")},
                       {"empty", Value{}}}};
  const auto holds = [&record](std::string_view filter) { return selects(*parse_filter(filter), record, today); };
  CHECK(holds("POP>=900 and POP<1e3"));
  CHECK_FALSE(holds("POP=many"));
  CHECK(holds("Name=коксаиек"));
  CHECK(holds("Name~ксай|ксай|көкс"));
  CHECK(holds("since<2021-01-01"));
  CHECK(holds("since<today-365d"));
  CHECK(holds("code=010"));
  CHECK_FALSE(holds("code=10"));
  CHECK(holds("empty=none"));
  CHECK_FALSE(holds("empty!=3"));
  CHECK_FALSE(holds("absent=none"));
  CHECK(holds("not (POP<900 or Name~zzz)"));
}

TEST_CASE("a stage on the way to a solution can be asked for, one that does not exist is refused") {
  const Scene scene;
  CHECK(scene.rows("stage=no_plan") == "03");
  CHECK(scene.rows("stage=planned_without_money|no_plan") == "023");
  CHECK(scene.rows("stage=money_found") == "");
  CHECK(scene.rows("stage=none") == "1");
  CHECK(fault(scene.office.snapshot, "stage=soon") == ErrorCode::code_unknown);
}

}  // namespace riskmap
