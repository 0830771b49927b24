#include "viewer/panels/laptop_dialogs.h"

#include <algorithm>
#include <utility>

#include "layers/core/text.h"
#include "layers/text/entity_labels.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/folder_list.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
namespace fs = std::filesystem;
constexpr std::size_t longest_value = 200;  // characters

std::string number(std::size_t n) {
  return format_integer(static_cast<std::int64_t>(n));
}

// The district, its rural districts, its settlements.
std::vector<PickerRow> places_to_take(const RegisterSnapshot& snapshot, Language language) {
  std::vector<PickerRow> rows;
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district})
    for (Row row = 0; row < snapshot.areas.size(); ++row) {
      const auto& area = snapshot.areas[row];
      if (!area.id || area.level != level) continue;
      const auto name = area.names.in(language);
      rows.push_back({.id = area.code,
                      .text = name,
                      .grey = code_label(snapshot, "area_level", code_of(level)),
                      .search_key = picker_key(name)});
    }
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!settlement.id || settlement.kato.empty()) continue;
    const bool is_listed = std::ranges::any_of(rows, [&](const PickerRow& one) { return one.id == settlement.kato; });
    if (is_listed) continue;  // a town that is an area of its own
    const auto name = settlement.names.in(language);
    rows.push_back({.id = settlement.kato,
                    .text = name,
                    .grey = rural_district_label(snapshot, settlement),
                    .search_key = picker_key(name)});
  }
  return rows;
}

std::string code_of_selected(const Session& session) {
  const auto& place = session.view().place;
  if (!place) return {};
  const auto& snapshot = *session.snapshot();
  return place->level == AreaLevel::settlement ? snapshot.settlements[place->row].kato
                                               : snapshot.areas[place->row].code;
}

// "reg-615837000.gpkg", beside the register.
std::string proposed_path(const Session& session, const std::string& code) {
  const auto& open = session.document().path();
  const auto stem = open.has_filename() && fs::exists(open) ? open.stem().string() : std::string{"register"};
  return (start_folder(session) / (stem + "-" + code + ".gpkg")).string();
}

bool keeps_applicants(const Session& session) {
  const auto& reg = session.document().reg;
  return reg && reg->info.applicants.can_read();
}

void fields(const Session& session, TakeToLaptopState& state) {
  if (std::exchange(state.is_fresh, false)) focus_widget("take_to_laptop.place");
  wrapped_text(tr("A copy of one place with its problems, measures, appeals and receptions. It is edited like any "
                  "register; “Bring back from a laptop…” merges it again, field by field."),
               {.ink = Ink::text2});
  if (picker("take_to_laptop.place", state.places, state.place, {.label = tr("Place"), .is_required = true}) &&
      state.place && !state.has_own_name)
    state.path = proposed_path(session, state.places[*state.place].id);
  std::error_code ignored;
  const bool is_taken = !state.path.empty() && fs::exists(state.path, ignored);
  const auto error = is_taken ? tr("A file of this name is there already.") : std::string{};
  if (text_field("take_to_laptop.path", state.path, {.label = tr("File"), .error = error, .is_required = true}))
    state.has_own_name = true;
  if (button("take_to_laptop.browse", tr("Choose a folder…"), {.icon = Icon::folder}))
    state.folder = read_folder(existing_folder(state.path));
  folder_dialog("take_to_laptop.folder", state.folder, state.path);
  if (!keeps_applicants(session)) return;
  checkbox("take_to_laptop.applicants", tr("Take the personal data of applicants along"), state.takes_applicants);
  if (state.takes_applicants)
    wrapped_text(tr("They lie in a file of their own beside the copy. Whoever has the laptop has them."),
                 {.style = TextStyle::small, .ink = Ink::text2});
}
}  // namespace

void fill_take_to_laptop(TakeToLaptopState& state, const Session& session) {
  state = {};
  state.places = places_to_take(*session.snapshot(), session.view().language);
  state.place = row_with_id(state.places, code_of_selected(session));
  if (state.place) state.path = proposed_path(session, state.places[*state.place].id);
}

