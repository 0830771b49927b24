// What is reckoned about hotspots beside the window: the inputs of the node, all immutable, and what comes back.
#pragma once
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

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

struct PowerAnswer {
  PowerQuestion question;
  std::optional<HotspotPower> power;
};

struct HotspotTask {
  HotspotInputs inputs;
  std::shared_ptr<const KnownNeighbours> known;  // of the answer before
  std::vector<PowerAnswer> powers;               // that are known
};

// Found anew; what could have been seen comes later, and only where nothing stands out.
struct HotspotAnswer {
  std::shared_ptr<const HotspotFinding> finding;
  std::optional<Error> error;
  std::optional<PowerQuestion> power_asked;  // nothing where it is not asked
};
HotspotAnswer found_for(const HotspotTask& task);
// The end where it is not known, or nothing was asked.
std::vector<PowerAnswer>::const_iterator known_power(const std::vector<PowerAnswer>& powers,
                                                     const std::optional<PowerQuestion>& asked);
// Nothing when it was stopped.
std::optional<PowerAnswer> power_for(const PowerQuestion& question, std::stop_token stop);

}  // namespace riskmap
