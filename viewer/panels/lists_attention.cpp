// What should not wait: every line says why, where, how grave and how late, and can be put aside with a note.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "layers/analysis/indicator.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/line_focus.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/review_lines.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t more_lines = 40;
constexpr std::array attention_reasons = {
    AttentionReason::badly_overdue, AttentionReason::escalated, AttentionReason::reopened, AttentionReason::no_money,
    AttentionReason::no_plan,       AttentionReason::many_new,  AttentionReason::silent};

std::string line_name(const AttentionLine& line) {
  return "attention." + std::string{code_of(line.reason)} + "." + line.subject;
}

Intent go_to(const AttentionLine& line) {
  if (line.is_about_place()) return SelectPlace{line.place, true};
  return SelectIssue{line.issues.front(), true};
}

bool has_reason(const AttentionLine& line, AttentionReason reason) {
  return line.reason == reason || std::ranges::find(line.also, reason) != line.also.end();
}

// The gravest reason first, the others after it.
std::string reason_words(const AttentionLine& line) {
  std::string words = title_of(line.reason);
  for (const auto reason : line.also) words += " · " + title_of(reason);
  return words;
}

RiskLevel worst_level(const Session& session, const AttentionLine& line) {
  auto worst = RiskLevel::none;
  for (const Row row : line.issues) worst = std::max(worst, session.derived().facts.facts[row].level);
  return worst;
}

void marks(const Session& session, const AttentionLine& line, const std::string& name) {
  if (line.issues.empty()) return;
  gap(8);
  const auto level = level_label(worst_level(session, line));
  level_pips(name + ".level", static_cast<int>(worst_level(session, line)), level);
  const auto& facts = session.derived().facts.facts[line.issues.front()];
  if (line.is_about_place() || facts.lateness < Lateness::overdue) return;
  const auto late = late_words(facts.days_over);
  wrap_next(status_chip_width(late));
  late_mark(name + ".late", late);
}

bool is_chosen(const ViewState& view, const AttentionLine& line) {
  return line.is_about_place() ? view.issue == no_row && view.place == line.place : view.issue == line.issues.front();
}

// A problem says its title and its next step; a place only what has come together there.
void subject_words(const Session& session, const AttentionLine& line, const std::string& name) {
  const auto& snapshot = *session.snapshot();
  const auto sentence = sentence_of(snapshot, line, session.today());
  if (line.is_about_place()) {
    flowing_text(place_label(snapshot, line.place), {.style = TextStyle::semi, .name = name + ".place"});
    gap(4);
    flowing_text(sentence, {.style = TextStyle::small, .name = name + ".sentence"});
    return;
  }
  const Row row = line.issues.front();
  const auto& issue = snapshot.issues[row];
  flowing_text(issue.title,
               {.style = TextStyle::semi, .ink = line.is_reviewed ? Ink::text2 : Ink::text, .name = name + ".title"});
  gap(4);
  flowing_text(sentence, {.style = TextStyle::small, .name = name + ".sentence"});
  gap(2);
  const auto step = next_step_line(snapshot, issue, session.derived().facts.facts[row]);
  flowing_text(step.text, {.style = TextStyle::small, .ink = step.ink, .name = name + ".next_step"});
  gap(2);
  flowing_text(joined_with_dots({issue.reg_no, place_label(snapshot, line.place)}),
               {.style = TextStyle::small, .ink = Ink::text3, .name = name + ".place"});
}

// A line is put aside, given to somebody, or becomes work: a step for its problem, a reception for its place.
Intents actions(const AttentionLine& line, const std::string& name) {
  Intents intents;
  const auto about = line.subject + "|" + std::string{code_of(line.reason)};
  gap(6);
  if (link(name + ".review", tr("Mark as reviewed…")))
    intents.push_back(OpenDialog{Dialog::review_note, no_row, about});
  next_link(intents, name + ".give", tr("Assign or note…"), {OpenDialog{Dialog::review_note, no_row, about + "|keep"}});
  if (line.silent)
    next_link(intents, name + ".plan", tr("Plan a reception…"), plan_reception(line.place));
  else
    next_link(intents, name + ".task", tr("New measure…"), {OpenDialog{Dialog::measure_form, no_row, line.subject}});
  return intents;
}

Intents attention_card(const Session& session, const AttentionLine& line) {
  const std::string name = line_name(line);
  Intents intents;
  Card card{name, {.is_pressable = true, .is_chosen = is_chosen(session.view(), line)}};
  flowing_text(
      reason_words(line),
      {.style = TextStyle::small_semi, .ink = line.is_reviewed ? Ink::text3 : Ink::accent, .name = name + ".reason"});
  gap(4);
  subject_words(session, line, name);
  if (line.review)
    review_lines(session, *line.review,
                 {.by = reviewed_by(*line.review),
                  .since = changes_since_review(*session.snapshot(), line, session.derived().appeals)},
                 name);
  marks(session, line, name);
  if (!line.is_reviewed && session.document().can_edit()) intents = actions(line, name);
  if (card.end()) intents.push_back(go_to(line));
  gap(10);
  return intents;
}

