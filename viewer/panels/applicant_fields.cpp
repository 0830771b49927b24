#include "viewer/panels/applicant_fields.h"

#include <algorithm>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/session/attached_records.h"
#include "viewer/session/register_home.h"

namespace riskmap::ui {

bool has_person_before(const AppealFormState& state) {
  return std::ranges::any_of(state.person_before, [](const auto& entry) { return !is_none(entry.second); });
}

namespace {
constexpr std::size_t fewest_letters = 3;  // before earlier applicants are looked for

bool has_person(const AppealFormState& state) {
  return std::ranges::any_of(state.person, [](const auto& entry) { return !is_none(entry.second); });
}

bool can_write(const Session& session) {
  return session.document().can_edit() && session.document().reg->info.applicants.can_write();
}

// Why nobody can be written down here; "" = it can be done.
std::string obstacle(const RegisterDocument& document) {
  using enum ApplicantsAccess::State;
  const auto& access = document.info.applicants;
  const auto about = [&access](const std::string& sentence) { return fill(sentence, {{"file", access.file}}); };
  switch (access.state) {
    case read_only:
      return about(tr("Applicants can be read but not changed: {file} is open for reading only."));
    case missing:
      return about(tr("Applicants are not in this copy of the register: {file} is not beside it."));
    case unreadable:
      if (is_on_server(document))
        return tr("Applicants on this server are for logins with the role riskmap_confidential.");
      return about(tr("Applicants cannot be read: {file} is damaged, in use or closed to you."));
    case foreign:
      return about(tr("Applicants cannot be read: {file} belongs to another register."));
    case unsupported:
      return tr("This register has no place for applicants yet: whoever made it on the server opens it once.");
    default:
      return {};
  }
}

std::size_t longest_of(std::string_view name) {
  const auto fields = riskmap::applicant_fields();
  const auto found = std::ranges::find(fields, name, &FieldSpec::name);
  return found == fields.end() ? 0 : static_cast<std::size_t>(found->max_length);
}

FieldOptions options_of(const Session& session, const AppealFormState& state, std::string_view name,
                        std::string_view label, std::string_view error, std::string_view note) {
  return {.label = label,
          .error = error,
          .note = note,
          .is_enabled = can_write(session),
          .most_characters = longest_of(name),
          .is_as_saved = is_as_saved(state.person_before, state.person, name)};
}

void person_text(const Session& session, AppealFormState& state, const std::string& name, const std::string& label) {
  auto value = text_of(field(state.person, name));
  const auto error = problem_of(session, name), note = message_note(state, name);
  if (text_field("appeal_form." + name, value, options_of(session, state, name, label, error, note)))
    state.person.insert_or_assign(name, text_value(value));
}

// What a message told of a person whom this register cannot keep: it goes with the form, so it is shown and said.
void unkept_person(const Session& session, const AppealFormState& state) {
  if (can_write(session)) return;
  std::string told;
  for (const auto& [name, value] : changed_fields(state.person_before, state.person))
    told = joined_with_dots({told, text_of(value)});
  if (told.empty()) return;
  flowing_text(tr("This will not be saved here. Write it down elsewhere before you save the appeal:"),
               {.style = TextStyle::small, .ink = Ink::warning, .name = "appeal_form.unkept_words"});
  flowing_text(told, {.style = TextStyle::semi, .name = "appeal_form.unkept"});
  gap(8);
}

// Shown masked, typed anew.
void iin_field(const Session& session, AppealFormState& state) {
  const auto kept = text_of(field(state.person_before, "iin")), now = text_of(field(state.person, "iin"));
  const auto masked = masked_iin(kept);
  auto value = !kept.empty() && now == kept ? masked : now;
  const auto error = problem_of(session, "iin"), note = message_note(state, "iin"), label = tr("IIN");
  if (text_field("appeal_form.iin", value, options_of(session, state, "iin", label, error, note)))
    state.person.insert_or_assign("iin", value == masked && !kept.empty() ? Value{kept} : text_value(value));
}

void consent_field(const Session& session, AppealFormState& state) {
  auto day = date_of(field(state.person, "consent_on"));
  const auto error = problem_of(session, "consent_on"), label = tr("Consent given on");
  if (date_field("appeal_form.consent_on", day, session.today(),
                 {.label = label, .error = error, .is_enabled = can_write(session)}))
    state.person.insert_or_assign("consent_on", date_value(day));
}

void all_fields(const Session& session, AppealFormState& state) {
  {
    Columns columns{2};
    person_text(session, state, "full_name", tr("Name"));
    columns.next();
    person_text(session, state, "phone", tr("Phone"));
  }
  {
    Columns columns{3};
    person_text(session, state, "email", tr("E-mail"));
    columns.next();
    person_text(session, state, "handle", tr("Nickname"));
    columns.next();
    person_text(session, state, "link", tr("Link to the page or message"));
  }
  {
    Columns columns{3};
    person_text(session, state, "address", tr("Address"));
    columns.next();
    iin_field(session, state);
    columns.next();
    consent_field(session, state);
  }
  person_text(session, state, "note", tr("Note on the applicant"));
}

void say_how_often(const Session& session, const AppealFormState& state) {
  const auto& desk = session.applicant_desk();
  const auto others = static_cast<std::int64_t>(desk.appeals) - (state.is_new || desk.appeals == 0 ? 0 : 1);
  if (others <= 0) return;
  gap(4);
  text(fill(trn("This person has brought {n} other appeal.", "This person has brought {n} other appeals.", others),
            {{"n", format_integer(others)}}),
       {.style = TextStyle::small, .ink = Ink::text2, .name = "appeal_form.other_appeals"});
}

// Earlier applicants whose name or phone begins so; a pressed one is written down here too.
void earlier_applicants(const Session& session, AppealFormState& state) {
  const auto& desk = session.applicant_desk();
  if (state.searched.empty() || desk.searched != state.searched || desk.found.empty()) return;
  field_label_line(tr("Earlier applicants: choose one to write down the same person"), false);
  for (std::size_t i = 0; i < desk.found.size(); ++i) {
    const auto& found = desk.found[i].fields;
    const auto name = text_of(field(found, "full_name")), phone = text_of(field(found, "phone"));
    if (!list_row("appeal_form.earlier." + std::to_string(i),
                  {.icon = Icon::person, .text = name.empty() ? phone : name, .right = phone, .is_tab_stop = i == 0}))
      continue;
    for (const auto& spec : riskmap::applicant_fields())
      if (spec.name != "note" && spec.name != "consent_on" && !is_none(field(found, spec.name)))
        state.person.insert_or_assign(std::string{spec.name}, field(found, spec.name));
    state.searched.clear();
  }
  gap(8);
}

// What is looked for while an applicant is written down who was not known before: the phone, else the name.
Intents search(const Session& session, AppealFormState& state, const Fields& before) {
  if (state.person == before || has_person_before(state)) return {};
  const bool is_phone = field(state.person, "phone") != field(before, "phone");
  const auto words = text_of(field(state.person, is_phone ? "phone" : "full_name"));
  state.searched = length_in_characters(words) < fewest_letters ? std::string{} : words;
  if (state.searched.empty() || !session.document().reg->info.applicants.can_read()) return {};
  return {FindApplicants{state.searched, state.person}};
}

void how_long(const Session& session, AppealFormState& state) {
  const auto* appeal = session.derived().appeals.find(state.uuid);
  const bool has_files = !attachments_at(session, state.uuid).empty();
  if (state.is_new || appeal == nullptr || !(has_person_before(state) || has_files)) return;
  gap(4);
  if (const auto until = kept_until(*session.snapshot(), *appeal))
    text(fill(*until < session.today() ? tr("The term of keeping these data ended on {date}: erase them.")
                                       : tr("These data are kept until {date}."),
              {{"date", format_date(*until)}}),
         {.style = TextStyle::small,
          .ink = *until < session.today() ? Ink::danger : Ink::text2,
          .name = "appeal_form.kept_until"});
  if (can_write(session) && button("appeal_form.erase", tr("Erase these data…"), {.kind = ButtonKind::secondary}))
    state.asks_to_erase = true;
}
}  // namespace

std::string message_note(const AppealFormState& state, std::string_view field_name) {
  return state.unconfirmed.contains(field_name) ? tr("From the message: check it") : std::string{};
}

Intents ask_for_applicant(const Session& session, AppealFormState& state) {
  if (state.is_new || !session.document().reg->info.applicants.can_read()) {
    state.is_person_known = true;
    return {};
  }
  const auto& desk = session.applicant_desk();
  if (!state.has_asked) {
    state.has_asked = true;
    state.is_person_known = false;
    return {AskApplicant{state.uuid}};
  }
  if (desk.appeal != state.uuid || !desk.applicant || desk.applicant->version == state.person_version) {
    state.is_person_known = state.is_person_known || (desk.appeal == state.uuid && desk.applicant);
    return {};
  }
  const auto typed = changed_fields(state.person_before, state.person);
  state.person_before = state.person = desk.applicant->fields;
  state.person_version = desk.applicant->version;
  if (!desk.applicant->is_erased)
    for (const auto& [name, value] : typed) state.person.insert_or_assign(name, value);
  state.is_person_known = true;
  return {};
}

Intents applicant_fields(const Session& session, AppealFormState& state) {
  const auto& access = session.document().reg->info.applicants;
  const auto closed = has_person(state) && !state.is_person_open ? tr("Applicant details are hidden") : std::string{};
  gap(4);
  if (!section_header("appeal_form.applicant", tr("Applicant: private"), closed, state.is_person_open)) return {};
  gap(4);
  const auto why_not = obstacle(*session.document().reg);
  if (!why_not.empty()) banner("appeal_form.applicant_closed", BannerKind::information, why_not);
  unkept_person(session, state);
  if (!access.can_read() && !access.can_write()) return {};
  if (!state.is_person_known) return {};
  wrapped_text(tr("Kept apart from the register, for the office alone: never in lists, exports or on the slip."),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "appeal_form.applicant_words"});
  gap(6);
  const Fields before = state.person;
  all_fields(session, state);
  earlier_applicants(session, state);
  say_how_often(session, state);
  how_long(session, state);
  gap(10);
  return search(session, state, before);
}

Intents ask_to_erase(AppealFormState& state) {
  if (!state.asks_to_erase) return {};
  const auto answer =
      ask("appeal_form.erase_applicant",
          {.title = tr("Erase the applicant's data?"),
           .text = tr("Name, phone, address and the rest are erased together with their history, and so "
                      "are the files of the appeal. The appeal stays. This can't be undone."),
           .yes = tr("Erase"),
           .is_danger = true});
  if (answer == Answer::none) return {};
  state.asks_to_erase = false;
  if (answer == Answer::no) return {};
  state.person = state.person_before;
  return {EraseApplicants{{state.uuid}}};
}

}  // namespace riskmap::ui
