// Neighbours against GEOS and spdep, as written in the reference tables.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "layers/analysis/contiguity.h"
#include "layers/analysis/nearest.h"
#include "layers/analysis/weights_choice.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "reference_table.h"

namespace riskmap {

namespace {
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

FeatureTable layer(const std::string& name) {
  REQUIRE(set_up_gdal());
  auto features = read_vector_file(reference / name / (name + ".gpkg"));
  REQUIRE(features);
  return std::move(*features);
}

// Rows count from 1 in the tables.
Neighbours expected_neighbours(const std::filesystem::path& file, const std::string& kind, std::size_t rows) {
  std::vector<Link> links;
  for (const auto& row : testing::read_table(file))
    if (row.at("weights") == kind)
      for (const double other : testing::numbers_of(row.at("neighbours")))
        links.push_back(
            {static_cast<std::uint32_t>(std::stoul(row.at("rid"))) - 1, static_cast<std::uint32_t>(other) - 1});
  REQUIRE_FALSE(links.empty());
  return neighbours_from(rows, std::move(links));
}

ContiguityRule rule_named(const std::string& name) {
  return name == "queen" ? ContiguityRule::queen : ContiguityRule::rook;
}

// The distances to the neighbours of each row, ascending.
std::vector<std::vector<double>> distances_along(const Neighbours& neighbours, const Places& places) {
  std::vector<std::vector<double>> all(neighbours.size());
  for (std::size_t row = 0; row < neighbours.size(); ++row) {
    for (const auto other : neighbours.of(row)) all[row].push_back(places.distance(row, other));
    std::ranges::sort(all[row]);
  }
  return all;
}

bool are_as_far(const Neighbours& ours, const Neighbours& theirs, const Places& places) {
  const auto a = distances_along(ours, places), b = distances_along(theirs, places);
  return std::ranges::equal(a, b, [](const auto& one, const auto& other) {
    return std::ranges::equal(one, other, [](double m, double n) { return std::abs(m - n) <= 1e-9; });
  });
}

// How far the loneliest place is from its nearest neighbour.
double widest_gap(const Places& places) {
  double widest = 0;
  for (const auto& distances : distances_along(*nearest_neighbours(places, 1), places))
    widest = std::max(widest, distances.front());
  return widest;
}
}  // namespace

TEST_CASE("every contiguity case is answered as intended") {
  if (is_absent()) return;
  const auto areas = layer("contiguity_cases");
  int checked = 0;
  for (const std::string rule : {"queen", "rook"})
    for (const bool is_planar : {true, false}) {
      const auto found = *find_contiguity(areas, {.rule = rule_named(rule), .tolerance = 0.1, .is_planar = is_planar});
      for (const auto& row : testing::read_table(reference / "contiguity_cases/truth.csv")) {
        const auto& truth = row.at(rule + "_tol0.1");
        if (truth == "?") continue;
        CAPTURE(rule);
        CAPTURE(row.at("case"));
        CAPTURE(row.at("pair"));
        const auto a = static_cast<std::uint32_t>(std::stoul(row.at("rid_i"))) - 1;
        const auto b = static_cast<std::uint32_t>(std::stoul(row.at("rid_j"))) - 1;
        CHECK(std::ranges::binary_search(found.neighbours.of(a), b) == (truth == "1"));
        ++checked;
      }
      // The one overlap of half a metre is an error of the data, whatever the rule says of it.
      CHECK(found.overlaps == std::vector<AreaOverlap>{{19, 20, OverlapKind::overlap}});
    }
  CHECK(checked >= 2 * 36);
}

TEST_CASE("queen and rook neighbours are those of GEOS and spdep on real layers") {
  if (is_absent()) return;
  for (const std::string name : {"columbus", "nc_sids"}) {
    const auto areas = layer(name);
    for (const std::string rule : {"queen", "rook"}) {
      CAPTURE(name);
      CAPTURE(rule);
      const auto found = *find_contiguity(areas, {.rule = rule_named(rule), .tolerance = 1e-6, .is_planar = true});
      CHECK(found.neighbours ==
            expected_neighbours(reference / name / "neighbours_tol.csv", rule + "_tol", areas.size()));
      CHECK(found.neighbours == expected_neighbours(reference / name / "neighbours.csv", rule + "_topo", areas.size()));
      const auto unasked = *find_contiguity(areas, {.rule = rule_named(rule)});
      CHECK(unasked.neighbours == found.neighbours);
    }
  }
}

TEST_CASE("nearest neighbours and distance bands are those of spdep") {
  if (is_absent()) return;
  for (const std::string name : {"columbus", "nc_sids"}) {
    CAPTURE(name);
    const auto places = *places_of(layer(name), true);
    CHECK(*nearest_neighbours(places, 4) ==
          expected_neighbours(reference / name / "neighbours.csv", "knn4_centroid", places.size()));
  }
  const auto points = *places_of(layer("baltim_points"), true);
  const auto expected = [&](const std::string& kind) {
    return expected_neighbours(reference / "baltim_points/neighbours.csv", kind, points.size());
  };
  CHECK(*neighbours_within(points, 5) == expected("dist5_with_islands"));
  CHECK(*neighbours_within(points, 10) == expected("dist10"));
  // The table was made with the printed distance, which leaves out the very places that it was measured between.
  CHECK(*neighbours_within(points, widest_gap(points) - 1e-9) == expected("dist_maxnn1"));
  CHECK(connectivity_of(*neighbours_within(points, widest_gap(points))).islands.empty());
  // spdep breaks ties as it happens to: the same distances, not always the same places.
  CHECK(are_as_far(*nearest_neighbours(points, 4), expected("knn4"), points));
  CHECK(are_as_far(*nearest_neighbours(points, 6), expected("knn6"), points));
  CHECK(connectivity_of(*neighbours_within(points, 10)).islands.size() == 2);
}

TEST_CASE("nearest neighbours both ways are those of spdep") {
  if (is_absent()) return;
  const auto points = *places_of(layer("baltim_points"), true);
  const auto table = reference / "baltim_points/neighbours.csv";
  const auto one_way = expected_neighbours(table, "knn4", points.size());
  CHECK(*both_ways(one_way) == expected_neighbours(table, "knn4_sym", points.size()));
  // Ours break ties otherwise, so that whole lists differ where its do.
  const auto found = find_neighbours({.places = &points}, *weights_choice_from("knn:4:sym"), {});
  REQUIRE(found);
  CHECK(found->neighbours == *both_ways(*nearest_neighbours(points, 4)));
  CHECK(connectivity_of(found->neighbours).one_way == 0);
}

}  // namespace riskmap
