// Nine fields and a save.
#include "viewer/panels/issue_form.h"

#include <imgui.h>

#include <utility>

#include "layers/analysis/likely_duplicates.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/model/rules.h"
#include "layers/text/translate.h"
#include "viewer/panels/choice_rows.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/form_conflict.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_duplicates = 3;
constexpr int steps = 5;  // of severity

// `domain.md` §5.1: the step is chosen by its definition, not by its word.
std::string severity_definition(int severity) {
  switch (severity) {
    case 1:
      return tr("An inconvenience; fewer than 10 people; no effect on health or income");
    case 2:
      return tr("A repeated inconvenience; the service fails a few times a month; 10 people or more");
    case 3:
      return tr("Up to a third of the settlement without a normal service, or a vulnerable group harmed");
    case 4:
      return tr("More than a third of the settlement without a basic service, or a threat to health or livelihood");
    default:
      return tr("A threat to life, the whole settlement cut off, evacuation, mass conflict");
  }
}

std::vector<Row> duplicates_of(const Session& session, const IssueFormState& state) {
  const auto& snapshot = *session.snapshot();
  const DuplicateQuery query{.uuid = state.uuid,
                             .settlement = snapshot.find_settlement(text_of(field(state.now, "settlement"))),
                             .category = snapshot.find_category(text_of(field(state.now, "category"))),
                             .title = text_of(field(state.now, "title"))};
  return likely_duplicates(snapshot, query, session.problems_at(query.settlement), most_duplicates);
}

void text_of_field(std::string_view name, Fields& fields, std::string_view field_name, const FieldOptions& options) {
  std::string value = text_of(field(fields, field_name));
  const auto typed = text_field(name, value, options);
  if (typed) fields.insert_or_assign(std::string{field_name}, text_value(value));
  if (typed.is_entered) kit().focus->ask_for_next_after(name);
}

// The deadline follows the category until somebody types one.
void follow_category(const Session& session, IssueFormState& state) {
  if (state.is_due_typed || !state.uuid.empty()) return;
  const Row category = session.snapshot()->find_category(text_of(field(state.now, "category")));
  const auto registered = date_of(field(state.now, "registered_on"));
  if (category == no_row || !registered || !session.snapshot()->categories[category].default_days) return;
  const auto days = std::chrono::days{*session.snapshot()->categories[category].default_days};
  state.now.insert_or_assign("due_on", date_value(*registered + days));
}

void place_and_category(const Session& session, IssueFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  Columns columns{2};
  const auto place_error = problem_of(session, "settlement"), category_error = problem_of(session, "category");
  pick(
      "issue_form.settlement", settlement_rows(snapshot, language), state.now, "settlement",
      {.label = tr("Settlement"), .placeholder = tr("Start typing a name"), .error = place_error, .is_required = true});
  columns.next();
  if (pick("issue_form.category", category_rows(snapshot, language), state.now, "category",
           {.label = tr("Category"),
            .placeholder = tr("Start typing a category"),
            .error = category_error,
            .is_required = true}))
    follow_category(session, state);
}

void severity_rows(const Session& session, IssueFormState& state) {
  const auto error = problem_of(session, "severity");
  field_label_line(tr("Severity"), true);
  std::vector<std::string> words;
  for (int severity = 1; severity <= steps; ++severity) {
    words.push_back(std::to_string(severity) + "  " + severity_label(severity));
    words.push_back(severity_definition(severity));
  }
  const auto severity = integer_of(field(state.now, "severity"));
  std::size_t chosen = severity >= 1 && severity <= steps ? static_cast<std::size_t>(severity - 1) : steps;
  std::vector<ChoiceRow> rows;
  for (std::size_t i = 0; i < steps; ++i)
    rows.push_back({.title = words[2 * i], .description = words[2 * i + 1], .is_chosen = i == chosen});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(8), px(4)});  // five rows of one field stand closer than fields
  if (choice_rows("issue_form.severity", rows, chosen))
    state.now.insert_or_assign("severity", Value{static_cast<std::int64_t>(chosen) + 1});
  ImGui::PopStyleVar();
  field_foot_line("issue_form.severity", {.error = error});
  gap(16);  // the last definition is no part of the next row
}

