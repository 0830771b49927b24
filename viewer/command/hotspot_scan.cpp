#include "viewer/command/hotspot_scan.h"

#include <algorithm>
#include <cmath>

#include "layers/analysis/cluster_categories.h"
#include "layers/analysis/hotspot_words.h"
#include "layers/analysis/scan_words.h"
#include "layers/core/text.h"
#include "layers/exchange/json_text.h"
#include "layers/text/translate.h"
#include "viewer/command/output.h"
#include "viewer/command/place_table.h"
#include "viewer/command/told_progress.h"

namespace riskmap {

namespace {
// What was scanned, found and said.
struct Scanned {
  RegisterScan found{};
  ScannedPlaces words{};
  std::vector<std::string> sentences{};  // of the clusters
};

std::string place_name(const WeighedLayer& layer, std::size_t row) {
  return name_at(layer, row).value_or(fill(tr("row {n}"), {{"n", layer.ids[row]}}));
}

Result<RegisterScan> found_in(const ScanAsked& asked, const WeighedLayer& layer) {
  const ToldProgress progress{label_of(HotspotMethod::scan)};
  if (asked.question) {
    const auto& snapshot = *layer.opened->snapshot;
    const auto facts = facts_of_all(snapshot, layer.opened->today);
    const auto& [issues, counting] = layer.chosen;
    return register_scan({snapshot, facts, issues, counting}, *asked.question, layer.place_rows, layer.places,
                         progress.work());
  }
  auto scan = spatial_scan(asked.counts, asked.people, layer.places, asked.options, progress.work());
  if (!scan) return std::unexpected{std::move(scan).error()};
  return RegisterScan{.scan = std::move(*scan), .counts = asked.counts, .people = asked.people};
}

Scanned scanned_for(const ScanAsked& asked, const WeighedLayer& layer, RegisterScan found) {
  Scanned scanned{.found = std::move(found),
                  .words = {.name = [&layer](std::size_t row) { return place_name(layer, row); },
                            .what = asked.what,
                            .base = asked.base,
                            .is_planar = layer.places.is_planar,
                            .alpha = asked.options.alpha}};
  scanned.words.counts_problems = scanned.found.counts_problems;
  scanned.words.left_out = scanned.found.left_out;
  const auto& clusters = scanned.found.scan.clusters;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const bool has_problems = i < scanned.found.problems.size();
    const auto behind =
        has_problems && asked.question
            ? behind_words(*layer.opened->snapshot, scanned.found.problems[i].behind, asked.question->indicator)
            : std::string{};
    scanned.sentences.push_back(sentence_of(clusters[i], scanned.words, behind));
  }
  return scanned;
}

void tell(const Scanned& scanned, double alpha) {
  const auto& scan = scanned.found.scan;
  if (scan.obstacle == ScanObstacle::none)
    for (const auto& line : how_scanned(scan, scanned.words)) print_message(line);
  for (const auto& line : why_nothing_scanned(scan, scanned.words)) print_message(line);
  for (std::size_t i = 0; i < scan.clusters.size(); ++i)
    if (scan.clusters[i].p <= alpha) print_message(scanned.sentences[i]);
}

// The number of each row's cluster, from 1; 0 = none that is significant.
std::vector<std::int64_t> cluster_numbers(const SpatialScan& scan, std::size_t rows, double alpha) {
  std::vector<std::int64_t> numbers(rows, 0);
  for (std::size_t i = 0; i < scan.clusters.size(); ++i)
    for (const auto row : scan.clusters[i].rows)
      if (scan.clusters[i].p <= alpha) numbers[row] = static_cast<std::int64_t>(i + 1);
  return numbers;
}

Properties summary_of(const Scanned& scanned, const ScanAsked& asked) {
  const auto& scan = scanned.found.scan;
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  const bool is_told = scan.obstacle == ScanObstacle::none;
  const auto told = [&](double value) { return is_told ? number_or_none(value) : Value{}; };
  Properties summary = asked.head;
  const Properties found{{"method", "scan"},
                         {"null", "overdispersed"},
                         {"obstacle", is_told ? Value{} : Value{std::string{name_of(scan.obstacle)}}},
                         {"alpha", asked.options.alpha},
                         {"permutations", number(scan.deals)},
                         {"seed", static_cast<std::int64_t>(asked.options.seed)},
                         {"rows", number(scanned.found.counts.size())},
                         {"scanned", number(scan.places)},
                         {"without_value", number(scan.without_count)},
                         {"without_population", number(scan.without_people)},
                         {"without_point", number(scan.without_point)},
                         {"total", number_or_none(scan.total)},
                         {"population", scanned.words.base.empty() ? Value{} : number_or_none(scan.people)},
                         {"dispersion_cv", told(std::sqrt(scan.dispersion.variance))},
                         {"dispersion_cv_apart", told(std::sqrt(scan.dispersion.variance_apart))},
                         {"dispersion_index", told(scan.dispersion.index)},
                         {"dispersion_degrees", told(scan.dispersion.degrees)},
                         {"dispersion_p", told(scan.dispersion.p)}};
  summary.insert(summary.end(), found.begin(), found.end());
  return summary;
}

// CSV has its fixed columns and no more; in JSON the clusters have the sentences.
void put_words(const Scanned& scanned, const std::vector<std::int64_t>& numbers, HotspotFormat format,
               PlaceTable& table) {
  if (format == HotspotFormat::csv) return;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto& place = table.rows[row];
    if (auto name = name_at(table.layer, row)) place.emplace(place.begin(), "name", std::move(*name));
    if (format != HotspotFormat::geojson) continue;
    const auto cluster = static_cast<std::size_t>(numbers[row]);
    place.emplace_back("sentence", cluster > 0 ? Value{scanned.sentences[cluster - 1]} : Value{});
  }
}

