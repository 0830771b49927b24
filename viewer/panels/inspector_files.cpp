// Photographs and papers that belong to a problem.
#include "layers/text/translate.h"
#include "viewer/panels/attachment_form.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

Intents issue_files(const Session& session, Row issue) {
  const auto& owner = session.snapshot()->issues.uuid(issue);
  const auto& book = session.derived().attachments;
  const auto found = book.find(owner);
  if (found == book.end() && !session.document().can_edit()) return {};
  Intents intents;
  gap(14);
  heading(tr("Attached files"), "inspector.files");
  gap(8);
  for (const auto& attachment : found == book.end() ? std::vector<Attachment>{} : found->second) {
    const auto name = "inspector.file." + attachment.uuid;
    Card card{name, {.is_pressable = true}};
    const auto& title = attachment.caption.empty() ? attachment.file_name : attachment.caption;
    flowing_text(title, {.style = TextStyle::semi, .name = name + ".title"});
    flowing_text(attachment_words(attachment), {.style = TextStyle::small, .ink = Ink::text2});
    if (card.end()) intents.push_back(OpenDialog{Dialog::attachment_form, no_row, attachment.uuid});
    gap(8);
  }
  if (session.document().can_edit() && button("inspector.attach", tr("Attach a file…"), {.icon = Icon::attachment}))
    intents.push_back(OpenDialog{Dialog::open_file, no_row, "attach " + owner});
  return intents;
}

}  // namespace riskmap::ui
