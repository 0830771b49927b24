// A part of the register taken along on a laptop, and brought back.
#include <utility>

#include "layers/store/checkin_words.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

void Session::Applier::operator()(const TakeToLaptop& intent) const {
  if (!session.document_.reg) return;
  const auto name = intent.request.copy.filename().string();
  const auto ticket = session.begin_job(fill(tr("Writing {file}"), {{"file", name}}));
  session.work_->ask_store([request = intent.request, name, number = ticket.number,
                            &work = *session.work_](RegisterStore& store) -> Work::Arrival {
    const auto done = check_out(store, request);
    work.deliver([number](Session& any) { any.end_job(number); });
    return [done, name](Session& arrived) {
      if (!done) return arrived.tell(done.error());
      arrived.tell(Toast::Kind::success, fill(tr("The copy for a laptop is written: {file}"), {{"file", name}}));
    };
  });
}

void Session::Applier::operator()(const BringFromLaptop& intent) const {
  if (!session.document_.can_edit())
    return session.tell({ErrorCode::read_only, "no writable register is open", {}, {}});
  auto request = intent.request;
  request.station = session.settings_.author.station;
  const auto ticket = session.begin_job(fill(tr("Bringing back {file}"), {{"file", request.copy.filename().string()}}));
  session.work_->ask_store([request = std::move(request), number = ticket.number,
                            &work = *session.work_](RegisterStore& store) -> Work::Arrival {
    auto others = store.changes_by_others();
    auto report = check_in(store, request);
    work.deliver([number](Session& any) { any.end_job(number); });
    return [others = std::move(others), report = std::move(report), request](Session& arrived) {
      if (others && *others) arrived.take_over(**others);
      arrived.brought_from_laptop(request, report);
    };
  });
}

void Session::brought_from_laptop(const CheckinRequest& request, const Result<CheckinReport>& report) {
  laptop_return_.reset();
  const bool must_leave = !report && report.error().code == ErrorCode::unsupported && !request.leaves_applicants;
  if (!report && !must_leave) return tell(report.error());
  if (must_leave || !report->conflicts.empty()) {
    laptop_return_ = std::make_shared<const LaptopReturn>(
        LaptopReturn{request, must_leave ? std::vector<CheckinConflict>{} : report->conflicts, must_leave});
    return apply(OpenDialog{Dialog::laptop_return, no_row, {}});
  }
  if (report->accepted) {
    take_over(*report->accepted);
    undo_.undo_batch = report->accepted->batch;
  }
  tell(report->accepted ? Toast::Kind::success : Toast::Kind::info, brought_words(*report),
       report->accepted ? report->accepted->batch : std::string{});
  if (report->not_renewed) note(tr("The copy itself could not be brought up to date; the next checkin does it."));
  after_edit_or_open();
}

}  // namespace riskmap
