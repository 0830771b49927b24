// The order of statements in every transaction (`decisions.md` 5).
#include "layers/store/batch.h"

#include <fmt/format.h>

#include "layers/core/date.h"
#include "layers/core/uuid.h"
#include "layers/store/history.h"
#include "layers/store/pg_session.h"

namespace riskmap {

namespace {
SqlValue text_or_null(std::string_view text) {
  return text.empty() ? SqlValue{} : SqlValue{std::string{text}};
}

Result<std::int64_t> version_of(const Connection& connection, Entity entity, const std::string& uuid) {
  auto row = connection.prepare(fmt::format("SELECT version FROM {} WHERE uuid = ?", spec_of(entity).name));
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, uuid).step();
  if (!found) return std::unexpected{found.error()};
  return *found ? row->integer(0) : 0;
}
}  // namespace

Result<Batch> Batch::begin(Connection connection, std::string_view kind, const Author& author, std::string_view reason,
                           std::optional<std::int64_t> target, std::string uuid) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  Batch batch{connection, *std::move(transaction), uuid.empty() ? new_uuid() : std::move(uuid)};
  if (const auto written = batch.write_head(kind, author, reason, target); !written)
    return std::unexpected{written.error()};
  return batch;
}

Result<void> Batch::write_head(std::string_view kind, const Author& author, std::string_view reason,
                               std::optional<std::int64_t> target) {
  at_ = utc_timestamp_now();
  who_ = author.name;
  auto head = connection_.prepare(
      "INSERT INTO batch (uuid, at, who, post, station, kind, reason, target) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
      " RETURNING fid");
  if (!head) return std::unexpected{head.error()};
  head->bind(1, uuid_)
      .bind(2, at_)
      .bind(3, who_)
      .bind(4, text_or_null(author.post))
      .bind(5, text_or_null(author.station));
  head->bind(6, std::string{kind}).bind(7, text_or_null(reason)).bind(8, target ? SqlValue{*target} : SqlValue{});
  const auto numbered = head->step();
  if (!numbered) return std::unexpected{numbered.error()};
  number_ = head->integer(0);
  head->reset();
  return write_context(kind);
}

// Whose edit the triggers write down: a row that only this transaction sees, on a server a setting that ends with it.
Result<void> Batch::write_context(std::string_view kind) {
  if (connection_.is_server())
    return connection_.execute(fmt::format("SELECT set_config('riskmap.batch', '{}', true)", number_));
  auto context = connection_.prepare("INSERT INTO edit_context (one, batch, who, kind, at) VALUES (1, ?1, ?2, ?3, ?4)");
  if (!context) return std::unexpected{context.error()};
  return context->bind(1, number_).bind(2, who_).bind(3, std::string{kind}).bind(4, at_).run();
}

Result<void> Batch::drop_redo(const Author& author) {
  auto drop = connection_.prepare(
      "UPDATE batch SET state = 'DROPPED' WHERE who = ?1 AND coalesce(station, '') = ?2 AND state = 'UNDONE'");
  if (!drop) return std::unexpected{drop.error()};
  return drop->bind(1, author.name).bind(2, author.station).run();
}

Result<void> Batch::apply(const RowChange& change) {
  if (auto written = writer_.write(change, at_, who_); !written) return written;
  if (const auto box = written_extent(change); !box.is_empty()) extents_[change.entity].include(box);
  extents_.try_emplace(change.entity);
  mention(change.entity, change.uuid);
  return {};
}

void Batch::mention(Entity entity, const std::string& uuid) {
  Record record{entity, uuid};
  if (mentioned_.insert(record).second) asked_for_.push_back(std::move(record));
}

Result<void> Batch::apply_checked(RowChange change) {
  if (change.kind == ChangeKind::add) return apply(change);
  const auto key = std::pair{change.entity, change.uuid};
  const auto seen = change.version.value_or(0);
  if (const auto known = versions_.find(key); known != versions_.end() && known->second.first == seen)
    change.version = known->second.second;
  auto written = apply(change);
  if (!written) {
    if (written.error().code != ErrorCode::gone) return written;
    return std::unexpected{conflict_since(connection_, change.entity, change.uuid, *change.version)};
  }
  const auto now = version_of(connection_, change.entity, change.uuid);
  if (!now) return std::unexpected{now.error()};
  versions_[key] = {seen, *now};
  return {};
}

