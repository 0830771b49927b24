#include "viewer/panels/terms_list.h"

#include <imgui.h>

#include <vector>

#include "layers/text/entity_labels.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
std::vector<const LegalTerm*> terms_that_hold(const RegisterSnapshot& snapshot) {
  std::vector<const LegalTerm*> terms;
  for (const auto subject : term_subjects())
    if (const auto* term = term_in_force(snapshot.legal_terms, subject)) terms.push_back(term);
  return terms;
}

void draw_term(TableRow& row, const RegisterSnapshot& snapshot, const LegalTerm& term) {
  if (row.next_cell()) row.text(term_label(term.subject));
  if (row.next_cell()) row.text(term_days_words(term.days, term.in_workdays), TextStyle::semi);
  const auto* record = snapshot.find_other(term.uuid);
  if (row.next_cell() && record != nullptr)
    row.text(riskmap::text_of(field(record->fields, "source")), TextStyle::body, Ink::text2);
}
}  // namespace

std::string term_days_words(int days, bool in_workdays) {
  return in_workdays ? trn("{n} working day", "{n} working days", days) : trn("{n} day", "{n} days", days);
}

std::optional<std::string> terms_list(const Session& session, TableState& state) {
  const auto& snapshot = *session.snapshot();
  const auto terms = terms_that_hold(snapshot);
  const std::vector<TableColumn> columns = {
      {.id = "subject", .title = tr("What the term is for"), .width = 4, .stretches = true, .is_sortable = false},
      {.id = "days", .title = tr("Term"), .width = 150, .is_sortable = false},
      {.id = "source", .title = tr("Where the term comes from"), .width = 4, .stretches = true, .is_sortable = false}};
  ImGui::PushID("terms");  // its columns have widths of their own
  const auto result = table("reference_lists", columns, terms.size(), state,
                            {.row_id = [&](std::size_t row) { return terms[row]->subject; },
                             .is_selected = [&](std::size_t row) { return state.cursor == row; },
                             .empty_text = tr("This list has no entries yet.")},
                            [&](TableRow& row) { draw_term(row, snapshot, *terms[row.index()]); });
  ImGui::PopID();
  if (result.pressed) state.cursor = result.pressed;
  const bool is_in_table = kit().focus->focused_before().starts_with("reference_lists.row.");
  const auto opened =
      !result.opened && is_in_table && is_chord_pressed({.key = Key::enter}) ? state.cursor : result.opened;
  return opened && *opened < terms.size() ? std::optional{terms[*opened]->uuid} : std::nullopt;
}

}  // namespace riskmap::ui
