// Invented files a person might bring, and what the session says of one it has loaded.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "viewer/session/session.h"

namespace riskmap::sample {

inline void put(const std::filesystem::path& file, std::string_view text) {
  std::ofstream{file, std::ios::binary} << text;
}

// Two invented areas with a number each.
inline constexpr std::string_view two_areas = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Ешқайда","rate":4},"geometry":{"type":"Polygon","coordinates":[[[69,42],[69.5,42],[69.5,42.5],[69,42.5],[69,42]]]}},
{"type":"Feature","properties":{"name":"Ешқашан","rate":9},"geometry":{"type":"Polygon","coordinates":[[[69.5,42],[70,42],[70,42.5],[69.5,42.5],[69.5,42]]]}}]})";
// The same without a word about their coordinates.
inline constexpr std::string_view areas_without_crs =
    "WKT,name\n"
    "\"POLYGON((69 42,69.5 42,69.5 42.5,69 42.5,69 42))\",Ешқайда\n"
    "\"POLYGON((69.5 42,70 42,70 42.5,69.5 42.5,69.5 42))\",Ешқашан\n";

// Two layers: two villages, then a road.
inline constexpr std::string_view two_layers = R"(<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>villages</name>
<Placemark><name>Ешқайда</name><Point><coordinates>69.9,42.2</coordinates></Point></Placemark>
<Placemark><name>Ешқашан</name><Point><coordinates>70.1,42.3</coordinates></Point></Placemark></Folder>
<Folder><name>roads</name>
<Placemark><name>Жол</name><LineString><coordinates>69.9,42.2 70.1,42.3</coordinates></LineString></Placemark></Folder>
</Document></kml>)";

// So many areas that reading them takes longer than asking for the next thing.
inline void put_many_areas(const std::filesystem::path& file) {
  std::ofstream out{file};
  out << R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < 60'000; ++i) {
    const double x = 60 + 0.001 * (i % 300), y = 45 + 0.001 * (i / 300);
    out << (i == 0 ? "" : ",")
        << fmt::format(R"({{"type":"Feature","properties":{{"n":{}}},"geometry":{{"type":"Polygon","coordinates":)"
                       R"([[[{:.4f},{:.4f}],[{:.4f},{:.4f}],[{:.4f},{:.4f}],[{:.4f},{:.4f}]]]}}}})",
                       i % 7, x, y, x + 0.001, y, x, y + 0.001, x, y);
  }
  out << "]}";
}

inline bool names(const LoadReport& report, std::string_view words) {
  return std::ranges::any_of(report.lines, [&](const auto& line) { return line.find(words) != std::string::npos; });
}

}  // namespace riskmap::sample
