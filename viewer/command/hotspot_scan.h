// hotspots --method scan: the circles in which most more is counted than people would bring, told and written.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/register_scan.h"
#include "viewer/command/hotspot_output.h"

namespace riskmap {

struct ScanAsked {
  std::optional<ScanQuestion> question{};  // of a register
  std::vector<double> counts{}, people{};  // of a plain file; people empty = every place counts the same
  std::string what{}, base{};              // what they are called; base "" = without people
  ScanOptions options{};
  Properties head{};  // the same for JSON and GeoJSON (hotspot_head.h)
  HotspotFormat format = HotspotFormat::csv;
  std::string out = "-";
};

ExitStatus answer_scan(const ScanAsked& asked, const WeighedLayer& layer, const std::string& file);

}  // namespace riskmap
