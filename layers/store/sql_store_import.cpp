// A whole import in one transaction, with what it says about itself.
#include "layers/store/history.h"
#include "layers/store/sql_store.h"

namespace riskmap {

namespace {
constexpr std::size_t changes_between_looks = 256;  // at whether the person has stopped it

SqlValue text_or_null(const std::string& text) {
  return text.empty() ? SqlValue{} : SqlValue{text};
}

Result<std::int64_t> write_head(const Batch& batch, const ImportNote& note) {
  auto head = batch.connection().prepare(
      "INSERT INTO import_batch (at, who, file_name, sha256, encoding, rows_total, rows_ok, rows_warn, rows_err, state)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'APPLIED') RETURNING fid");
  if (!head) return std::unexpected{head.error()};
  head->bind(1, batch.at()).bind(2, batch.who()).bind(3, note.file_name).bind(4, note.sha256);
  head->bind(5, text_or_null(note.encoding)).bind(6, note.rows_total).bind(7, note.rows_ok);
  head->bind(8, note.rows_warn).bind(9, note.rows_err);
  const auto written = head->step();
  if (!written) return std::unexpected{written.error()};
  const auto number = head->integer(0);
  head->reset();
  return number;
}

Result<void> write_note(const Batch& batch, const ImportNote& note) {
  const auto head = write_head(batch, note);
  if (!head) return std::unexpected{head.error()};
  auto line = batch.connection().prepare(
      "INSERT INTO import_problem (batch, row_no, col, code, level, raw, fixed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!line) return std::unexpected{line.error()};
  for (const auto& problem : note.problems) {
    line->bind(1, *head).bind(2, problem.row).bind(3, text_or_null(problem.column)).bind(4, problem.code);
    line->bind(5, problem.level).bind(6, text_or_null(problem.raw)).bind(7, text_or_null(problem.fixed));
    if (auto written = line->run(); !written) return written;
  }
  return {};
}

// No record of an import is there already: what repeats one has been left out of its plan.
Result<void> write_changes(Batch& batch, const Edit& edit, const std::stop_token& stop) {
  std::size_t count = 0;
  for (const auto& change : edit.changes) {
    if (count++ % changes_between_looks == 0 && stop.stop_requested())
      return fail(ErrorCode::cancelled, "the import was stopped");
    auto row = row_change(change);
    if (!row) return std::unexpected{row.error()};
    if (auto written = batch.apply_checked(*std::move(row)); !written) return written;
  }
  return {};
}
}  // namespace

Result<Accepted> SqlStore::commit_import(const Edit& edit, const ImportNote& note, const Author& author,
                                         const std::stop_token& stop) {
  if (const auto allowed = writable(); !allowed) return std::unexpected{allowed.error()};
  auto batch = Batch::begin(connection(), name_of(EditKind::import), author, edit.reason);
  if (!batch) return std::unexpected{batch.error()};
  if (const auto dropped = batch->drop_redo(author); !dropped) return std::unexpected{dropped.error()};
  if (const auto written = write_changes(*batch, edit, stop); !written) return std::unexpected{written.error()};
  if (const auto written = write_note(*batch, note); !written) return std::unexpected{written.error()};
  auto accepted = batch->finish(EditKind::import);
  if (accepted) own_batches_.push_back(batch->number());
  return accepted;
}

Result<std::optional<PastImport>> SqlStore::past_import(const std::string& sha256) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  auto row = connection().prepare(
      "SELECT at, who, file_name FROM import_batch WHERE sha256 = ?1 AND state = 'APPLIED' ORDER BY fid DESC LIMIT 1");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, sha256).step();
  if (!found) return std::unexpected{found.error()};
  if (!*found) return std::nullopt;
  return PastImport{row->text(0), row->text(1), row->text(2)};
}

Result<ImportStore*> import_store(RegisterStore& store) {
  auto* taking = dynamic_cast<ImportStore*>(&store);
  if (taking == nullptr) return fail(ErrorCode::unsupported, "this store takes no imports", store.info().path);
  return taking;
}

}  // namespace riskmap
