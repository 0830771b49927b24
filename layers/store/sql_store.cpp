// Edits and shapes: every one a Batch.
#include "layers/store/sql_store.h"

#include <fmt/format.h>

#include "layers/core/uuid.h"
#include "layers/store/appeal_file_rows.h"
#include "layers/store/attachment_files.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/history.h"
#include "layers/store/private_file.h"
#include "layers/store/register_copy.h"

namespace riskmap {

namespace {
// A retried add is no second record: when the uuid is there with the same values, nothing is left to do.
Result<bool> is_there_already(const Connection& connection, const RowChange& change) {
  if (change.kind != ChangeKind::add) return false;
  std::string same;
  for (std::size_t i = 0; i < change.values.size(); ++i)
    same += fmt::format(" AND {} IS NOT DISTINCT FROM ?{}", change.values[i].first, i + 2);
  auto row = connection.prepare(fmt::format("SELECT 1 FROM {} WHERE uuid = ?1{}", spec_of(change.entity).name, same));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, change.uuid);
  for (std::size_t i = 0; i < change.values.size(); ++i) row->bind(static_cast<int>(i) + 2, change.values[i].second);
  return row->step();
}

// A file at an appeal belongs to Edit::appeal_files: here it would be in the history and in every copy.
bool is_personal(const Change& change) {
  return change.entity == Entity::attachment &&
         text_of(field(change.after, "owner_entity")) == spec_of(Entity::appeal).name;
}

Result<void> write_change(Batch& batch, const Change& change) {
  if (is_personal(change)) return fail(ErrorCode::unsupported, "what hangs on an appeal is personal", "owner_entity");
  auto row = row_change(change);
  if (!row) return std::unexpected{row.error()};
  if (row->uuid.empty() && row->kind == ChangeKind::add) row->uuid = new_uuid();
  const auto is_retry = is_there_already(batch.connection(), *row);
  if (!is_retry) return std::unexpected{is_retry.error()};
  if (!*is_retry) return batch.apply_checked(*std::move(row));
  batch.mention(row->entity, row->uuid);
  return {};
}

Result<void> write_changes(Batch& batch, const Edit& edit, std::optional<std::size_t>* refused) {
  for (std::size_t i = 0; i < edit.changes.size(); ++i)
    if (auto written = write_change(batch, edit.changes[i]); !written) {
      if (refused != nullptr) *refused = i;
      return written;
    }
  return {};
}

std::vector<std::string> removed_appeals(const std::vector<Change>& changes) {
  std::vector<std::string> appeals;
  for (const auto& change : changes)
    if (change.entity == Entity::appeal && change.kind == ChangeKind::remove) appeals.push_back(change.uuid);
  return appeals;
}

std::string text_at(const Column* column, std::size_t row) {
  return column && row < column->texts.size() ? column->texts[row] : std::string{};
}

// The area's row as it stands, or a new one.
Result<RowChange> area_change(const Connection& connection, AreaLevel level, const std::string& code) {
  auto row = connection.prepare("SELECT uuid, version FROM area WHERE code = ?1 AND level = ?2");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, code).bind(2, std::string{code_of(level)}).step();
  if (!found) return std::unexpected{found.error()};
  if (*found) return RowChange{ChangeKind::set, Entity::area, row->text(0), row->integer(1), {}, {}};
  return RowChange{
      ChangeKind::add, Entity::area, new_uuid(), {}, {}, {{"code", code}, {"level", std::string{code_of(level)}}}};
}

Result<void> write_shapes(Batch& batch, const ShapeSet& set, const LongWork& work) {
  const auto& shapes = set.shapes;
  const auto* codes = shapes.find_column("code");
  if (!codes) return fail(ErrorCode::invalid_input, "shapes without a column `code`", shapes.layer_name);
  for (std::size_t feature = 0; feature < shapes.size(); ++feature) {
    if (work.is_stopped()) return fail(ErrorCode::cancelled, "writing shapes was stopped", shapes.layer_name);
    work.tell(static_cast<double>(feature) / static_cast<double>(shapes.size()));
    auto change = area_change(batch.connection(), set.level, text_at(codes, feature));
    if (!change) return std::unexpected{change.error()};
    for (const char* name : {"name_kk", "name_ru", "name_en", "parent_code"})
      if (auto text = text_at(shapes.find_column(name), feature); !text.empty())
        change->values.emplace_back(name, std::move(text));
    change->values.emplace_back("source", set.source);
    change->values.emplace_back("is_schematic", std::int64_t{set.is_schematic});
    const auto shape = shape_of(shapes, feature);
    change->values.emplace_back("geom", shape.parts.empty() ? SqlValue{} : SqlValue{blob_of(shape)});
    if (auto written = batch.apply_checked(*std::move(change)); !written) return written;
  }
  return {};
}
}  // namespace

