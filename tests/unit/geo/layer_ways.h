// The two ways through a layer of a GeoPackage, and whether they lead to the same.
#pragma once
#include <doctest/doctest.h>
#include <gdal/gdal_priv.h>
#include <gdal/ogrsf_frmts.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/geopackage_rows.h"

namespace riskmap::test {

struct CloseGdal {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using GdalFile = std::unique_ptr<GDALDataset, CloseGdal>;

inline GdalFile opened(const std::filesystem::path& file) {
  REQUIRE(set_up_gdal().has_value());
  GdalFile dataset{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
  REQUIRE(dataset != nullptr);
  return dataset;
}

inline FeatureTable finished(LayerTarget& target) {
  target.columns.finish(target.table, {});
  return std::move(target.table);
}

inline FeatureTable by_features(OGRLayer& layer, GeometryKind kind) {
  LayerTarget target{{.kind = kind}, *layer.GetLayerDefn(), 0, 0};
  std::int64_t row = 0;
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    target.geometries.add(feature->GetGeometryRef(), ++row);
    target.columns.add(*feature);
    target.table.fid.push_back(feature->GetFID());
  }
  layer.ResetReading();
  return finished(target);
}

inline std::optional<FeatureTable> by_rows(OGRLayer& layer, const std::filesystem::path& file, GeometryKind kind,
                                           unsigned ranges) {
  const auto count = static_cast<std::size_t>(layer.GetFeatureCount(1));
  LayerTarget target{{.kind = kind}, *layer.GetLayerDefn(), count, 0};
  const auto rows = read_geopackage_rows(layer, {.file = file, .count = count, .ranges = ranges}, target, {});
  if (!rows) return std::nullopt;
  CHECK(rows->count == count);
  return finished(target);
}

inline bool are_same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double one, double other) {
    return std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(other) ||
           (std::isnan(one) && std::isnan(other));
  });
}

// What is too long to be printed is compared as a whole.
inline void check_same(const FeatureTable& table, const FeatureTable& expected) {
  CHECK(are_same(table.x, expected.x));
  CHECK(are_same(table.y, expected.y));
  const auto is_equal = [](const auto& one, const auto& other) { return one == other; };
  CHECK(is_equal(table.vertex_offset, expected.vertex_offset));
  CHECK(is_equal(table.ring_offset, expected.ring_offset));
  CHECK(is_equal(table.part_offset, expected.part_offset));
  CHECK(is_equal(table.fid, expected.fid));
  CHECK(table.extent == expected.extent);
  REQUIRE(table.columns.size() == expected.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column &column = table.columns[i], &wanted = expected.columns[i];
    INFO("column ", wanted.name);
    CHECK(column.name == wanted.name);
    CHECK(column.type == wanted.type);
    CHECK(are_same(column.numbers, wanted.numbers));
    CHECK(is_equal(column.texts, wanted.texts));
  }
  REQUIRE(table.refusals.size() == expected.refusals.size());
  for (std::size_t i = 0; i < table.refusals.size(); ++i) {
    CHECK(table.refusals[i].row == expected.refusals[i].row);
    CHECK(table.refusals[i].reason == expected.refusals[i].reason);
    CHECK(table.refusals[i].is_dropped == expected.refusals[i].is_dropped);
  }
}

}  // namespace riskmap::test
