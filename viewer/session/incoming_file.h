// A vector file that was brought and waits for a word: in which coordinate system it is, or what it is to be.
#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "layers/store/boundaries.h"
#include "viewer/session/document.h"
#include "viewer/session/intent.h"

namespace riskmap {

inline constexpr std::array boundary_levels = {AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district};

struct IncomingFile {
  std::filesystem::path path;
  FileUse use = FileUse::map;
  std::string assumed_crs;          // as a person chose it; empty = the file's own
  Features features;                // read whole; null: maps of tiles of a server
  std::vector<std::string> layers;  // that a map can be made of
  // How well its fields name the places of the open register, by boundary_levels; empty while the CRS is unknown.
  std::array<KeyFields, boundary_levels.size()> keys;
  std::vector<LonLat> settlements;  // of the register, else of the sample: what a coordinate system is judged by

  [[nodiscard]] bool can_be_boundaries() const;
  [[nodiscard]] bool names_crs() const { return !features || !features->crs_wkt.empty(); }
  // The level of which the file finds most places, of two the one it finds the greater share of, as an index into
  // boundary_levels.
  [[nodiscard]] std::size_t best_level() const;
};

struct FileRequest {
  std::filesystem::path path;
  FileUse use = FileUse::map;
  std::string assumed_crs;
  std::string layer;                         // of the file; "" = the first with shapes
  std::string view;                          // as in layers/geo/view_system.h
  Snapshot snapshot;                         // of the open register; null = none
  bool takes_shapes = false;                 // the register can be written
  bool is_map_open = false;                  // a register or a file, beside which this one could lie
  std::filesystem::path sample_settlements;  // a table with `lat` and `lon`, for when no register is open
};
// What a file became: a document, or a question about it.
using BroughtFile = std::variant<FileDocument, IncomingFile>;
// A file that is being read, as a document; nothing where it is not known how it will lie.
struct ArrivingFile {
  FileDocument so_far;
  Box extent;  // of the whole, view CRS
};
std::optional<ArrivingFile> arriving_file(const FileRequest& request, const Features& so_far);

// On a worker. err.no_geometry for boundaries that are no polygons; err.no_crs only for an assumed one nobody knows.
Result<BroughtFile> bring_file(const FileRequest& request, OpenOptions options);

}  // namespace riskmap
