// One answer of a register about hotspots as a view asks for it: who is whose neighbour, what was found there, and what
// the next answer can take over.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/hotspot_power.h"
#include "layers/analysis/hotspot_words.h"
#include "layers/analysis/register_hotspots.h"
#include "layers/analysis/register_scan.h"
#include "layers/analysis/weighed_places.h"

namespace riskmap {

// Neighbours stay the same while problems come and go.
struct KnownNeighbours {
  Features shapes;                 // they were found from; kept alive, so that equal means unchanged
  std::vector<std::string> ids{};  // of the places: their codes
  Places places{};                 // where they lie
  std::string weights{};
  LinkEdits edits{};                 // of the level
  std::vector<std::string> uuids{};  // of the places, as the edits name them
  Contiguity rule{};                 // what the weights give by themselves
  EditedLinks links{};               // what is reckoned with
};

struct HotspotFinding {
  RegisterHotspots found{};
  HotspotGround ground{};
  HotspotChoice choice{};
  std::string indicator{};  // asked for; what is tested may be the counts behind its rates
  std::shared_ptr<const KnownNeighbours> known;
  std::vector<std::size_t> ranked{};  // significant places, the surest first; of a scan the centres of its clusters
  // Of the method scan: its clusters. `found` then says of every place in one what is seen in the whole of it.
  std::optional<RegisterScan> scan{};
};

// `shapes`: of the level, null = none. `known`: of an earlier answer, taken over where it still holds. Error: of the
// weights or the method.
Result<HotspotFinding> hotspots_by_choice(const HotspotSource& source, AreaLevel level, const Indicator& indicator,
                                          const HotspotChoice& choice, const Features& shapes,
                                          std::shared_ptr<const KnownNeighbours> known = {});

// What was found at a place; null where nobody asked.
const PlaceHotspot* hotspot_at(const HotspotFinding& finding, const Place& place);

// What the test could have seen here; nothing where problems are not counted.
std::optional<PowerQuestion> power_question(const HotspotSource& source, const HotspotFinding& finding);

}  // namespace riskmap