void header(const Session& session) {
  heading(tr("Needs attention"), "attention.heading");
  same_line();
  count_pill("attention.count", format_integer(session.derived().attention_open));
  gap(2);
  flowing_text(tr("Facts that need no statistics; the most pressing first."),
               {.style = TextStyle::small, .ink = Ink::text2});
  gap(12);
}

// Which lines are shown: those that have one reason among theirs, or all; the open ones, or what was reviewed.
struct ShownLines {
  std::optional<AttentionReason> reason{};
  bool is_reviewed = false;
  [[nodiscard]] bool includes(const AttentionLine& line) const {
    return line.is_reviewed == is_reviewed && (!reason || has_reason(line, *reason));
  }
};

// A chip for every reason there is, with the number of the lines that have it, and one for what was reviewed: nobody
// has to leaf through seventy lines to those of one kind. A line with two reasons counts for both.
ShownLines choose_lines(const Session& session, ListsState& state) {
  const auto& derived = session.derived();
  auto& chosen = kit().drafts->editing_of<std::optional<AttentionReason>>("list.attention.reasons");
  std::array<std::int64_t, attention_reasons.size()> counts{};
  std::int64_t listed = 0;
  for (const auto& line : derived.attention) {
    if (line.is_reviewed != state.shows_reviewed) continue;
    ++listed;
    for (const auto reason : attention_reasons)
      if (has_reason(line, reason)) ++counts[static_cast<std::size_t>(reason)];
  }
  if (chosen && counts[static_cast<std::size_t>(*chosen)] == 0) chosen.reset();
  // Of very many lines only the most pressing are listed: then a number of them would say too little.
  const bool are_all_listed = state.shows_reviewed || listed == derived.attention_open;
  bool is_first = true;
  const auto add = [&is_first](const std::string& name, const std::string& text, const std::string& number,
                               bool& is_on) {
    const ChipOptions options{.count = number};
    if (!std::exchange(is_first, false)) wrap_next(chip_width(text, options));
    return chip(name, text, is_on, options);
  };
  for (const auto reason : attention_reasons) {
    const auto count = counts[static_cast<std::size_t>(reason)];
    bool is_on = chosen == reason;
    if (count > 0 && add("attention.only." + std::string{code_of(reason)}, title_of(reason),
                         are_all_listed ? format_integer(count) : std::string{}, is_on))
      chosen = is_on ? std::optional{reason} : std::nullopt;
  }
  if (derived.attention_reviewed == 0) state.shows_reviewed = false;
  if (derived.attention_reviewed > 0)
    add("attention.show_reviewed", tr("Reviewed"), format_integer(derived.attention_reviewed), state.shows_reviewed);
  gap(12);
  return {chosen, state.shows_reviewed};
}

// At most `most` of the lines. Returns how many there are.
std::size_t cards(Intents& intents, const Session& session, const ShownLines& shown, std::size_t most) {
  std::size_t count = 0;
  std::vector<std::string> names;
  for (const auto& line : session.derived().attention) {
    if (!shown.includes(line) || count++ >= most) continue;
    names.push_back(line_name(line));
    for (auto& intent : attention_card(session, line)) intents.push_back(std::move(intent));
  }
  follow_lines("attention.lines", names);
  return count;
}

void nothing_to_show(const Session& session) {
  flowing_text(tr("Nothing needs attention"), {.style = TextStyle::semi, .name = "attention.nothing"});
  flowing_text(session.view().filter.is_empty() ? tr("Nothing is badly overdue, raised higher, reopened, without "
                                                     "money or without a plan, no place has many new problems, and "
                                                     "every place is heard.")
                                                : tr("Only what matches the filter is looked at."),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "attention.nothing_why"});
  gap(12);
}
}  // namespace

Intents attention_panel(const Session& session, ListsState& state, const Layout& layout) {
  Intents intents;
  Panel panel{"attention", layout.side_list};
  if (!panel) return intents;
  draw_line(layout.side_list.right - 1, layout.side_list.top, layout.side_list.right - 1, layout.side_list.bottom,
            tokens().border);
  if (session.snapshot() == nullptr) {
    const auto title = tr("No register is open");
    empty_state("attention.empty", {Icon::flag, title});
    return intents;
  }
  if (choose_clusters(session, state)) return clusters_list(session, state);
  header(session);
  const auto shown = choose_lines(session, state);
  if (session.derived().attention_open == 0) nothing_to_show(session);
  const auto count = cards(intents, session, shown, state.attention_lines);
  if (count > state.attention_lines) {
    if (button("attention.more", tr("Show more"))) state.attention_lines += more_lines;
  } else if (!shown.is_reviewed && !shown.reason &&
             static_cast<std::int64_t>(count) < session.derived().attention_open) {
    flowing_text(fill(tr("Only the {n} most pressing are listed. A filter brings others."),
                      {{"n", format_integer(static_cast<std::int64_t>(count))}}),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = "attention.left_out"});
  }
  gap(16);
  return intents;
}

}  // namespace riskmap::ui
