#include "layers/analysis/finding_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/analysis/cluster_categories.h"
#include "layers/analysis/power_words.h"
#include "layers/analysis/scan_words.h"
#include "layers/core/capital.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
ScannedPlaces scanned_places(const RegisterSnapshot* snapshot, const HotspotFinding& finding) {
  const auto& [level, indicator, base, yes_no, request] = finding.found.question;
  const auto name = [snapshot, &finding, is_settlement = level == AreaLevel::settlement](std::size_t place) {
    const Row row = finding.found.places[place].row;
    return is_settlement ? snapshot->settlement_label(row, language()) : snapshot->areas[row].names.in(language());
  };
  return {.name = name,
          .what = indicator.id == "open" ? std::string{} : indicator.label,
          .base = base ? base->label : std::string{},
          .counts_problems = finding.found.counts_problems,
          .left_out = finding.scan->left_out,
          .alpha = request.alpha};
}

// The significant cluster that a place belongs to; null = none.
const ScanCluster* cluster_at(const HotspotFinding& finding, const PlaceHotspot& place) {
  const auto position = static_cast<std::size_t>(&place - finding.found.places.data());
  for (const auto& cluster : finding.scan->scan.clusters)
    if (cluster.p <= finding.choice.alpha && std::ranges::find(cluster.rows, position) != cluster.rows.end())
      return &cluster;
  return nullptr;
}

// Of a place in none of the clusters.
std::string outside_words(const HotspotFinding& finding, const PlaceHotspot& at, const ScannedPlaces& places) {
  const auto position = static_cast<std::size_t>(&at - finding.found.places.data());
  switch (at.statistic.verdict) {
    case PlaceVerdict::no_data:
      return fill(tr("There is no data for {place}."), {{"place", places.name(position)}});
    case PlaceVerdict::untestable:
      return why_nothing_scanned(finding.scan->scan, places).front();
    default:
      return fill(tr("{place} lies in none of the circles that stand out beyond chance."),
                  {{"place", places.name(position)}});
  }
}
}  // namespace

std::string sentence_of(const RegisterSnapshot& snapshot, const HotspotFinding& finding, const PlaceHotspot& place) {
  if (!finding.scan) return sentence_of(snapshot, finding.found, place);
  const auto places = scanned_places(&snapshot, finding);
  const auto* cluster = cluster_at(finding, place);
  if (cluster == nullptr) return with_capital(outside_words(finding, place, places));
  return sentence_of(*cluster, places, behind_words(snapshot, place.behind, finding.found.question.indicator));
}

std::string short_line_of(const HotspotFinding& finding, const PlaceHotspot& place) {
  if (!finding.scan) return short_line_of(finding.found, place);
  const auto verdict = label_of(place.statistic.verdict);
  if (!place.is_significant()) return verdict;
  return fill(tr("{verdict}: {seen} in its circle, about {expected} expected"),
              {{"verdict", verdict},
               {"seen", format_integer(std::llround(place.seen))},
               {"expected", format_number(place.expected, place.expected < 3 ? 1 : 0)}});
}

std::string method_line(const HotspotFinding& finding) {
  if (!finding.scan) return method_line(finding.found, finding.ground);
  if (finding.scan->scan.obstacle != ScanObstacle::none) return label_of(HotspotMethod::scan);
  return how_scanned(finding.scan->scan, scanned_places(nullptr, finding)).front();
}

std::vector<std::string> how_found(const RegisterSnapshot& snapshot, const HotspotFinding& finding,
                                   const PlaceHotspot& place) {
  if (!finding.scan) return how_found(snapshot, finding.found, place, finding.ground);
  const auto places = scanned_places(&snapshot, finding);
  if (finding.scan->scan.obstacle != ScanObstacle::none) return why_nothing_scanned(finding.scan->scan, places);
  return how_scanned(finding.scan->scan, places);
}

std::string drawn_borders_words(const HotspotGround& ground) {
  const bool is_contiguity = ground.weights.kind == WeightsKind::queen || ground.weights.kind == WeightsKind::rook;
  if (!ground.is_schematic || !is_contiguity) return {};
  return tr("The borders are schematic: who touches whom depends on how they were drawn.");
}

std::vector<std::string> why_nothing(const RegisterSnapshot& snapshot, const HotspotFinding& finding,
                                     const ToldPower& told) {
  if (!finding.scan) {
    auto lines = why_nothing(finding.found, told);
    if (auto words = drawn_borders_words(finding.ground); !lines.empty() && !words.empty())
      lines.push_back(std::move(words));
    return lines;
  }
  const auto& scan = finding.scan->scan;
  auto lines = why_nothing_scanned(scan, scanned_places(&snapshot, finding));
  if (lines.empty() || scan.obstacle != ScanObstacle::none) return lines;
  for (auto& line : power_words(finding.found, told)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace riskmap
