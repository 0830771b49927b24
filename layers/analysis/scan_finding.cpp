#include "layers/analysis/scan_finding.h"

#include <cmath>
#include <limits>
#include <utility>

namespace riskmap {

namespace {
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

bool takes_part(const RegisterScan& scan, const Places& places, std::size_t row) {
  const bool has_people = scan.people.empty() || (std::isfinite(scan.people[row]) && scan.people[row] > 0);
  return std::isfinite(scan.counts[row]) && has_people && places.has(row);
}

PlaceHotspot place_outside(const RegisterScan& scan, const Places& places, std::size_t row) {
  PlaceHotspot place;
  auto& statistic = place.statistic;
  statistic.value = scan.counts[row];
  statistic.lag = statistic.statistic = statistic.expected = statistic.variance = statistic.z = undefined;
  statistic.p_high = statistic.p_low = statistic.p = statistic.p_adjusted = undefined;
  place.seen = place.expected = undefined;
  statistic.verdict = !takes_part(scan, places, row)             ? PlaceVerdict::no_data
                      : scan.scan.obstacle != ScanObstacle::none ? PlaceVerdict::untestable
                                                                 : PlaceVerdict::not_significant;
  return place;
}

// Every place of a cluster stands for the whole of it.
void put_cluster(const ScanCluster& cluster, const ClusterProblems& problems, const std::vector<Row>& rows,
                 RegisterHotspots& found) {
  for (const auto row : cluster.rows) {
    auto& place = found.places[row];
    auto& statistic = place.statistic;
    statistic.verdict = PlaceVerdict::hot;
    statistic.statistic = cluster.ratio, statistic.expected = cluster.expected;
    statistic.p = statistic.p_adjusted = statistic.p_high = cluster.p, statistic.p_low = 1;
    place.seen = cluster.seen, place.expected = cluster.expected;
    place.issues = problems.issues, place.behind = problems.behind;
    for (const auto other : cluster.rows)
      if (other != row) place.neighbours.push_back(rows[other]);
  }
}

RegisterHotspots places_of(const RegisterScan& scan, HotspotQuestion question, const WeighedPlaces& places) {
  RegisterHotspots found{
      .question = std::move(question),
      .with_data = scan.scan.places,
      .tested = scan.scan.places,
      .global = {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined},
      .counts_problems = scan.counts_problems,
      .total = scan.scan.total,
      .people = scan.scan.people};
  for (std::size_t row = 0; row < places.rows.size(); ++row)
    found.places.emplace_back(place_outside(scan, places.places, row)).row = places.rows[row];
  return found;
}
}  // namespace

Result<HotspotFinding> scan_by_choice(const HotspotSource& source, AreaLevel level, const Indicator& indicator,
                                      const HotspotChoice& choice, const WeighedPlaces& places,
                                      std::shared_ptr<const KnownNeighbours> known) {
  HotspotRequest request;
  request.method = choice.method, request.correction = choice.correction, request.alpha = choice.alpha;
  auto question = fitting_question(source.snapshot, level, indicator, request);
  ScanOptions options;
  options.alpha = choice.alpha;
  auto scan = register_scan(source, {level, question.indicator, question.base, options}, places.rows, places.places);
  if (!scan) return std::unexpected{std::move(scan).error()};
  HotspotFinding finding{.found = places_of(*scan, std::move(question), places),
                         .ground = {.is_schematic = places.is_schematic},
                         .choice = choice,
                         .indicator = indicator.id,
                         .known = std::move(known)};
  for (std::size_t i = 0; i < scan->scan.clusters.size(); ++i) {
    const auto& cluster = scan->scan.clusters[i];
    if (cluster.p > choice.alpha) continue;
    put_cluster(cluster, scan->problems[i], places.rows, finding.found);
    finding.ranked.push_back(cluster.centre);
  }
  finding.scan = std::move(*scan);
  return finding;
}

}  // namespace riskmap
