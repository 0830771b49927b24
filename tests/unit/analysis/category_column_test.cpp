#include "layers/analysis/category_column.h"

#include <doctest/doctest.h>

#include <cmath>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
Column texts(std::string name, std::vector<std::string> values) {
  Column column;
  column.name = std::move(name);
  column.type = ColumnType::text;
  column.texts = std::move(values);
  return column;
}

FeatureTable table_of(std::vector<Column> columns) {
  FeatureTable features;
  features.part_offset.assign(columns.front().texts.size() + 1, 0);
  features.columns = std::move(columns);
  return features;
}
}  // namespace

TEST_CASE("texts that come again are kinds, the commonest first; names and numbers are none") {
  const auto features = table_of(
      {texts("road", {"track", "paved", "track", "", "track", "paved"}), texts("name", {"a", "b", "c", "d", "e", "f"}),
       texts("width", {"1", "2", "1", "2", "1", "2"}), texts("empty", {"", "", "", "", "", ""})});
  const auto kinds = category_indicators(features);
  REQUIRE(kinds.size() == 1);
  CHECK(kinds[0].id == "road");
  CHECK(kinds[0].categories == std::vector<std::string>{"track", "paved"});
  CHECK(kinds[0].tells_nothing);  // no picture to open with
  const auto values = category_values(kinds[0], features).values;
  CHECK(values[0] == 0);
  CHECK(values[1] == 1);
  CHECK(std::isnan(values[3]));
}

TEST_CASE("beyond a dozen kinds the rest is one") {
  set_language(Language::en);
  std::vector<std::string> values;
  for (int kind = 0; kind < 20; ++kind)
    for (int i = 0; i < 40 - kind; ++i) values.push_back("kind " + std::to_string(kind));
  const auto features = table_of({texts("kind", values)});
  const auto kinds = category_indicators(features);
  REQUIRE(kinds.size() == 1);
  CHECK(kinds[0].categories.size() == most_categories_told + 1);
  CHECK(category_label(kinds[0], 0) == "kind 0");
  CHECK(category_label(kinds[0], most_categories_told) == "other");
  CHECK(category_values(kinds[0], features).values.back() == static_cast<double>(most_categories_told));
}

}  // namespace riskmap
