// What we make of coordinates, for peers to compare.
// measure_places project FROM TO: "x y" lines on standard input, projected ones on standard output, east before north.
// measure_places areas FILE: the area of each feature on the ellipsoid in square metres, one a line.
#include <fmt/format.h>

#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"
#include "layers/geo/vector_dataset.h"

using namespace riskmap;

namespace {

int refuse(const Error& error) {
  fmt::print(stderr, "{}: {}\n", name_of(error.code), error.detail);
  return 1;
}

int project(const std::string& from, const std::string& to) {
  const auto projection = Projection::between(from, to);
  if (!projection) return refuse(projection.error());
  double x = 0, y = 0;
  while (std::cin >> x >> y) {
    projection->forward({&x, 1}, {&y, 1});
    fmt::print("{:.6f} {:.6f}\n", x, y);
  }
  return 0;
}

double ring_area_m2(const FeatureTable& table, std::size_t ring) {
  std::vector<LonLat> places;
  for (auto vertex = table.vertex_offset[ring]; vertex < table.vertex_offset[ring + 1]; ++vertex)
    places.push_back({table.x[vertex], table.y[vertex]});
  return geodesic_area_m2(places);
}

double feature_area_m2(const FeatureTable& table, std::size_t feature) {
  double area = 0;
  for (auto part = table.part_offset[feature]; part < table.part_offset[feature + 1]; ++part)
    for (auto ring = table.ring_offset[part]; ring < table.ring_offset[part + 1]; ++ring)
      area += ring == table.ring_offset[part] ? ring_area_m2(table, ring) : -ring_area_m2(table, ring);
  return area;
}

int areas(const std::string& file) {
  const auto table = read_vector_file(file);
  if (!table) return refuse(table.error());
  for (std::size_t feature = 0; feature < table->size(); ++feature)
    fmt::print("{:.3f}\n", feature_area_m2(*table, feature));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words{arguments + 1, arguments + count};
  if (words.size() == 3 && words[0] == "project") return project(words[1], words[2]);
  if (words.size() == 2 && words[0] == "areas") return areas(words[1]);
  return 2;
}
