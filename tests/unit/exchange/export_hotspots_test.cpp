// Hotspots as rows: the figures of the very finding the window shows, and nothing of what is not published.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "layers/analysis/finding_words.h"
#include "layers/exchange/export_rows.h"
#include "layers/exchange/export_writer.h"
#include "layers/text/translate.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using sample::refusal;
using sample::shared;

namespace {
ExportRequest request(ExportProfile profile, const HotspotExport& hotspots = {}) {
  return {.what = ExportWhat::hotspots,
          .profile = profile,
          .geometry = ExportGeometry::automatic,
          .where = {},
          .language = Language::en,
          .today = sample::day_of(*shared().snapshot),
          .hotspots = hotspots};
}

ExportTable table_of(const ExportRequest& request) {
  return sample::taken(export_table(*shared().snapshot, shared().shapes, request));
}

Value value_of(const Properties& properties, std::string_view name) {
  const auto found = std::ranges::find(properties, name, [](const auto& one) { return one.first; });
  REQUIRE(found != properties.end());
  return found->second;
}

double number_in(const ExportRow& row, std::string_view name) {
  const auto value = value_of(row.properties, name);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return std::get<double>(value);
}

std::string bytes_of(const ExportTable& table, ExportFormat format) {
  std::ostringstream out;
  sample::taken(write_export(table, format, out));
  return out.str();
}

HotspotFinding finding_of(const RowMask& selected, const HotspotExport& asked) {
  const auto& snapshot = *shared().snapshot;
  const auto facts = facts_of_all(snapshot, sample::day_of(snapshot));
  return sample::taken(hotspots_by_choice({snapshot, facts, selected}, asked.level,
                                          *find_indicator(snapshot, asked.indicator), asked.choice,
                                          shared().shapes[static_cast<std::size_t>(asked.level)]));
}

RowMask everything() {
  return select_issues({}, *shared().snapshot, sample::day_of(*shared().snapshot));
}

RowMask published() {
  auto selected = everything();
  for (Row row = 0; row < selected.size(); ++row)
    if (!may_be_published(*shared().snapshot, shared().snapshot->issues[row])) selected[row] = 0;
  return selected;
}
}  // namespace

TEST_CASE("every place of the level is a row with the figures, the verdict and the sentence of the finding") {
  HotspotExport asked;
  asked.choice.correction = Correction::none;
  const auto table = table_of(request(ExportProfile::internal, asked));
  set_language(Language::en);
  const auto finding = finding_of(everything(), asked);
  const auto& snapshot = *shared().snapshot;
  REQUIRE(table.rows.size() == finding.found.places.size());
  REQUIRE_FALSE(finding.ranked.empty());
  for (const auto& place : finding.found.places) {
    const auto row = std::ranges::find(table.rows, snapshot.settlements[place.row].kato, &ExportRow::id);
    REQUIRE(row != table.rows.end());
    CHECK(text_of(value_of(row->properties, "verdict")) == name_of(place.statistic.verdict));
    CHECK(text_of(value_of(row->properties, "sentence")) == sentence_of(snapshot, finding.found, place));
    if (std::isnan(place.statistic.p)) {
      CHECK(value_of(row->properties, "p") == Value{});
      continue;
    }
    CHECK(number_in(*row, "p") == doctest::Approx(place.statistic.p).epsilon(1e-8));
    CHECK(number_in(*row, "p_adjusted") == doctest::Approx(place.statistic.p_adjusted).epsilon(1e-8));
    CHECK(number_in(*row, "seen") == place.seen);
    CHECK(number_in(*row, "expected") == doctest::Approx(place.expected).epsilon(1e-8));
    CHECK(number_in(*row, "people") == *snapshot.settlements[place.row].population);
  }
  CHECK(text_of(value_of(table.header, "base")) == "population");
  CHECK(text_of(value_of(table.header, "weights")) == text_of(finding.ground.weights));
}

TEST_CASE("neighbours without data are not counted: they were not tested with the place") {
  const HotspotExport asked{.level = AreaLevel::settlement, .indicator = "days_open", .choice = {}};
  const auto table = table_of(request(ExportProfile::internal, asked));
  const auto finding = finding_of(everything(), asked);
  REQUIRE(table.rows.size() == finding.found.places.size());
  bool is_any_fewer = false;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& place = finding.found.places[i];
    CHECK(number_in(table.rows[i], "neighbours") == static_cast<double>(place.statistic.neighbours));
    is_any_fewer = is_any_fewer || place.statistic.neighbours < place.neighbours.size();
  }
  CHECK(is_any_fewer);
}

