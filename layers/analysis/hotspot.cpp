#include "layers/analysis/hotspot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "layers/analysis/even_scale.h"
#include "layers/analysis/known_places.h"

namespace riskmap {

namespace {
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

template <typename Value, std::size_t count>
using Names = std::array<std::pair<std::string_view, Value>, count>;

constexpr Names<HotspotMethod, 4> method_names = {{{"gi", HotspotMethod::gi},
                                                   {"lisa", HotspotMethod::lisa},
                                                   {"joincount", HotspotMethod::joincount},
                                                   {"scan", HotspotMethod::scan}}};
constexpr Names<Inference, 3> inference_names = {
    {{"analytic", Inference::analytic}, {"exact", Inference::exact}, {"permutation", Inference::permutation}}};
constexpr std::array<std::string_view, 14> verdict_names = {
    "hot",        "cold",          "high_high", "low_low", "high_low",  "low_high", "cluster", "not_significant",
    "untestable", "no_neighbours", "at_mean",   "absent",  "undefined", "no_data"};

template <typename Value, std::size_t count>
std::optional<Value> value_named(const Names<Value, count>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& known) { return known.first; });
  return found == names.end() ? std::nullopt : std::optional{found->second};
}

template <typename Value, std::size_t count>
std::string_view name_in(const Names<Value, count>& names, Value value) {
  return std::ranges::find(names, value, [](const auto& known) { return known.second; })->first;
}

// J = Σx over the neighbours of a one; the number of ones among them is hypergeometric.
std::vector<LocalMoments> join_counts(const KnownPlaces& known) {
  const auto ones = static_cast<double>(std::ranges::count(known.values, 1.0));
  const auto others = static_cast<double>(known.values.size()) - 1;
  std::vector<LocalMoments> moments(known.values.size(), {undefined, undefined, undefined, undefined});
  for (std::size_t i = 0; i < known.values.size(); ++i) {
    const auto links = static_cast<double>(known.neighbours.count(i));
    if (known.values[i] != 1 || links == 0) continue;
    double seen = 0;
    for (const auto other : known.neighbours.of(i)) seen += known.values[other];
    const double share = (ones - 1) / others;
    const double variance = others < 2 ? 0 : links * share * (1 - share) * (others - links) / (others - 1);
    moments[i] = {seen, links * share, variance,
                  variance > 0 ? (seen - links * share) / std::sqrt(variance) : undefined};
  }
  return moments;
}

// Of the law that p comes from: z and p would else be of two tests.
std::vector<LocalMoments> moments_of(const KnownPlaces& known, const HotspotRequest& request) {
  if (request.method == HotspotMethod::joincount) return join_counts(known);
  if (request.method == HotspotMethod::lisa)
    return local_moran(known.values, known.neighbours, WeightStyle::row_standardised);
  if (request.inference != Inference::analytic) return getis_ord_kept(known.values, known.neighbours);
  return getis_ord(known.values, known.neighbours, WeightStyle::row_standardised, SelfWeight::included);
}

std::vector<SumTails> analytic_tails(const KnownPlaces& known, HotspotMethod method,
                                     const std::vector<LocalMoments>& moments) {
  // z of local Moran is that of Gi, with the sign of the place's own deviation.
  const auto sums = method == HotspotMethod::lisa
                        ? getis_ord(known.values, known.neighbours, WeightStyle::row_standardised, SelfWeight::left_out)
                        : moments;
  std::vector<SumTails> tails;
  tails.reserve(sums.size());
  for (const auto& sum : sums) tails.push_back({upper_tail(sum.z), upper_tail(-sum.z)});
  return tails;
}

struct Tails {
  std::vector<SumTails> of{};
  std::vector<unsigned char> is_exact{};
};