Intents take_to_laptop_dialog(const Session& session, TakeToLaptopState& state) {
  DialogFrame dialog{"take_to_laptop", tr("Take to a laptop"), {.width = 560}};
  if (dialog.body()) fields(session, state);
  dialog.footer(tr("Ctrl+Enter writes the copy"));
  std::error_code ignored;
  const bool can_take = state.place && !trimmed(state.path).empty() && !fs::exists(state.path, ignored);
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_take = dialog.button("take", tr("Write the copy"), ButtonKind::primary, can_take) ||
                          (can_take && !state.folder && is_chord_pressed({.key = Key::enter, .ctrl = true}));
  if (wants_take) {
    const auto applicants =
        state.takes_applicants ? ApplicantsOfCheckout::come_along : ApplicantsOfCheckout::stay_behind;
    return {CloseDialog{}, TakeToLaptop{{state.places[*state.place].id, state.path, applicants}}};
  }
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

void fill_laptop_return(LaptopReturnState& state, const Session& session) {
  state = {session.laptop_return(), {}, false};
  if (state.asked) state.chosen.resize(state.asked->conflicts.size());
}

namespace {
std::string side_words(const RegisterSnapshot& snapshot, const CheckinConflict& conflict, CheckinSide side) {
  const bool is_laptop = side == CheckinSide::laptop;
  if (conflict.is_personal) return tr("(not shown)");
  if (is_laptop ? conflict.is_gone_on_laptop : conflict.is_gone_in_office) return tr("(removed)");
  if (conflict.field.empty()) return tr("(changed)");
  const auto words =
      value_words(snapshot, conflict.entity, conflict.field, is_laptop ? conflict.laptop : conflict.office);
  const auto beginning = first_characters(words, longest_value);
  return std::string{beginning} + (beginning.size() < words.size() ? "…" : "");
}

// "Laptop · Дана · 20.03.2026"
std::string origin_words(const std::string& side, const Touch& touch) {
  const auto day = parse_iso_date(touch.at.substr(0, 10));
  return joined_with_dots({side, touch.who, day ? format_date(*day) : std::string{}});
}

void conflict_rows(const RegisterSnapshot& snapshot, LaptopReturnState& state, std::size_t i) {
  const auto& conflict = state.asked->conflicts[i];
  const auto name = "laptop_return." + std::to_string(i);
  const auto about =
      conflict.field.empty() ? std::string{} : field_label(spec_of(conflict.entity).name, conflict.field);
  const auto record = entity_label(spec_of(conflict.entity).name);
  const auto title = record + " «" + conflict.name + "»" + (about.empty() ? "" : ": " + about);
  field_label_line(title, false);
  const auto row = [&](CheckinSide side, const std::string& origin) {
    const bool is_laptop = side == CheckinSide::laptop;
    const auto words = side_words(snapshot, conflict, side);
    if (choice_row(name + (is_laptop ? ".laptop" : ".office"),
                   {.title = words, .description = origin, .is_chosen = state.chosen[i] == side}))
      state.chosen[i] = side;
  };
  row(CheckinSide::laptop, origin_words(trc("side", "Laptop"), conflict.laptop_by));
  row(CheckinSide::office, origin_words(trc("side", "Office"), conflict.office_by));
}

void body(const Session& session, LaptopReturnState& state) {
  if (state.asked->must_leave_applicants) {
    wrapped_text(tr("A server does not keep the personal data of applicants yet, and the copy holds new ones. The rest "
                    "can be brought back now; the applicants stay in their file beside the copy."),
                 {.name = "laptop_return.applicants"});
    return;
  }
  wrapped_text(tr("Both sides have changed the same. Nothing has been written yet: choose what is to hold."),
               {.ink = Ink::text2});
  if (button("laptop_return.all_laptop", tr("Everything as on the laptop")))
    std::ranges::fill(state.chosen, CheckinSide::laptop);
  same_line();
  if (button("laptop_return.all_office", tr("Everything as in the office")))
    std::ranges::fill(state.chosen, CheckinSide::office);
  for (std::size_t i = 0; i < state.chosen.size(); ++i) conflict_rows(*session.snapshot(), state, i);
}

std::size_t count_chosen(const LaptopReturnState& state) {
  return static_cast<std::size_t>(
      std::ranges::count_if(state.chosen, [](const auto& side) { return side.has_value(); }));
}

CheckinRequest decided(const LaptopReturnState& state) {
  auto request = state.asked->request;
  if (state.asked->must_leave_applicants) request.leaves_applicants = true;
  for (std::size_t i = 0; i < state.chosen.size(); ++i) {
    const auto& conflict = state.asked->conflicts[i];
    request.choices.insert_or_assign({conflict.uuid, conflict.field}, *state.chosen[i]);
  }
  return request;
}
}  // namespace

Intents laptop_return_dialog(const Session& session, LaptopReturnState& state) {
  if (!state.asked) return {CloseDialog{}};
  DialogFrame dialog{"laptop_return", tr("Bring back from a laptop"), {.width = 680}};
  if (dialog.body()) body(session, state);
  const auto chosen = count_chosen(state), total = state.chosen.size();
  dialog.footer(total == 0 ? std::string{}
                           : fill(tr("Decided: {n} of {total}"), {{"n", number(chosen)}, {"total", number(total)}}));
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool can_bring = chosen == total;
  const bool wants_bring = dialog.button("bring", tr("Bring back"), ButtonKind::primary, can_bring) ||
                           (can_bring && is_chord_pressed({.key = Key::enter, .ctrl = true}));
  if (wants_bring) return {CloseDialog{}, BringFromLaptop{decided(state)}};
  return leave_form(session, {"laptop_return", chosen > 0, dialog.is_dismissed() || wants_cancel},
                    state.asks_to_discard);
}

}  // namespace riskmap::ui
