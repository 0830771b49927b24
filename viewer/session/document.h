// The open document: a register, or a plain vector file. Everything in it is immutable; a change makes the next one.
#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/search.h"
#include "layers/exchange/context_layer.h"
#include "layers/exchange/file_scene.h"
#include "layers/exchange/place_layer.h"
#include "layers/geo/vector_dataset.h"
#include "layers/model/register_snapshot.h"
#include "layers/store/register_store.h"

namespace riskmap {

struct RegisterDocument {
  std::filesystem::path path;
  StoreInfo info;
  Snapshot snapshot;
  std::array<Features, 4> shapes;  // by AreaLevel, WGS 84
  std::shared_ptr<const PlaceLayers> layers;
  // Open problems by settlement row, while the records are still being read: the snapshot holds places only.
  std::optional<std::vector<int>> open_so_far;
};

// The layers that a map can be made of.
std::vector<std::string> drawable_layers(const std::vector<LayerInfo>& layers);

struct FileDocument {
  std::filesystem::path path;
  std::string driver;
  std::vector<LayerInfo> layers_in_file;
  std::shared_ptr<const FileLayer> layer;
};

struct Document {
  std::optional<RegisterDocument> reg;  // at most one of the two
  std::optional<FileDocument> file;
  std::shared_ptr<const ContextLayers> context;  // beside either; null = none
  [[nodiscard]] bool is_empty() const { return !reg && !file; }
  [[nodiscard]] bool can_edit() const { return reg && !reg->info.is_read_only; }
  [[nodiscard]] std::filesystem::path path() const {
    return reg ? reg->path : file ? file->path : std::filesystem::path{};
  }
  [[nodiscard]] std::string view_crs() const {
    return reg ? reg->layers->view_crs : file ? file->layer->view_crs : std::string{};
  }
};

// A register is opened once by the store thread; this reads what the picture needs.
// `view` as in layers/geo/view_system.h.
Result<RegisterDocument> load_register(RegisterStore& store, const std::filesystem::path& path,
                                       const std::string& view = {}, const LongWork& work = {});

// What the picture needs before the records are read; nothing of a register with fewer problems than that.
std::optional<RegisterDocument> arriving_register(RegisterStore& store, const std::filesystem::path& path,
                                                  const std::string& view, std::int64_t fewest_problems);

}  // namespace riskmap