// An undo gives a record the state it had before the target batch, a redo the state that batch had made of it.
Result<void> Batch::write_states(EditKind kind) {
  const std::string_view state = kind == EditKind::undo   ? "state_before"
                                 : kind == EditKind::redo ? "state_after"
                                                          : "CAST(NULL AS BIGINT)";
  auto states = connection_.prepare(fmt::format(
      "INSERT INTO batch_record (batch, entity, entity_uuid, version, state_before, state_after)"
      " SELECT CAST(?1 AS BIGINT), h.entity, h.entity_uuid, h.last, coalesce((SELECT r.state_after FROM batch_record "
      "AS r"
      "   WHERE r.entity_uuid = h.entity_uuid AND r.entity = h.entity AND r.version = h.first - 1), h.first - 1),"
      " coalesce((SELECT {} FROM batch_record AS r WHERE r.entity_uuid = h.entity_uuid AND r.entity = h.entity"
      "   AND r.batch = (SELECT target FROM batch WHERE fid = ?1)), h.last)"
      " FROM (SELECT entity, entity_uuid, min(version) AS first, max(version) AS last FROM history WHERE batch = ?1"
      "   GROUP BY entity, entity_uuid) AS h",
      state));
  if (!states) return std::unexpected{states.error()};
  return states->bind(1, number_).run();
}

Result<void> Batch::write_contents() {
  if (connection_.is_server()) return {};
  auto contents = connection_.prepare(
      "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),"
      " min_x = min(coalesce(min_x, ?2), coalesce(?2, min_x)), min_y = min(coalesce(min_y, ?3), coalesce(?3, min_y)),"
      " max_x = max(coalesce(max_x, ?4), coalesce(?4, max_x)), max_y = max(coalesce(max_y, ?5), coalesce(?5, max_y))"
      " WHERE table_name = ?1");
  if (!contents) return std::unexpected{contents.error()};
  for (const auto& [entity, box] : extents_) {
    contents->bind(1, std::string{spec_of(entity).name});
    int parameter = 2;
    for (const double edge : {box.min_x, box.min_y, box.max_x, box.max_y})
      contents->bind(parameter++, box.is_empty() ? SqlValue{} : SqlValue{edge});
    if (auto written = contents->run(); !written) return written;
  }
  return {};
}

// What was asked for comes first, in its order; then whatever triggers and cascades touched; last the issues whose
// measures changed, for their day of the last change has moved.
Result<std::vector<Batch::Record>> Batch::touched_records() const {
  auto records = asked_for_;
  auto rows = connection_.prepare(
      "SELECT entity, entity_uuid FROM batch_record WHERE batch = ?1"
      " UNION ALL SELECT 'issue', m.issue FROM batch_record AS r JOIN measure AS m ON m.uuid = r.entity_uuid"
      " WHERE r.batch = ?1 AND r.entity = 'measure' AND m.issue IS NOT NULL");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, number_);
  auto known = mentioned_;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return records;
    const auto entity = entity_named(rows->text(0));
    if (!entity) return fail(ErrorCode::damaged, "a batch touched an unknown table", rows->text(0));
    if (Record record{*entity, rows->text(1)}; known.insert(record).second) records.push_back(std::move(record));
  }
}

Result<Accepted> Batch::read_accepted(EditKind kind) const {
  const auto touched = touched_records();
  if (!touched) return std::unexpected{touched.error()};
  Accepted accepted{uuid_, kind, {}, {}};
  std::map<Entity, Statement> queries;
  for (const auto& [entity, uuid] : *touched) {
    auto query = queries.find(entity);
    if (query == queries.end()) {
      auto prepared = connection_.prepare(record_query(connection_, spec_of(entity), "WHERE uuid = ?"));
      if (!prepared) return std::unexpected{prepared.error()};
      query = queries.emplace(entity, *std::move(prepared)).first;
    }
    const auto row = query->second.bind(1, uuid).step();
    if (!row) return std::unexpected{row.error()};
    if (*row)
      accepted.records.push_back(record_of(query->second, spec_of(entity)));
    else
      accepted.removed.push_back(uuid);
    query->second.reset();
  }
  return accepted;
}

Result<void> Batch::clear_context() {
  return connection_.is_server() ? Result<void>{} : connection_.execute("DELETE FROM edit_context");
}

Result<void> Batch::commit() {
  const auto committed = transaction_.commit();
  if (committed || !connection_.is_server() || committed.error().code != ErrorCode::unreachable) return committed;
  if (!connection_.server()->ensure_connected()) return committed;
  auto stands = connection_.prepare("SELECT 1 FROM batch WHERE uuid = ?1");
  if (!stands) return committed;
  return stands->bind(1, uuid_).step().value_or(false) ? Result<void>{} : committed;
}

Result<Accepted> Batch::finish(EditKind kind) {
  if (const auto written = write_states(kind); !written) return std::unexpected{written.error()};
  if (const auto written = write_contents(); !written) return std::unexpected{written.error()};
  if (const auto cleared = clear_context(); !cleared) return std::unexpected{cleared.error()};
  auto accepted = read_accepted(kind);
  if (!accepted) return accepted;
  if (const auto committed = commit(); !committed) return std::unexpected{committed.error()};
  return accepted;
}

}  // namespace riskmap
