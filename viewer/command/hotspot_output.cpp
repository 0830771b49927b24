#include "viewer/command/hotspot_output.h"

#include <array>
#include <filesystem>
#include <limits>
#include <utility>

#include "layers/analysis/row_order.h"
#include "layers/analysis/verdict_counts.h"
#include "layers/core/text.h"
#include "viewer/command/place_table.h"

namespace riskmap {

namespace {
constexpr std::array<std::pair<std::string_view, HotspotFormat>, 3> formats = {
    {{"csv", HotspotFormat::csv}, {"json", HotspotFormat::json}, {"geojson", HotspotFormat::geojson}}};

// The fixed columns after the id.
Properties columns_of(const PlaceStatistic& place) {
  return {{"value", number_or_none(place.value)},
          {"neighbours", static_cast<std::int64_t>(place.neighbours)},
          {"lag", number_or_none(place.lag)},
          {"statistic", number_or_none(place.statistic)},
          {"expected", number_or_none(place.expected)},
          {"variance", number_or_none(place.variance)},
          {"z", number_or_none(place.z)},
          {"p_high", number_or_none(place.p_high)},
          {"p_low", number_or_none(place.p_low)},
          {"p", number_or_none(place.p)},
          {"p_adjusted", number_or_none(place.p_adjusted)},
          {"class", std::string{name_of(place.verdict)}}};
}

void put_global(const std::string& name, const GlobalMoments& moments, Properties& summary) {
  summary.emplace_back(name + "_statistic", number_or_none(moments.statistic));
  summary.emplace_back(name + "_expected", number_or_none(moments.expected));
  summary.emplace_back(name + "_variance", number_or_none(moments.variance));
  summary.emplace_back(name + "_z", number_or_none(moments.z));
  summary.emplace_back(name + "_p", number_or_none(moments.p));
}

void put_all(const Properties& members, Properties& summary) {
  summary.insert(summary.end(), members.begin(), members.end());
}

// Who is whose neighbour; of borders how near they come that touch, and what that added.
void put_weights(const HotspotTable& table, Properties& summary) {
  const auto& near = table.weighed;
  const bool is_contiguity = table.weights == "queen" || table.weights == "rook";
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  put_all({{"weights", table.weights}, {"links", number(near.neighbours.links.size())}}, summary);
  if (!is_contiguity) return;
  put_all({{near.is_in_metres ? "tolerance_m" : "tolerance", near.tolerance},
           {"links_by_tolerance", number(2 * near.by_tolerance.size())},
           {"overlaps", number(near.overlaps.size())}},
          summary);
}

// What was asked and what holds for the whole layer.
Properties summary_of(const HotspotTable& table) {
  const auto& [found, dealt, whole, parts, answer, sentences] = table.found;
  const auto& [all, request, layer, weighed, weights, head] = table;
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  Properties summary = head;
  summary.emplace_back("value_is", std::string{parts.counts.empty() ? "as_given" : "standardised"});
  if (!answer.empty()) summary.emplace_back("answer", answer);
  put_weights(table, summary);
  put_all({{"method", std::string{name_of(request.method)}},
           {"inference", std::string{name_of(request.inference)}},
           {"alpha", request.alpha},
           {"correction", std::string{name_of(request.correction)}},
           {"rows", number(found.places.size())},
           {"with_data", number(found.with_data)},
           {"tested", number(testable_places(found))},
           {"untestable", number(places_with(PlaceVerdict::untestable, found))},
           {"counted_exactly", number(found.counted)}},
          summary);
  if (request.inference != Inference::analytic && found.counted < found.tested) {
    summary.emplace_back("permutations", number(request.permutations.count));
    summary.emplace_back("seed", static_cast<std::int64_t>(request.permutations.seed));
  }
  summary.emplace_back("moran_statistic", number_or_none(found.global.statistic));
  summary.emplace_back("moran_expected", number_or_none(found.global.expected));
  summary.emplace_back("moran_variance", number_or_none(found.global.variance));
  summary.emplace_back("moran_z", number_or_none(found.global.z));
  summary.emplace_back("moran_p", number_or_none(found.global.p));
  summary.emplace_back("moran_p_high", number_or_none(dealt.high));
  summary.emplace_back("moran_p_low", number_or_none(dealt.low));
  summary.emplace_back("moran_p_dealt", number_or_none(dealt.p));
  summary.emplace_back("moran_deals", number(dealt.deals));
  put_global("geary", whole.geary, summary);
  put_global("general_g", whole.general_g, summary);
  const bool is_nearest = weights.starts_with("knn");  // elsewhere it makes no difference
  summary.emplace_back("rows_on_one_point", is_nearest ? Value{std::ssize(rows_on_one_point(layer.places))} : Value{});
  return summary;
}

// The count behind a value that was made comparable, what it is a part of, and its bare share.
Properties parts_of(const FoundHotspots& found, std::size_t row) {
  if (found.parts.counts.empty()) return {};
  const double count = found.parts.counts[row], base = found.parts.bases[row];
  return {{"count", number_or_none(count)},
          {"base", number_or_none(base)},
          {"rate", number_or_none(base > 0 ? count / base : std::numeric_limits<double>::quiet_NaN())}};
}

// CSV has its fixed columns and no more.
PlaceTable place_table(const HotspotTable& table, HotspotFormat format) {
  PlaceTable places{.layer = table.layer, .summary = summary_of(table)};
  for (const auto& [name, value] : columns_of({})) places.columns.push_back(name);
  for (const auto& place : table.found.statistics.places) places.rows.push_back(columns_of(place));
  if (format == HotspotFormat::csv) return places;
  for (std::size_t row = 0; row < places.rows.size(); ++row) {
    auto& place = places.rows[row];
    if (auto name = name_at(table.layer, row)) place.emplace(place.begin(), "name", std::move(*name));
    put_all(parts_of(table.found, row), place);
    if (row < table.found.sentences.size()) place.emplace_back("sentence", table.found.sentences[row]);
  }
  return places;
}

void write_json(const HotspotTable& table, const PlaceTable& places, std::ostream& out) {
  std::vector<std::string> objects;
  for (std::size_t row = 0; row < places.rows.size(); ++row) {
    Properties place{{"id", table.layer.ids[row]}};
    for (const auto& column : places.rows[row]) place.push_back(column);
    objects.push_back('{' + json_members(place) + '}');
  }
  out << '{' << json_members(places.summary) << ",\"places\":" << json_list(objects) << "}\n";
}
}  // namespace

std::optional<HotspotFormat> hotspot_format_named(std::string_view name) {
  for (const auto& [known, format] : formats)
    if (known == name) return format;
  return std::nullopt;
}

std::optional<HotspotFormat> hotspot_format_of(std::string_view file_name) {
  const auto ending = lower_case(std::filesystem::path{file_name}.extension().string());
  return ending.empty() ? std::nullopt : hotspot_format_named(std::string_view{ending}.substr(1));
}

Result<void> write_hotspots(const HotspotTable& table, HotspotFormat format, std::ostream& out) {
  const auto places = place_table(table, format);
  if (format == HotspotFormat::geojson) return write_geojson(places, out);
  if (format == HotspotFormat::csv)
    write_csv(places, out);
  else
    write_json(table, places, out);
  return {};
}

}  // namespace riskmap
