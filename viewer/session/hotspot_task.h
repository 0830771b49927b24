// What is reckoned about hotspots beside the window: the inputs of the node, all immutable, and what comes back.
#pragma once
#include <memory>
#include <optional>
#include <stop_token>

#include "layers/analysis/hotspot_finding.h"
#include "layers/core/language.h"
#include "layers/model/register_snapshot.h"
#include "layers/style/layer_spec.h"

namespace riskmap {

struct HotspotInputs {
  Snapshot snapshot;
  Features shapes;  // of the level
  Date today{};
  RowMask selected;
  AreaLevel level = AreaLevel::settlement;
  Counting counting{};
  std::string indicator;
  HotspotChoice choice;
  Language language = Language::kk;
  friend bool operator==(const HotspotInputs&, const HotspotInputs&) = default;
};

struct HotspotTask {
  HotspotInputs inputs;
  std::shared_ptr<const KnownNeighbours> known;  // of the answer before
  std::optional<PowerQuestion> answered;         // its power is known
};

// Found anew; `power` comes later, and only where nothing stands out.
struct HotspotAnswer {
  std::shared_ptr<const HotspotFinding> finding;
  std::optional<Error> error;
};
struct PowerAnswer {
  PowerQuestion question;
  std::optional<HotspotPower> power;
};

HotspotAnswer found_for(const HotspotTask& task);
// An empty answer where there is nothing to ask; nothing when the answer is known, or when it was stopped.
std::optional<PowerAnswer> power_for(const HotspotTask& task, const HotspotFinding& finding, std::stop_token stop);

}  // namespace riskmap
