#include "viewer/panels/risk_matrix_grid.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <optional>

#include "layers/model/reference_lists.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
constexpr int grades = 5;
constexpr float cell_height = 52;
constexpr std::array levels = {RiskLevel::low, RiskLevel::medium, RiskLevel::high, RiskLevel::critical};

std::string name_of_cell(int severity, int likelihood) {
  return "reference_lists.cell." + std::to_string(severity) + "." + std::to_string(likelihood);
}

Tone tone_of(RiskLevel level) {
  constexpr std::array tones = {Tone::neutral, Tone::low, Tone::medium, Tone::high, Tone::critical};
  return tones.at(static_cast<std::size_t>(level));
}

RiskLevel level_in(const RegisterSnapshot& snapshot, const RiskMatrixState& at) {
  return snapshot.risk_matrix[static_cast<std::size_t>((at.severity - 1) * grades + at.likelihood - 1)];
}

// True when it was pressed.
bool cell(const RegisterSnapshot& snapshot, const RiskMatrixState& at, bool is_chosen, float width) {
  const auto name = name_of_cell(at.severity, at.likelihood);
  const auto level = level_in(snapshot, at);
  const auto word = level_label(level);
  const Item here = item(name, px(width), px(cell_height), {.is_tab_stop = is_chosen});
  const auto colours = badge_colours(tone_of(level));
  fill_rect(here.rect, colours.background, 6);
  if (is_chosen) stroke_rect(here.rect, tokens().accent, 6, 2);
  const float needed = draw_text_in({here.rect.left + px(6), here.rect.top, here.rect.right - px(6), here.rect.bottom},
                                    word, TextStyle::semi, colours.foreground, Align::centre);
  report(name, here.rect,
         {.text = word,
          .value = code_of(level),
          .is_focused = here.is_focused,
          .text_width = needed,
          .text_room = here.rect.width() - px(12)});
  return here.is_pressed;
}

void grid_row(const RegisterSnapshot& snapshot, RiskMatrixState& state, int severity) {
  Columns columns{grades + 1, 8};
  wrapped_text(severity_label(severity), {.style = TextStyle::small_semi});
  for (int likelihood = 1; likelihood <= grades; ++likelihood) {
    columns.next();
    const RiskMatrixState at{severity, likelihood};
    const bool is_chosen = state.severity == severity && state.likelihood == likelihood;
    if (cell(snapshot, at, is_chosen, columns.width())) state = at;
  }
}

void row_of_likelihoods() {
  Columns columns{grades + 1, 8};
  wrapped_text(tr("Severity") + " ↑  " + tr("Likelihood") + " →", {.style = TextStyle::small, .ink = Ink::text2});
  for (int likelihood = 1; likelihood <= grades; ++likelihood) {
    columns.next();
    wrapped_text(likelihood_label(likelihood), {.style = TextStyle::small_semi});
  }
}

// The arrows go from cell to cell; a digit gives the chosen one its level.
std::optional<RiskLevel> keys(RiskMatrixState& state) {
  if (!kit().focus->focused_before().starts_with("reference_lists.cell.")) return std::nullopt;
  const RiskMatrixState before = state;
  const auto pressed = [](Key key) { return is_chord_pressed({.key = key}) ? 1 : 0; };
  state.severity = std::clamp(state.severity + pressed(Key::up) - pressed(Key::down), 1, grades);
  state.likelihood = std::clamp(state.likelihood + pressed(Key::right) - pressed(Key::left), 1, grades);
  if (state.severity != before.severity || state.likelihood != before.likelihood)
    focus_widget(name_of_cell(state.severity, state.likelihood));
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (is_chord_pressed({.key = static_cast<Key>(static_cast<std::size_t>(Key::digit_1) + i)})) return levels.at(i);
  return std::nullopt;
}

std::optional<RiskLevel> choice_of_level(const RegisterSnapshot& snapshot, const RiskMatrixState& state) {
  text(severity_label(state.severity) + " × " + likelihood_label(state.likelihood),
       {.style = TextStyle::semi, .name = "reference_lists.chosen_cell"});
  gap(4);
  std::vector<Segment> segments;
  for (const auto level : levels) segments.push_back({.id = std::string{code_of(level)}, .text = level_label(level)});
  const auto now = level_in(snapshot, state);
  auto chosen = static_cast<std::size_t>(std::ranges::find(levels, now) - levels.begin());
  return segmented("reference_lists.level", segments, chosen) ? std::optional{levels.at(chosen)} : std::nullopt;
}

Intents changed(const RegisterSnapshot& snapshot, const RiskMatrixState& state, RiskLevel level) {
  const auto* record = cell_of(snapshot, state.severity, state.likelihood);
  if (record == nullptr || level == level_in(snapshot, state)) return {};
  return {CommitEdit{{{.kind = ChangeKind::set,
                       .entity = Entity::risk_matrix,
                       .uuid = record->uuid,
                       .version = record->version,
                       .before = {},
                       .after = {{"level", Value{std::string{code_of(level)}}}}}},
                     {}}};
}
}  // namespace

Intents risk_matrix_grid(const Session& session, RiskMatrixState& state) {
  const auto& snapshot = *session.snapshot();
  const bool can_edit = session.document().can_edit() && session.commit().stage != CommitState::Stage::pending;
  auto wanted = keys(state);
  for (int severity = grades; severity >= 1; --severity) grid_row(snapshot, state, severity);
  row_of_likelihoods();
  gap(12);
  if (const auto pressed = choice_of_level(snapshot, state)) wanted = pressed;
  if (level_falls(snapshot.risk_matrix)) {
    gap(8);
    banner("reference_lists.level_falls", BannerKind::warning,
           tr("The risk level falls although severity or likelihood grows. Check the matrix."));
  }
  return wanted && can_edit ? changed(snapshot, state, *wanted) : Intents{};
}

}  // namespace riskmap::ui
