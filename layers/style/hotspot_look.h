// Hotspots as classes of a map: colours, hatching, and a legend in words with counts.
#pragma once
#include <span>
#include <vector>

#include "layers/analysis/hotspot_finding.h"
#include "layers/style/legend.h"

namespace riskmap {

// A class of the map: the verdict, and how sure it is. What it numbers depends on the method.
int hotspot_class(const PlaceStatistic& place, HotspotMethod method);
// The classes of every row of a table of `rows` rows; no_class for those that were not asked for.
std::vector<int> hotspot_classes(const HotspotFinding& finding, std::size_t rows);
// By class.
std::vector<Colour> hotspot_colours(HotspotMethod method, Theme theme);
FillMark hotspot_mark(int hotspot_class, HotspotMethod method);
// By row; a row without a class has nothing to say and is hatched like one without data.
LayerColours colours_of_hotspots(std::span<const int> classes, HotspotMethod method, std::span<const Colour> colours,
                                 double opacity);
SymbolColours hotspot_symbol(int hotspot_class, HotspotMethod method, Theme theme);

// Null = still being reckoned.
Legend hotspots_legend(const Indicator& indicator, const HotspotFinding* finding, const std::vector<Colour>& colours,
                       const LegendText& text);

}  // namespace riskmap
