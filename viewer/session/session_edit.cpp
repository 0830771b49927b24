// Editing: every change goes to the store and comes back accepted, or is refused beside its field.
#include "layers/core/uuid.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
const FieldProblem* first_refusal(const std::vector<FieldProblem>& problems) {
  for (const auto& problem : problems)
    if (!problem.is_warning) return &problem;
  return nullptr;
}

std::string saved_text(const RegisterSnapshot& snapshot, const Accepted& accepted) {
  if (accepted.kind == EditKind::undo) return tr("Undone");
  if (accepted.kind == EditKind::redo) return tr("Done again");
  for (const auto& record : accepted.records)
    if (record.entity == Entity::issue)
      if (const Row row = snapshot.find_issue(record.uuid); row != no_row)
        return fill(tr("Problem {number} saved"), {{"number", snapshot.issues[row].reg_no}});
  return accepted.records.empty() ? tr("Deleted") : tr("Saved");
}
}  // namespace

void Session::Applier::operator()(const CommitChange& intent) const {
  if (!session.document_.can_edit()) return session.refuse({}, Error{ErrorCode::read_only, "no writable register is open", {}, {}});
  std::vector<FieldProblem> problems;
  auto change = intent.change;
  if (change.kind == ChangeKind::add && change.uuid.empty()) change.uuid = new_uuid();
  auto edit = prepared(*session.snapshot(), std::move(change), session.today_, &problems);
  if (!edit) {
    const bool is_listed = first_refusal(problems) != nullptr;
    return session.refuse(std::move(problems), is_listed ? std::nullopt : std::optional{edit.error()});
  }
  session.commit(std::move(*edit));
}

void Session::Applier::operator()(const CommitEdit& intent) const {
  if (!session.document_.can_edit()) return session.refuse({}, Error{ErrorCode::read_only, "no writable register is open", {}, {}});
  Edit whole;
  whole.reason = intent.reason;
  for (auto change : intent.changes) {
    if (change.kind == ChangeKind::add && change.uuid.empty()) change.uuid = new_uuid();
    std::vector<FieldProblem> problems;
    auto edit = prepared(*session.snapshot(), std::move(change), session.today_, &problems);
    if (!edit) {
      const bool is_listed = first_refusal(problems) != nullptr;
      return session.refuse(std::move(problems), is_listed ? std::nullopt : std::optional{edit.error()});
    }
    for (auto& prepared_change : edit->changes) whole.changes.push_back(std::move(prepared_change));
  }
  session.commit(std::move(whole));
}

void Session::refuse(std::vector<FieldProblem> problems, std::optional<Error> error) {
  commit_.stage = CommitState::Stage::refused;
  ++commit_.serial;
  commit_.problems = std::move(problems);
  commit_.error = std::move(error);
  if (commit_.error && view_.dialog == Dialog::none) tell(*commit_.error);
}

void Session::commit(Edit edit) {
  commit_ = {CommitState::Stage::pending, commit_.serial + 1, {}, {}, {}};
  if (edit.changes.empty()) {   // everything is so already
    commit_.stage = CommitState::Stage::accepted;
    return;
  }
  for (const auto& change : edit.changes) commit_.uuids.push_back(change.uuid);
  ++work_->pending;
  auto& work = *work_;
  work.store->run([edit = std::move(edit), author = settings_.author, &work](Result<RegisterStore*> store) {
    auto result = store ? (*store)->commit(edit, author) : Result<Accepted>{std::unexpected{store.error()}};
    work.deliver([result = std::move(result)](Session& session) mutable {
      --session.work_->pending;
      session.accepted(std::move(result), true);
    });
  });
}

