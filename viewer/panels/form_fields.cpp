// Shared parts of the record forms.
#include "viewer/panels/form_fields.h"

#include "layers/core/text.h"
#include "layers/model/office_term.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/session/attached_records.h"

namespace riskmap::ui {

std::string problem_of(const Session& session, std::string_view field) {
  if (session.commit().stage != CommitState::Stage::refused) return {};
  for (const auto& problem : session.commit().problems)
    if (problem.field == field && !problem.is_warning) {
      auto error = problem.error;
      error.where.clear(), error.value.clear();  // the field says where, and shows the value in its own words
      return error_message(error);
    }
  return {};
}

namespace {
// "severity, title" as a person reads it; what is no list of fields stays as it is.
std::string labels_of(Entity entity, const std::string& where) {
  std::string labels;
  for (const auto& part : split(where, ',')) {
    const auto name = trimmed(part);
    const bool is_field = find_field(spec_of(entity), name) != nullptr;
    labels += (labels.empty() ? "" : ", ") + (is_field ? field_label(spec_of(entity).name, name) : name);
  }
  return labels;
}
}  // namespace

std::size_t longest(Entity entity, std::string_view field) {
  const auto* spec = find_field(spec_of(entity), field);
  return spec == nullptr ? 0 : static_cast<std::size_t>(spec->max_length);
}

std::string general_problem(const Session& session, Entity entity) {
  if (session.commit().stage != CommitState::Stage::refused) return {};
  if (auto error = session.commit().error) {
    error->where = labels_of(entity, error->where);
    return error_message(*error);
  }
  return problem_of(session, "");
}

std::vector<PickerRow> settlement_rows(const RegisterSnapshot& snapshot, Language language) {
  std::vector<PickerRow> rows;
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!settlement.id) continue;
    std::string aliases =
        settlement.names.kk + " " + settlement.names.ru + " " + settlement.names.en + " " + settlement.kato;
    for (const auto& name : settlement.other_names) aliases += " " + name;
    rows.push_back({.id = settlement.uuid,
                    .text = settlement.names.in(language),
                    .grey = rural_district_label(snapshot, settlement),
                    .search_key = picker_key(settlement.names.in(language), aliases)});
  }
  return rows;
}

namespace {
// Where a value stands that is no longer in use, its grey words say so.
PickerRow in_use_or_hidden(PickerRow row, bool is_in_use, const std::string& otherwise) {
  if (!is_in_use) row.is_hidden = true, row.grey = otherwise;
  return row;
}
}  // namespace

std::vector<PickerRow> category_rows(const RegisterSnapshot& snapshot, Language language) {
  std::vector<PickerRow> rows;
  for (const auto& category : snapshot.categories) {
    if (category.parent.empty()) continue;
    const Row group = snapshot.find_category(category.parent);
    PickerRow row{.id = category.code,
                  .text = category.names.in(language),
                  .grey = group != no_row ? snapshot.categories[group].names.in(language) : std::string{},
                  .search_key = picker_key(category.names.in(language),
                                           category.names.kk + " " + category.names.ru + " " + category.number),
                  .icon = category_icon(category.code)};
    rows.push_back(in_use_or_hidden(std::move(row), category.is_active, tr("no longer used")));
  }
  return rows;
}

std::vector<PickerRow> party_rows(const Session& session) {
  const auto& snapshot = *session.snapshot();
  const auto language = session.view().language;
  std::vector<PickerRow> rows;
  for (const auto& party : snapshot.parties) {
    if (!party.id) continue;
    PickerRow row{.id = party.uuid,
                  .text = party.names.in(language),
                  .grey = code_label(snapshot, "party_kind", party.kind),
                  .search_key = picker_key(party.names.in(language), party.names.kk + " " + party.names.ru)};
    const auto term = office_term(party, session.today());
    if (term == OfficeTerm::is_over) row.grey = tr("the term of office is over");
    rows.push_back(in_use_or_hidden(std::move(row), term != OfficeTerm::was_left, trc("party", "no longer in office")));
  }
  return rows;
}

std::vector<PickerRow> code_rows(const RegisterSnapshot& snapshot, std::string_view domain, Language language) {
  std::vector<PickerRow> rows;
  const auto found = snapshot.codes.find(domain);
  if (found == snapshot.codes.end()) return rows;
  for (const auto& code : found->second) {
    PickerRow row{.id = code.code, .text = code.names.in(language), .search_key = picker_key(code.names.in(language))};
    rows.push_back(in_use_or_hidden(std::move(row), code.is_active, tr("no longer used")));
  }
  return rows;
}

std::optional<std::size_t> row_with_id(const std::vector<PickerRow>& rows, std::string_view id) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].id == id) return i;
  return std::nullopt;
}

bool pick(std::string_view name, std::vector<PickerRow> rows, Fields& fields, std::string_view field_name,
          const FieldOptions& options, bool can_be_cleared) {
  const auto id = text_of(field(fields, field_name));
  std::erase_if(rows, [&id](const PickerRow& row) { return row.is_hidden && row.id != id; });
  auto chosen = row_with_id(rows, id);
  if (!picker(name, rows, chosen, options, {.can_be_cleared = can_be_cleared})) return false;
  fields.insert_or_assign(std::string{field_name}, chosen ? Value{rows[*chosen].id} : Value{});
  return true;
}

bool is_as_saved(const Fields& before, const Fields& now, std::string_view field_name) {
  return field(before, field_name) == field(now, field_name);
}

Fields changed_fields(const Fields& before, const Fields& now) {
  Fields changed;
  for (const auto& [name, value] : now)
    if (field(before, name) != value) changed.emplace(name, value);
  return changed;
}

Intents leave_form(const Session& session, const FormExit& exit, bool& asks_to_discard) {
  const auto gone = session.asks_to_quit() ? Intents{CloseDialog{}, Quit{}} : Intents{CloseDialog{}};
  if (exit.is_wanted || session.asks_to_quit()) {
    if (!exit.has_typed) return gone;
    asks_to_discard = true;
  }
  if (!asks_to_discard) return {};
  const auto answer = ask(std::string{exit.form} + ".discard", {.title = tr("Discard what you typed?"),
                                                                .text = tr("The form has changes that are not saved."),
                                                                .yes = tr("Discard"),
                                                                .is_danger = true});
  if (answer == Answer::none) return {};
  asks_to_discard = false;
  return answer == Answer::yes ? gone : Intents{StayOpen{}};
}

bool is_gone(const Session& session, Entity entity, const std::string& uuid) {
  if (uuid.empty()) return false;  // a new one
  return !stored_record(session, entity, uuid);
}

void show_if_gone(std::string_view form, const Session& session, Entity entity, const std::string& uuid) {
  if (!is_gone(session, entity, uuid)) return;
  const auto& error = session.commit().error;
  const std::string who = error && error->code == ErrorCode::gone ? error->value : std::string{};
  const auto text =
      who.empty() ? tr("This record was deleted meanwhile. Copy what you need: it can't be saved.")
                  : fill(tr("Deleted meanwhile by {who}. Copy what you need: it can't be saved."), {{"who", who}});
  banner(std::string{form} + ".gone", BannerKind::warning, text);
}

Value text_value(const std::string& text) {
  return trimmed(text).empty() ? Value{} : Value{text};
}
Value date_value(const std::optional<Date>& day) {
  return day ? Value{iso_date(*day)} : Value{};
}

std::optional<Date> date_of(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? parse_iso_date(*text) : std::nullopt;
}

}  // namespace riskmap::ui
