#include "viewer/panels/passport_form.h"

#include <imgui.h>

#include <algorithm>

#include "layers/core/number_text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_names = 8;  // listed of those that a paste could not place

std::optional<Date> day_of(const PassportFormState& state) {
  return date_of(field(state.head, "as_of"));
}

// What somebody else has saved stands in the table; what is typed stays above it.
void refill(PassportFormState& state, const Session& session) {
  const auto day = day_of(state).value_or(session.today());
  const auto& snapshot = *session.snapshot();
  const bool is_known =
      state.revision == snapshot.revision && state.grid.day == day && state.language == session.view().language;
  if (is_known) return;
  state.grid = passport_grid(snapshot, day, session.view().language);
  state.revision = snapshot.revision;
  state.language = session.view().language;
}

void day_field(const Session& session, PassportFormState& state) {
  auto day = day_of(state);
  const bool is_ahead = day && *day > session.today();
  const auto error = is_ahead ? tr("This day is still to come.") : std::string{};
  if (date_field("passport.day", day, session.today(),
                 {.label = tr("Figures as of"), .error = error, .is_required = true, .width = 220})) {
    state.head.insert_or_assign("as_of", date_value(day));
    state.seen.clear();  // other figures stand there now
  }
}

// What a paste could not place: nothing is guessed.
void paste_words(const PassportFormState& state) {
  if (!state.unknown.empty()) {
    std::string names;
    for (std::size_t i = 0; i < std::min(state.unknown.size(), most_names); ++i)
      names += (names.empty() ? "" : ", ") + state.unknown[i];
    if (state.unknown.size() > most_names) names += ", …";
    banner("passport.unknown", BannerKind::warning,
           fill(tr("Pasted: {n}. Left out, because the name is not known or is not the only one: {names}"),
                {{"n", format_integer(static_cast<std::int64_t>(state.pasted))}, {"names", names}}));
  }
  if (state.beyond > 0)
    banner("passport.beyond", BannerKind::warning,
           fill(trn("{n} pasted cell lies outside of the table and was left out.",
                    "{n} pasted cells lie outside of the table and were left out.",
                    static_cast<std::int64_t>(state.beyond)),
                {{"n", format_integer(static_cast<std::int64_t>(state.beyond))}}));
}

// The cells in which somebody else has saved a figure since they were typed into.
std::size_t count_overtaken(const PassportFormState& state, const RegisterSnapshot& snapshot) {
  std::size_t count = 0;
  if (state.seen.empty()) return count;
  for (std::size_t row = 0; row < state.grid.places.size(); ++row)
    for (std::size_t column = 0; column < state.grid.columns.size(); ++column) {
      const auto seen = state.seen.find(passport_key(snapshot, state.grid, {row, column}));
      const auto& figure = state.grid.of_day[state.grid.index({row, column})];
      if (seen != state.seen.end() && seen->second != (figure ? figure->version : 0)) ++count;
    }
  return count;
}

// The first cell whose text is no figure.
std::optional<PassportCell> first_refused(const PassportFormState& state, const RegisterSnapshot& snapshot) {
  if (state.typed.empty()) return std::nullopt;
  for (std::size_t row = 0; row < state.grid.places.size(); ++row)
    for (std::size_t column = 0; column < state.grid.columns.size(); ++column) {
      const auto typed = field(state.typed, passport_key(snapshot, state.grid, {row, column}));
      if (!is_none(typed) && is_refused(flaw_of(state.grid.columns[column], text_of(typed))))
        return PassportCell{row, column};
    }
  return std::nullopt;
}

void body(const Session& session, PassportFormState& state) {
  day_field(session, state);
  paste_words(state);
  if (const auto overtaken = count_overtaken(state, *session.snapshot()); overtaken > 0)
    banner("passport.overtaken", BannerKind::warning,
           fill(trn("Somebody else has saved a figure meanwhile in {n} cell that you filled in: yours replaces it.",
                    "Somebody else has saved figures meanwhile in {n} cells that you filled in: yours replace them.",
                    static_cast<std::int64_t>(overtaken)),
                {{"n", format_integer(static_cast<std::int64_t>(overtaken))}}));
  if (state.grid.columns.empty() || state.grid.places.empty()) {
    wrapped_text(tr("The register has no passport indicators or no settlements yet."), {.ink = Ink::text2});
    return;
  }
  passport_cells(session, state);
}

std::string note_of(const PassportFormState& state) {
  if (state.typed.empty()) return tr("Ctrl+V pastes cells from a spreadsheet · Enter goes down");
  return fill(trn("{n} figure changed · Ctrl+Enter saves", "{n} figures changed · Ctrl+Enter saves",
                  static_cast<std::int64_t>(state.typed.size())),
              {{"n", format_integer(static_cast<std::int64_t>(state.typed.size()))}});
}

Intents save(const Session& session, PassportFormState& state) {
  auto changes = passport_changes(*session.snapshot(), state.grid, state.typed, state.sources);
  if (changes.empty()) return {CloseDialog{}};
  state.waiting_for = session.commit().serial + 1;
  return {CommitEdit{std::move(changes), {}}};
}
}  // namespace

void fill_passport_form(PassportFormState& state, const Session& session) {
  state = {};
  state.head = {{"as_of", date_value(session.today())}};
  refill(state, session);
  const auto& place = session.view().place;
  if (!place || place->level != AreaLevel::settlement) return;
  const auto found = std::ranges::find(state.grid.places, place->row);
  if (found == state.grid.places.end() || state.grid.columns.empty()) return;
  state.go_to = PassportCell{static_cast<std::size_t>(found - state.grid.places.begin()), 0};
}

Intents passport_form(const Session& session, PassportFormState& state) {
  const auto& commit = session.commit();
  if (state.waiting_for != 0 && commit.serial >= state.waiting_for && commit.stage != CommitState::Stage::pending) {
    state.waiting_for = 0;
    if (commit.stage == CommitState::Stage::accepted) return {CloseDialog{}};
  }
  refill(state, session);
  DialogFrame dialog{"passport", tr("Passport figures of settlements"), {.width = 1180, .height = 860}};
  if (dialog.body()) body(session, state);
  const auto refused = first_refused(state, *session.snapshot());
  const auto error =
      refused ? tr("A cell holds no figure that can be saved.") : general_problem(session, Entity::indicator_value);
  dialog.footer(note_of(state), error);
  const auto day = day_of(state);
  const bool is_idle = commit.stage != CommitState::Stage::pending && session.document().can_edit() && day &&
                       *day <= session.today() && state.has_typed();
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, is_idle) ||
                          (is_idle && is_chord_pressed({.key = Key::enter, .ctrl = true}));
  if (wants_save && refused)
    state.go_to = refused;
  else if (wants_save && !dialog.has_wrong_field())
    return save(session, state);
  return leave_form(session, {"passport", state.has_typed(), dialog.is_dismissed() || wants_cancel},
                    state.asks_to_discard);
}

}  // namespace riskmap::ui