void dates_and_people(const Session& session, IssueFormState& state) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  {
    Columns columns{3};
    pick("issue_form.channel", code_rows(snapshot, "channel", language), state.now, "channel", {.label = tr("Source")},
         true);
    columns.next();
    auto registered = date_of(field(state.now, "registered_on"));
    const auto registered_error = problem_of(session, "registered_on");
    if (date_field("issue_form.registered_on", registered, session.today(),
                   {.label = tr("Registered on"), .error = registered_error, .is_required = true})) {
      state.now.insert_or_assign("registered_on", date_value(registered));
      follow_category(session, state);
    }
    columns.next();
    auto due = date_of(field(state.now, "due_on"));
    const auto due_error = problem_of(session, "due_on");
    if (date_field("issue_form.due_on", due, session.today(), {.label = tr("Due date"), .error = due_error})) {
      state.now.insert_or_assign("due_on", date_value(due));
      state.is_due_typed = true;
    }
  }
  const auto error = problem_of(session, "responsible");
  pick("issue_form.responsible", party_rows(session), state.now, "responsible",
       {.label = tr("Responsible"), .placeholder = tr("Start typing a name"), .error = error}, true);
}

void duplicates(Row& chosen, const RegisterSnapshot& snapshot, const std::vector<Row>& rows) {
  banner("issue_form.duplicates", BannerKind::warning, tr("There are similar open problems here. Is it one of them?"));
  for (const Row row : rows) {
    const auto& issue = snapshot.issues[row];
    if (list_row("issue_form.duplicate." + issue.uuid, {.icon = category_icon(snapshot.categories[issue.category].code),
                                                        .text = issue.title,
                                                        .right = issue.reg_no,
                                                        .is_tab_stop = row == rows.front()}))
      chosen = row;
  }
}

// They stand below the title, but the keyboard comes to them after the fields: drawn last, where room was left.
class RoomForDuplicates {
 public:
  RoomForDuplicates()
      : height_{kit().drafts->of("issue_form.room_for_duplicates").height}, place_{ImGui::GetCursorScreenPos()} {
    if (height_ > 0) ImGui::Dummy({0, height_});
  }
  void fill(Row& chosen, const RegisterSnapshot& snapshot, const std::vector<Row>& rows) const {
    float needed = 0;
    if (!rows.empty()) {
      const ImVec2 after = ImGui::GetCursorScreenPos();
      ImGui::SetCursorScreenPos(place_);
      duplicates(chosen, snapshot, rows);
      needed = ImGui::GetCursorScreenPos().y - place_.y - ImGui::GetStyle().ItemSpacing.y;
      ImGui::SetCursorScreenPos(after);
      gap(ImGui::GetStyle().ItemSpacing.y / kit().look.scale);
    }
    if (std::exchange(kit().drafts->of("issue_form.room_for_duplicates").height, needed) != needed)
      request_frame_after(0);
  }

 private:
  float height_;
  ImVec2 place_;
};

Intents save(IssueFormState& state, const Session& session, bool starts_another) {
  const bool is_new = state.uuid.empty();
  Change change{.kind = is_new ? ChangeKind::add : ChangeKind::set,
                .entity = Entity::issue,
                .uuid = is_new ? state.made_uuid : state.uuid,
                .version = state.version,
                .before = {},
                .after = is_new ? state.now : changed_fields(state.before, state.now)};
  state.starts_another = starts_another && is_new && state.appeal.empty();
  state.waiting_for = session.commit().serial + 1;
  if (state.appeal.empty()) return {CommitChange{std::move(change)}};
  Change link{.kind = ChangeKind::add,
              .entity = Entity::appeal_issue,
              .uuid = {},
              .version = 0,
              .before = {},
              .after = {{"appeal", Value{state.appeal}}, {"issue", Value{state.made_uuid}}}};
  return {CommitEdit{{std::move(change), std::move(link)}, {}}};
}

// What the last commit of this form led to.
Intents after_commit(const Session& session, IssueFormState& state) {
  const auto& commit = session.commit();
  if (state.waiting_for == 0 || commit.serial < state.waiting_for || commit.stage == CommitState::Stage::pending)
    return {};
  state.waiting_for = 0;
  state.is_refused = commit.stage == CommitState::Stage::refused;
  if (commit.stage != CommitState::Stage::accepted) return {};
  const Row row = commit.uuids.empty() ? no_row : session.snapshot()->find_issue(commit.uuids.front());
  if (state.starts_another) {
    if (row != no_row) state.just_saved = session.snapshot()->issues[row].reg_no;
    return {OpenDialog{Dialog::issue_form, no_row, {}}};
  }
  Intents intents{CloseDialog{}};
  if (row != no_row) intents.push_back(SelectIssue{row, false});
  return intents;
}

