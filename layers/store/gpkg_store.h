// The register in a GeoPackage file.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/store/gpkg_batch.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/import_store.h"
#include "layers/store/register_store.h"

namespace riskmap {

class GpkgStore final : public RegisterStore, public ImportStore {
 public:
  GpkgStore(GpkgDataset dataset, StoreInfo info);
  ~GpkgStore() override;

  [[nodiscard]] StoreInfo info() const override { return info_; }
  using RegisterStore::load;
  Result<Snapshot> load(const LongWork& work) override;
  Result<FeatureTable> load_shapes(AreaLevel level) override;

  Result<Accepted> commit(const Edit& edit, const Author& author) override;
  Result<Accepted> commit_import(const Edit& edit, const ImportNote& note, const Author& author,
                                 const std::stop_token& stop) override;
  Result<std::optional<PastImport>> past_import(const std::string& sha256) override;
  Result<Accepted> undo(const Author& author) override;
  Result<Accepted> redo(const Author& author) override;
  UndoState undo_state(const Author& author) override;
  Result<std::optional<UndoObstacle>> undo_obstacle(const Author& author, EditKind kind) override;
  Result<void> skip(const Author& author, EditKind kind) override;
  Result<Accepted> put_shapes(const std::vector<ShapeSet>& sets, const Author& author, const LongWork& work) override;

  Result<std::optional<Accepted>> changes_by_others() override;
  Result<std::vector<HistoryRow>> history_of(Entity entity, const std::string& uuid) override;
  Result<std::vector<std::string>> check_integrity() override;
  Result<void> back_up(const std::filesystem::path& copy) override;

 private:
  [[nodiscard]] Connection connection() const { return dataset_.connection(); }
  [[nodiscard]] Result<void> writable() const;
  Result<Accepted> turn(const Author& author, EditKind kind);
  Result<void> read_lists(RegisterSnapshot& snapshot);
  Result<void> read_records(RegisterSnapshot& snapshot, const LongWork& work);
  Result<void> remember_position();

  GpkgDataset dataset_;
  StoreInfo info_;
  std::pair<std::uint64_t, std::uint64_t> file_id_;  // device and inode: what the path named when it was opened
  std::int64_t seen_history_ = 0;                    // everything up to this history row is known to the caller …
  std::vector<std::int64_t> own_batches_;            // … and these batches after it too
  std::int64_t data_version_ = -1;
};

}  // namespace riskmap
