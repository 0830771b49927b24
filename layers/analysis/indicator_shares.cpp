#include "layers/analysis/indicator_shares.h"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::string_view of_smoothed = "_smoothed";
constexpr double interval_of = 0.95, likely_of = 0.8;

using Summaries = std::vector<PlaceSummary>;

struct Counts {
  std::vector<double> of_kind{}, cases{};
  [[nodiscard]] Shares shares() const { return {of_kind, cases}; }
};

Counts counts_of(const Indicator& share, const Summaries& places) {
  Counts counts;
  for (const auto& place : places)
    counts.of_kind.push_back(share.of_kind(place)), counts.cases.push_back(share.cases(place));
  return counts;
}

using Limits = std::vector<RateInterval> (*)(const Shares&, double how_often);

Indicator counting(Indicator share, CountOf of_kind, CountOf cases, Limits limits) {
  share.of_kind = std::move(of_kind), share.cases = std::move(cases);
  const auto middle = [counts = share, limits](double how_often) {
    return [counts, limits, how_often](const Summaries& places) {
      return limits(counts_of(counts, places).shares(), how_often);
    };
  };
  share.intervals = middle(interval_of), share.likely = middle(likely_of);
  return share;
}
}  // namespace

Indicator as_share(Indicator look, CountOf of_kind, CountOf cases) {
  auto share = counting(std::move(look), std::move(of_kind), std::move(cases), share_intervals);
  share.interval_source = tr("exact limits of a binomial count, 95 %");
  share.value = [of = share.of_kind, all = share.cases](const PlaceSummary& place) {
    return all(place) > 0 ? of(place) / all(place) : std::numeric_limits<double>::quiet_NaN();
  };
  return share;
}

Indicator smoothed_share(Indicator look, CountOf of_kind, CountOf cases) {
  auto share = counting(std::move(look), std::move(of_kind), std::move(cases), smoothed_share_intervals);
  share.interval_source = tr("beta posterior of the Empirical Bayes smoothing, 95 %");
  share.of_all = [counts = share](const Summaries& places) {
    return smoothed_shares(counts_of(counts, places).shares());
  };
  return share;
}

std::string smoothed_share_id(std::string_view share) {
  return std::string{share} + std::string{of_smoothed};
}

std::optional<Indicator> share_behind(const RegisterSnapshot& snapshot, const Indicator& smoothed) {
  if (!smoothed.cases || !smoothed.id.ends_with(of_smoothed)) return std::nullopt;
  return find_indicator(snapshot, smoothed.id.substr(0, smoothed.id.size() - of_smoothed.size()));
}

std::string share_counts_text(const Indicator& indicator, const PlaceSummary& place) {
  if (!indicator.cases || indicator.cases(place) <= 0) return {};
  return fill(tr("{n} of {total}"), {{"n", format_integer(std::llround(indicator.of_kind(place)))},
                                     {"total", format_integer(std::llround(indicator.cases(place)))}});
}

}  // namespace riskmap
