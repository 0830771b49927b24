// Bulk filling of a new register.
#include "layers/store/gpkg_builder.h"

#include <fmt/format.h>

#include <map>

#include "layers/core/date.h"
#include "layers/core/uuid.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/row_writer.h"

namespace riskmap {

struct RegisterBuilder::State {
  // Members die in reverse order: the transaction ends before its dataset closes.
  GpkgDataset dataset;
  Transaction transaction;
  RowWriter writer;
  std::map<Entity, Box> extents;
};

namespace {
Result<void> set_context(const Connection& connection, std::string_view who, std::string_view at) {
  auto context = connection.prepare(
      "INSERT OR REPLACE INTO edit_context (one, batch, who, kind, at) VALUES (1, NULL, ?1, 'CREATE', ?2)");
  if (!context) return std::unexpected{context.error()};
  return context->bind(1, std::string{who}).bind(2, std::string{at}).run();
}

Result<void> write_batch(const Connection& connection, const Author& author) {
  auto batch = connection.prepare(
      "INSERT INTO batch (uuid, at, who, post, station, kind) VALUES (?1, ?2, ?3, ?4, ?5, 'CREATE')");
  if (!batch) return std::unexpected{batch.error()};
  batch->bind(1, new_uuid())
      .bind(2, utc_timestamp_now())
      .bind(3, author.name)
      .bind(4, author.post)
      .bind(5, author.station);
  return batch->run();
}

Result<void> write_extent(const Connection& connection, Entity entity, const Box& box) {
  auto contents = connection.prepare(
      "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1");
  if (!contents) return std::unexpected{contents.error()};
  contents->bind(1, std::string{spec_of(entity).name});
  return contents->bind(2, box.min_x).bind(3, box.min_y).bind(4, box.max_x).bind(5, box.max_y).run();
}
}  // namespace

RegisterBuilder::RegisterBuilder(std::unique_ptr<State> state) : state_(std::move(state)) {}
RegisterBuilder::RegisterBuilder(RegisterBuilder&&) noexcept = default;
RegisterBuilder& RegisterBuilder::operator=(RegisterBuilder&&) noexcept = default;
RegisterBuilder::~RegisterBuilder() = default;

Result<RegisterBuilder> RegisterBuilder::open(const std::filesystem::path& file) {
  auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto connection = dataset->connection();
  if (const auto set = connection.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"); !set)
    return std::unexpected{set.error()};
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  if (const auto set = set_context(connection, "riskmap", utc_timestamp_now()); !set)
    return std::unexpected{set.error()};
  return RegisterBuilder{std::make_unique<State>(
      State{*std::move(dataset), *std::move(transaction), RowWriter{connection}, std::map<Entity, Box>{}})};
}

Result<void> RegisterBuilder::set_meta(std::string_view key, std::string_view value) {
  auto meta = state_->dataset.connection().prepare("INSERT OR REPLACE INTO rm_meta (key, value) VALUES (?1, ?2)");
  if (!meta) return std::unexpected{meta.error()};
  return meta->bind(1, std::string{key}).bind(2, std::string{value}).run();
}

Result<void> RegisterBuilder::bulk_insert(std::span<const StoredRecord> records) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto& record = records[i];
    auto row = row_change({ChangeKind::add, record.entity, record.uuid, 0, {}, record.fields});
    Result<void> written;
    if (row) {
      if (row->uuid.empty()) row->uuid = new_uuid();
      written = state_->writer.write(*row, {}, {});
      if (const auto box = written_extent(*row); !box.is_empty()) state_->extents[record.entity].include(box);
    } else {
      written = std::unexpected{row.error()};
    }
    if (written) continue;
    auto error = std::move(written).error();
    error.where = fmt::format("{} {}: {}", spec_of(record.entity).name, i + 1, error.where);
    return std::unexpected{std::move(error)};
  }
  return {};
}

Result<void> RegisterBuilder::finish(const Author& author) {
  const auto connection = state_->dataset.connection();
  for (const auto& [entity, box] : state_->extents)
    if (auto written = write_extent(connection, entity, box); !written) return written;
  if (auto written = write_batch(connection, author); !written) return written;
  if (auto cleared = connection.execute("DELETE FROM edit_context"); !cleared) return cleared;
  if (auto committed = state_->transaction.commit(); !committed) return committed;
  const auto verdict = connection.ask("PRAGMA quick_check(1)");
  if (!verdict) return std::unexpected{verdict.error()};
  if (*verdict != SqlValue{std::string{"ok"}}) return fail(ErrorCode::damaged, "the new register is not sound");
  return {};
}

}  // namespace riskmap
