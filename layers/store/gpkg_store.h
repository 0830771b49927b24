// The register in a GeoPackage file.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/store/applicant_store.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/sql_store.h"

namespace riskmap {

class GpkgStore final : public SqlStore, public ApplicantStore {
 public:
  GpkgStore(GpkgDataset dataset, StoreInfo info);
  ~GpkgStore() override;

  Result<Applicant> applicant_of(const std::string& appeal) override;
  Result<std::vector<Applicant>> find_applicants(std::string_view words, std::size_t most) override;
  Result<std::vector<std::string>> appeals_of(const Fields& person) override;
  Result<std::vector<std::string>> appeals_with_applicant() override;
  Result<std::vector<StoredRecord>> files_of(const std::string& appeal) override;
  Result<std::optional<StoredRecord>> find_file(const std::string& uuid) override;
  Result<std::string> file_bytes(const std::string& sha256) override;
  Result<void> erase(const std::vector<std::string>& appeals, const Author& author) override;
  Result<std::optional<Accepted>> changes_by_others() override;
  Result<std::vector<std::string>> check_integrity() override;
  Result<void> back_up(const std::filesystem::path& copy) override;

 private:
  [[nodiscard]] Connection connection() const override { return dataset_.connection(); }
  [[nodiscard]] Result<void> writable() const override;
  Result<void> remember_position() override;
  [[nodiscard]] Result<void> ready_for(const Edit& edit) override;
  Result<void> write_private_part(Batch& batch, const Edit& edit,
                                  std::span<const std::string> removed_appeals) override;
  Result<void> turn_private_part(Batch& batch, const std::string& turned,
                                 std::span<const std::string> removed_appeals) override;
  Result<void> drop_private_part(Batch& batch, std::span<const std::string> removed_appeals);
  [[nodiscard]] Result<void> may_write_applicants() const;
  template <typename Take>
  Result<void> each_applicant(const Take& take) const;  // the newest first, while take(applicant) says so

  GpkgDataset dataset_;
  std::pair<std::uint64_t, std::uint64_t> file_id_;  // device and inode: what the path named when it was opened
  std::int64_t seen_history_ = 0;                    // everything up to this history row is known to the caller
  std::int64_t data_version_ = -1;
};

}  // namespace riskmap
