// One bad file, the answer it must get, and the check that nothing else happened: no crash, no hang, no file left
// beside the person's own or changed.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/text.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"

namespace riskmap::test {

inline constexpr std::size_t any_size = static_cast<std::size_t>(-1);

struct Case {
  std::string name;
  std::function<fs::path(const Folder&)> write;
  std::vector<ErrorCode> errors{};  // one of these; none = the file is read
  std::size_t features = any_size;
  std::vector<std::string> remarks{};  // beginnings of refusal reasons, all of them present
  std::string text{};                  // a cell that must be there
};

inline void check_texts(const FeatureTable& table, const std::string& expected) {
  bool is_found = expected.empty();
  for (const Column& column : table.columns) {
    CHECK(is_valid_utf8(column.name));
    for (const std::string& text : column.texts) {
      CHECK(is_valid_utf8(text));
      is_found = is_found || text == expected;
    }
  }
  CHECK_MESSAGE(is_found, "no cell reads ", expected);
}

inline void check_offsets(const FeatureTable& table) {
  CHECK(table.part_offset.back() == table.ring_offset.size() - 1);
  CHECK(table.ring_offset.back() == table.vertex_offset.size() - 1);
  CHECK(table.vertex_offset.back() == table.x.size());
  CHECK(table.x.size() == table.y.size());
  CHECK(table.fid.size() == table.size());
  for (const Column& column : table.columns)
    CHECK((column.is_numeric() ? column.numbers.size() : column.texts.size()) == table.size());
}

inline std::string all_reasons(const FeatureTable& table) {
  std::string all;
  for (const Refusal& refusal : table.refusals) all += refusal.reason + " | ";
  return all;
}

inline void check(const Case& item) {
  INFO(item.name);
  const Folder folder;
  const fs::path file = item.write(folder);
  const auto before = folder.contents();
  const auto table = read_vector_file(file);
  CHECK_MESSAGE(folder.contents() == before, "something was written beside the file");
  if (!item.errors.empty()) {
    REQUIRE_FALSE(table.has_value());
    CHECK_MESSAGE(std::ranges::find(item.errors, table.error().code) != item.errors.end(), name_of(table.error().code),
                  ": ", table.error().detail);
    return;
  }
  REQUIRE_MESSAGE(table.has_value(), name_of(table.error().code), ": ", table.error().detail);
  if (item.features != any_size) CHECK(table->size() == item.features);
  check_offsets(*table);
  check_texts(*table, item.text);
  const std::string reasons = all_reasons(*table);
  // A list shows its beginning only: that a part is missing stands before the rows that lack their shapes for it.
  if (reasons.find(refusal::partial_read) != reasons.npos) CHECK(reasons.starts_with(refusal::partial_read));
  for (const std::string& remark : item.remarks)
    CHECK_MESSAGE(reasons.find(remark) != reasons.npos, "expected ", remark, " in ", reasons);
}

inline std::function<fs::path(const Folder&)> named(const std::string& path) {
  return [path](const Folder&) { return fs::path{path}; };
}
inline std::function<fs::path(const Folder&)> file(const std::string& name, const std::string& bytes) {
  return [name, bytes](const Folder& folder) { return folder.write(name, bytes); };
}
inline std::function<fs::path(const Folder&)> geojson(const std::string& text) {
  return file("areas.geojson", text);
}
inline std::function<fs::path(const Folder&)> one_shape(const std::string& geometry) {
  return geojson(collection({feature(geometry)}));
}
inline std::string text_of(std::string_view word) {
  return std::string{word};
}

inline std::function<fs::path(const Folder&)> shapes(const std::vector<std::string>& names,
                                                     const std::function<void(Shapefile&)>& damage = {}) {
  return [=](const Folder& folder) {
    Shapefile parts = shapefile(names);
    if (damage) damage(parts);
    return write_shapefile(folder, parts);
  };
}
inline std::function<fs::path(const Folder&)> shapes_without(const std::string& extension) {
  return [=](const Folder& folder) {
    const fs::path written = write_shapefile(folder, shapefile({"a", "b", "c"}));
    fs::remove(fs::path{written}.replace_extension(extension));
    return written;
  };
}
inline std::function<fs::path(const Folder&)> shapes_with(const std::vector<std::string>& names,
                                                          const std::string& extension, const std::string& bytes) {
  return [=](const Folder& folder) {
    const fs::path written = write_shapefile(folder, shapefile(names));
    folder.write("areas" + extension, bytes);
    return written;
  };
}
inline std::function<fs::path(const Folder&)> geopackage(const std::function<void(GeoPackage&)>& fill,
                                                         const std::string& name = "areas.gpkg") {
  return [=](const Folder& folder) {
    GeoPackage package{folder.path() / name};
    fill(package);
    return folder.path() / name;
  };
}
inline std::function<fs::path(const Folder&)> damaged_geopackage(const std::function<void(std::string&)>& damage) {
  return [=](const Folder& folder) {
    {
      GeoPackage{folder.path() / "areas.gpkg"}.points("places", 2000);
    }
    std::string bytes = bytes_of(folder.path() / "areas.gpkg");
    damage(bytes);
    return folder.write("areas.gpkg", bytes);
  };
}

}  // namespace riskmap::test