void fields_of_form(const Session& session, IssueFormState& state) {
  place_and_category(session, state);
  const auto title_error = problem_of(session, "title"), description_error = problem_of(session, "description");
  text_of_field("issue_form.title", state.now, "title",
                {.label = tr("Summary"),
                 .error = title_error,
                 .is_required = true,
                 .most_characters = longest(Entity::issue, "title"),
                 .is_as_saved = is_as_saved(state.before, state.now, "title")});
  const RoomForDuplicates room;
  severity_rows(session, state);
  dates_and_people(session, state);
  std::string description = text_of(field(state.now, "description"));
  if (text_edit("issue_form.description", description,
                {.label = tr("Description"),
                 .error = description_error,
                 .most_characters = longest(Entity::issue, "description"),
                 .is_as_saved = is_as_saved(state.before, state.now, "description")}))
    state.now.insert_or_assign("description", text_value(description));
  room.fill(state.chosen, *session.snapshot(), duplicates_of(session, state));
}
// What the appeal says of place, kind and channel; its first sentence is a summary to begin with.
void take_from_appeal(IssueFormState& state, const StoredRecord& appeal) {
  state.appeal = appeal.uuid;
  for (const auto* name : {"settlement", "category", "channel"})
    if (const auto value = field(appeal.fields, name); !is_none(value)) state.now.insert_or_assign(name, value);
  const auto summary = text_of(field(appeal.fields, "summary"));
  const auto sentence = summary.substr(0, summary.find_first_of(".!?\n"));
  const std::string title{first_characters(sentence, longest(Entity::issue, "title"))};
  state.now.insert_or_assign("title", text_value(title));
  if (title != summary) state.now.insert_or_assign("description", text_value(summary));
  if (const auto people = integer_of(field(appeal.fields, "collective_count")); people > 1)
    state.now.insert_or_assign("affected_people", Value{people});
  state.before = state.now;
}
}  // namespace

void fill_issue_form(IssueFormState& state, const Session& session) {
  auto saved = std::move(state.just_saved);
  state = {};
  state.saved = std::move(saved);
  const auto& view = session.view();
  const auto& snapshot = *session.snapshot();
  if (view.dialog_row != no_row && view.dialog_row < snapshot.issues.size()) {
    const auto& issue = snapshot.issues[view.dialog_row];
    state.uuid = issue.uuid;
    state.version = issue.version;
    state.before = state.now = fields_of(snapshot, issue);
    return;
  }
  state.made_uuid = new_uuid();
  state.now = {{"registered_on", Value{iso_date(session.today())}},
               {"lang", Value{std::string{code_of(view.language)}}}};
  if (const auto* appeal = view.dialog_text.empty() ? nullptr : snapshot.find_other(view.dialog_text))
    return take_from_appeal(state, *appeal);
  if (view.place && view.place->level == AreaLevel::settlement)
    state.now.emplace("settlement", Value{snapshot.settlements[view.place->row].uuid});
  state.before = state.now;
}

Intents issue_form(const Session& session, IssueFormState& state) {
  if (auto next = after_commit(session, state); !next.empty()) return next;
  const bool is_new = state.uuid.empty();
  const FormRecord record{"issue_form", Entity::issue, state.uuid, state.version, state.before, state.now};
  DialogFrame dialog{"issue_form", is_new ? tr("New problem") : tr("Edit problem"), {.width = 760}};
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false))
      focus_widget(is_new && !is_none(field(state.now, "settlement")) ? "issue_form.category"
                                                                      : "issue_form.settlement");
    show_if_gone("issue_form", session, Entity::issue, state.uuid);
    if (settle_conflict(session, record)) state.settled_commit = session.commit().serial;
    fields_of_form(session, state);
  }
  const bool is_other = is_gone(session, Entity::issue, state.uuid) || is_conflicted(session, record);
  const bool is_said = is_other || session.commit().serial == state.settled_commit;  // above the fields
  // The message on the map lies behind the form: what was saved is said here too.
  if (!state.saved.empty()) dialog.set_done(fill(tr("Problem {number} saved"), {{"number", state.saved}}));
  dialog.footer(is_new ? tr("Ctrl+Enter saves and starts a new one") : tr("Ctrl+Enter saves"),
                is_said ? std::string{} : general_problem(session, Entity::issue));
  if (std::exchange(state.is_refused, false)) dialog.go_to_refused_field();
  const bool is_idle = session.commit().stage != CommitState::Stage::pending && !is_other;
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, is_idle);
  const bool has_typed = state.now != state.before || dialog.has_wrong_field();
  if (wants_save || (is_idle && is_chord_pressed({.key = Key::enter, .ctrl = true}))) {
    if (!dialog.has_wrong_field()) return save(state, session, !wants_save);
    dialog.go_to_wrong_field();
  }
  const FormExit exit{"issue_form", has_typed, dialog.is_dismissed() || wants_cancel || state.chosen != no_row};
  auto left = leave_form(session, exit, state.asks_to_discard);
  if (!left.empty())
    if (const Row chosen = std::exchange(state.chosen, no_row); chosen != no_row && left.front().is<CloseDialog>())
      left.push_back(SelectIssue{chosen, true});
  return left;
}

}  // namespace riskmap::ui
