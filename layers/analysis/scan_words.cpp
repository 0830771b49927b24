#include "layers/analysis/scan_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/analysis/chance_words.h"
#include "layers/core/capital.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

// Rounded up, so that no place lies beyond it.
std::string reach_words(double radius, bool is_planar) {
  if (is_planar) return format_number(radius, 2);
  const double step = radius < 10'000 ? 100 : 1000;
  return format_length(std::ceil(radius / step) * step);
}

// "Қасқасу and 4 places within 12 km".
std::string area_words(const ScanCluster& cluster, const ScannedPlaces& places) {
  const auto centre = places.name(cluster.centre);
  const auto others = cluster.rows.size() - 1;
  if (others == 0) return centre;
  return fill(trn("{place} and {n} place within {distance}", "{place} and {n} places within {distance}",
                  static_cast<std::int64_t>(others)),
              {{"place", centre}, {"distance", reach_words(cluster.radius, places.is_planar)}});
}

std::string gap_words(const ScanCluster& cluster, const ScannedPlaces& places) {
  const auto area = area_words(cluster, places);
  const auto expected = format_number(cluster.expected, cluster.expected < 3 ? 1 : 0);
  if (places.what.empty())
    return fill(trn("In {area} there is {n} open problem where about {expected} would be expected",
                    "In {area} there are {n} open problems where about {expected} would be expected",
                    std::llround(cluster.seen)),
                {{"area", area}, {"expected", expected}});
  return fill(tr("{area}: “{what}” – {seen}, where about {expected} would be expected"),
              {{"area", area},
               {"what", places.what},
               {"seen", format_integer(std::llround(cluster.seen))},
               {"expected", expected}});
}

std::string method_words(const SpatialScan& scan, const ScannedPlaces& places) {
  const auto limit = places.base.empty() ? tr("circles with up to half of the places")
                                         : tr("circles with up to half of the residents");
  return fill(tr("Spatial scan: {circles}, {n} random deals, limit {alpha}, {places} places."),
              {{"circles", limit},
               {"n", number(scan.deals)},
               {"alpha", level_words(places.alpha)},
               {"places", number(scan.places)}});
}

// The least differences between places, as a share of the mean, that so many cases would show nearly always: by them
// the index of dispersion rises by variance · cases, while chance moves it by √(2 · degrees).
double least_noticed(const SpatialScan& scan) {
  constexpr double sure = 2 * 1.645;  // 95 in a hundred on either side
  return std::sqrt(sure * std::sqrt(2 * scan.dispersion.degrees) / scan.total);
}

// Which chance the clusters were held against, and how strong the dispersion is.
std::vector<std::string> null_words(const SpatialScan& scan, const ScannedPlaces& places) {
  const auto& dispersion = scan.dispersion;
  const auto share = [](double variance) { return format_percent(std::sqrt(variance)); };
  const auto p = p_words(dispersion.p);
  const auto allowed = fill(tr("Places differ by about {share} of the mean beyond chance (without the strongest circle "
                               "by {apart}); the random deals have differences of {share} too."),
                            {{"share", share(dispersion.variance)}, {"apart", share(dispersion.variance_apart)}});
  if (!scan.poisson)
    return {allowed,
            fill(tr("That places differ, the strongest circle apart, is certain enough ({p}): a plain Poisson scan, "
                    "which takes them for equal, would find clusters where none are, and is not shown."),
                 {{"p", p}})};
  const bool is_found = !scan.poisson->empty() && scan.poisson->front().p <= places.alpha;
  const auto beside = is_found ? tr("Nothing proves that places differ, the strongest circle apart ({p}). A plain "
                                    "Poisson scan, which takes them for equal, "
                                    "finds its strongest cluster with {poisson}.")
                               : tr("Nothing proves that places differ, the strongest circle apart ({p}). A plain "
                                    "Poisson scan, which takes them for equal, "
                                    "finds no cluster either ({poisson}).");
  const double poisson = scan.poisson->empty() ? 1 : scan.poisson->front().p;
  const auto unnoticed = fill(tr("But among {n} cases differences of up to about {share} may go unnoticed, and even "
                                 "smaller ones make a Poisson scan find clusters where none are."),
                              {{"n", format_number(scan.total, 0)}, {"share", format_percent(least_noticed(scan))}});
  return {allowed, fill(beside, {{"p", p}, {"poisson", p_words(poisson)}}), unnoticed};
}

