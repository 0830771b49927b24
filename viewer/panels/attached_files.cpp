#include "viewer/panels/attached_files.h"

#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets.h"
#include "viewer/session/attached_records.h"
#include "viewer/session/register_home.h"

namespace riskmap::ui {

namespace {
// What lies above is closed by the form, not by the session.
Intents without_closing(Intents intents, AttachedFilesState& state) {
  const auto closing = std::ranges::remove_if(intents, [](const Intent& intent) { return intent.is<CloseDialog>(); });
  if (!closing.empty()) state.above = AttachedFilesState::Above::nothing;
  intents.erase(closing.begin(), closing.end());
  return intents;
}

// Why the files at an appeal are not here, or those that are stay as they are; "" = nothing is to be said.
std::string obstacle_to_files(const RegisterDocument& document, bool has_files) {
  using enum ApplicantsAccess::State;
  const auto& access = document.info.applicants;
  const auto about = [&access](const std::string& sentence) { return fill(sentence, {{"file", access.file}}); };
  switch (access.state) {
    case read_only:
      return has_files ? about(tr("Files of appeals can be read but not changed: {file} is open for reading only."))
                       : std::string{};
    case missing:
      return about(tr("Files of appeals are in the private part of the register, which is not here: {file}."));
    case unreadable:
      if (is_on_server(document))
        return tr("Files of appeals on this server are for logins with the role riskmap_confidential.");
      return about(tr("Files of appeals cannot be read: {file} is damaged, in use or closed to you."));
    case foreign:
      return about(tr("Files of appeals cannot be read: {file} belongs to another register."));
    case unsupported:
      return tr("This register has no place for files of appeals yet: whoever made it on the server opens it once.");
    default:
      return {};
  }
}

void say_private(std::string_view form) {
  flowing_text(
      tr("Kept apart from the register with the applicant, for the office alone: in no export, in no copy that "
         "is given away."),
      {.style = TextStyle::small, .ink = Ink::text2, .name = std::string{form} + ".files_words"});
  gap(6);
}
}  // namespace

bool is_covered(const AttachedFilesState& state) {
  return state.above != AttachedFilesState::Above::nothing;
}

std::string attachment_cards(const Session& session, std::string_view form, const std::string& owner) {
  std::string pressed;
  for (const auto& attachment : attachments_at(session, owner)) {
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
  const bool is_private = owner_entity == Entity::appeal;
  const bool can_edit =
      session.document().can_edit() && (!is_private || session.document().reg->info.applicants.can_write());
  const bool has_files = !attachments_at(session, owner).empty();
  const auto obstacle = is_private ? obstacle_to_files(*session.document().reg, has_files) : std::string{};
  if (!can_edit && obstacle.empty() && !has_files) return {};
  gap(8);
  heading(tr("Attached files"), std::string{form} + ".files");
  gap(8);
  if (!obstacle.empty()) banner(std::string{form} + ".files_closed", BannerKind::information, obstacle);
  if (owner.empty() && !obstacle.empty()) return {};
  if (owner.empty()) {
    flowing_text(tr("Files can be attached once this is saved."), {.style = TextStyle::small, .ink = Ink::text2});
    return {};
  }
  if (is_private && obstacle.empty()) say_private(form);
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
