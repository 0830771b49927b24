// Population, passport, parties and shapes.
#include "layers/exchange/sample_places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <functional>
#include <numbers>
#include <ranges>

#include <fmt/format.h>

#include "layers/core/contract.h"
#include "layers/exchange/geojson_writer.h"
#include "layers/exchange/sample_random.h"
#include "layers/geo/cells.h"

namespace riskmap {

namespace {
constexpr int town_population = 33'841;       // statistics committee, 1 January 2023
constexpr int district_population = 125'493;  // district office, 2022
constexpr std::string_view counted_on = "2023-01-01";
constexpr std::string_view sample_source = "үлгі деректер";
constexpr std::string_view schematic_source = "нүктелерден шығарылған сұлба, ресми шекара емес";

// A village that gives its rural district the name is larger than its neighbours.
bool is_centre(const SampleFacts& facts, const SamplePlace& place) {
  const auto found = facts.rural_districts.find(place.rural_district);
  return found != facts.rural_districts.end() && found->second.kk.starts_with(place.names.kk + " ");
}

struct PassportFigure {
  std::string_view indicator;
  int low, high;  // tenths, or hundredths for shares
  int decimals;
};
constexpr std::array passport_figures = {
    PassportFigure{"low_income_percent", 30, 210, 1},   PassportFigure{"unemployed_percent", 20, 95, 1},
    PassportFigure{"families_d_e_percent", 15, 120, 1}, PassportFigure{"large_families_percent", 140, 330, 1},
    PassportFigure{"disabled_percent", 22, 61, 1},      PassportFigure{"lonely_elderly_percent", 3, 22, 1},
    PassportFigure{"missing_objects_share", 5, 62, 2}};

std::string fixed_point(int value, int decimals) {
  const int unit = decimals == 1 ? 10 : 100;
  return fmt::format("{}.{:0{}}", value / unit, value % unit, decimals);
}

// Whole kilometres as the crow flies with a quarter added for the road.
int road_km(const SamplePlace& from, const SamplePlace& to) {
  const double metres_per_unit = 0.0111195;  // 10^-7 degrees of latitude
  const double shrink = std::cos(static_cast<double>(to.lat_e7) / 1e7 * std::numbers::pi / 180);
  const double east = static_cast<double>(from.lon_e7 - to.lon_e7) * metres_per_unit * shrink;
  const double north = static_cast<double>(from.lat_e7 - to.lat_e7) * metres_per_unit;
  return static_cast<int>(std::lround(std::hypot(east, north) * 1.25 / 1000));
}

Properties area_properties(const std::string& code, std::string_view level, const std::string& parent,
                           const Names& names) {
  return {{"code", code},
          {"level", std::string{level}},
          {"parent_code", parent},
          {"name_kk", names.kk},
          {"name_ru", names.ru},
          {"name_en", names.en},
          {"source", std::string{schematic_source}},
          {"is_schematic", std::int64_t{1}}};
}

using PropertiesOf = std::function<Properties(std::size_t)>;

Result<void> write_layer(const std::filesystem::path& file, const FeatureTable& shapes,
                         const PropertiesOf& properties) {
  std::ofstream out{file, std::ios::binary};
  if (!out) return fail(ErrorCode::access, "cannot write", file.string());
  GeoJsonWriter writer{out, shapes.extent, {}};
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const auto fields = properties(i);
    writer.add_polygon(text_of(fields[0].second), shapes, i, fields);
  }
  if (auto finished = writer.finish(); !finished) return std::unexpected{finished.error()};
  return {};
}
}  // namespace

void share_out_population(SampleFacts& facts) {
  SampleRandom random{"population"};
  std::vector<std::int64_t> weights;
  std::int64_t total = 0;
  for (auto& place : facts.places) {
    const int lot = random.between(180, 1000);
    weights.push_back(place.is_town ? 0 : lot * (is_centre(facts, place) ? 3 : 1));
    total += weights.back();
  }
  int left = district_population;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    auto& place = facts.places[i];
    place.population = place.is_town ? town_population
                                     : static_cast<int>(weights[i] * (district_population - town_population) / total);
    left -= place.population;
  }
  // What rounding left over goes to the first villages, one by one.
  for (auto& place : facts.places)
    if (!place.is_town && left > 0) ++place.population, --left;
}

