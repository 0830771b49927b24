// Undo and redo from the history, so that they survive a restart (`decisions.md` 6).
#include <fmt/format.h>

#include "layers/store/history.h"
#include "layers/store/private_file.h"
#include "layers/store/record_links.h"
#include "layers/store/sql_store.h"
#include "layers/text/entity_labels.h"
#include "layers/text/messages.h"

namespace riskmap {

namespace {
struct Target {
  std::int64_t batch = 0;
  std::int64_t undone_by = 0;
};

// The batch that undo (redo) would turn: the author's own newest that stands (that was undone last). Namesakes and
// people without a name are told apart by their stations.
std::string newest_done(const Connection& connection) {
  std::string touches_private;
  for (const auto& history : private_histories(connection))
    touches_private += fmt::format(" OR EXISTS (SELECT 1 FROM {} AS p WHERE p.batch = batch.uuid)", history);
  return fmt::format(
      "SELECT fid, coalesce(undone_by, 0) FROM batch WHERE who = ?1 AND coalesce(station, '') = ?2 AND state = 'DONE' "
      "AND kind IN ('USER', 'IMPORT')"
      " AND (EXISTS (SELECT 1 FROM batch_record WHERE batch = fid){}) ORDER BY fid DESC LIMIT 1",
      touches_private);
}
constexpr std::string_view newest_undone =
    "SELECT fid, undone_by FROM batch WHERE who = ?1 AND coalesce(station, '') = ?2 AND state = 'UNDONE' ORDER BY "
    "undone_by DESC LIMIT 1";

Result<std::optional<Target>> find_target(const Connection& connection, const Author& author, EditKind kind) {
  auto row = connection.prepare(kind == EditKind::undo ? newest_done(connection) : std::string{newest_undone});
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, author.name).bind(2, author.station).step();
  if (!found) return std::unexpected{found.error()};
  if (!*found) return std::nullopt;
  return Target{row->integer(0), row->integer(1)};
}

struct MovedRecord {
  Entity entity = Entity::issue;
  std::string uuid;
  std::int64_t version = 0;  // the batch left it in; for redo, the undoing of it
};

// The first record that is no more in the state the batch left it in (undo) or found it in (redo).
Result<std::optional<MovedRecord>> moved_record(const Connection& connection, const Target& target, EditKind kind) {
  auto rows = connection.prepare(fmt::format(
      "SELECT entity, entity_uuid, coalesce((SELECT u.version FROM batch_record AS u WHERE u.batch = ?2 AND"
      " u.entity_uuid = x.entity_uuid AND u.entity = x.entity), version) FROM (SELECT r.entity, r.entity_uuid, "
      "r.version, r.{} AS wanted,"
      " (SELECT max(h.version) FROM history AS h WHERE h.entity_uuid = r.entity_uuid AND h.entity = r.entity) AS "
      "current"
      " FROM batch_record AS r WHERE r.batch = ?1) AS x WHERE wanted <> coalesce((SELECT s.state_after FROM "
      "batch_record"
      " AS s WHERE s.entity_uuid = x.entity_uuid AND s.entity = x.entity AND s.version = x.current), current) LIMIT 1",
      kind == EditKind::undo ? "state_after" : "state_before"));
  if (!rows) return std::unexpected{rows.error()};
  const auto moved = rows->bind(1, target.batch).bind(2, target.undone_by).step();
  if (!moved) return std::unexpected{moved.error()};
  if (!*moved) return std::nullopt;
  const auto entity = entity_named(rows->text(0));
  if (!entity) return fail(ErrorCode::damaged, "a batch touched an unknown table", rows->text(0));
  return MovedRecord{*entity, rows->text(1), rows->integer(2)};
}

ErrorCode nothing_to(EditKind kind) {
  return kind == EditKind::undo ? ErrorCode::nothing_to_undo : ErrorCode::nothing_to_redo;
}

// A file is ours alone while we write. On a server nobody must change the records between the look at them and the
// undo, nor turn the same batch.
Result<void> hold_records(const Connection& connection, const Target& target, EditKind kind) {
  if (!connection.is_server()) return {};
  auto batch = connection.prepare("SELECT 1 FROM batch WHERE fid = ?1 AND state = ?2 FOR UPDATE");
  if (!batch) return std::unexpected{batch.error()};
  const auto stands =
      batch->bind(1, target.batch).bind(2, std::string{kind == EditKind::undo ? "DONE" : "UNDONE"}).step();
  if (!stands) return std::unexpected{stands.error()};
  if (!*stands) return fail(nothing_to(kind), "somebody was faster");
  std::vector<std::pair<std::string, std::string>> records;
  const auto read = each_row(
      connection,
      fmt::format("SELECT entity, entity_uuid FROM batch_record WHERE batch = {} ORDER BY entity_uuid", target.batch),
      [&](const Statement& row) { records.emplace_back(row.text(0), row.text(1)); });
  if (!read) return read;
  for (const auto& [entity, uuid] : records) {
    const auto known = entity_named(entity);
    if (!known) return fail(ErrorCode::damaged, "a batch touched an unknown table", entity);
    auto row = connection.prepare(fmt::format("SELECT 1 FROM {} WHERE uuid = ?1 FOR UPDATE", spec_of(*known).name));
    if (!row) return std::unexpected{row.error()};
    if (const auto held = row->bind(1, uuid).step(); !held) return std::unexpected{held.error()};
  }
  return {};
}

Result<void> check_states(const Connection& connection, const Target& target, EditKind kind) {
  const auto moved = moved_record(connection, target, kind);
  if (!moved) return std::unexpected{moved.error()};
  if (!*moved) return {};
  auto error = conflict_since(connection, (*moved)->entity, (*moved)->uuid, (*moved)->version);
  // To a person a deleted record in the way of undo is a conflict like any other.
  if (error.code == ErrorCode::gone) error.code = ErrorCode::conflict;
  return std::unexpected{std::move(error)};
}

// An undone import may be imported again. It was written in the same second by the same person as its batch.
// Whoever may not import, on a server, may still undo.
Result<void> mark_import(const Batch& batch, const Target& target, const std::string& state) {
  auto imports = batch.connection().prepare("SELECT 1 FROM batch WHERE fid = ?1 AND kind = 'IMPORT'");
  if (!imports) return std::unexpected{imports.error()};
  const auto is_import = imports->bind(1, target.batch).step();
  if (!is_import) return std::unexpected{is_import.error()};
  imports->reset();
  if (!*is_import) return {};
  auto update = batch.connection().prepare(
      "UPDATE import_batch SET state = ?1 WHERE (at, who) = (SELECT at, who FROM batch WHERE fid = ?2)");
  if (!update) return std::unexpected{update.error()};
  return update->bind(1, state).bind(2, target.batch).run();
}

Result<void> mark(Batch& batch, const Target& target, EditKind kind) {
  auto update = batch.connection().prepare("UPDATE batch SET state = ?1, undone_by = ?2 WHERE fid = ?3");
  if (!update) return std::unexpected{update.error()};
  const bool is_undo = kind == EditKind::undo;
  update->bind(1, std::string{is_undo ? "UNDONE" : "DONE"}).bind(3, target.batch);
  if (is_undo) update->bind(2, batch.number());
  if (auto marked = update->run(); !marked) return marked;
  return mark_import(batch, target, is_undo ? "UNDONE" : "APPLIED");
}

std::string name_of_target(const Connection& connection, const Author& author, EditKind kind) {
  const auto target = find_target(connection, author, kind);
  if (!target || !*target) return {};
  auto row = connection.prepare("SELECT uuid FROM batch WHERE fid = ?");
  if (!row) return {};
  return row->bind(1, (*target)->batch).step().value_or(false) ? row->text(0) : std::string{};
}

std::string summary_of(const Connection& connection, const Author& author, EditKind kind) {
  const auto target = find_target(connection, author, kind);
  if (!target || !*target) return {};
  auto row =
      connection.prepare("SELECT entity || ' ' || entity_uuid FROM history WHERE batch = ? ORDER BY fid LIMIT 1");
  if (!row) return {};
  if (row->bind(1, (*target)->batch).step().value_or(false)) return row->text(0);
  for (const auto& history : private_histories(connection)) {
    auto appeal = connection.prepare(fmt::format(
        "SELECT 'appeal ' || p.appeal FROM {} AS p JOIN batch ON batch.uuid = p.batch WHERE batch.fid = ? LIMIT 1",
        history));
    if (appeal && appeal->bind(1, (*target)->batch).step().value_or(false)) return appeal->text(0);
  }
  return {};
}

Result<std::string> uuid_of_batch(const Connection& connection, std::int64_t number) {
  auto row = connection.prepare("SELECT uuid FROM batch WHERE fid = ?");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, number).step();
  if (!found) return std::unexpected{found.error()};
  return *found ? row->text(0) : std::string{};
}

