// The density of points against the kernel's formula, summed point by point.
#include "layers/raster/density.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <optional>
#include <random>

#include "layers/raster/density_picture.h"
#include "layers/raster/quartic_kernel.h"
#include "tests/unit/analysis/reference_columns.h"
#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

// The formula's, point by point, per km².
double exact(std::span<const MapPoint> points, const DensityKernel& kernel, MapPoint at) {
  double sum = 0;
  for (const MapPoint point : points) {
    const double x = (point.x - at.x) * kernel.metres_per_unit_x, y = (point.y - at.y) * kernel.metres_per_unit_y;
    sum += 1e6 * quartic_kernel(x * x + y * y, kernel.bandwidth_m);
  }
  return sum;
}

double peak_of_one(const DensityKernel& kernel) {
  return 3e6 / (std::numbers::pi * kernel.bandwidth_m * kernel.bandwidth_m);
}

std::vector<MapPoint> random_points(std::size_t count, const Box& box, unsigned seed) {
  std::mt19937 random{seed};
  std::uniform_real_distribution<double> x{box.min_x, box.max_x}, y{box.min_y, box.max_y};
  std::vector<MapPoint> points;
  for (std::size_t i = 0; i < count; ++i) points.push_back({x(random), y(random)});
  return points;
}

// The largest difference from the exact sum at the middles of a picture's pixels.
double largest_error(std::span<const MapPoint> points, const DensityKernel& kernel, const Camera& camera) {
  JobPool pool{0};
  const auto field = density_field(points, kernel, camera.visible(), camera.metres_per_pixel, pool);
  double largest = 0;
  for (int py = 0; py < camera.size.height; ++py)
    for (int px = 0; px < camera.size.width; ++px) {
      const MapPoint at = camera.map_from_screen({px + 0.5, py + 0.5});
      largest = std::max(largest, std::abs(field.at(at) - exact(points, kernel, at)));
    }
  return largest;
}

// What the field holds in all.
double events_in(const DensityField& field, const DensityKernel& kernel) {
  double sum = 0;
  for (const float value : field.per_km2) sum += static_cast<double>(value);
  return sum * field.step_x * kernel.metres_per_unit_x * field.step_y * kernel.metres_per_unit_y / 1e6;
}

