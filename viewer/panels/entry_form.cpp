#include "viewer/panels/entry_form.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "layers/core/text.h"
#include "layers/model/code_lists.h"
#include "layers/model/reference_lists.h"
#include "layers/model/rules.h"
#include "layers/text/entity_labels.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/record_field.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
std::optional<StoredRecord> record_of(const RegisterSnapshot& snapshot, const std::string& uuid) {
  for (const auto entity : {Entity::code_value, Entity::category, Entity::programme, Entity::indicator,
                            Entity::status_def, Entity::sla_rule, Entity::calendar_day})
    if (auto record = current_record(snapshot, entity, uuid)) return record;
  return std::nullopt;
}

// Groups of categories, or programmes that others are part of.
std::vector<PickerRow> parents_of(const Session& session, const EntryFormState& state) {
  std::vector<PickerRow> rows;
  const auto& snapshot = *session.snapshot();
  const auto own = text_of(field(state.before, "code"));
  for (const auto& entry : entries_of(snapshot, state.list)) {
    const Row category = snapshot.find_category(entry.code);
    const bool is_below = category != no_row && !snapshot.categories[category].parent.empty();
    if (entry.code == own || (entity_of_list(state.list) == Entity::category && is_below)) continue;
    const auto& words = entry.names.in(session.view().language);
    rows.push_back({.id = entry.code, .text = words, .search_key = picker_key(words)});
  }
  return rows;
}

void parent_field(const Session& session, EntryFormState& state) {
  const auto label = field_label(spec_of(entity_of_list(state.list)).name, "parent");
  const auto error = problem_of(session, "parent");
  pick("entry_form.parent", parents_of(session, state), state.now, "parent", {.label = label, .error = error}, true);
}

void confidentiality_field(EntryFormState& state) {
  std::array<Choice, 3> choices;
  for (int level = 0; level < 3; ++level)
    choices[static_cast<std::size_t>(level)] = {.id = std::to_string(level), .text = sensitivity_label(level)};
  auto chosen = static_cast<std::size_t>(std::clamp<std::int64_t>(integer_of(field(state.now, "sensitivity")), 0, 2));
  const auto label = field_label("category", "sensitivity");
  if (combo("entry_form.sensitivity", choices, chosen, {.label = label, .is_required = true}))
    state.now.insert_or_assign("sensitivity", Value{static_cast<std::int64_t>(chosen)});
}

void side_by_side(const auto& left, const auto& right) {
  Columns columns{2};
  left();
  columns.next();
  right();
}

void fields_of_category(const Session& session, EntryFormState& state, const RecordFields& record) {
  side_by_side([&] { parent_field(session, state); }, [&] { record_field(session, record, "num"); });
  side_by_side([&] { record_field(session, record, "pillar"); }, [&] { confidentiality_field(state); });
  record_fields(session, record, "default_days", "default_owner");
}

// Two entries of the same words can only be told apart by their order: saved all the same, where it is meant so.
void warn_of_same_words(const Session& session, const EntryFormState& state, Language language) {
  const auto name = std::string{code_of(language)};
  const auto wanted = picker_key(trimmed(text_of(field(state.now, name))));
  if (wanted.empty()) return;
  const auto entries = entries_of(*session.snapshot(), state.list);
  const bool is_same = std::ranges::any_of(entries, [&](const ListEntry& entry) {
    return entry.uuid != state.uuid && picker_key(entry.names.in(language)) == wanted;
  });
  if (!is_same) return;
  wrapped_text(tr("Another entry of this list has these words already."),
               {.style = TextStyle::small, .ink = Ink::warning, .name = "entry_form.same." + name});
}

// A day keeps its date once it is there.
void fields_of_day(const Session& session, EntryFormState& state, const RecordFields& record) {
  if (state.uuid.empty()) {
    record_field(session, record, "day");
  } else if (const auto day = date_of(field(state.before, "day"))) {
    text(format_date(*day), {.style = TextStyle::heading, .name = "entry_form.day"});
    gap(8);
  }
  const std::array<Segment, 2> kinds = {Segment{.id = "free", .text = tr("Day off")},
                                        Segment{.id = "worked", .text = tr("Working day")}};
  auto chosen = static_cast<std::size_t>(integer_of(field(state.now, "is_workday")) != 0);
  if (segmented("entry_form.is_workday", kinds, chosen))
    state.now.insert_or_assign("is_workday", Value{static_cast<std::int64_t>(chosen)});
  gap(8);
  record_field(session, record, "note");
}