// As turn() has it: what took the batch back, where that is turned.
Result<void> turn_rows(Batch& batch, std::int64_t turned, std::vector<std::string>& removed_appeals,
                       std::optional<RowChange>& refused) {
  const auto changes = inverse_of_batch(batch.connection(), turned);
  if (!changes) return std::unexpected{changes.error()};
  for (const auto& change : *changes) {
    if (auto written = batch.apply(change); !written) {
      refused = change;
      return written;
    }
    if (change.entity == Entity::appeal && change.kind == ChangeKind::remove) removed_appeals.push_back(change.uuid);
  }
  return {};
}

// What a person calls the record, who names it, and which of its values another has: once the turn is taken back, a
// server answers again.
Error about_record(const Connection& connection, const RowChange& refused, Error error) {
  Fields fields;
  for (const auto& [name, value] : refused.values) fields.emplace(name, plain_value(value));
  if (refused.kind != ChangeKind::add)
    if (const auto record = find_record(connection, refused.entity, refused.uuid); record && *record)
      fields = (*record)->fields;
  const auto entity = spec_of(refused.entity).name;
  const auto name = fmt::format("{} «{}»", entity_label(entity), name_among(fields, refused.uuid));
  if (error.code == ErrorCode::in_use) {
    const auto users = users_of(connection, refused.entity, refused.uuid, fields);
    return {error.code, error.detail, name, users.value_or("")};
  }
  if (error.code != ErrorCode::duplicate_id || error.where.empty()) return error;
  const auto value = fields.find(error.where);
  return {error.code, error.where == "code" ? "another record has this code" : error.detail,
          name + ": " + field_label(entity, error.where), value == fields.end() ? "" : text_of(value->second)};
}
}  // namespace

