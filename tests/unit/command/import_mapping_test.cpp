#include "viewer/command/import_mapping.h"

#include <doctest/doctest.h>

namespace riskmap {
namespace {

ImportTable table_of(std::vector<std::string> header) {
  ImportTable table;
  table.file_name = "problems.csv";
  table.header = std::move(header);
  return table;
}

std::string refusal(std::string_view json) {
  const auto answers = parse_import_answers(json);
  return answers ? "taken" : std::string{name_of(answers.error().code)};
}

TEST_CASE("a mapping says what columns and words mean") {
  const auto answers = parse_import_answers(
      R"({"encoding":"RK1048","separator":";","sheet":"2025","header_row":3,"crs":"EPSG:32642","swap_coordinates":true,
          "default_result":"шешілді","new_numbers":true,"hide_personal_data":true,
          "columns":{"Колонка":"title","КҮНІ":{"dates":"month_first"},"Сумма":{"field":"measure.budget_kzt","decimal":",","factor":1000},
                     "Мәселе":""},
          "words":{"category":{"Трасса":"transport.road_access"}}})");
  REQUIRE(answers.has_value());
  CHECK(answers->reading.encoding == "RK1048");
  CHECK(answers->reading.header_row == 3);
  CHECK(answers->mapping.swaps_coordinates);
  CHECK(answers->mapping.words.at("category").at("трасса") == "transport.road_access");
  const auto mapping = mapping_for(*answers, table_of({"Мәселе", "Колонка", "Күні", "Сумма", "Ауыл"}));
  REQUIRE(mapping.has_value());
  CHECK(mapping->columns[0].field.empty());
  CHECK(mapping->columns[1].field == "title");
  CHECK(mapping->columns[2].field == "registered_on");
  CHECK(mapping->columns[2].dates == DateOrder::month_first);
  CHECK(mapping->columns[3].factor == 1000);
  CHECK(mapping->columns[3].decimal == ',');
  CHECK(mapping->columns[4].field == "place");
}

TEST_CASE("an answer takes its field away from a column that only looked like it") {
  const auto answers = parse_import_answers(R"({"columns":{"Суть":"title"}})");
  REQUIRE(answers.has_value());
  const auto mapping = mapping_for(*answers, table_of({"Мәселе", "Суть"}));
  REQUIRE(mapping.has_value());
  CHECK(mapping->columns[0].field.empty());
  CHECK(mapping->columns[1].field == "title");
}

TEST_CASE("what a mapping says that means nothing is refused") {
  CHECK(refusal("columns") == "err.json");
  CHECK(refusal("[]") == "err.json");
  for (const auto* json : {R"({"colour":1})", R"({"columns":{"A":"colour"}})", R"({"columns":{"A":{"dates":"guess"}}})",
                           R"({"columns":{"A":{"decimal":"x"}}})", R"({"columns":{"A":{"factor":-1}}})",
                           R"({"separator":";;"})", R"({"swap_coordinates":"yes"})", R"({"words":{"colour":{}}})",
                           R"({"words":{"category":{"a":1}}})", R"({"header_row":"3"})", R"({"columns":[]})"})
    CHECK_MESSAGE(refusal(json) == "err.unknown_field", json);
  const auto answers = parse_import_answers(R"({"columns":{"Жоқ баған":"title"}})");
  REQUIRE(answers.has_value());
  const auto mapping = mapping_for(*answers, table_of({"Мәселе"}));
  REQUIRE_FALSE(mapping.has_value());
  CHECK(name_of(mapping.error().code) == "err.column_missing");
}

}  // namespace
}  // namespace riskmap
