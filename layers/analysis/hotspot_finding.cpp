#include "layers/analysis/hotspot_finding.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "layers/analysis/nearest.h"
#include "layers/analysis/scan_finding.h"

namespace riskmap {

namespace {
Result<WeightsChoice> weights_for(const HotspotChoice& choice, const WeighedPlaces& places) {
  if (choice.weights.empty()) return fitting_weights(places.areas, places.places, places.is_schematic);
  return weights_choice_from(choice.weights);
}

// Places without coordinates are NaN, which equals nothing.
bool are_same(const std::vector<double>& one, const std::vector<double>& other) {
  return std::ranges::equal(one, other, [](double a, double b) { return a == b || (a != a && b != b); });
}

bool still_holds(const KnownNeighbours* known, const Features& shapes, const WeighedPlaces& places,
                 const std::string& weights) {
  return known != nullptr && known->shapes == shapes && known->weights == weights && known->ids == places.ids &&
         are_same(known->places.x, places.places.x) && are_same(known->places.y, places.places.y);
}

std::vector<std::string> uuids_of(const RegisterSnapshot& snapshot, const WeighedPlaces& places) {
  std::vector<std::string> uuids;
  for (const Row row : places.rows) uuids.push_back(uuid_of(snapshot, {places.level, row}));
  return uuids;
}

// Of another rule, or the same with other edits: what still holds of `known` is taken over.
Result<std::shared_ptr<const KnownNeighbours>> neighbours_for(const RegisterSnapshot& snapshot,
                                                              const WeighedPlaces& places, const Features& shapes,
                                                              const WeightsChoice& weights, LinkEdits edits,
                                                              std::shared_ptr<const KnownNeighbours> known) {
  const auto text = text_of(weights);
  const bool is_same_rule = still_holds(known.get(), shapes, places, text);
  if (is_same_rule && known->edits == edits) return known;
  const RowNames names{places.ids, {}};
  auto rule = is_same_rule ? Result<Contiguity>{known->rule}
                           : find_neighbours({&places.areas, &places.places, &names}, weights, {});
  if (!rule) return std::unexpected{std::move(rule).error()};
  auto uuids = uuids_of(snapshot, places);
  auto links = with_edits(rule->neighbours, uuids, edits);
  return std::make_shared<const KnownNeighbours>(KnownNeighbours{
      shapes, places.ids, places.places, text, std::move(edits), std::move(uuids), std::move(*rule), std::move(links)});
}
}  // namespace

Result<HotspotFinding> hotspots_by_choice(const HotspotSource& source, AreaLevel level, const Indicator& indicator,
                                          const HotspotChoice& choice, const Features& shapes,
                                          std::shared_ptr<const KnownNeighbours> known) {
  const auto places = weighed_places(source.snapshot, level, shapes.get(), false);
  if (!places) return std::unexpected{places.error()};
  if (choice.method == HotspotMethod::scan)
    return scan_by_choice(source, level, indicator, choice, *places, std::move(known));
  const auto weights = weights_for(choice, *places);
  if (!weights) return std::unexpected{weights.error()};
  auto neighbours =
      neighbours_for(source.snapshot, *places, shapes, *weights, edits_of(choice.edits, level), std::move(known));
  if (!neighbours) return std::unexpected{std::move(neighbours).error()};
  HotspotRequest request;
  request.method = choice.method, request.correction = choice.correction, request.alpha = choice.alpha;
  auto found = register_hotspots(source, fitting_question(source.snapshot, level, indicator, request), places->rows,
                                 (*neighbours)->links.neighbours);
  if (!found) return std::unexpected{std::move(found).error()};
  auto best = ranked(*found);
  const auto& links = (*neighbours)->links;
  const HotspotGround ground{*weights, places->is_schematic, links.added.size(), links.taken.size(), links.gone.size()};
  return HotspotFinding{.found = std::move(*found),
                        .ground = ground,
                        .choice = choice,
                        .indicator = indicator.id,
                        .known = std::move(*neighbours),
                        .ranked = std::move(best)};
}

const PlaceHotspot* hotspot_at(const HotspotFinding& finding, const Place& place) {
  const auto& places = finding.found.places;
  if (finding.found.question.level != place.level) return nullptr;
  const auto found = std::ranges::find(places, place.row, &PlaceHotspot::row);
  return found == places.end() ? nullptr : &*found;
}

namespace {
// A rise takes in a place and its five nearest; places differ as much as these do.
std::optional<PowerQuestion> scan_power_question(const HotspotFinding& finding) {
  constexpr std::size_t raised_around = 5;
  const auto& scan = *finding.scan;
  auto nearest = nearest_neighbours(scan.places, raised_around);
  if (!nearest) return std::nullopt;
  PowerQuestion question{.people = scan.people,
                         .neighbours = std::move(*nearest),
                         .places = scan.places,
                         .variance = scan.scan.dispersion.variance,
                         .total = finding.found.total,
                         .has_base = !scan.people.empty(),
                         .method = HotspotMethod::scan,
                         .alpha = finding.choice.alpha};
  if (scan.people.empty()) question.people.assign(scan.counts.size(), 1);
  for (std::size_t row = 0; row < scan.counts.size(); ++row)
    if (finding.found.places[row].statistic.verdict == PlaceVerdict::no_data)
      question.people[row] = std::numeric_limits<double>::quiet_NaN();
  return question;
}
}  // namespace

std::optional<PowerQuestion> power_question(const HotspotSource& source, const HotspotFinding& finding) {
  const auto& found = finding.found;
  if (!found.counts_problems || found.question.request.method == HotspotMethod::joincount) return std::nullopt;
  if (finding.scan && finding.scan->scan.obstacle != ScanObstacle::none) return std::nullopt;
  if (finding.scan) return scan_power_question(finding);
  PowerQuestion question{.people = {},
                         .neighbours = finding.known->links.neighbours,
                         .total = found.total,
                         .has_base = found.question.base.has_value(),
                         .method = found.question.request.method,
                         .correction = found.question.request.correction,
                         .alpha = found.question.request.alpha};
  const auto summaries = summarise(source.snapshot, found.question.level, source.selected, source.facts);
  for (const auto& place : found.places) {
    const bool has_data = place.statistic.verdict != PlaceVerdict::no_data;
    const auto people = static_cast<double>(summaries[place.row].population.value_or(0));
    question.people.push_back(!has_data ? std::numeric_limits<double>::quiet_NaN() : question.has_base ? people : 1);
  }
  return question;
}

}  // namespace riskmap
