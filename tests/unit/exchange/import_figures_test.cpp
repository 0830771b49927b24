// The cases of `domain.md` §6 from the seventeenth on: figures, places, words, texts, files.
#include <doctest/doctest.h>

#include "layers/exchange/import_report.h"
#include "layers/text/translate.h"
#include "tests/unit/exchange/import_fixture.h"

namespace riskmap {
namespace {
using namespace sample;

TEST_CASE("case 17: a year that is not likely is doubted") {
  check({{{{"Пайда болған күні", "13.03.1985"}}, "WARN err.range", RowAction::add},
         {{{"Мерзімі", "13.03.2086"}}, "WARN err.range", RowAction::add}});
}

TEST_CASE("case 18: what ends does not end before it begins") {
  check({{{{"Мерзімі", "13.02.2026"}}, "ERROR err.date_order WARN err.date_order", RowAction::refuse}});
}

TEST_CASE("case 19: numbers with thousands, decimals and multipliers") {
  const auto people = [](const std::string& written) {
    return planned({row_with({{"Адам саны", written}})}).field_of(0, "affected_people");
  };
  CHECK(people("1 234") == "1234");
  CHECK(people("1\u00A0234") == "1234");
  CHECK(people("1.234,0") == "1234");
  CHECK(people("1,234.0") == "1234");
  CHECK(people("1,2 мың") == "1200");
  const auto tenge = [](const std::string& header, const std::string& written) {
    const auto import = planned({row_with({{"Шешу жолы", "Құбыр тарту"}, {header, written}})});
    return import.field_of(1, "budget_kzt");
  };
  CHECK(tenge("Қаржы", "50,0 мың") == "50000");
  CHECK(tenge("Қаржы", "1,2 млн теңге") == "1200000");
  CHECK(tenge("Қаржы (мың теңге)", "1 250,5") == "1250500");
  CHECK(tenge("Сумма, тыс. тенге", "12") == "12000");
  check({{{{"Адам саны", "1.234"}}, "ERROR err.number_format", RowAction::refuse},
         {{{"Адам саны", "көп"}}, "ERROR err.number_format", RowAction::refuse},
         {{{"Шешу жолы", "Құбыр тарту"}, {"Орындалу пайызы", "12%"}}, "", RowAction::add}});
  auto table = table_of(csv_of({row_with({{"Адам саны", "1.234"}})}));
  ImportMapping mapping{columns_of(table.header, table.keys)};
  mapping.columns.back().decimal = ',';
  const auto plan = taken(plan_import(*shared().snapshot, table, mapping, day_of(*shared().snapshot)));
  REQUIRE(plan.changes.size() == 1);
  CHECK(text_of(field(plan.changes[0].after, "affected_people")) == "1234");
}

TEST_CASE("case 20: figures that cannot be") {
  check({{{{"Адам саны", "-5"}}, "ERROR err.range", RowAction::refuse},
         {{{"Шешу жолы", "Құбыр тарту"}, {"Қаржы", "-100"}}, "ERROR err.range", RowAction::refuse},
         {{{"Шешу жолы", "Құбыр тарту"}, {"Орындалу пайызы", "150"}}, "ERROR err.range", RowAction::refuse}});
}

TEST_CASE("case 21: latitude and longitude that changed places") {
  const std::vector<Cells> rows = {row_with({{"Ендік", "69,99"}, {"Бойлық", "42,17"}}),
                                   row_with({{"Ендік", "69,98"}, {"Бойлық", "42,16"}, {"Мәселе", "Көшеде жарық жоқ"}})};
  const auto import = planned(rows);
  CHECK(import.codes() == "WARN warn.coords_swapped WARN warn.coords_swapped");
  CHECK(import.plan.suggests_swap);
  CHECK(import.field_of(0, "geom").empty());
  ImportMapping mapping;
  mapping.swaps_coordinates = true;
  const auto turned = planned(rows, mapping);
  CHECK(turned.field_of(0, "geom") == "POINT(69.99 42.17)");
  CHECK_FALSE(turned.plan.suggests_swap);
}

TEST_CASE("case 22: coordinates in every notation, and those that mean no place") {
  const auto at = [](const std::string& latitude, const std::string& longitude) {
    return planned({row_with({{"Ендік", latitude}, {"Бойлық", longitude}})});
  };
  CHECK(at("0", "0").codes() == "WARN err.coords_range");
  CHECK(at("NaN", "NaN").codes() == "WARN err.coords_range");
  CHECK(at("4670000", "572000").codes() == "ERROR err.coords_range");
  CHECK(at("севернее", "моста").codes() == "ERROR err.coords_range");
  const auto dms = at("42°10'12\"N", "69°59'24\"E");
  CHECK(dms.field_of(0, "geom").starts_with("POINT(69.99"));
  const auto one_cell = planned({row_with({{"Координаттар", "42,17; 69,99"}})});
  CHECK(one_cell.field_of(0, "geom") == "POINT(69.99 42.17)");
  ImportMapping metres;
  metres.crs = "EPSG:32642";
  const auto projected = planned({row_with({{"Ендік", "4669000"}, {"Бойлық", "581700"}})}, metres);
  CHECK(projected.field_of(0, "geom").starts_with("POINT(69.9"));
}

TEST_CASE("case 23: a point outside the district, or far from its settlement, is kept and marked") {
  check({{{{"Ендік", "43.5"}, {"Бойлық", "77"}}, "WARN warn.coords_outside", RowAction::add},
         {{{"Ендік", "42.35"}, {"Бойлық", "70.2"}}, "WARN warn.coords_far", RowAction::add}});
}

TEST_CASE("case 24: categories by name, by what offices write, or other") {
  check(
      {{{{"Санат", "Питьевая вода"}}, "", RowAction::add},
       {{{"Санат", "1.1"}}, "", RowAction::add},
       {{{"Санат", "водоснабжение села"}}, "INFO info.category", RowAction::add},
       {{{"Санат", "келіссөздер"}, {"Мәселе", "Бәрі түсініксіз қалды"}}, "WARN err.category_unknown", RowAction::add}});
  const auto other = planned({row_with({{"Санат", "келіссөздер"}, {"Мәселе", "Бәрі түсініксіз қалды"}})});
  CHECK(other.field_of(0, "category") == "governance.other");
  CHECK(other.plan.problems.front().raw == "келіссөздер");
}

TEST_CASE("what a word was understood as is said in the language of whoever imports") {
  const auto before = language();
  set_language(Language::ru);
  const auto import = planned({row_with({{"Санат", "водоснабжение села"}})});
  set_language(before);
  CHECK(import.fixed(Finding::category_by_word) == "Питьевая вода");
}

TEST_CASE("case 25: severity by number, by name, by both") {
  const auto severity = [](const std::string& written) {
    return planned({row_with({{"Ауырлығы", written}})}).field_of(0, "severity");
  };
  CHECK(severity("жоғары") == "4");
  CHECK(severity("3 - орташа") == "3");
  CHECK(severity("очень высокая") == "5");
  CHECK(severity("өте төмен") == "1");
  check({{{{"Ауырлығы", "10"}}, "ERROR err.range", RowAction::refuse},
         {{{"Ауырлығы", "қызық"}}, "ERROR err.range", RowAction::refuse},
         {{{"Ауырлығы", ""}}, "WARN warn.severity_assumed", RowAction::add}});
}

TEST_CASE("case 26: states in words; a solved problem needs its result") {
  const auto status = [](const std::string& written) {
    return planned({row_with({{"Мәртебесі", written}, {"Нәтижесі", "Су құбыры жөнделді"}})}).field_of(0, "status");
  };
  CHECK(status("орындалды") == "resolved");
  CHECK(status("в работе") == "in_progress");
  CHECK(status("шешілді") == "resolved");
  CHECK(status("не решено") == "in_progress");
  CHECK(status("орындалуда") == "in_progress");
  check({{{{"Мәртебесі", "орындалды"}}, "ERROR err.required WARN warn.outcome_assumed", RowAction::refuse},
         {{{"Мәртебесі", "әлдебір"}}, "ERROR err.code_unknown", RowAction::refuse}});
  ImportMapping mapping;
  mapping.default_result = "2025 жылғы есеп бойынша шешілген";
  const auto given = planned({row_with({{"Мәртебесі", "орындалды"}})}, mapping);
  CHECK(given.action() == RowAction::add);
  CHECK(given.field_of(0, "result") == mapping.default_result);
}

TEST_CASE("case 27: totals, repeated headers and the column of numbers are passed over") {
  const auto import =
      planned(std::string{"№;Елді мекен;Мәселе\n1;Көксәйек;Ауыз су жоқ\n;;\n№;Елді мекен;Мәселе\n"
                          "Барлығы;;1\nИтого: 1;;\n"});
  CHECK(import.plan.counts.added == 1);
  CHECK(import.plan.counts.refused == 0);
  CHECK(import.plan.counts.skipped == 4);
  CHECK(std::ranges::count(import.plan.problems, Finding::total_row, &ImportProblem::finding) == 2);
  CHECK(import.has(Finding::repeated_header));
}

TEST_CASE("case 28: two problems in one cell are not divided") {
  check({{{{"Мәселе", "Ауыз су жоқ ауылда; көшеге шам орнатылмаған"}}, "WARN warn.several_in_one", RowAction::add}});
}

TEST_CASE("case 29: personal data is warned of, and blotted out on demand, all of it") {
  const Cells row = row_with({{"Сипаттама", "тел. 8 (701) 123-45-67, 87011234568; ЖСН 850101300123, aigul@mail.kz"}});
  CHECK(planned({row}).codes() == "WARN warn.personal_data");
  ImportMapping mapping;
  mapping.hides_personal_data = true;
  const auto hidden = planned({row}, mapping);
  CHECK(hidden.field_of(0, "description") == "тел. ***, ***; ЖСН ***, ***");
}

TEST_CASE("case 30: what is too long is refused with both figures") {
  std::string title;
  for (int i = 0; i < 201; ++i) title += "ә";
  const auto import = planned({row_with({{"Мәселе", title}})});
  CHECK(import.codes() == "ERROR err.too_long");
  const auto said = sentence_of(import.plan.problems.front());
  CHECK(said.find("201") != std::string::npos);
  CHECK(said.find("200") != std::string::npos);
  std::string wide = "Мәселе";
  for (int i = 0; i < 200; ++i) wide += ";c" + std::to_string(i);
  const TemporaryFolder folder;
  std::ofstream{folder.file("wide.csv")} << wide << "\n";
  CHECK(refusal(read_import_table(folder.file("wide.csv"))) == "err.too_long");
  std::string long_table = "Ауыл;Мәселе\n";
  for (int i = 0; i < 100'001; ++i) long_table += "a;b\n";
  std::ofstream{folder.file("long.csv")} << long_table;
  CHECK(refusal(read_import_table(folder.file("long.csv"))) == "err.too_long");
  std::ofstream{folder.file("large.csv")} << std::string((50U << 20U) + 1, 'a');
  CHECK(refusal(read_import_table(folder.file("large.csv"))) == "err.too_long");
}

TEST_CASE("case 31: a formula is plain text") {
  const auto import = planned({row_with({{"Мәселе", "=HYPERLINK(1)+су жоқ"}})});
  CHECK(import.codes() == "INFO info.formula");
  CHECK(import.field_of(0, "title") == "=HYPERLINK(1)+су жоқ");
  CHECK(planned({row_with({{"Мәселе", "'=су жоқ ауылда"}})}).field_of(0, "title") == "=су жоқ ауылда");
}

TEST_CASE("case 32: shapes of GeoJSON become points") {
  const std::string json = R"({"type":"FeatureCollection","features":[
    {"type":"Feature","id":1,"properties":{"village":"Көксәйек","title":"Ауыз су жоқ"},"geometry":null},
    {"type":"Feature","id":1,"properties":{"village":"Көксәйек","title":"Жол бұзылған"},
     "geometry":{"type":"Polygon","coordinates":[[[69.99,42.17],[70,42.17],[70,42.18],[69.99,42.18],[69.99,42.17]]]}},
    {"type":"Feature","id":2,"properties":{"village":"Көксәйек","title":"Көшеде шам жоқ"},
     "geometry":{"type":"Polygon","coordinates":[[[69.98,42.16],[69.99,42.16],[69.99,42.17],[69.98,42.17],[69.98,42.16]]]}}]})";
  const auto import = planned(table_of(json, "problems.geojson"));
  CHECK(import.plan.counts.added == 3);
  CHECK(import.field_of(0, "geom").empty());
  const auto point = point_of(import.field_of(1, "geom"));
  REQUIRE(point);
  CHECK(point->lon == doctest::Approx(69.995));
  CHECK(import.has(Finding::point_of_shape));
}

