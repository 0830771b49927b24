// Shapes that become areas of their own, because the register has none of their level: codes and names.
#pragma once
#include <string>
#include <vector>

#include "layers/core/language.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

struct NewAreas {
  std::vector<std::size_t> rows;   // of the file, with a shape and a key …
  std::vector<std::string> codes;  // … the code, which several rows share where the key itself is a code …
  std::vector<Names> names;        // … and the names
  std::vector<std::string> left_out;
  std::string code_field;           // not the key: its names repeat, this field's KATO codes do not
  bool has_numbered_codes = false;  // names repeat and no field has codes
};

// A code ("A-1", "615800000") that repeats is one area in several rows; a name that repeats is several areas.
NewAreas new_areas(const FeatureTable& shapes, const std::string& key_field);

}  // namespace riskmap