void fields_of_term(const Session& session, const EntryFormState& state, const RecordFields& record) {
  record_field(session, record, "n_days");
  wrapped_text(integer_of(field(state.before, "workdays")) != 0 ? tr("Working days: by the working calendar.")
                                                                : tr("Calendar days."),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "entry_form.days_of"});
  gap(8);
  record_field(session, record, "source");
}

void fields_of_form(const Session& session, EntryFormState& state) {
  const auto entity = entity_of_list(state.list);
  const RecordFields record{"entry_form", entity, state.before, state.now};
  if (entity == Entity::calendar_day) return fields_of_day(session, state, record);
  if (entity == Entity::sla_rule) return fields_of_term(session, state, record);
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    record_field(session, record, code_of(language));
    warn_of_same_words(session, state, language);
  }
  if (entity == Entity::category) fields_of_category(session, state, record);
  if (entity == Entity::programme) {
    side_by_side([&] { record_field(session, record, "kind"); }, [&] { parent_field(session, state); });
    record_fields(session, record, "date_from", "date_to");
  }
  if (entity == Entity::indicator) {
    record_fields(session, record, "unit", "dimension");
    record_fields(session, record, "min_bound", "max_bound");
    record_field(session, record, "higher_is_worse");
    return;
  }
  if (entity == Entity::status_def) return;
  const auto code = text_of(field(state.before, "code"));
  if (is_known_entry(state.list, code))
    wrapped_text(tr("The program reckons with this entry: it can be renamed and moved, but stays in use."),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = "entry_form.known"});
  else
    record_field(session, record, "active");
}

std::string title_of(const EntryFormState& state) {
  if (entity_of_list(state.list) == Entity::sla_rule) return term_label(text_of(field(state.before, "applies_to")));
  const auto list = list_label(state.list);
  return state.uuid.empty() ? fill(tr("New entry: {list}"), {{"list", list}}) : list;
}

std::string_view first_field_of(const EntryFormState& state) {
  const auto entity = entity_of_list(state.list);
  if (entity == Entity::calendar_day) return state.uuid.empty() ? "entry_form.day" : "entry_form.note";
  return entity == Entity::sla_rule ? "entry_form.n_days" : "entry_form.kk";
}

// What the form was opened from is shown again.
Intents back_to_list(Intents intents, const std::string& list) {
  for (auto& intent : intents)
    if (intent.is<CloseDialog>()) intent = OpenDialog{Dialog::reference_lists, no_row, list};
  return intents;
}
}  // namespace

void fill_entry_form(EntryFormState& state, const Session& session) {
  state = {};
  const auto& text = session.view().dialog_text;
  const auto record = record_of(*session.snapshot(), text);
  if (record) {
    const bool is_enumerated = record->entity == Entity::code_value;
    state.list = is_enumerated ? text_of(field(record->fields, "domain")) : spec_of(record->entity).name;
    state.uuid = record->uuid;
    state.version = record->version;
    state.before = state.now = record->fields;
    return;
  }
  state.list = text;
  const bool has_use = entity_of_list(text) != Entity::indicator && entity_of_list(text) != Entity::calendar_day;
  if (has_use) state.now.emplace("active", Value{std::int64_t{1}});
  if (entity_of_list(text) == Entity::calendar_day) state.now.emplace("is_workday", Value{std::int64_t{0}});
  if (entity_of_list(text) == Entity::code_value) state.now.emplace("domain", Value{text});
  if (entity_of_list(text) == Entity::category) state.now.emplace("sensitivity", Value{std::int64_t{0}});
  state.before = state.now;
}

Intents entry_form(const Session& session, EntryFormState& state) {
  const auto entity = entity_of_list(state.list);
  const FormRecord record{"entry_form", entity, state.uuid, state.version, state.before, state.now};
  const bool is_row_of_program = entity == Entity::status_def || entity == Entity::sla_rule;
  const bool can_be_deleted = !is_row_of_program && !is_known_entry(state.list, text_of(field(state.before, "code")));
  auto intents = show_form(session, state.progress,
                           {.record = record,
                            .title = title_of(state),
                            .first_field = first_field_of(state),
                            .delete_title = tr("Delete this entry?"),
                            .width = 560,
                            .can_be_deleted = can_be_deleted,
                            .fields = [&] { fields_of_form(session, state); },
                            .has_typed = [&] { return state.now != state.before; },
                            .save = [&]() -> Intents {
                              if (state.uuid.empty())
                                return {CommitChange{change_of(ChangeKind::add, record, state.now)}};
                              auto changed = changed_fields(state.before, state.now);
                              if (changed.empty()) return {CloseDialog{}};
                              return {CommitChange{change_of(ChangeKind::set, record, std::move(changed))}};
                            }});
  return back_to_list(std::move(intents), state.list);
}

}  // namespace riskmap::ui
