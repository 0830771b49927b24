// A foreign table: read and planned on a worker, looked at, taken as one edit.
#include <algorithm>
#include <utility>

#include "layers/exchange/import_report.h"
#include "layers/exchange/whole_file.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/session/incoming_table.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
constexpr std::size_t most_listed = 5000;  // lines of a report; the error file has them all

LoadReport report_of_import(const IncomingTable& incoming) {
  LoadReport report{incoming.table.file_name, {}};
  for (const auto& problem : incoming.plan.problems) {
    if (report.lines.size() == most_listed) break;
    report.lines.push_back(problem_line(incoming.table, problem));
  }
  return report;
}

std::optional<PastImport> past_import(RegisterStore& store, const std::string& sha256) {
  const auto takes = import_store(store);
  const auto past = takes ? (*takes)->past_import(sha256) : Result<std::optional<PastImport>>{};
  return past ? *past : std::nullopt;
}
}  // namespace

void Session::Applier::operator()(const PreviewImport& intent) const {
  session.preview(intent.request);
}

void Session::preview(const std::shared_ptr<const TableRequest>& request) {
  if (!document_.can_edit()) return tell({ErrorCode::read_only, "no writable register is open", {}, {}});
  auto& work = *work_;
  work.stop(work.import_job);  // an earlier look at a table
  const auto ticket = begin_job(fill(tr("Reading {file}"), {{"file", request->path.filename().string()}}));
  work.import_job = ticket.number;
  work.pool.run(
      [request, ticket, &work, snapshot = document_.reg->snapshot, today = today_, serial = work.document_serial] {
        const ImportWork import{.pool = nullptr, .progress = ticket.work.progress, .stop = ticket.work.stop};
        auto table = std::make_shared<Result<IncomingTable>>(bring_table(*request, *snapshot, today, import));
        work.deliver([table, serial, number = ticket.number](Session& session) {
          session.end_job(number);
          if (number != session.work_->import_job || serial != session.work_->document_serial) return;
          if (!*table) return session.tell(table->error());
          session.previewed(**std::move(table));
        });
      });
}

// Whether the file was imported before is known to the store alone.
void Session::previewed(IncomingTable table) {
  const auto shared = std::make_shared<IncomingTable>(std::move(table));
  work_->ask_store([shared](RegisterStore& store) -> Work::Arrival {
    shared->past = past_import(store, shared->table.sha256);
    return [shared](Session& session) {
      session.incoming_table_ = shared;
      if (session.view_.dialog != Dialog::import_table) session.apply(OpenDialog{Dialog::import_table, no_row, {}});
    };
  });
}

void Session::Applier::operator()(const TakeImport& intent) const {
  const auto incoming = session.incoming_table_;
  if (!incoming || incoming->refusal || session.waits_for_author(intent)) return;
  if (!session.document_.can_edit())
    return session.tell({ErrorCode::read_only, "no writable register is open", {}, {}});
  const auto ticket = session.begin_job(fill(tr("Importing {file}"), {{"file", incoming->table.file_name}}));
  session.work_->ask_store([incoming, author = session.settings_.author, ticket,
                            &session_work = *session.work_](RegisterStore& store) -> Work::Arrival {
    auto others = store.changes_by_others();
    const auto takes = import_store(store);
    auto plan = incoming->plan;
    auto result = !takes ? Result<Accepted>{std::unexpected{takes.error()}}
                         : (*takes)->commit_import(edit_of(plan, incoming->table), note_of(plan, incoming->table),
                                                   author, ticket.work.stop);
    session_work.deliver([number = ticket.number](Session& any) { any.end_job(number); });
    return [others = std::move(others), result = std::move(result), incoming](Session& arrived) {
      if (others && *others) arrived.take_over(**others);
      if (!result) return arrived.tell(result.error());
      arrived.imported(*result, *incoming);
    };
  });
}

void Session::imported(const Accepted& accepted, const IncomingTable& incoming) {
  take_over(accepted);
  undo_.undo_batch = accepted.batch;
  const auto& counts = incoming.plan.counts;
  const auto kind = counts.refused == 0 ? Toast::Kind::success : Toast::Kind::info;
  tell(kind, counts_line(counts), accepted.batch, report_of_import(incoming));
  after_edit_or_open();
}

void Session::Applier::operator()(const SaveImportErrors& intent) const {
  const auto incoming = session.incoming_table_;
  if (!incoming) return;
  const auto written = write_whole_file(intent.path, [&incoming](std::ostream& out) {
    return write_error_table(out, incoming->table, incoming->mapping, incoming->plan);
  });
  if (!written) return session.tell(written.error());
  session.tell(Toast::Kind::success,
               fill(tr("Refused rows saved: {file}"), {{"file", intent.path.filename().string()}}));
}

}  // namespace riskmap
