// The register in a GeoPackage file.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/store/gpkg_dataset.h"
#include "layers/store/sql_store.h"

namespace riskmap {

class GpkgStore final : public SqlStore {
 public:
  GpkgStore(GpkgDataset dataset, StoreInfo info);
  ~GpkgStore() override;

  Result<std::optional<Accepted>> changes_by_others() override;
  Result<std::vector<std::string>> check_integrity() override;
  Result<void> back_up(const std::filesystem::path& copy) override;

 private:
  [[nodiscard]] Connection connection() const override { return dataset_.connection(); }
  [[nodiscard]] Result<void> writable() const override;
  Result<void> remember_position() override;
  [[nodiscard]] Result<void> ready_for(const Edit& edit) override;

  GpkgDataset dataset_;
  std::pair<std::uint64_t, std::uint64_t> file_id_;  // device and inode: what the path named when it was opened
  std::int64_t seen_history_ = 0;                    // everything up to this history row is known to the caller
  std::int64_t data_version_ = -1;
};

}  // namespace riskmap