Result<Accepted> SqlStore::turn(const Author& author, EditKind kind) {
  std::optional<RowChange> refused;
  auto accepted = turn_at_once(author, kind, refused);
  if (accepted || !refused) return accepted;
  return std::unexpected{about_record(connection(), *refused, std::move(accepted).error())};
}

// A redo is the undo of the undo: only removed rows keep all their values in the history.
Result<Accepted> SqlStore::turn_at_once(const Author& author, EditKind kind, std::optional<RowChange>& refused) {
  if (const auto allowed = writable(); !allowed) return std::unexpected{allowed.error()};
  const bool is_undo = kind == EditKind::undo;
  const auto known = find_target(connection(), author, kind);
  if (!known) return std::unexpected{known.error()};
  if (!*known) return fail(nothing_to(kind), author.name);
  const Target target = **known;

  auto batch = Batch::begin(connection(), name_of(kind), author, {}, target.batch);
  if (!batch) return std::unexpected{batch.error()};
  if (const auto held = hold_records(connection(), target, kind); !held) return std::unexpected{held.error()};
  if (const auto same = check_states(connection(), target, kind); !same) return std::unexpected{same.error()};
  const auto turned = is_undo ? target.batch : target.undone_by;
  std::vector<std::string> removed_appeals;
  if (const auto written = turn_rows(*batch, turned, removed_appeals, refused); !written)
    return std::unexpected{written.error()};
  const auto name = uuid_of_batch(connection(), turned);
  if (!name) return std::unexpected{name.error()};
  if (const auto written = turn_private_part(*batch, *name, removed_appeals); !written)
    return std::unexpected{written.error()};
  if (const auto marked = mark(*batch, target, kind); !marked) return std::unexpected{marked.error()};
  auto accepted = batch->finish(kind);
  if (accepted) own_batches_.push_back(batch->number());
  return accepted;
}

Result<Accepted> SqlStore::undo(const Author& author) {
  return turn(author, EditKind::undo);
}
Result<Accepted> SqlStore::redo(const Author& author) {
  return turn(author, EditKind::redo);
}

UndoState SqlStore::undo_state(const Author& author) {
  UndoState state;
  if (!readable()) return state;
  if (!info_.is_read_only) {
    state.undo_batch = name_of_target(connection(), author, EditKind::undo);
    state.redo_batch = name_of_target(connection(), author, EditKind::redo);
  }
  state.undo_summary = summary_of(connection(), author, EditKind::undo);
  state.redo_summary = summary_of(connection(), author, EditKind::redo);
  state.can_undo = !info_.is_read_only && !state.undo_summary.empty();
  state.can_redo = !info_.is_read_only && !state.redo_summary.empty();
  return state;
}

Result<std::optional<UndoObstacle>> SqlStore::undo_obstacle(const Author& author, EditKind kind) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  const auto target = find_target(connection(), author, kind);
  if (!target) return std::unexpected{target.error()};
  if (!*target) return std::nullopt;
  const auto moved = moved_record(connection(), **target, kind);
  if (!moved) return std::unexpected{moved.error()};
  if (!*moved) return std::nullopt;
  return obstacle_since(connection(), (*moved)->entity, (*moved)->uuid, (*moved)->version);
}

Result<void> SqlStore::skip(const Author& author, EditKind kind) {
  if (auto allowed = writable(); !allowed) return allowed;
  const auto target = find_target(connection(), author, kind);
  if (!target) return std::unexpected{target.error()};
  if (!*target) return fail(nothing_to(kind), author.name);
  auto skip = connection().prepare("UPDATE batch SET state = 'SKIPPED' WHERE fid = ?");
  if (!skip) return std::unexpected{skip.error()};
  return skip->bind(1, (*target)->batch).run();
}

}  // namespace riskmap
