#include "viewer/panels/attached_files.h"

#include <algorithm>

#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
// What lies above is closed by the form, not by the session.
Intents without_closing(Intents intents, AttachedFilesState& state) {
  const auto closing =
      std::ranges::remove_if(intents, [](const Intent& intent) { return std::holds_alternative<CloseDialog>(intent); });
  if (!closing.empty()) state.above = AttachedFilesState::Above::nothing;
  intents.erase(closing.begin(), closing.end());
  return intents;
}
}  // namespace

bool is_covered(const AttachedFilesState& state) {
  return state.above != AttachedFilesState::Above::nothing;
}

std::string attachment_cards(const Session& session, std::string_view form, const std::string& owner) {
  std::string pressed;
  const auto& book = session.derived().attachments;
  const auto found = book.find(owner);
  if (found == book.end()) return pressed;
  for (const auto& attachment : found->second) {
    const auto name = std::string{form} + ".file." + attachment.uuid;
    Card card{name, {.is_pressable = true}};
    const auto& title = attachment.caption.empty() ? attachment.file_name : attachment.caption;
    flowing_text(title, {.style = TextStyle::semi, .name = name + ".title"});
    flowing_text(attachment_words(attachment), {.style = TextStyle::small, .ink = Ink::text2});
    if (card.end()) pressed = attachment.uuid;
    gap(8);
  }
  return pressed;
}

Intents attached_files(const Session& session, AttachedFilesState& state, std::string_view form, Entity owner_entity,
                       const std::string& owner) {
  using enum AttachedFilesState::Above;
  const bool can_edit = session.document().can_edit();
  if (!can_edit && !session.derived().attachments.contains(owner)) return {};
  gap(8);
  heading(tr("Attached files"), std::string{form} + ".files");
  gap(8);
  if (owner.empty()) {
    flowing_text(tr("Files can be attached once this is saved."), {.style = TextStyle::small, .ink = Ink::text2});
    return {};
  }
  if (const auto pressed = attachment_cards(session, form, owner); !pressed.empty()) {
    fill_attachment_form(state.file, session, pressed);
    state.above = file;
  }
  if (can_edit && button(std::string{form} + ".attach", tr("Attach a file…"), {.icon = Icon::attachment})) {
    fill_file_to_attach(state.choice, session, owner_entity, owner);
    state.above = choice;
  }
  if (state.above == file) return without_closing(attachment_form(session, state.file), state);
  if (state.above == choice) return without_closing(open_file_dialog(session, state.choice), state);
  return {};
}

}  // namespace riskmap::ui
