// What a test of places was asked, as its JSON and GeoJSON say first.
#pragma once
#include <string>

#include "layers/analysis/register_hotspots.h"
#include "layers/exchange/geojson_writer.h"
#include "viewer/command/selection_option.h"

namespace riskmap {

// Of a register: level, indicator, base (null = none), whether the value is made comparable, where, period.
Properties head_of(const HotspotQuestion& question, const SelectionText& selection);
// Of a plain file: the field instead. `base` "" = none.
Properties head_of_field(const std::string& field, const std::string& base, const SelectionText& selection);

}  // namespace riskmap
