// Letters and decisions about a problem, and which letters nobody has answered.
#include "layers/text/translate.h"
#include "viewer/panels/document_form.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

namespace {
std::string parties_words(const RegisterSnapshot& snapshot, const OfficeDocument& document) {
  const auto name = [&](Row party) { return party == no_row ? std::string{} : party_label(snapshot, party); };
  const auto from = name(document.from_party), to = name(document.to_party);
  return from.empty() || to.empty() ? from + to : from + " → " + to;
}

// True when it was pressed; `answers`: its answer is to be written down.
bool document_card(const Session& session, const OfficeDocument& document, bool& answers) {
  const auto& snapshot = *session.snapshot();
  const auto name = "inspector.document." + document.uuid;
  Card card{name, {.is_pressable = true}};
  flowing_text(document_title(snapshot, document), {.style = TextStyle::semi, .name = name + ".title"});
  for (const auto& words : {parties_words(snapshot, document), document.note})
    if (!words.empty()) flowing_text(words, {.style = TextStyle::small, .ink = Ink::text2});
  if (const auto awaited = awaited_words(document, session.today()); !awaited.empty()) {
    flowing_text(awaited, {.style = TextStyle::small,
                           .ink = is_overdue(document, session.today()) ? Ink::danger : Ink::warning,
                           .name = name + ".awaited"});
    if (session.document().can_edit()) answers = link(name + ".answer", tr("Write down the answer…"));
  }
  return card.end();
}
}  // namespace

Intents issue_documents(const Session& session, Row issue) {
  const auto& book = session.derived().documents;
  const auto found = book.by_owner.find(session.snapshot()->issues.uuid(issue));
  const bool has_any = found != book.by_owner.end();
  if (!has_any && !session.document().can_edit()) return {};
  Intents intents;
  gap(14);
  heading(tr("Documents"), "inspector.documents");
  gap(8);
  for (const auto place : has_any ? found->second : std::vector<std::size_t>{}) {
    const auto& document = book.documents[place];
    bool answers = false;
    const bool is_pressed = document_card(session, document, answers);
    if (answers)
      intents.push_back(OpenDialog{Dialog::document_form, issue, document.uuid});
    else if (is_pressed)
      intents.push_back(OpenDialog{Dialog::document_form, no_row, document.uuid});
    gap(8);
  }
  if (session.document().can_edit() && button("inspector.add_document", tr("Add a document…"), {.icon = Icon::add}))
    intents.push_back(OpenDialog{Dialog::document_form, no_row, session.snapshot()->issues.uuid(issue)});
  return intents;
}

}  // namespace riskmap::ui