Tails tails_of(const KnownPlaces& known, const HotspotRequest& request, const std::vector<LocalMoments>& moments) {
  Tails tails;
  tails.is_exact.assign(known.values.size(), 0);
  // A join count's formula is its exact law, the hypergeometric; the normal one claims clusters on 7 to 10 % of maps
  // that have none.
  if (request.inference == Inference::analytic && request.method != HotspotMethod::joincount) {
    tails.of = analytic_tails(known, request.method, moments);
    return tails;
  }
  if (request.inference == Inference::permutation) {
    tails.of = permutation_tails(known.values, known.neighbours, request.permutations);
    return tails;
  }
  tails.of = exact_tails(known.values, known.neighbours);
  bool are_all_counted = true;
  for (std::size_t i = 0; i < tails.of.size(); ++i) {
    tails.is_exact[i] = std::isnan(tails.of[i].high) ? 0 : 1;
    are_all_counted = are_all_counted && (tails.is_exact[i] != 0 || known.neighbours.count(i) == 0);
  }
  if (are_all_counted) return tails;
  const auto dealt = permutation_tails(known.values, known.neighbours, request.permutations);
  for (std::size_t i = 0; i < tails.of.size(); ++i)
    if (tails.is_exact[i] == 0) tails.of[i] = dealt[i];
  return tails;
}

// Why a place is not tested, before anything is computed for it.
std::optional<PlaceVerdict> obstacle_at(const KnownPlaces& known, std::size_t i, double deviation,
                                        HotspotMethod method) {
  if (known.neighbours.count(i) == 0) return PlaceVerdict::no_neighbours;
  if (method == HotspotMethod::joincount && known.values[i] != 1) return PlaceVerdict::absent;
  if (method == HotspotMethod::lisa && deviation == 0) return PlaceVerdict::at_mean;
  return std::nullopt;
}

// Where the own value is held, chance is told of the neighbours alone: a high place among low ones is no cold spot.
bool is_unlike_neighbours(const HotspotRequest& request, double deviation, bool is_high) {
  return request.inference != Inference::analytic && (is_high ? deviation < 0 : deviation > 0);
}

PlaceVerdict significant_verdict(const PlaceStatistic& place, double deviation, const HotspotRequest& request) {
  const bool is_high = place.p_high < place.p_low;
  if (request.method == HotspotMethod::gi && deviation == 0) return PlaceVerdict::at_mean;
  if (request.method == HotspotMethod::gi && !is_unlike_neighbours(request, deviation, is_high))
    return is_high ? PlaceVerdict::hot : PlaceVerdict::cold;
  if (request.method == HotspotMethod::joincount)
    return is_high ? PlaceVerdict::cluster : PlaceVerdict::not_significant;
  if (deviation > 0) return is_high ? PlaceVerdict::high_high : PlaceVerdict::high_low;
  return is_high ? PlaceVerdict::low_high : PlaceVerdict::low_low;
}

double lag_of(const KnownPlaces& known, std::size_t i) {
  if (known.neighbours.count(i) == 0) return undefined;
  double sum = 0;
  for (const auto other : known.neighbours.of(i)) sum += known.values[other];
  return sum / static_cast<double>(known.neighbours.count(i));
}

// What the p of one place has to reach.
double level_of_one(const HotspotRequest& request, std::size_t tested) {
  return request.correction == Correction::bonferroni ? request.alpha / static_cast<double>(tested) : request.alpha;
}

// Judges every place by its adjusted p. What could not pass even alone, or, by Bonferroni, in its family, is
// untestable.
void judge(const KnownPlaces& known, const std::vector<double>& deviations, const HotspotRequest& request,
           std::vector<PlaceStatistic>& places) {
  std::vector<double> p;
  for (const auto& place : places) p.push_back(place.p);
  const auto family = static_cast<std::size_t>(std::ranges::count_if(p, [](double one) { return !std::isnan(one); }));
  const auto adjusted = adjusted_p(p, request.correction);
  const double level = level_of_one(request, family);
  const auto least = least_p(known.values, known.neighbours);
  const bool are_deals_too_few = deals_needed(request, family).has_value();
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& place = places[i];
    place.p_adjusted = adjusted[i];
    if (std::isnan(place.p)) continue;
    place.verdict = are_deals_too_few || least[i] > level ? PlaceVerdict::untestable
                    : place.p_adjusted <= request.alpha   ? significant_verdict(place, deviations[i], request)
                                                          : PlaceVerdict::not_significant;
  }
}

