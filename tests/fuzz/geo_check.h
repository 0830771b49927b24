// What every harness over files shares: a private file to put the bytes in, and the promises of a table that was read.
#pragma once
#include <stdlib.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "layers/core/contract.h"
#include "layers/core/text.h"
#include "layers/geo/vector_dataset.h"

namespace riskmap::fuzz {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "riskmap-fuzz-XXXXXX").string();
    RISKMAP_REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] fs::path write(const std::string& name, std::string_view bytes) const {
    std::ofstream{path_ / name, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path_ / name;
  }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{path_}, fs::directory_iterator{}));
  }

 private:
  fs::path path_;
};

inline std::string_view view_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require_promises(const FeatureTable& table) {
  RISKMAP_REQUIRE(table.part_offset.back() == table.ring_offset.size() - 1);
  RISKMAP_REQUIRE(table.ring_offset.back() == table.vertex_offset.size() - 1);
  RISKMAP_REQUIRE(table.vertex_offset.back() == table.x.size() && table.x.size() == table.y.size());
  for (std::size_t i = 0; i < table.x.size(); ++i)
    RISKMAP_REQUIRE(std::isfinite(table.x[i]) && std::isfinite(table.y[i]));
  for (const Column& column : table.columns) {
    RISKMAP_REQUIRE(is_valid_utf8(column.name));
    RISKMAP_REQUIRE((column.is_numeric() ? column.numbers.size() : column.texts.size()) == table.size());
    for (const std::string& text : column.texts) RISKMAP_REQUIRE(is_valid_utf8(text));
  }
}

// Reads every layer of a file that lies in `folder`; nothing may be added there.
inline void read_whole(const Folder& folder, const fs::path& file) {
  const std::size_t files_before = folder.files();
  if (const auto dataset = VectorDataset::open(file))
    for (const LayerInfo& layer : dataset->layers())
      if (const auto table = dataset->read({.layer = layer.name})) require_promises(*table);
  RISKMAP_REQUIRE(folder.files() == files_before);
}

}  // namespace riskmap::fuzz
