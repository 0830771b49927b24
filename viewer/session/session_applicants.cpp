// Who brought an appeal, and its files: asked of the store only when a form asks, kept no longer than the form is open.
#include "layers/store/applicant_store.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
constexpr std::size_t most_found = 6;

Result<ApplicantDesk> desk_of(RegisterStore& store, const std::string& appeal) {
  ApplicantDesk desk{.appeal = appeal};
  const auto keeping = applicant_store(store);
  if (!keeping) return desk;
  auto applicant = (*keeping)->applicant_of(appeal);
  if (!applicant) return std::unexpected{applicant.error()};
  const auto appeals = (*keeping)->appeals_of(applicant->fields);
  if (!appeals) return std::unexpected{appeals.error()};
  desk.appeals = appeals->size();
  desk.applicant = *std::move(applicant);
  auto files = (*keeping)->files_of(appeal);
  if (!files) return std::unexpected{files.error()};
  desk.files = *std::move(files);
  return desk;
}
}  // namespace

void Session::Applier::operator()(const AskApplicant& intent) const {
  session.applicant_desk_ = {};
  if (!session.work_->store || !session.document_.reg) return;
  session.work_->ask_store([appeal = intent.appeal](RegisterStore& store) -> Work::Arrival {
    auto desk = desk_of(store, appeal);
    if (!desk) return [error = desk.error()](Session& arrived) { arrived.tell(error); };
    return [desk = *std::move(desk)](Session& arrived) { arrived.applicant_desk_ = desk; };
  });
}

void Session::renew_appeal_files() {
  if (applicant_desk_.appeal.empty()) return;
  work_->ask_store([appeal = applicant_desk_.appeal](RegisterStore& store) -> Work::Arrival {
    const auto keeping = applicant_store(store);
    if (!keeping) return [](Session&) {};
    auto files = (*keeping)->files_of(appeal);
    if (!files) return [error = files.error()](Session& arrived) { arrived.tell(error); };
    return [appeal, files = *std::move(files)](Session& arrived) {
      if (arrived.applicant_desk_.appeal == appeal) arrived.applicant_desk_.files = files;
    };
  });
}

void Session::Applier::operator()(const FindApplicants& intent) const {
  session.applicant_desk_.searched = intent.words;
  session.work_->ask_store([intent](RegisterStore& store) -> Work::Arrival {
    const auto keeping = applicant_store(store);
    auto found = keeping ? (*keeping)->find_applicants(intent.words, most_found)
                         : Result<std::vector<Applicant>>{std::vector<Applicant>{}};
    const auto appeals = keeping ? (*keeping)->appeals_of(intent.person) : Result<std::vector<std::string>>{};
    if (!found || !appeals)
      return [error = found ? appeals.error() : found.error()](Session& arrived) { arrived.tell(error); };
    return [found = *std::move(found), count = appeals->size(), words = intent.words](Session& arrived) {
      auto& desk = arrived.applicant_desk_;
      if (desk.searched != words) return;  // more has been typed since
      desk.found = found;
      desk.appeals = count;
    };
  });
}

void Session::Applier::operator()(const EraseApplicants& intent) const {
  if (session.waits_for_author(intent) || !session.document_.can_edit()) return;
  session.work_->ask_store([appeals = intent.appeals,
                            author = session.settings_.author](RegisterStore& store) -> Work::Arrival {
    const auto keeping = applicant_store(store);
    const auto erased = keeping ? (*keeping)->erase(appeals, author) : std::unexpected{keeping.error()};
    if (!erased) return [error = erased.error()](Session& arrived) { arrived.tell(error); };
    return [appeals](Session& arrived) {
      arrived.tell(Toast::Kind::success, tr("The applicant's data have been erased for good. This can't be undone."));
      if (appeals.size() == 1) arrived.apply(AskApplicant{appeals.front()});
      if (arrived.expired_) arrived.apply(AskExpiredApplicants{});
      arrived.after_edit_or_open();
    };
  });
}

void Session::Applier::operator()(const AskExpiredApplicants& /*intent*/) const {
  session.expired_.reset();
  if (!session.work_->store || !session.document_.reg) return;
  session.work_->ask_store([](RegisterStore& store) -> Work::Arrival {
    const auto keeping = applicant_store(store);
    const auto kept = keeping ? (*keeping)->appeals_with_applicant() : std::unexpected{keeping.error()};
    if (!kept) return [error = kept.error()](Session& arrived) { arrived.tell(error); };
    return [kept = *kept](Session& arrived) {
      if (const auto* snapshot = arrived.snapshot())
        arrived.expired_ = riskmap::expired_applicants(*snapshot, arrived.derived().appeals, kept, arrived.today());
    };
  });
}

}  // namespace riskmap
