// Editing: every change goes to the store and comes back accepted, or is refused beside its field.
#include <algorithm>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/exchange/appeal_slip.h"
#include "layers/exchange/reception_pack.h"
#include "layers/exchange/whole_file.h"
#include "layers/model/appeal_files.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"
#include "viewer/session/undo_words.h"

namespace riskmap {

namespace {
const FieldProblem* first_refusal(const std::vector<FieldProblem>& problems) {
  for (const auto& problem : problems)
    if (!problem.is_warning) return &problem;
  return nullptr;
}

// An edit of what hangs on an appeal is ruled as if the files were records.
Snapshot known_to_rules(const Snapshot& snapshot, const std::vector<Change>& changes,
                        const std::vector<StoredRecord>& files) {
  const bool is_asked = std::ranges::any_of(changes, [&](const Change& change) { return is_of_appeal(change, files); });
  return is_asked ? with_appeal_files(snapshot, files) : snapshot;
}

std::string saved_text(const RegisterSnapshot& snapshot, const Accepted& accepted) {
  for (const auto& record : accepted.records)
    if (record.entity == Entity::issue)
      if (const Row row = snapshot.find_issue(record.uuid); row != no_row)
        return fill(tr("Problem {number} saved"), {{"number", snapshot.issues[row].reg_no}});
  for (const auto& record : accepted.records)
    if (record.entity == Entity::appeal)
      return fill(tr("Appeal {number} saved"), {{"number", text_of(field(record.fields, "reg_no"))}});
  if (std::ranges::any_of(accepted.records, [](const auto& r) { return r.entity == Entity::reception; }))
    return tr("Reception saved");
  return accepted.records.empty() ? tr("Deleted") : tr("Saved");
}
}  // namespace

void Session::Applier::operator()(const CommitChange& intent) const {
  session.apply(CommitEdit{{intent.change}, {}});
}

// The first edit asks who edits (`decisions.md` 43), whatever it is.
bool Session::waits_for_author(const Intent& edit) {
  if (!options_.asks_author || !settings_.author.name.empty() || !document_.can_edit()) return false;
  waiting_edit_ = edit;
  waiting_file_ = incoming_;
  view_.asks_author = true;
  return true;
}

void Session::Applier::operator()(const CommitEdit& intent) const {
  if (session.waits_for_author(intent)) return;
  session.commit_ = {CommitState::Stage::pending, session.commit_.serial + 1, {}, {}, {}};
  if (!session.document_.can_edit())
    return session.refuse({}, Error{ErrorCode::read_only, "no writable register is open", {}, {}});
  auto changes = intent.changes;
  for (auto& change : changes) {
    if (change.kind == ChangeKind::add && change.uuid.empty()) change.uuid = new_uuid();
    session.commit_.uuids.push_back(change.uuid);
  }
  std::vector<FieldProblem> problems;
  const auto& files = session.applicant_desk_.files;
  const auto known = known_to_rules(session.document_.reg->snapshot, changes, files);
  auto edit = prepared_together(known, std::move(changes), session.today_, &problems);
  if (!edit) {
    const bool is_listed = first_refusal(problems) != nullptr;
    return session.refuse(std::move(problems), is_listed ? std::nullopt : std::optional{edit.error()});
  }
  edit->applicants = intent.applicants;
  for (auto& applicant : edit->applicants) {
    applicant.after = completed_applicant(std::move(applicant.after));
    auto found = problems_of_applicant(applicant.after, session.today_);
    problems.insert(problems.end(), found.begin(), found.end());
    if (!found.empty()) return session.refuse(std::move(problems), {});
  }
  edit->files = intent.files;
  part_appeal_files(*edit, files);
  if (!intent.reason.empty()) edit->reason = intent.reason;
  session.commit(std::move(*edit));
}

void Session::refuse(std::vector<FieldProblem> problems, std::optional<Error> error) {
  commit_.stage = CommitState::Stage::refused;
  commit_.problems = std::move(problems);
  commit_.error = std::move(error);
  if (view_.dialog != Dialog::none) return;  // the form says it
  const auto* problem = first_refusal(commit_.problems);
  if (commit_.error || problem != nullptr) tell(commit_.error ? *commit_.error : problem->error);
}

void Session::commit(Edit edit) {
  if (edit.changes.empty() && edit.applicants.empty() && edit.appeal_files.empty()) {  // everything is so already
    commit_.stage = CommitState::Stage::accepted;
    return;
  }
  ask_to_write(EditKind::user, [edit = std::move(edit), author = settings_.author](RegisterStore& store) {
    return store.commit(edit, author);
  });
}

void Session::ask_to_write(EditKind kind, std::function<Result<Accepted>(RegisterStore&)> write) {
  work_->ask_store([write = std::move(write), kind,
                    commit_serial = commit_.serial](RegisterStore& store) -> Work::Arrival {
    // First what others did: their change of the same record is then on the screen beside the refusal.
    auto others = store.changes_by_others();
    auto result = write(store);
    return [others = std::move(others), result = std::move(result), kind, commit_serial,
            applicants = store.info().applicants](Session& session) {
      session.document_.reg->info.applicants = applicants;  // the first of them has made their file
      if (others && *others) {
        session.take_over(**others);
        session.tell(Toast::Kind::info, tr("The register was changed by somebody else; the picture is up to date."));
      }
      const bool is_awaited = kind == EditKind::user && commit_serial == session.commit_.serial;
      if (result && is_awaited) session.commit_.stage = CommitState::Stage::accepted;
      if (kind != EditKind::user) session.note_step(result ? std::nullopt : std::optional{result.error()});
      if (result)
        session.accepted(*result);
      else if (is_awaited)
        session.refuse({}, result.error());
      else if (result.error().code == ErrorCode::conflict)
        session.tell_why_not(kind);
      else
        session.tell(result.error());
      if (result || (others && *others)) session.after_edit_or_open();
    };
  });
}

void Session::Work::watch_others() {
  constexpr std::chrono::milliseconds every{400};
  store->watch(
      [this, serial = document_serial](const Result<RegisterStore*>& opened) {
        auto others = opened ? (*opened)->changes_by_others() : Result<std::optional<Accepted>>{std::nullopt};
        if (!others || !*others) return;  // a line that is cut is tied again by the next look, or said by an edit
        deliver([serial, others = **std::move(others)](Session& session) {
          if (serial != session.work_->document_serial) return;
          session.take_over(others);
          session.after_edit_or_open();
        });
      },
      every);
}

// Undo and redo are nobody's form, but whether the file took them is shown like an edit's fate.
void Session::note_step(std::optional<Error> error) {
  if (commit_.stage == CommitState::Stage::pending) return;
  commit_.stage = error ? CommitState::Stage::refused : CommitState::Stage::idle;
  commit_.problems.clear();
  commit_.error = std::move(error);
}

// Into the snapshot and what is looked up in it.
void Session::take_over(const Accepted& accepted) {
  document_.reg->snapshot = applied(document_.reg->snapshot, accepted);
  prepare_search();
  renew_appeal_files();
  const auto& snapshot = *document_.reg->snapshot;
  if (view_.issue != no_row && !snapshot.issues.core(view_.issue).id) view_.issue = no_row;
  if (std::ranges::any_of(accepted.records, [](const auto& record) {
        return record.entity == Entity::area || record.entity == Entity::settlement;
      }))
    reload_shapes();
}

// Beside the window; until then the search finds what it knew before, or says that it is being prepared.
void Session::prepare_search() {
  auto& work = *work_;
  ++work.pending;
  work.pool.run([&work, serial = work.document_serial, snapshot = document_.reg->snapshot, before = search_] {
    work.deliver([serial, index = std::make_shared<const SearchIndex>(snapshot, before.get())](Session& session) {
      --session.work_->pending;
      if (serial != session.work_->document_serial) return;
      const bool is_late = session.search_ && session.search_->snapshot()->revision > index->snapshot()->revision;
      if (!is_late) session.search_ = index;
    });
  });
}

void Session::accepted(const Accepted& accepted) {
  const auto before = document_.reg->snapshot;
  take_over(accepted);
  const auto& after = *document_.reg->snapshot;
  const bool is_step = accepted.kind == EditKind::undo || accepted.kind == EditKind::redo;
  const auto batch = accepted.kind == EditKind::user ? accepted.batch : std::string{};
  undo_.undo_batch = batch;  // the rest is asked for in a moment
  tell(Toast::Kind::success, is_step ? step_text(*before, after, accepted) : saved_text(after, accepted), batch);
}

void Session::after_edit_or_open() {
  request_history();
  work_->ask_store([author = settings_.author](RegisterStore& store) -> Work::Arrival {
    return [state = store.undo_state(author)](Session& session) { session.undo_ = state; };
  });
}

// The rows stay where they are: only shapes and what is drawn from them are new.
void Session::reload_shapes() {
  work_->ask_store([snapshot = document_.reg->snapshot,
                    view_crs = document_.reg->layers->view_crs](RegisterStore& store) -> Work::Arrival {
    auto shapes = load_all_shapes(store);
    auto layers =
        shapes ? place_layers(*snapshot, *shapes, view_crs) : Result<PlaceLayers>{std::unexpected{shapes.error()}};
    if (!layers) return [error = layers.error()](Session& session) { session.tell(error); };
    return [shapes = std::move(*shapes),
            drawn = std::make_shared<const PlaceLayers>(std::move(*layers))](Session& session) {
      if (drawn->view_crs != session.document_.view_crs()) return session.reload_shapes();
      session.document_.reg->shapes = shapes;
      session.document_.reg->layers = drawn;
    };
  });
}

void Session::request_history() {
  history_.clear();
  const auto* snapshot = this->snapshot();
  if (snapshot == nullptr || view_.issue == no_row || !work_->store) return;
  work_->ask_store(
      [uuid = snapshot->issues.uuid(view_.issue), issue = view_.issue](RegisterStore& store) -> Work::Arrival {
        auto rows = store.history_of(Entity::issue, uuid);
        if (!rows) return [error = rows.error()](Session& session) { session.tell(error); };
        return [rows = std::move(*rows), issue](Session& session) {
          if (session.view_.issue == issue) session.history_ = rows;
        };
      });
}

void Session::Applier::operator()(const Undo& intent) const {
  session.step_back_or_forth(EditKind::undo, intent.batch);
}
void Session::Applier::operator()(const Redo&) const {
  session.step_back_or_forth(EditKind::redo, {});
}

void Session::step_back_or_forth(EditKind kind, const std::string& only_batch) {
  if (!document_.can_edit()) return;
  ask_to_write(kind, [kind, only_batch, author = settings_.author](RegisterStore& store) -> Result<Accepted> {
    if (kind == EditKind::redo) return store.redo(author);
    if (!only_batch.empty() && store.undo_state(author).undo_batch != only_batch)
      return fail(ErrorCode::nothing_to_undo, "something else was done since");
    return store.undo(author);
  });
}

namespace {
std::string batch_to_turn(const UndoState& state, EditKind kind) {
  return kind == EditKind::undo ? state.undo_batch : state.redo_batch;
}
}  // namespace

void Session::tell_why_not(EditKind kind) {
  work_->ask_store([kind, author = settings_.author](RegisterStore& store) -> Work::Arrival {
    auto obstacle = store.undo_obstacle(author, kind);
    if (!obstacle) return [error = obstacle.error()](Session& session) { session.tell(error); };
    const auto batch = batch_to_turn(store.undo_state(author), kind);
    return [obstacle = std::move(*obstacle), kind, batch](Session& session) {
      if (!obstacle) return;  // gone meanwhile: the next try goes through
      session.tell(Toast::Kind::problem, obstacle_text(*obstacle, kind), batch);
      if (!batch.empty()) session.toast_->offers_skip = kind;
    };
  });
}

void Session::Applier::operator()(const SkipEdit& intent) const {
  session.work_->ask_store([kind = intent.kind, batch = intent.batch,
                            author = session.settings_.author](RegisterStore& store) -> Work::Arrival {
    const auto gone = kind == EditKind::undo ? ErrorCode::nothing_to_undo : ErrorCode::nothing_to_redo;
    const auto skipped = batch_to_turn(store.undo_state(author), kind) == batch
                             ? store.skip(author, kind)
                             : fail(gone, "something else was done since");
    return [skipped, kind](Session& arrived) {
      if (!skipped) return arrived.tell(skipped.error());
      arrived.tell(Toast::Kind::info, kind == EditKind::undo
                                          ? tr("That edit stays as it is. Undo now takes back the one before it.")
                                          : tr("That edit stays taken back. Redo now goes on with the one after it."));
      arrived.after_edit_or_open();
    };
  });
}

void Session::Applier::operator()(const SetAuthor& intent) const {
  session.settings_.author.name = intent.name;
  session.settings_.author.post = intent.post;
  session.save_settings();
  session.view_.asks_author = false;
  if (session.view_.dialog == Dialog::author) session.apply(CloseDialog{});
  if (session.work_->store) session.after_edit_or_open();  // everybody undoes their own
  const auto edit = std::exchange(session.waiting_edit_, {});
  if (!edit) return;
  session.incoming_ = std::exchange(session.waiting_file_, {});
  session.apply(*edit);
  session.incoming_.reset();
}

void Session::Applier::operator()(const DropEdit&) const {
  session.view_.asks_author = false;
  session.waiting_file_.reset();
  if (std::exchange(session.waiting_edit_, {}))
    session.tell(Toast::Kind::info, tr("Nothing was saved: nobody has said who edits."));
}

void Session::Applier::operator()(const MarkReviewed& intent) const {
  if (session.waits_for_author(intent)) return;
  Change change{.kind = ChangeKind::add,
                .entity = Entity::hotspot_review,
                .uuid = new_uuid(),
                .version = 0,
                .before = {},
                .after = {}};
  change.after = {{"subject", Value{intent.subject}},
                  {"reason", Value{intent.reason}},
                  {"state", Value{intent.state}},
                  {"note", intent.note.empty() ? Value{} : Value{intent.note}},
                  {"assigned_to", intent.assigned_to.empty() ? Value{} : Value{intent.assigned_to}},
                  {"reviewed_by", Value{session.settings_.author.name}},
                  {"reviewed_on", Value{iso_date(session.today_)}}};
  session.apply(CommitChange{change});
}

namespace {
// Beside the register, named after it and after what it is.
Result<std::filesystem::path> write_beside(const std::filesystem::path& reg, const std::string& name,
                                           const std::string& bytes) {
  auto file = reg.parent_path() / (reg.stem().string() + "-" + name + ".pdf");
  const auto written = write_whole_file(file, [&bytes](std::ostream& out) -> Result<void> {
    out << bytes;
    return {};
  });
  if (!written) return std::unexpected{written.error()};
  return file;
}
}  // namespace

void Session::Applier::operator()(const MakeSlip& intent) const {
  const auto* appeal = session.derived().appeals.find(intent.appeal);
  if (appeal == nullptr || session.snapshot() == nullptr) return;
  const auto bytes = appeal_slip(*session.snapshot(), *appeal, session.view_.language);
  if (!bytes) return session.tell(bytes.error());
  const auto file = write_beside(session.document_.path(), appeal->reg_no, *bytes);
  if (!file) return session.tell(file.error());
  session.tell(Toast::Kind::success, fill(tr("Slip saved: {file}"), {{"file", file->string()}}));
}

void Session::Applier::operator()(const MakeReceptionPack& intent) const {
  const auto& derived = session.derived();
  const auto* reception = derived.receptions.find(intent.reception);
  if (reception == nullptr || session.snapshot() == nullptr) return;
  const auto bytes = reception_pack(
      *session.snapshot(), {*reception, derived.receptions, derived.appeals, derived.facts}, session.view_.language);
  if (!bytes) return session.tell(bytes.error());
  const auto day = reception->day() ? iso_date(*reception->day()) : std::string{};
  const auto file = write_beside(session.document_.path(), day + "-" + reception->area_code, *bytes);
  if (!file) return session.tell(file.error());
  session.tell(Toast::Kind::success, fill(tr("Papers for the reception saved: {file}"), {{"file", file->string()}}));
}

}  // namespace riskmap
