#include "layers/analysis/indicator_rates.h"

#include <cmath>
#include <limits>
#include <utility>

#include "layers/analysis/nearest.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t nearest_smoothed_by = 6;  // as many as are neighbours where borders are schematic
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view of_open = "per_1000", of_another = "_per_1000";
constexpr std::string_view by_all = "_smoothed", by_neighbours = "_local";

using Summaries = std::vector<PlaceSummary>;
using Count = std::function<double(const PlaceSummary&)>;

struct Columns {
  std::vector<double> events{}, people{};
};

Columns columns_of(const Summaries& places, const Count& count) {
  Columns columns;
  for (const auto& place : places) {
    columns.events.push_back(count(place));
    columns.people.push_back(place.population ? static_cast<double>(*place.population) : no_data);
  }
  return columns;
}

std::string_view suffix_of(Smoothing smoothing) {
  return smoothing == Smoothing::all ? by_all : smoothing == Smoothing::neighbours ? by_neighbours : std::string_view{};
}

std::string rate_label(const std::string& count, Smoothing smoothing) {
  const auto words = smoothing == Smoothing::all          ? tr("{count} per 1,000 residents, smoothed")
                     : smoothing == Smoothing::neighbours ? tr("{count} per 1,000 residents, smoothed by neighbours")
                                                          : tr("{count} per 1,000 residents");
  return fill(words, {{"count", count}});
}

Neighbours nearest_of(const Summaries& places) {
  Places where;
  for (const auto& place : places) {
    where.x.push_back(place.point ? place.point->lon : no_data);
    where.y.push_back(place.point ? place.point->lat : no_data);
  }
  auto nearest = nearest_neighbours(where, nearest_smoothed_by);
  return nearest ? std::move(*nearest) : neighbours_from(places.size(), {});
}

std::vector<double> rates_of(const Summaries& places, const Count& count, Smoothing smoothing) {
  const auto [events, people] = columns_of(places, count);
  if (smoothing == Smoothing::all) return smoothed_rates(events, people);
  if (smoothing == Smoothing::neighbours) return locally_smoothed_rates(events, people, nearest_of(places));
  std::vector<double> rates(events.size(), no_data);
  for (std::size_t row = 0; row < rates.size(); ++row)
    if (people[row] > 0) rates[row] = events[row] / people[row];
  return rates;
}

std::vector<RateInterval> intervals_of(const Summaries& places, const Count& count, Smoothing smoothing) {
  const auto [events, people] = columns_of(places, count);
  if (smoothing == Smoothing::all) return smoothed_intervals(events, people);
  if (smoothing == Smoothing::neighbours) return locally_smoothed_intervals(events, people, nearest_of(places));
  return rate_intervals(events, people);
}
}  // namespace

Indicator as_rate(Indicator look, Count count, Smoothing smoothing) {
  look.interval_source = smoothing == Smoothing::none ? tr("exact limits of a Poisson count, 95 %")
                                                      : tr("gamma posterior of the Empirical Bayes smoothing, 95 %");
  look.of_all = [count, smoothing](const Summaries& places) {
    auto rates = rates_of(places, count, smoothing);
    for (double& rate : rates) rate *= 1000;
    return rates;
  };
  look.intervals = [count = std::move(count), smoothing](const Summaries& places) {
    auto intervals = intervals_of(places, count, smoothing);
    for (auto& interval : intervals) interval.low *= 1000, interval.high *= 1000;
    return intervals;
  };
  return look;
}

bool follows_residents(const Indicator& indicator) {
  return indicator.kind == IndicatorKind::count && indicator.id != "population" && indicator.value != nullptr;
}

std::string rate_id(std::string_view count) {
  return count == "open" ? std::string{of_open} : std::string{count} + std::string{of_another};
}

Smoothing smoothing_of(std::string_view rate) {
  if (rate.ends_with(by_all)) return Smoothing::all;
  return rate.ends_with(by_neighbours) ? Smoothing::neighbours : Smoothing::none;
}

std::optional<std::string> count_behind(std::string_view rate) {
  const auto plain = rate.substr(0, rate.size() - suffix_of(smoothing_of(rate)).size());
  if (plain == of_open) return "open";
  if (plain.ends_with(of_another)) return std::string{plain.substr(0, plain.size() - of_another.size())};
  return std::nullopt;
}

std::optional<Indicator> count_behind(const RegisterSnapshot& snapshot, const Indicator& rate) {
  const auto id = rate.intervals ? count_behind(rate.id) : std::nullopt;
  auto counted = id ? find_indicator(snapshot, *id) : std::nullopt;
  return counted && follows_residents(*counted) ? std::move(counted) : std::nullopt;
}

std::string interval_text(const Indicator& indicator, const RateInterval& interval) {
  if (!std::isfinite(interval.low)) return {};
  return format_value(indicator, interval.low) + "\u00A0– " + format_value(indicator, interval.high);
}

Indicator per_1000_of(const Indicator& count, Smoothing smoothing) {
  Indicator look;
  look.id = rate_id(count.id) + std::string{suffix_of(smoothing)};
  look.label = rate_label(count.label, smoothing);
  look.unit = tr("per 1,000 residents");
  look.kind = IndicatorKind::rate;
  look.scheme = Scheme::quantile;
  look.palette = count.palette;
  look.decimals = 1;
  return as_rate(std::move(look), count.value, smoothing);
}

}  // namespace riskmap