std::string base_words(const SpatialScan& scan, const ScannedPlaces& places) {
  if (places.base.empty())
    return tr("Every place counts the same, without the people behind it: large places have more of everything.");
  return fill(tr("Expected is what an equal share of each of the {people} residents would give."),
              {{"people", format_number(scan.people, 0)}});
}

void add_left_out(std::vector<std::string>& lines, const SpatialScan& scan) {
  const auto left_out = scan.without_count + scan.without_people + scan.without_point;
  if (left_out == 0) return;
  lines.push_back(fill(trn("{n} place is left out: without a count {count}, without residents {people}, without a "
                           "point {point}.",
                           "{n} places are left out: without a count {count}, without residents {people}, without a "
                           "point {point}.",
                           static_cast<std::int64_t>(left_out)),
                       {{"count", number(scan.without_count)},
                        {"people", number(scan.without_people)},
                        {"point", number(scan.without_point)}}));
}

std::string obstacle_words(const SpatialScan& scan) {
  if (scan.obstacle == ScanObstacle::too_few_places && scan.without_people > scan.places)
    return tr("How many people live there is known of too few places: nothing can be expected of them.");
  if (scan.obstacle == ScanObstacle::too_few_places)
    return fill(trn("Only {n} place takes part: a scan needs {least}.",
                    "Only {n} places take part: a scan needs {least}.", static_cast<std::int64_t>(scan.places)),
                {{"least", number(least_scan_places)}});
  if (scan.obstacle == ScanObstacle::too_few_cases)
    return fill(trn("Only {n} case is counted: too few to tell a cluster from chance.",
                    "Only {n} cases are counted: too few to tell a cluster from chance.", std::llround(scan.total)),
                {});
  return tr("Every circle holds more than half of the people: there is nothing to compare it with.");
}
}  // namespace

std::string sentence_of(const ScanCluster& cluster, const ScannedPlaces& places, const std::string& behind) {
  const auto gap = with_capital(gap_words(cluster, places));
  if (cluster.p > places.alpha)
    return fill(tr("{gap}. Chance alone brings a cluster as strong often enough ({p})."),
                {{"gap", gap}, {"p", p_words(cluster.p)}});
  return fill(tr("{gap}; chance brings such a cluster to this map in {chance}."),
              {{"gap", gap}, {"chance", chance_words(cluster.p)}}) +
         behind;
}

std::vector<std::string> how_scanned(const SpatialScan& scan, const ScannedPlaces& places) {
  std::vector<std::string> lines{method_words(scan, places)};
  for (auto& line : null_words(scan, places)) lines.push_back(std::move(line));
  lines.push_back(base_words(scan, places));
  if (places.counts_problems) lines.push_back(tr("A problem of several places counts once, at its main place."));
  if (auto words = left_out_words(places.left_out); !words.empty()) lines.push_back(std::move(words));
  if (scan.are_windows_cut)
    lines.push_back(tr("There are so many places that circles end before they hold half of them."));
  add_left_out(lines, scan);
  lines.push_back(
      tr("A circle says where there is more, not where exactly it ends; at the edge it lacks the places that "
         "lie outside."));
  return lines;
}

std::vector<std::string> why_nothing_scanned(const SpatialScan& scan, const ScannedPlaces& places) {
  if (scan.obstacle != ScanObstacle::none) {
    std::vector<std::string> lines{obstacle_words(scan)};
    add_left_out(lines, scan);
    return lines;
  }
  if (const auto least = std::ceil(1 / places.alpha - 1e-9) - 1; static_cast<double>(scan.deals) < least)
    return {few_deals_words(static_cast<std::size_t>(least))};
  if (!scan.clusters.empty() && scan.clusters.front().p <= places.alpha) return {};
  if (scan.clusters.empty()) return {tr("No circle holds more than would be expected.")};
  return {tr("No cluster stands out beyond what chance brings."), sentence_of(scan.clusters.front(), places)};
}

}  // namespace riskmap