TEST_CASE("a join count is told with the answer it looks for and how many neighbours answer alike") {
  HotspotExport asked;
  asked.indicator = "overdue";
  asked.choice.method = HotspotMethod::joincount, asked.choice.correction = Correction::none;
  const auto table = table_of(request(ExportProfile::internal, asked));
  set_language(Language::en);
  const auto finding = finding_of(everything(), asked);
  CHECK(text_of(value_of(table.header, "answer")).starts_with("“Overdue problems” – "));
  CHECK(value_of(table.header, "base") == Value{});
  int told = 0;
  for (const auto& place : finding.found.places) {
    const auto row = std::ranges::find(table.rows, shared().snapshot->settlements[place.row].kato, &ExportRow::id);
    REQUIRE(row != table.rows.end());
    if (std::isnan(place.statistic.p)) continue;
    CHECK(value_of(row->properties, "seen") == Value{static_cast<std::int64_t>(place.alike.size())});
    ++told;
  }
  CHECK(told > 5);
}

TEST_CASE("of a scan a place of a cluster is told with its circle, and neither weights nor a correction are named") {
  HotspotExport asked;
  asked.choice.method = HotspotMethod::scan, asked.choice.alpha = 0.99;  // whatever is strongest
  const auto table = table_of(request(ExportProfile::internal, asked));
  set_language(Language::en);
  const auto finding = finding_of(everything(), asked);
  CHECK(value_of(table.header, "weights") == Value{});
  CHECK(value_of(table.header, "correction") == Value{});
  const auto& cluster = finding.scan->scan.clusters.front();
  const auto& centre = finding.found.places[cluster.centre];
  const auto row = std::ranges::find(table.rows, shared().snapshot->settlements[centre.row].kato, &ExportRow::id);
  REQUIRE(row != table.rows.end());
  CHECK(number_in(*row, "seen") == cluster.seen);
  CHECK(number_in(*row, "neighbours") == static_cast<double>(cluster.rows.size() - 1));
  CHECK(text_of(value_of(row->properties, "sentence")) == sentence_of(*shared().snapshot, finding, centre));
}

TEST_CASE("what may not be published is neither counted nor told in a public export of hotspots") {
  HotspotExport asked;
  asked.choice.correction = Correction::none;
  const auto table = table_of(request(ExportProfile::open_data, asked));
  set_language(Language::en);
  const auto finding = finding_of(published(), asked);
  CHECK(finding.found.total < finding_of(everything(), asked).found.total);
  CHECK(table.share.shown < table.share.chosen);
  const auto not_public = static_cast<std::int64_t>(table.share.chosen - table.share.shown);
  CHECK(value_of(table.header, "problems_not_public") == Value{not_public});
  CHECK(value_of(table.header, "problems_without_place") ==
        Value{static_cast<std::int64_t>(finding.found.left_out.count())});
  CHECK(text_of(value_of(table.header, "left_out")).find("drafts or of sensitive categories") != std::string::npos);
  const auto facts = facts_of_all(*shared().snapshot, sample::day_of(*shared().snapshot));
  for (const auto& place : finding.found.places) {
    const auto& kato = shared().snapshot->settlements[place.row].kato;
    const auto row = std::ranges::find(table.rows, kato, &ExportRow::id);
    REQUIRE(row != table.rows.end());
    const auto issues = issues_of_place(*shared().snapshot, AreaLevel::settlement, place.row, published());
    CHECK(number_in(*row, "value") ==
          std::ranges::count_if(issues, [&](Row issue) { return facts.facts[issue].is_open; }));
    if (std::isfinite(place.seen)) CHECK(number_in(*row, "seen") == place.seen);
    CHECK(text_of(value_of(row->properties, "as_of")).size() == 7);  // a month
  }
}

TEST_CASE("the same hotspots give the same bytes, and are found by every method at every level") {
  for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa, HotspotMethod::scan})
    for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district}) {
      HotspotExport asked;
      asked.level = level, asked.choice.method = method;
      const auto wanted = request(ExportProfile::open_data, asked);
      for (const auto format : {ExportFormat::geojson, ExportFormat::geojsonseq, ExportFormat::csv}) {
        const auto bytes = bytes_of(table_of(wanted), format);
        CHECK(bytes.size() > 1000);
        CHECK(bytes == bytes_of(table_of(wanted), format));
      }
      for (const auto format : {ExportFormat::gpkg, ExportFormat::kml, ExportFormat::xlsx})
        CHECK(bytes_of(table_of(wanted), format).size() > 1000);
    }
}

TEST_CASE("the sentence is in the language of the export, and the thread's own language stays") {
  set_language(Language::en);
  auto wanted = request(ExportProfile::internal);
  wanted.language = Language::kk;
  const auto row = table_of(wanted).rows.front();
  CHECK(language() == Language::en);
  CHECK(text_of(value_of(row.properties, "sentence")) !=
        text_of(value_of(table_of(request(ExportProfile::internal)).rows.front().properties, "sentence")));
}

TEST_CASE("an unknown indicator and impossible weights are refused") {
  const auto export_with = [](const HotspotExport& asked) {
    return export_table(*shared().snapshot, shared().shapes, request(ExportProfile::internal, asked));
  };
  CHECK(refusal(export_with({.indicator = "nothing", .choice = {}})) == "err.unknown_field");
  HotspotExport asked;
  asked.choice.weights = "knn:9999";
  CHECK(refusal(export_with(asked)) != "accepted");
}