void add_local_parties(SampleFacts& facts) {
  int constituency = 0;
  for (const auto& [code, names] : facts.rural_districts) {
    const auto number = fmt::format("№ {}", ++constituency);
    const auto of_district = names.kk + (names.kk.ends_with("қаласы") ? "ның" : "нің");
    const auto add = [&](std::string_view post, std::string_view kind, std::string_view level, Names party_names,
                         std::string where_elected) {
      facts.parties.push_back({fmt::format("{}.{}", post, code),
                               std::string{kind},
                               std::string{level},
                               std::move(party_names),
                               std::move(where_elected),
                               {code}});
    };
    add("akim", "AKIM_RURAL", "RURAL_DISTRICT",
        {of_district + " әкімі (үлгі)", names.ru + ", аким (образец)", "Akim of " + names.en + " (sample)"}, "");
    add("deputy", "DISTRICT_DEPUTY", "DISTRICT",
        {fmt::format("Аудандық мәслихат депутаты, {} округ (үлгі)", number),
         fmt::format("Депутат районного маслихата, округ {} (образец)", number),
         fmt::format("District maslikhat deputy, constituency {} (sample)", constituency)},
        number);
    add("primary", "PRIMARY_ORG", "RURAL_DISTRICT",
        {of_district + " бастауыш ұйымы (үлгі)", names.ru + ", первичная организация (образец)",
         "Primary organisation of " + names.en + " (sample)"},
        "");
  }
}

SampleTable indicator_value_table(const SampleFacts& facts) {
  SampleTable table{"indicator_values.csv", {"settlement", "indicator", "as_of", "value", "source"}, {}};
  const auto town = std::ranges::find(facts.places, true, &SamplePlace::is_town);
  RISKMAP_REQUIRE(town != facts.places.end());
  for (const auto& place : facts.places) {
    SampleRandom random{"passport/" + place.kato};
    const auto add = [&](std::string_view indicator, std::string value, std::string_view source) {
      table.rows.push_back(
          {place.kato, std::string{indicator}, std::string{counted_on}, std::move(value), std::string{source}});
    };
    add("population", fmt::format("{}", place.population),
        place.is_town ? std::string_view{"Статистика комитеті, 01.01.2023"} : sample_source);
    for (const auto& figure : passport_figures)
      add(figure.indicator, fixed_point(random.between(figure.low, figure.high), figure.decimals), sample_source);
    add("centre_km", fmt::format("{}", road_km(place, *town)), sample_source);
  }
  return table;
}

SampleTable party_table(const SampleFacts& facts) {
  SampleTable table{
      "parties.csv", {"kind", "name_kk", "name_ru", "name_en", "person_name", "level", "constituency", "active"}, {}};
  for (const auto& party : facts.parties)
    table.rows.push_back(
        {party.kind, party.names.kk, party.names.ru, party.names.en, "", party.level, party.constituency, "1"});
  return table;
}

SampleTable party_area_table(const SampleFacts& facts) {
  SampleTable table{"party_areas.csv", {"party", "code"}, {}};
  for (const auto& party : facts.parties)
    for (const auto& code : party.covers) table.rows.push_back({party.names.kk, code});
  return table;
}

Result<void> write_shapes(const SampleFacts& facts, const std::filesystem::path& folder) {
  std::vector<CellSite> sites;
  for (const auto& place : facts.places)
    sites.push_back({place.kato,
                     place.rural_district,
                     {static_cast<double>(place.lon_e7) / 1e7, static_cast<double>(place.lat_e7) / 1e7}});
  const auto cells = derive_cells(sites);
  if (!cells) return std::unexpected{cells.error()};
  auto written = write_layer(folder / "areas_settlement.geojson", cells->settlements, [&](std::size_t i) {
    const auto& place = facts.places[i];
    return area_properties(place.kato, "settlement", place.rural_district, place.names);
  });
  if (!written) return written;
  const auto& codes = cells->rural_districts.columns[0].texts;
  written = write_layer(folder / "areas_rural_district.geojson", cells->rural_districts, [&](std::size_t i) {
    return area_properties(codes[i], "rural_district", facts.district, facts.rural_districts.at(codes[i]));
  });
  if (!written) return written;
  return write_layer(folder / "areas_district.geojson", cells->district, [&](std::size_t) {
    return area_properties(facts.district, "district", "", {"Төле би ауданы", "Толебийский район", "Töle Bi district"});
  });
}

}  // namespace riskmap