PlaceStatistic statistic_at(const KnownPlaces& known, std::size_t i, const LocalMoments& moments) {
  PlaceStatistic place{.value = known.values[i],
                       .lag = lag_of(known, i),
                       .neighbours = known.neighbours.count(i),
                       .statistic = moments.statistic,
                       .expected = moments.expected,
                       .variance = moments.variance,
                       .z = moments.z,
                       .p_high = undefined,
                       .p_low = undefined,
                       .p = undefined,
                       .p_adjusted = undefined};
  return place;
}
}  // namespace

std::string_view name_of(HotspotMethod method) {
  return name_in(method_names, method);
}
std::string_view name_of(Inference inference) {
  return name_in(inference_names, inference);
}
std::optional<HotspotMethod> hotspot_method_named(std::string_view name) {
  return value_named(method_names, name);
}
std::optional<std::size_t> deals_needed(const HotspotRequest& request, std::size_t tested) {
  if (request.inference != Inference::permutation || tested == 0) return std::nullopt;
  // The smallest two-sided p of n deals is 2 / (n + 1).
  const auto least = static_cast<std::size_t>(std::ceil(2 / level_of_one(request, tested) - 1e-9)) - 1;
  return request.permutations.count < least ? std::optional{least} : std::nullopt;
}

std::optional<Inference> inference_named(std::string_view name) {
  return value_named(inference_names, name);
}
std::string_view name_of(PlaceVerdict verdict) {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

Result<Hotspots> find_hotspots(std::span<const double> values, const Neighbours& neighbours,
                               const HotspotRequest& request) {
  if (request.method == HotspotMethod::scan)
    return fail(ErrorCode::invalid_input, "a scan has circles, not neighbours");
  const auto known = known_places(values, neighbours);
  const auto is_neither = [](double value) { return value != 0 && value != 1; };
  if (request.method == HotspotMethod::joincount && std::ranges::any_of(known.values, is_neither))
    return fail(ErrorCode::invalid_input, "join counts are of 0 and 1");
  const auto deviations = deviations_from_mean(at_even_scale(known.values));
  auto moments = moments_of(known, request);
  // A share of a total that is not above 0 says nothing, or the contrary; z and p are of the sum and stay.
  if (request.method == HotspotMethod::gi && std::accumulate(known.values.begin(), known.values.end(), 0.0) <= 0)
    for (auto& place : moments) place.statistic = place.expected = place.variance = undefined;
  const auto tails = tails_of(known, request, moments);
  const bool is_constant = std::ranges::all_of(deviations, [](double deviation) { return deviation == 0; });
  std::vector<PlaceStatistic> places;
  Hotspots found;
  for (std::size_t i = 0; i < known.rows.size(); ++i) {
    auto& place = places.emplace_back(statistic_at(known, i, moments[i]));
    const auto obstacle =
        is_constant ? std::optional{PlaceVerdict::undefined} : obstacle_at(known, i, deviations[i], request.method);
    place.verdict = obstacle.value_or(PlaceVerdict::undefined);
    if (obstacle) continue;
    place.p_high = tails.of[i].high, place.p_low = tails.of[i].low;
    place.p = two_sided_p(tails.of[i]);
    place.is_exact = tails.is_exact[i] != 0;
    found.tested += std::isnan(place.p) ? 0U : 1U;
    found.counted += place.is_exact ? 1U : 0U;
  }
  judge(known, deviations, request, places);
  found.with_data = known.rows.size();
  found.global = global_moran(known.values, known.neighbours, WeightStyle::row_standardised);
  found.places.assign(values.size(), {undefined, undefined, 0, undefined, undefined, undefined, undefined, undefined,
                                      undefined, undefined, undefined, false, PlaceVerdict::no_data});
  for (std::size_t i = 0; i < known.rows.size(); ++i) found.places[known.rows[i]] = places[i];
  return found;
}

DealtMoran dealt_global(std::span<const double> values, const Neighbours& neighbours, const HotspotRequest& request) {
  if (request.inference == Inference::analytic) return {};
  return dealt_moran(values, neighbours, request.permutations);
}

WholeLayer whole_layer(std::span<const double> values, const Neighbours& neighbours) {
  const auto known = known_places(values, neighbours);
  return {geary_c(known.values, known.neighbours, WeightStyle::row_standardised),
          general_g(known.values, known.neighbours)};
}

}  // namespace riskmap
