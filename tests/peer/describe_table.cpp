// Prints what we read from a file as JSON, for peers to compare: describe_table FILE [--values].
#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "layers/geo/vector_dataset.h"

using namespace riskmap;

namespace {

nlohmann::json values_of(const Column& column) {
  if (!column.is_numeric()) return column.texts;
  nlohmann::json values = nlohmann::json::array();
  for (const double number : column.numbers)
    values.push_back(std::isnan(number) ? nlohmann::json(nullptr) : nlohmann::json(number));
  return values;
}

nlohmann::json description_of(const FeatureTable& table, bool has_values) {
  nlohmann::json columns = nlohmann::json::object();
  for (const Column& column : table.columns)
    columns[column.name] = has_values
                               ? values_of(column)
                               : nlohmann::json(column.is_numeric() ? column.numbers.size() : column.texts.size());
  const Box& box = table.extent;
  return {{"layer", table.layer_name},
          {"crs", table.crs_name},
          {"features", table.size()},
          {"rings", table.vertex_offset.size() - 1},
          {"vertices", table.vertex_count()},
          {"extent", {box.min_x, box.min_y, box.max_x, box.max_y}},
          {"columns", columns}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const auto table = read_vector_file(arguments[1]);
  if (!table) {
    fmt::print(stderr, "{}: {}\n", name_of(table.error().code), table.error().detail);
    return 1;
  }
  fmt::print("{}\n", description_of(*table, count > 2 && std::strcmp(arguments[2], "--values") == 0).dump());
  return 0;
}