Result<Accepted> SqlStore::commit(const Edit& edit, const Author& author) {
  return commit_named(edit, author, new_uuid());
}

Result<Accepted> SqlStore::commit_named(const Edit& edit, const Author& author, const std::string& name,
                                        std::optional<std::size_t>* refused) {
  if (const auto allowed = writable(); !allowed) return std::unexpected{allowed.error()};
  if (const auto ready = ready_for(edit); !ready) return std::unexpected{ready.error()};
  const auto kind = edit.kind == EditKind::import ? EditKind::import : EditKind::user;
  auto batch = Batch::begin(connection(), name_of(kind), author, edit.reason, {}, name);
  if (!batch) return std::unexpected{batch.error()};
  if (const auto dropped = batch->drop_redo(author); !dropped) return std::unexpected{dropped.error()};
  if (const auto written = write_files(connection(), edit.files); !written) return std::unexpected{written.error()};
  if (const auto written = write_changes(*batch, edit, refused); !written) return std::unexpected{written.error()};
  if (const auto written = write_private_part(*batch, edit, removed_appeals(edit.changes)); !written)
    return std::unexpected{written.error()};
  // It may have been replaced while this edit waited for its turn; whoever replaces it holds the lock.
  if (const auto allowed = writable(); !allowed) return std::unexpected{allowed.error()};
  auto accepted = batch->finish(kind);
  if (accepted) own_batches_.push_back(batch->number());
  return accepted;
}

Result<std::string> SqlStore::file_bytes(const std::string& sha256) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  auto bytes = read_file_bytes(connection(), sha256);
  if (bytes || bytes.error().code != ErrorCode::not_found || !has_appeal_files(connection())) return bytes;
  return read_appeal_bytes(connection(), sha256);
}

Result<Accepted> SqlStore::put_shapes(const std::vector<ShapeSet>& sets, const Author& author, const LongWork& work) {
  if (const auto allowed = writable(); !allowed) return std::unexpected{allowed.error()};
  auto batch = Batch::begin(connection(), name_of(EditKind::user), author, {});
  if (!batch) return std::unexpected{batch.error()};
  if (const auto dropped = batch->drop_redo(author); !dropped) return std::unexpected{dropped.error()};
  double begun = 0;
  for (const auto& set : sets) {
    const double share = 1 / static_cast<double>(sets.size());
    const auto written = write_shapes(*batch, set, work.stretch(begun, begun + share));
    if (!written) return std::unexpected{written.error()};
    begun += share;
  }
  auto accepted = batch->finish(EditKind::user);
  if (accepted) own_batches_.push_back(batch->number());
  return accepted;
}

Result<std::vector<HistoryRow>> SqlStore::history_of(Entity entity, const std::string& uuid) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  return read_history(connection(), entity, uuid);
}

Result<void> SqlStore::copy_to_server(const std::string& address, ApplicantsOfCopy applicants) {
  if (auto ready = readable(); !ready) return ready;
  return copy_to_database(connection(), address, applicants);
}

Result<void> SqlStore::copy_to_new_file(const std::filesystem::path& file) {
  if (auto ready = readable(); !ready) return ready;
  return copy_to_file(connection(), file, ApplicantsOfCopy::stay_behind);
}

Result<void> SqlStore::put_meta(const Meta& lines) {
  if (auto allowed = writable(); !allowed) return allowed;
  auto transaction = Transaction::begin(connection());
  if (!transaction) return std::unexpected{transaction.error()};
  auto line = connection().prepare("INSERT OR REPLACE INTO rm_meta (key, value) VALUES (?1, ?2)");
  if (!line) return std::unexpected{line.error()};
  for (const auto& [key, value] : lines)
    if (auto put = line->bind(1, key).bind(2, value).run(); !put) return put;
  return transaction->commit();
}

Result<Connection> SqlStore::reader() const {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  return connection();
}

}  // namespace riskmap
