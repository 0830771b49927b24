// Loading boundaries into a register: matching of shapes to areas (`decisions.md` 20).
#pragma once
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/register_store.h"

namespace riskmap {

struct BoundaryMatch {
  std::vector<std::size_t> matched_features;   // rows of the file that found their area …
  std::vector<std::string> matched_codes;      // … and its code, same order
  std::vector<std::string> unmatched_features; // the key's value of shapes without an area
  std::vector<std::string> kept_codes;         // areas that keep the shape they had
  bool makes_new_areas = false;                // the register had no area of that level: every shape becomes one
};

// The key field's value is a code, else a folded name searched inside the parent area (by the shape's representative point
// when a name occurs twice).
Result<BoundaryMatch> match_boundaries(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& shapes,
                                       const std::string& key_field);

// match + put_shapes as one undoable batch. err.invalid_input when none matched.
Result<BoundaryMatch> load_boundaries(RegisterStore& store, const RegisterSnapshot& snapshot, AreaLevel level,
                                      const FeatureTable& shapes, const std::string& key_field, const std::string& source,
                                      const Author& author);

}  // namespace riskmap
