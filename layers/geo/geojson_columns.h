// The properties of GeoJSON features by column, with the types GDAL would give them.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "layers/geo/feature_table.h"
#include "layers/geo/json_text.h"

namespace riskmap {

class GeoJsonColumns {
 public:
  // One "properties" member. False when GDAL has to say what it means: the names are not those of the first feature in
  // the same order (some may be left out), a value is a list or an object, a column mixes texts, numbers and truths.
  bool take_properties(JsonText& json);
  // False when a column holds dates or times in other forms than 2026-03-15.
  bool finish(std::vector<Column>& columns);

 private:
  enum class Kind { unknown, truth, whole, real, text };
  struct Values {
    Column column;
    Kind kind = Kind::unknown;
    bool has_only_dates = true, has_odd_dates = false;  // of texts
  };
  bool take_value(JsonText& json, Values& values);
  bool take_text(JsonText& json, Values& values);
  bool add_number(Values& values, Kind kind, double value) const;
  Values* find(std::string_view name, std::size_t from);

  std::vector<Values> columns_;
  std::size_t rows_ = 0;  // finished
  std::string text_;
};

}  // namespace riskmap
