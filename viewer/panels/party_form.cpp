#include "viewer/panels/party_form.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/record_field.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float button_size = 28;

std::string code_of(const RegisterSnapshot& snapshot, const Place& place) {
  if (place.level != AreaLevel::settlement) return snapshot.areas[place.row].code;
  const auto& settlement = snapshot.settlements[place.row];
  return settlement.kato.empty() ? settlement.uuid : settlement.kato;
}

// Areas from the largest, then settlements; those that are covered already are left out.
std::vector<PickerRow> places_to_add(const Session& session, const PartyFormState& state) {
  std::vector<PickerRow> rows;
  const auto& snapshot = *session.snapshot();
  const auto add = [&](const Place& place, const Names& names, std::string grey) {
    const auto code = code_of(snapshot, place);
    const bool is_there = std::ranges::any_of(rows, [&](const PickerRow& row) { return row.id == code; });
    if (is_there || !is_none(field(state.places, code))) return;
    const auto label = place_label(snapshot, place);
    rows.push_back({.id = code,
                    .text = label,
                    .grey = std::move(grey),
                    .search_key = picker_key(label, names.kk + " " + names.ru + " " + code)});
  };
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district})
    for (Row row = 0; row < snapshot.areas.size(); ++row)
      if (snapshot.areas[row].id && snapshot.areas[row].level == level)
        add({level, row}, snapshot.areas[row].names, code_label(snapshot, "area_level", riskmap::code_of(level)));
  for (Row row = 0; row < snapshot.settlements.size(); ++row)
    if (snapshot.settlements[row].id)
      add({AreaLevel::settlement, row}, snapshot.settlements[row].names,
          rural_district_label(snapshot, snapshot.settlements[row]));
  return rows;
}

// The places as they stand in the form, each with a cross, and a field that adds one.
void places(const Session& session, PartyFormState& state) {
  gap(12);
  text(tr("Places it covers"), {.style = TextStyle::semi, .name = "party_form.places"});
  gap(6);
  for (auto& [code, name] : state.places) {
    if (is_none(name)) continue;
    const auto row = "party_form.place." + code;
    const auto shown = text_of(name);
    const auto at = ImGui::GetCursorScreenPos();
    const Rect line{at.x, at.y, at.x + left_of_line() - px(button_size + 8), at.y + px(button_size)};
    const float width = draw_text_in(line, shown, TextStyle::body, tokens().text);
    report(row, line, {.text = shown, .text_width = width, .text_room = line.width()});
    align_right(px(button_size));
    if (icon_button(row + ".remove", Icon::close, {.tooltip = tr("Take this place out"), .size = button_size}))
      name = Value{};
  }
  std::optional<std::size_t> chosen;
  const auto rows = places_to_add(session, state);
  const auto label = tr("Add a place");
  if (picker("party_form.add_place", rows, chosen, {.placeholder = label}) && chosen)
    state.places.insert_or_assign(rows[*chosen].id, Value{rows[*chosen].text});
}

void fields_of_form(const Session& session, PartyFormState& state) {
  const RecordFields record{"party_form", Entity::party, state.before, state.now};
  for (const auto* name : {"name_kk", "name_ru", "name_en"}) record_field(session, record, name);
  record_fields(session, record, "kind", "person_name");
  record_fields(session, record, "level", "constituency");
  record_fields(session, record, "term_from", "term_to");
  record_fields(session, record, "phone", "email");
  bool is_active = integer_of(field(state.now, "active"), 1) != 0;
  if (checkbox("party_form.active", trc("party", "In office: offered where somebody is chosen"), is_active))
    state.now.insert_or_assign("active", Value{std::int64_t{is_active ? 1 : 0}});
  places(session, state);
}

// A place that came or went, as a record of its own.
void add_place_changes(std::vector<Change>& changes, const Session& session, const PartyFormState& state,
                       const std::string& party) {
  const auto& snapshot = *session.snapshot();
  for (const auto& [code, name] : state.places) {
    const bool was = !is_none(field(state.places_before, code)), is = !is_none(name);
    if (is && !was)
      changes.push_back({.kind = ChangeKind::add,
                         .entity = Entity::party_area,
                         .uuid = new_uuid(),
                         .version = 0,
                         .before = {},
                         .after = {{"party", Value{party}}, {"code", Value{code}}}});
    if (is || !was) continue;
    for (const auto& area : session.derived().party_areas)
      if (snapshot.parties[area.party].uuid == party && code_of(snapshot, area.place) == code)
        changes.push_back({.kind = ChangeKind::remove,
                           .entity = Entity::party_area,
                           .uuid = area.uuid,
                           .version = area.version,
                           .before = {},
                           .after = {}});
  }
}

Intents save(const Session& session, const PartyFormState& state, const FormRecord& record) {
  std::vector<Change> changes;
  const bool is_new = state.uuid.empty();
  if (is_new) {
    auto added = change_of(ChangeKind::add, record, state.now);
    added.uuid = state.new_uuid;
    changes.push_back(std::move(added));
  } else if (auto changed = changed_fields(state.before, state.now); !changed.empty()) {
    changes.push_back(change_of(ChangeKind::set, record, std::move(changed)));
  }
  add_place_changes(changes, session, state, is_new ? state.new_uuid : state.uuid);
  if (changes.empty()) return {CloseDialog{}};
  return {CommitEdit{std::move(changes), {}}};
}
}  // namespace

void fill_party_form(PartyFormState& state, const Session& session) {
  state = {};
  state.new_uuid = new_uuid();
  const auto& snapshot = *session.snapshot();
  const Row row = snapshot.find_party(session.view().dialog_text);
  if (row == no_row) {
    state.before = state.now = {{"active", Value{std::int64_t{1}}}};
    return;
  }
  const auto& party = snapshot.parties[row];
  state.uuid = party.uuid;
  state.version = party.version;
  state.before = state.now = fields_of(party);
  for (const auto& area : session.derived().party_areas)
    if (area.party == row)
      state.places.insert_or_assign(code_of(snapshot, area.place), Value{place_label(snapshot, area.place)});
  state.places_before = state.places;
}

Intents party_form(const Session& session, PartyFormState& state) {
  const FormRecord record{"party_form", Entity::party, state.uuid, state.version, state.before, state.now};
  return show_form(session, state.progress,
                   {.record = record,
                    .title = state.uuid.empty() ? tr("New responsible party") : tr("Responsible party"),
                    .first_field = "party_form.name_kk",
                    .delete_title = tr("Delete this responsible party?"),
                    .width = 720,
                    .fields = [&] { fields_of_form(session, state); },
                    .has_typed = [&] { return state.now != state.before || state.places != state.places_before; },
                    .save = [&] { return save(session, state, record); }});
}

}  // namespace riskmap::ui