PlaceTable place_table(const Scanned& scanned, const WeighedLayer& layer, const ScanAsked& asked) {
  const auto& scan = scanned.found.scan;
  const auto &counts = scanned.found.counts, &people = scanned.found.people;
  PlaceTable table{
      .layer = layer, .columns = {"value", "population", "cluster", "p"}, .summary = summary_of(scanned, asked)};
  const auto numbers = cluster_numbers(scan, counts.size(), asked.options.alpha);
  for (std::size_t row = 0; row < counts.size(); ++row) {
    const auto cluster = numbers[row];
    table.rows.push_back(
        {{"value", number_or_none(counts[row])},
         {"population", people.empty() ? Value{} : number_or_none(people[row])},
         {"cluster", cluster > 0 ? Value{cluster} : Value{}},
         {"p", cluster > 0 ? Value{scan.clusters[static_cast<std::size_t>(cluster) - 1].p} : Value{}}});
  }
  put_words(scanned, numbers, asked.format, table);
  return table;
}

std::string json_of(const ScanCluster& cluster, std::int64_t number, const WeighedLayer& layer,
                    const Properties& further) {
  const bool is_planar = layer.places.is_planar;
  const Properties first{{"cluster", number > 0 ? Value{number} : Value{}},
                         {"centre", layer.ids[cluster.centre]},
                         {is_planar ? "x" : "lon", layer.places.x[cluster.centre]},
                         {is_planar ? "y" : "lat", layer.places.y[cluster.centre]},
                         {is_planar ? "radius" : "radius_km", is_planar ? cluster.radius : cluster.radius / 1000}};
  Properties last{{"seen", cluster.seen}, {"expected", cluster.expected}, {"llr", cluster.ratio}, {"p", cluster.p}};
  last.insert(last.end(), further.begin(), further.end());
  std::string places;
  for (const auto row : cluster.rows) {
    places += places.empty() ? "" : ",";
    append_json_string(places, layer.ids[row]);
  }
  return '{' + json_members(first) + ",\"places\":[" + places + "]," + json_members(last) + '}';
}

std::string clusters_json(const std::vector<ScanCluster>& clusters, const WeighedLayer& layer, double alpha,
                          const std::vector<std::string>& sentences) {
  std::vector<std::string> objects;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const auto number = clusters[i].p <= alpha ? static_cast<std::int64_t>(i + 1) : 0;
    Properties further;
    if (i < sentences.size()) further.emplace_back("sentence", sentences[i]);
    objects.push_back(json_of(clusters[i], number, layer, further));
  }
  return json_list(objects);
}

void write_json(const Scanned& scanned, const PlaceTable& table, double alpha, std::ostream& out) {
  std::vector<std::string> objects;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    objects.push_back('{' + json_members({{"id", table.layer.ids[row]}}) + ',' + json_members(table.rows[row]) + '}');
  const auto& scan = scanned.found.scan;
  out << '{' << json_members(table.summary)
      << ",\"clusters\":" << clusters_json(scan.clusters, table.layer, alpha, scanned.sentences)
      << ",\"poisson\":" << (scan.poisson ? clusters_json(*scan.poisson, table.layer, alpha, {}) : "null")
      << ",\"places\":" << json_list(objects) << "}\n";
}
}  // namespace

ExitStatus answer_scan(const ScanAsked& asked, const WeighedLayer& layer, const std::string& file) {
  auto found = found_in(asked, layer);
  if (!found) return refuse(in_file(found.error(), file));
  const auto scanned = scanned_for(asked, layer, std::move(*found));
  tell(scanned, asked.options.alpha);
  const auto table = place_table(scanned, layer, asked);
  const auto written = write_output(asked.out, [&](std::ostream& out) -> Result<void> {
    if (asked.format == HotspotFormat::geojson) return write_geojson(table, out);
    if (asked.format == HotspotFormat::csv)
      write_csv(table, out);
    else
      write_json(scanned, table, asked.options.alpha, out);
    return {};
  });
  return written ? ExitStatus::done : refuse(written.error());
}

}  // namespace riskmap
