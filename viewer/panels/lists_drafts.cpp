// What was begun and not saved. Nothing of a person is shown here.
#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_letters = 60;

std::string form_words(const FormDraft& draft) {
  switch (draft.form) {
    case Dialog::issue_form:
      return tr("Problem");
    case Dialog::appeal_form:
      return tr("Appeal");
    case Dialog::reception_form:
      return tr("Reception");
    case Dialog::measure_form:
      return tr("Measure");
    case Dialog::document_form:
      return tr("Document");
    case Dialog::party_form:
      return tr("Responsible party");
    case Dialog::entry_form:
      return tr("Entry of a list");
    case Dialog::attachment_form:
      return tr("Attached file");
    case Dialog::passport:
      return tr("Passport figures of settlements");
    default:
      return tr("Change of status");
  }
}

// The first of the record's own words; on one line.
std::string beginning(const FormDraft& draft) {
  if (draft.parts.empty()) return {};
  for (const auto* name : {"title", "summary", "text", "name_kk", "name_ru", "kk", "caption", "place", "result",
                           "status_reason", "description", "note"})
    if (auto words = text_of(field(draft.parts.front(), name)); !words.empty()) {
      for (auto& c : words)
        if (c == '\n') c = ' ';
      return std::string{first_characters(words, most_letters)};
    }
  return {};
}
}  // namespace

Intents drafts_list(const Session& session) {
  Intents intents;
  const auto& drafts = session.drafts().all();
  if (drafts.empty()) return intents;
  field_label_line(fill(trn("Draft: {n}", "Drafts: {n}", static_cast<std::int64_t>(drafts.size())),
                        {{"n", format_integer(static_cast<std::int64_t>(drafts.size()))}}),
                   false);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const auto words = form_words(drafts[i]), begun = beginning(drafts[i]);
    const auto whole = begun.empty() ? words : words + " · " + begun;
    if (list_row("today.draft." + std::to_string(i),
                 {.icon = Icon::edit, .text = whole, .is_tab_stop = i == 0, .tooltip = tr("Go on where you stopped")}))
      intents.push_back(OpenDraft{drafts[i].id});
  }
  gap(10);
  return intents;
}

}  // namespace riskmap::ui