TEST_CASE("one point is spread to one event, 3/(π h²) at its place") {
  JobPool pool{0};
  const DensityKernel kernel{.bandwidth_m = 2000};
  const std::array points = {MapPoint{500'000, 4'700'000}};
  const auto field = density_field(points, kernel, {490'000, 4'690'000, 510'000, 4'710'000}, 50, pool);
  CHECK(events_in(field, kernel) == doctest::Approx(1).epsilon(0.003));
  CHECK(field.at(points.front()) == doctest::Approx(peak_of_one(kernel)).epsilon(0.015));
  CHECK(field.at({502'100, 4'700'000}) < 0.003 * peak_of_one(kernel));
  CHECK(field.at({502'700, 4'700'000}) == 0);
}

TEST_CASE("wherever a point lies, its density is within a hundredth and a half of its peak") {
  const Camera camera = test::view(90, 90, 50);
  for (const double bandwidth : {510.0, 1300.0, 1900.0}) {
    const DensityKernel kernel{.bandwidth_m = bandwidth};
    for (const MapPoint point : random_points(12, {2000, 2000, 2500, 2500}, 7)) {
      CAPTURE(bandwidth);
      CHECK(largest_error(std::array{point}, kernel, camera) < 0.015 * peak_of_one(kernel));
    }
  }
}

TEST_CASE("the density of many points is that of the formula at every pixel") {
  const Camera camera = test::view(80, 60, 100);
  auto points = random_points(400, {-500, -500, 8500, 6500}, 3);
  const auto crowd = random_points(200, {3000, 3000, 3600, 3600}, 5);
  points.insert(points.end(), crowd.begin(), crowd.end());
  for (const double bandwidth : {1000.0, 1500.0, 3000.0}) {
    const DensityKernel kernel{.bandwidth_m = bandwidth};
    JobPool pool{0};
    const double peak = density_field(points, kernel, camera.visible(), 100, pool).peak();
    CAPTURE(bandwidth);
    CHECK(largest_error(points, kernel, camera) < 0.008 * peak);
  }
}

// The houses of the reference: where they stand, and for how much they were sold.
struct Houses {
  std::vector<MapPoint> places{};
  std::vector<double> prices{};
  std::filesystem::path folder = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference/baltim_points";
};

std::optional<Houses> houses_of_baltimore() {
  Houses houses;
  if (!std::filesystem::exists(houses.folder)) {
    MESSAGE("skipped: no reference values at " << houses.folder.string());
    return std::nullopt;
  }
  for (const auto& row : testing::read_table(houses.folder / "kde_h15_cell2_points.csv"))
    houses.places.push_back({testing::number_of(row.at("x")), testing::number_of(row.at("y"))});
  houses.prices = testing::column_of(testing::read_table(houses.folder / "attributes.csv"), "PRICE");
  REQUIRE(houses.places.size() == 211);
  REQUIRE(houses.prices.size() == 211);
  return houses;
}

TEST_CASE("every column of the kernel's sums over the houses of Baltimore is that of spatstat and QGIS") {
  const auto houses = houses_of_baltimore();
  if (!houses) return;
  constexpr double bandwidth = 15;
  const double whole = quartic_kernel(0, bandwidth);
  for (const std::string file : {"kde_h15_cell2_points.csv", "kde_h15_cell2_grid.csv"}) {
    CAPTURE(file);
    const auto rows = testing::read_table(houses->folder / file);
    std::vector<double> density, weighted, bare;
    for (const auto& row : rows) {
      double sum = 0, sum_of_prices = 0;
      for (std::size_t i = 0; i < houses->places.size(); ++i) {
        const double x = houses->places[i].x - testing::number_of(row.at("x"));
        const double y = houses->places[i].y - testing::number_of(row.at("y"));
        sum += quartic_kernel(x * x + y * y, bandwidth);
        sum_of_prices += houses->prices[i] * quartic_kernel(x * x + y * y, bandwidth);
      }
      density.push_back(sum), weighted.push_back(sum_of_prices), bare.push_back(sum / whole);
    }
    testing::OurColumns ours{{"density", {density, 1e-9, 0}}};
    testing::NotCompared keys{{"x", "where"}, {"y", "where"}};
    if (file.ends_with("points.csv"))
      ours["spatstat"] = {density, 1e-9, 0}, keys["point"] = "key";
    else
      ours["density_weighted"] = {weighted, 1e-9, 0}, ours["qgis_raw"] = {bare, 1e-9, 0},
      keys["col"] = keys["row"] = "key";
    testing::compare_columns(rows, ours, keys);
  }
}

TEST_CASE("the houses of Baltimore lie as densely on the map as spatstat says, within a hundredth of the peak") {
  const auto houses = houses_of_baltimore();
  if (!houses) return;
  Box region;
  for (const MapPoint place : houses->places)
    region.include(place.x - 16, place.y - 16), region.include(place.x + 16, place.y + 16);
  JobPool pool{0};
  const auto field = density_field(houses->places, {.bandwidth_m = 15}, region, 1, pool);
  const double peak = field.peak();
  int checked = 0;
  for (const std::string file : {"kde_h15_cell2_points.csv", "kde_h15_cell2_grid.csv"})
    for (const auto& row : testing::read_table(houses->folder / file)) {
      const MapPoint at{testing::number_of(row.at("x")), testing::number_of(row.at("y"))};
      CHECK(std::abs(field.at(at) - 1e6 * testing::number_of(row.at("density"))) < 0.008 * peak);
      ++checked;
    }
  CHECK(checked == 211 + 3023);
}

TEST_CASE("the bandwidth is measured on the ground, whatever the unit of the map is there") {
  const DensityKernel mercator{.bandwidth_m = 1500, .metres_per_unit_x = 0.74, .metres_per_unit_y = 0.74},
      plate_carree{.bandwidth_m = 1500, .metres_per_unit_x = 0.74, .metres_per_unit_y = 1};
  const std::array points = {MapPoint{4000, 3100}, MapPoint{4400, 3000}};
  for (const auto& kernel : {mercator, plate_carree})
    CHECK(largest_error(points, kernel, test::view(80, 60, 100)) < 0.02 * peak_of_one(kernel));
}

TEST_CASE("where the bandwidth is less than a few pixels, no event is lost") {
  JobPool pool{0};
  const Box box{0, 0, 100'000, 80'000};
  const auto points = random_points(500, {10'000, 10'000, 90'000, 70'000}, 11);
  for (const double bandwidth : {50.0, 100.0, 300.0}) {
    const DensityKernel kernel{.bandwidth_m = bandwidth};
    CHECK(events_in(density_field(points, kernel, box, 100, pool), kernel) == doctest::Approx(500).epsilon(1e-3));
  }
}

TEST_CASE("a moved map reads the same values, and any number of threads makes them") {
  const auto points = random_points(30'000, {0, 0, 20'000, 10'000}, 13);
  const DensityKernel kernel{.bandwidth_m = 700};
  JobPool none{0}, three{3};
  const auto field = density_field(points, kernel, {0, 0, 12'000, 8'000}, 20, none);
  CHECK(density_field(points, kernel, {0, 0, 12'000, 8'000}, 20, three).per_km2 == field.per_km2);
  const auto moved = density_field(points, kernel, {3'141, 1'027, 15'141, 9'027}, 20, none);
  REQUIRE(moved.step_x == field.step_x);
  for (const MapPoint at : random_points(300, {4'000, 2'000, 11'000, 7'000}, 17)) CHECK(moved.at(at) == field.at(at));
}

TEST_CASE("a density is laid over a picture from the first colour to the last") {
  JobPool pool{0};
  const Camera camera = test::view(100, 100, 20);
  const std::array points = {MapPoint{1000, 1000}};
  const DensityKernel kernel{.bandwidth_m = 400};
  const auto field = density_field(points, kernel, camera.visible(), 20, pool);
  const auto strong = premultiplied(rgb(0xBD0026)), ground = premultiplied(rgb(0x112233));
  const std::array<std::uint32_t, 3> colours = {0, premultiplied(rgb(0xFFFFB2, 128)), strong};
  ColourImage image;
  image.reset(camera.size);
  std::ranges::fill(image.pixels, ground);
  lay_density(image, field, camera, {.top = field.peak(), .colours = colours}, pool);
  CHECK(image.row(50)[50] == strong);
  CHECK(image.row(50)[5] == ground);                          // beyond the bandwidth
  CHECK(image.row(50)[50 + 19] == ground);                    // nearly none: the first colour
  CHECK(image.row(50 - 11)[50] == over(colours[1], ground));  // half of the peak
}

}  // namespace
}  // namespace riskmap
