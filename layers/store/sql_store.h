// What a register in a file and one on a server have in common: reading, edits, undo, history and applicants in one
// SQL.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "layers/model/checkout.h"
#include "layers/store/applicant_store.h"
#include "layers/store/batch.h"
#include "layers/store/import_store.h"
#include "layers/store/register_copy.h"
#include "layers/store/register_store.h"

namespace riskmap {

class SqlStore : public RegisterStore, public ImportStore, public ApplicantStore {
 public:
  [[nodiscard]] StoreInfo info() const override { return info_; }
  using RegisterStore::load;
  Result<Snapshot> load(const LongWork& work) override;
  Result<std::optional<RegisterGlimpse>> glimpse(std::int64_t fewest_problems) override;
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
  Result<std::string> file_bytes(const std::string& sha256) override;
  Result<std::vector<HistoryRow>> history_of(Entity entity, const std::string& uuid) override;

  Result<Applicant> applicant_of(const std::string& appeal) override;
  Result<std::vector<Applicant>> find_applicants(std::string_view words, std::size_t most) override;
  Result<std::vector<std::string>> appeals_of(const Fields& person) override;
  Result<std::vector<std::string>> appeals_with_applicant() override;
  Result<std::vector<StoredRecord>> files_of(const std::string& appeal) override;
  Result<std::optional<StoredRecord>> find_file(const std::string& uuid) override;
  Result<void> erase(const std::vector<std::string>& appeals, const Author& author) override;

  // The whole register, its history and its numbers too, as a new one in a server's database that has none yet.
  Result<void> copy_to_server(const std::string& address, ApplicantsOfCopy applicants);
  // The same as a GeoPackage of its own, without applicants.
  Result<void> copy_to_new_file(const std::filesystem::path& file);
  // As commit(), where the name of the batch must be known beforehand: who was cut off asks for it.
  // `refused` receives which of the changes was refused, where it was one of them.
  Result<Accepted> commit_named(const Edit& edit, const Author& author, const std::string& batch,
                                std::optional<std::size_t>* refused = nullptr);
  // Lines of rm_meta of a register in a file, all of them or none.
  Result<void> put_meta(const Meta& lines);
  // For what only reads, while the store lives.
  [[nodiscard]] Result<Connection> reader() const;

 protected:
  explicit SqlStore(StoreInfo info) : info_(std::move(info)) {}
  [[nodiscard]] virtual Connection connection() const = 0;
  // A server that was cut off is called again first.
  [[nodiscard]] virtual Result<void> readable() const { return {}; }
  [[nodiscard]] virtual Result<void> writable() const = 0;
  // Everything that stands now is known to the caller; inside the transaction that has read it.
  virtual Result<void> remember_position() = 0;

  // Before a transaction begins with applicants or files at appeals beside the records (applicant_store.h).
  [[nodiscard]] virtual Result<void> ready_for(const Edit& edit);
  [[nodiscard]] Result<void> may_write_applicants() const;

  // What those rows of the history, "SELECT entity, entity_uuid …", have made of their records; nothing when there are
  // none. Inside a ReadTransaction.
  Result<std::optional<Accepted>> records_of(const std::string& changed_rows);
  [[nodiscard]] std::string own_batches() const;  // "-1, 17, 18"

  StoreInfo info_;
  std::vector<std::int64_t> own_batches_;  // since the position

 private:
  Result<Accepted> turn(const Author& author, EditKind kind);
  Result<Accepted> turn_at_once(const Author& author, EditKind kind, std::optional<RowChange>& refused);
  // In it, and when the batch of that uuid is turned. An appeal that goes takes its own along.
  Result<void> write_private_part(Batch& batch, const Edit& edit, std::span<const std::string> removed_appeals);
  Result<void> turn_private_part(Batch& batch, const std::string& turned, std::span<const std::string> removed_appeals);
  Result<void> drop_private_part(Batch& batch, std::span<const std::string> removed_appeals);
  Result<void> read_lists(RegisterSnapshot& snapshot);
  Result<void> read_places(RegisterSnapshot& snapshot);
  Result<void> read_records(RegisterSnapshot& snapshot, const LongWork& work);
};

}  // namespace riskmap
