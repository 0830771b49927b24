// One durable transaction of ours: an edit context for the triggers, version-checked statements, the states it wrote,
// the layers' extents. Nothing of it exists until finish() has returned.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "layers/store/row_writer.h"

namespace riskmap {

class Batch {
 public:
  // `target`: the batch that an undo or redo turns. `uuid`: its name, where somebody must know it beforehand.
  static Result<Batch> begin(Connection connection, std::string_view kind, const Author& author,
                             std::string_view reason, std::optional<std::int64_t> target = {}, std::string uuid = {});

  // "Redo is cleared by the user's next edit" (`decisions.md` 6).
  Result<void> drop_redo(const Author& author);
  Result<void> apply(const RowChange& change);
  // As apply(), but the version is checked and a refusal tells who came first.
  Result<void> apply_checked(RowChange change);
  // The record belongs to the answer although nothing was left to do about it.
  void mention(Entity entity, const std::string& uuid);
  // On a server whose line is cut while it answers, a new line finds out whether the batch stands.
  Result<Accepted> finish(EditKind kind);

  [[nodiscard]] const Connection& connection() const { return connection_; }
  [[nodiscard]] std::int64_t number() const { return number_; }
  [[nodiscard]] const std::string& uuid() const { return uuid_; }
  [[nodiscard]] const std::string& at() const { return at_; }
  [[nodiscard]] const std::string& who() const { return who_; }

 private:
  Batch(Connection connection, Transaction transaction, std::string uuid)
      : connection_(connection), transaction_(std::move(transaction)), writer_(connection), uuid_(std::move(uuid)) {}
  Result<void> write_head(std::string_view kind, const Author& author, std::string_view reason,
                          std::optional<std::int64_t> target);
  Result<void> write_context(std::string_view kind);
  Result<void> clear_context();
  Result<void> write_states(EditKind kind);
  Result<void> write_contents();
  using Record = std::pair<Entity, std::string>;
  [[nodiscard]] Result<std::vector<Record>> touched_records() const;
  [[nodiscard]] Result<Accepted> read_accepted(EditKind kind) const;
  Result<void> commit();

  Connection connection_;
  Transaction transaction_;
  RowWriter writer_;
  std::int64_t number_ = 0;
  std::string uuid_, at_, who_;
  // Versions of records this batch has already written: what the client saw, and what it is now.
  std::map<Record, std::pair<std::int64_t, std::int64_t>> versions_;
  std::vector<Record> asked_for_;  // each once, in the order of the first asking
  std::set<Record> mentioned_;
  std::map<Entity, Box> extents_;
};

}  // namespace riskmap
