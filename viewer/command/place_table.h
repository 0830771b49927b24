// A table of places with fixed columns, as it is written: CSV, GeoJSON with the shapes, or the pieces of a JSON answer.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "layers/exchange/geojson_writer.h"
#include "viewer/command/weighed_layer.h"

namespace riskmap {

struct PlaceTable {
  const WeighedLayer& layer;
  std::vector<std::string> columns{};  // after the id
  std::vector<Properties> rows{};      // of every row of the layer, all columns in their order
  Properties summary{};                // what was asked and what holds for the whole layer
};

// NaN is nothing: an empty cell in CSV, null in JSON.
Value number_or_none(double number);

void write_csv(const PlaceTable& table, std::ostream& out);
Result<void> write_geojson(const PlaceTable& table, std::ostream& out);
// "name":value,… without the braces.
std::string json_members(const Properties& properties);
// [{…},\n{…}] of objects that are written already.
std::string json_list(const std::vector<std::string>& objects);

}  // namespace riskmap