TEST_CASE("case 33: what cannot be opened or lacks its columns is said") {
  const TemporaryFolder folder;
  std::ofstream{folder.file("broken.gpkg")} << "SQLite format 3";
  CHECK_FALSE(read_import_table(folder.file("broken.gpkg")).has_value());
  CHECK(refusal(read_import_table(folder.file("none.csv"))) == "err.not_found");
  const auto table = table_of("Тегі;Аты\nА;Б\n");
  const ImportMapping mapping{columns_of(table.header, table.keys)};
  CHECK(refusal(plan_import(*shared().snapshot, table, mapping, day_of(*shared().snapshot))) == "err.column_missing");
}

TEST_CASE("case 34: a zero byte, a ragged row and a quote that never closes") {
  auto bytes =
      csv_of({row_with({}), row_with({{"Мәселе", "Көшеде X жоқ"}}), row_with({{"Мәселе", "Жол \uFEFFбұзылған"}})});
  bytes[bytes.find('X')] = '\0';
  const auto import = planned(bytes);
  CHECK(import.plan.counts.added == 2);
  CHECK(import.codes() == "ERROR err.format INFO info.cleaned");
  const auto ragged = planned(std::string{"Ауыл;Мәселе\nКөксәйек;Ауыз су; жоқ\nКөксәйек\nКөксәйек;Жол бұзылған;\n"});
  CHECK(ragged.plan.counts.refused == 2);
  CHECK(ragged.plan.counts.added == 1);
  const TemporaryFolder folder;
  std::ofstream{folder.file("open.csv")} << "Ауыл;Мәселе\nКөксәйек;\"Ауыз су\nКөксәйек;Жол\n";
  const auto open = read_import_table(folder.file("open.csv"));
  REQUIRE_FALSE(open.has_value());
  CHECK(name_of(open.error().code) == "err.table_format");
  CHECK(open.error().where.find('2') != std::string::npos);
}

}  // namespace
}  // namespace riskmap
