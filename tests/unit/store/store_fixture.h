// What the tests of the store begin with: the small district in a folder of its own, opened, loaded, refused.
#pragma once
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "layers/core/uuid.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/gpkg_rows.h"
#include "layers/store/register_store.h"
#include "tests/unit/store/small_district.h"

namespace riskmap::test {

// Removed with everything in it at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(disk() / ("riskmap-" + new_uuid())) { std::filesystem::create_directory(path_); }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::filesystem::path file(std::string_view name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  // In memory where there is such a disk: every commit waits for the disk, and on a busy one that makes minutes.
  static std::filesystem::path disk() {
    const std::filesystem::path memory{"/dev/shm"};
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  }
  std::filesystem::path path_;
};

inline std::unique_ptr<RegisterStore> opened(const std::filesystem::path& file) {
  auto store = open_register(file);
  if (!store) FAIL(words(store.error()));
  return *std::move(store);
}

inline Snapshot loaded(RegisterStore& store) {
  auto snapshot = store.load();
  if (!snapshot) FAIL(words(snapshot.error()));
  return *snapshot;
}

// What must go through; its refusal fails the test.
inline Accepted done(Result<Accepted> accepted) {
  if (!accepted) FAIL(words(accepted.error()));
  return *std::move(accepted);
}

// What must be refused; the code is compared by name so that a failure reads well.
template <typename T>
std::string refusal(const Result<T>& result) {
  return result ? "accepted" : std::string{name_of(result.error().code)};
}

// What check_integrity() finds, one line each; "" = sound.
inline std::string flaws(RegisterStore& store) {
  const auto lines = store.check_integrity();
  if (!lines) return words(lines.error());
  std::string text;
  for (const auto& line : *lines) text += line + '\n';
  return text;
}

// Built once a program run, then copied: a register takes longer to make than most tests take.
inline const std::filesystem::path& model_register() {
  static const TemporaryFolder folder;
  static const std::filesystem::path file = [] {
    const auto made = folder.file("model.gpkg");
    if (const auto built = build_small_register(made); !built) FAIL(words(built.error()));
    return made;
  }();
  return file;
}

struct Register {
  TemporaryFolder folder;
  std::filesystem::path file = folder.file("small.gpkg");
  Register() { std::filesystem::copy_file(model_register(), file); }
};

// Another program on the same file (QGIS, GDAL's own tools): statements without an edit context.
class Stranger {
 public:
  explicit Stranger(const std::filesystem::path& file) : dataset_(GpkgDataset::open_for_update(file)) {
    if (!dataset_) FAIL(words(dataset_.error()));
  }
  void run(std::string_view statements) {
    if (const auto done = dataset_->connection().execute(statements); !done) FAIL(words(done.error()));
  }
  Result<void> try_to(std::string_view statements) { return dataset_->connection().execute(statements); }
  std::string ask(std::string_view query) {
    const auto answer = dataset_->connection().ask(query);
    return answer ? text_of(plain_value(*answer)) : words(answer.error());
  }

 private:
  Result<GpkgDataset> dataset_;
};

}  // namespace riskmap::test