void Session::accepted(Result<Accepted> accepted, bool is_own) {
  if (!accepted) return refuse({}, accepted.error());
  if (!document_.reg) return;
  document_.reg->snapshot = applied(document_.reg->snapshot, *accepted);
  search_ = std::make_shared<const SearchIndex>(document_.reg->snapshot);
  const auto& snapshot = *document_.reg->snapshot;
  if (view_.issue != no_row && !snapshot.issues[view_.issue].id) view_.issue = no_row;
  for (const auto& record : accepted->records)
    if (record.entity == Entity::area || record.entity == Entity::settlement) {
      reload_shapes();
      break;
    }
  if (is_own) {
    commit_.stage = CommitState::Stage::accepted;
    tell(Toast::Kind::success, saved_text(snapshot, *accepted), accepted->kind == EditKind::user);
  } else {
    tell(Toast::Kind::info, tr("The register was changed by somebody else; the picture is up to date."));
  }
  after_edit_or_open();
}

void Session::after_edit_or_open() {
  request_history();
  auto& work = *work_;
  ++work.pending;
  work.store->run([author = settings_.author, &work](Result<RegisterStore*> store) {
    const auto state = store ? (*store)->undo_state(author) : UndoState{};
    work.deliver([state](Session& session) {
      --session.work_->pending;
      session.undo_ = state;
    });
  });
}

void Session::reload_shapes() {
  ++work_->pending;
  auto& work = *work_;
  work.store->run([path = document_.reg->path, &work](Result<RegisterStore*> store) {
    auto loaded = store ? load_register(**store, path) : Result<RegisterDocument>{std::unexpected{store.error()}};
    work.deliver([loaded = std::make_shared<Result<RegisterDocument>>(std::move(loaded))](Session& session) {
      --session.work_->pending;
      if (!*loaded) return session.tell(loaded->error());
      if (session.document_.reg) session.document_.reg = std::move(**loaded);
    });
  });
}

void Session::request_history() {
  history_.clear();
  const auto* snapshot = this->snapshot();
  if (snapshot == nullptr || view_.issue == no_row || !work_->store) return;
  ++work_->pending;
  auto& work = *work_;
  work.store->run([uuid = snapshot->issues[view_.issue].uuid, issue = view_.issue, &work](Result<RegisterStore*> store) {
    auto rows = store ? (*store)->history_of(Entity::issue, uuid) : Result<std::vector<HistoryRow>>{std::vector<HistoryRow>{}};
    work.deliver([rows = std::move(rows), issue](Session& session) {
      --session.work_->pending;
      if (rows && session.view_.issue == issue) session.history_ = *rows;
    });
  });
}

void Session::Applier::operator()(const Undo&) const { session.step_back_or_forth(true); }
void Session::Applier::operator()(const Redo&) const { session.step_back_or_forth(false); }

void Session::step_back_or_forth(bool is_undo) {
  if (!document_.can_edit()) return;
  ++work_->pending;
  auto& work = *work_;
  work.store->run([is_undo, author = settings_.author, &work](Result<RegisterStore*> store) {
    auto result = !store ? Result<Accepted>{std::unexpected{store.error()}} : is_undo ? (*store)->undo(author) : (*store)->redo(author);
    work.deliver([result = std::move(result)](Session& session) mutable {
      --session.work_->pending;
      if (!result) return session.tell(result.error());
      session.accepted(std::move(result), true);
    });
  });
}

void Session::Applier::operator()(const SetAuthor& intent) const {
  session.settings_.author.name = intent.name;
  session.settings_.author.post = intent.post;
  session.save_settings();
}

void Session::Applier::operator()(const MarkReviewed& intent) const {
  Change change{.kind = ChangeKind::add, .entity = Entity::hotspot_review, .uuid = new_uuid(), .version = 0, .before = {}, .after = {}};
  change.after = {{"subject", Value{intent.subject}}, {"reason", Value{intent.reason}}, {"state", Value{"REVIEWED"}},
                  {"note", intent.note.empty() ? Value{} : Value{intent.note}},
                  {"reviewed_by", Value{session.settings_.author.name}}, {"reviewed_on", Value{iso_date(session.today_)}}};
  session.apply(CommitChange{change});
}

}  // namespace riskmap
