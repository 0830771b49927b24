#include "layers/analysis/hotspot_choice_text.h"

#include <doctest/doctest.h>

namespace riskmap {

TEST_CASE("how hotspots are looked for comes back from its lines, and what is usual needs none") {
  CHECK(lines_of({}).empty());
  CHECK(hotspot_choice_from({}) == HotspotChoice{});
  HotspotChoice choice;
  choice.method = HotspotMethod::lisa;
  choice.correction = Correction::none;
  choice.alpha = 0.1;
  choice.weights = "knn:6:sym";
  put(choice.edits, link_edit(AreaLevel::settlement, "b", "a", LinkChange::added));
  put(choice.edits, link_edit(AreaLevel::rural_district, "c", "d", LinkChange::taken));
  CHECK(hotspot_choice_from(lines_of(choice)) == choice);
}

TEST_CASE("a line that is not understood leaves what is usual") {
  CHECK(hotspot_choice_from({"", "method", "method magic", "correction x", "alpha 0", "alpha 1.5", "alpha nan",
                             "weights king", "weights file:a.gal", "link moved settlement a b", "colour red"}) ==
        HotspotChoice{});
}

}  // namespace riskmap
