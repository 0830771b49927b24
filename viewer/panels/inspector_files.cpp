// Photographs and papers that belong to a problem.
#include "layers/text/translate.h"
#include "viewer/panels/attached_files.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

Intents issue_files(const Session& session, Row issue) {
  const auto& owner = session.snapshot()->issues[issue].uuid;
  if (!session.derived().attachments.contains(owner) && !session.document().can_edit()) return {};
  Intents intents;
  gap(14);
  heading(tr("Attached files"), "inspector.files");
  gap(8);
  if (const auto pressed = attachment_cards(session, "inspector", owner); !pressed.empty())
    intents.push_back(OpenDialog{Dialog::attachment_form, no_row, pressed});
  if (session.document().can_edit() && button("inspector.attach", tr("Attach a file…"), {.icon = Icon::attachment}))
    intents.push_back(OpenDialog{Dialog::open_file, no_row, "attach " + owner});
  return intents;
}

}  // namespace riskmap::ui
