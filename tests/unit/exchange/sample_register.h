// The sample register for tests: built once a program run from data/tolebi, then copied, since making one takes longer
// than most tests take.
#pragma once
#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/geo/gdal_environment.h"
#include "layers/store/new_register.h"
#include "layers/store/register_store.h"

namespace riskmap::sample {

// A refusal on one line, for the output of a failed test.
inline std::string words(const Error& error) {
  return std::string{name_of(error.code)} + " [" + error.where + "] [" + error.value + "] " + error.detail;
}

// What must go through; its refusal fails the test.
template <typename T>
T taken(Result<T> result) {
  if (!result) FAIL(words(result.error()));
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// What must be refused: the code by name, so that a failure reads well.
template <typename T>
std::string refusal(const Result<T>& result) {
  return result ? "accepted" : std::string{name_of(result.error().code)};
}

// Removed with everything in it at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / ("riskmap-" + new_uuid())) {
    std::filesystem::create_directory(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::filesystem::path file(std::string_view name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline const std::filesystem::path& model_file() {
  static const TemporaryFolder folder;
  static const std::filesystem::path file = [] {
    taken(set_up_gdal());
    const auto made = folder.file("sample.gpkg");
    taken(create_register(made, RISKMAP_SOURCE_DIR "/data/tolebi"));
    return made;
  }();
  return file;
}

// A register of the test's own, on disk.
struct RegisterFile {
  TemporaryFolder folder;
  std::filesystem::path file = folder.file("sample.gpkg");
  RegisterFile() { std::filesystem::copy_file(model_file(), file); }
};

inline std::unique_ptr<RegisterStore> opened(const std::filesystem::path& file, OpenMode mode = OpenMode::read_write) {
  return taken(open_register(file, mode));
}

// The sample in memory as the store reads it.
struct Loaded {
  Snapshot snapshot;
  std::array<Features, 4> shapes;
};

inline Loaded loaded(RegisterStore& store) {
  Loaded out{taken(store.load()), {}};
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district, AreaLevel::settlement}) {
    auto shapes = taken(store.load_shapes(level));
    if (shapes.size() > 0)
      out.shapes[static_cast<std::size_t>(level)] = std::make_shared<const FeatureTable>(std::move(shapes));
  }
  return out;
}

// Read once; tests that change nothing share it.
inline const Loaded& shared() {
  static const Loaded sample = loaded(*opened(model_file(), OpenMode::read_only));
  return sample;
}

inline Date day_of(const RegisterSnapshot& snapshot) {
  return parse_iso_date(snapshot.meta.find("sample_today")->second).value();
}

}  // namespace riskmap::sample
