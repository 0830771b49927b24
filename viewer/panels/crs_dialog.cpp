// Candidates at the left, each with where it puts the file; the map of the chosen one at the right.
#include "viewer/panels/crs_dialog.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/crs_map.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
struct Offered {
  const char* crs;
  const char* title;
};
constexpr std::array<Offered, 4> offered = {{{"EPSG:4326", "WGS 84, degrees"},
                                             {"EPSG:32642", "UTM zone 42 north, metres"},
                                             {"EPSG:28412", "Pulkovo 1942, zone 12, metres"},
                                             {"EPSG:3857", "Web Mercator, metres"}}};
constexpr float map_height = 300;

CrsState::Candidate candidate_of(const CrsState& state, std::string crs) {
  auto trial = tried(state.sketch, crs, state.file->settlements);
  return {std::move(crs), std::move(trial)};
}

// Where the candidate puts the file, in words.
std::string fall_text(const CrsState& state, const CrsTrial& trial) {
  switch (trial.fall) {
    case CrsTrial::Fall::impossible:
      return trial.is_geographic ? tr("Impossible: the numbers of the file are no degrees")
                                 : tr("Impossible: the numbers of the file lie outside this system");
    case CrsTrial::Fall::inside:
      return fill(tr("Inside the district: {n} of {m} settlements"),
                  {{"n", format_integer(static_cast<std::int64_t>(trial.places_within))},
                   {"m", format_integer(static_cast<std::int64_t>(state.file->settlements.size()))}});
    case CrsTrial::Fall::away:
      return fill(tr("{length} away from the settlements"),
                  {{"length", format_length(std::round(trial.away_km) * 1000)}});
    case CrsTrial::Fall::somewhere:
      return fill(tr("Around {place}"), {{"place", format_lonlat({trial.extent.centre_x(), trial.extent.centre_y()})}});
  }
  return {};
}

bool is_possible(const CrsState::Candidate& candidate) {
  return candidate.trial && candidate.trial->fall != CrsTrial::Fall::impossible;
}

const CrsState::Candidate* chosen_candidate(const CrsState& state) {
  if (!state.chosen) return nullptr;
  if (*state.chosen < state.candidates.size()) return &state.candidates[*state.chosen];
  return state.typed ? &*state.typed : nullptr;
}

void offered_rows(CrsState& state) {
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const auto& candidate = state.candidates[i];
    const auto where = candidate.trial ? fall_text(state, *candidate.trial) : error_message(candidate.trial.error());
    if (choice_row("choose_crs." + std::to_string(i), {.title = tr(offered[i].title),
                                                       .description = joined_with_dots({candidate.crs, where}),
                                                       .is_chosen = state.chosen == i,
                                                       .is_enabled = is_possible(candidate)}))
      state.chosen = i;
  }
}

// A bare number is an EPSG code.
std::string crs_of_code(const std::string& code) {
  const auto text = std::string{trimmed(code)};
  const bool is_number = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return is_number ? "EPSG:" + text : text;
}

void typed_row(CrsState& state) {
  std::string error, note;
  if (state.typed && !state.typed->trial)
    error = fill(tr("No such coordinate system is known: {code}"), {{"code", state.typed->crs}});
  else if (state.typed && !is_possible(*state.typed))
    error = fall_text(state, *state.typed->trial);
  else if (state.typed)
    note = joined_with_dots({state.typed->trial->title, fall_text(state, *state.typed->trial)});
  const auto field =
      text_field("choose_crs.code", state.code,
                 {.label = tr("Another one, by its EPSG code"), .placeholder = "32643", .error = error, .note = note});
  if (!field.is_changed) return;
  const auto crs = crs_of_code(state.code);
  state.typed = crs.empty() ? std::nullopt : std::optional{candidate_of(state, crs)};
  const bool can_be_chosen = state.typed && is_possible(*state.typed);
  if (can_be_chosen) state.chosen = state.candidates.size();
  if (!can_be_chosen && state.chosen == state.candidates.size()) state.chosen.reset();
}
}  // namespace

void fill_crs(CrsState& state, const Session& session) {
  state = {};
  state.file = session.incoming();
  if (!state.file) return;
  state.sketch = sketch_of(*state.file->features);
  for (const auto& [crs, title] : offered) state.candidates.push_back(candidate_of(state, crs));
}

Intents crs_dialog(const Session&, CrsState& state) {
  if (!state.file) return {CloseDialog{}};
  DialogFrame dialog{"choose_crs", tr("Which coordinate system?"), {.width = 880}};
  if (dialog.body()) {
    wrapped_text(
        fill(tr("{file} names no coordinate system. It is never guessed: choose the one the file was made in."),
             {{"file", state.file->path.filename().string()}}),
        {.ink = Ink::text2});
    gap(8);
    Columns columns{2, 20};
    offered_rows(state);
    gap(10);
    typed_row(state);
    columns.next();
    const auto* shown = chosen_candidate(state);
    crs_map("choose_crs.map", map_height,
            {.sketch = &state.sketch,
             .trial = shown != nullptr && shown->trial ? &*shown->trial : nullptr,
             .places = state.file->settlements,
             .caption = shown != nullptr && shown->trial ? fall_text(state, *shown->trial)
                                                         : tr("Choose a system to see the file here.")});
  }
  dialog.footer();
  const auto* chosen = chosen_candidate(state);
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  if (dialog.button("open", tr("Open"), ButtonKind::primary, chosen != nullptr)) return {ChooseCrs{chosen->crs}};
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
