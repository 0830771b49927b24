// Loading boundaries into a register: matching of shapes to areas (`decisions.md` 20), and schematic ones (46).
#pragma once
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/register_store.h"

namespace riskmap {

struct BoundaryMatch {
  std::vector<std::size_t> matched_features;      // rows of the file that found their area …
  std::vector<std::string> matched_codes;         // … and its code, same order; a code may own several rows
  std::vector<std::string> unmatched_features;    // the key's value of shapes without an area …
  std::vector<std::string> far_features;          // … and of shapes too far from the place they name to be its own
  std::vector<std::string> kept_codes;            // areas that keep the shape they had
  std::vector<std::string> recut_codes;           // schematic areas cut anew inside the new district outline …
  std::vector<std::string> outside_codes;         // … and settlements outside it: points without a cell from now on
  bool makes_new_areas = false;                   // the register had no area of that level: every shape becomes one …
  std::string code_field;                         // … with the code of this field, as the key's names repeat …
  bool has_numbered_codes = false;                // … or with numbers behind the names that repeat
  Accepted accepted{};                            // what the store made of it, once the shapes are in
  [[nodiscard]] std::size_t place_count() const;  // that found their shape
};

// The key field's value is a code, else a name in any spelling. A name that occurs twice, here or in the file, goes to
// where it lies: the shape that holds the place's point, else the nearest one near its rural district. Settlements are
// matched even before they have areas. A shape far from its place, or without a surface, is nobody's: a file in the
// wrong CRS or with swapped axes would put villages into another country. err.unknown_field when the file has no such
// field.
Result<BoundaryMatch> match_boundaries(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& shapes,
                                       const std::string& key_field);

// How many places of a level each field of a file would find.
struct KeyField {
  std::string name;
  std::size_t matched = 0;  // places, or new areas when the register has none of the level
};
struct KeyFields {
  std::size_t places = 0;        // of the level in the register; 0 = every shape becomes an area
  std::vector<KeyField> fields;  // the one that finds most first, else in the order of the file
};
KeyFields key_fields(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& shapes);

// match + put_shapes as one undoable batch. err.name_unknown when none matched, err.no_geometry when no row has a
// usable shape, err.coords_range when all that matched lie elsewhere, err.cancelled: then nothing has changed. A file
// that says `is_schematic` = 1 of a shape, as our exports do, stays schematic as a whole (45). A new district outline
// cuts the cells that are schematic anew in the same batch (`decisions.md` 46).
Result<BoundaryMatch> load_boundaries(RegisterStore& store, const RegisterSnapshot& snapshot, AreaLevel level,
                                      const FeatureTable& shapes, const std::string& key_field,
                                      const std::string& source, const Author& author, const LongWork& work = {});

// Nearest-settlement cells (level settlement) or their unions (rural_district) as one undoable batch, marked schematic.
// Without a clip the outline is derived from the points. Places without a point or outside the clip are in kept_codes.
Result<BoundaryMatch> derive_boundaries(RegisterStore& store, const RegisterSnapshot& snapshot, AreaLevel level,
                                        const FeatureTable* clip, const Author& author);

}  // namespace riskmap
