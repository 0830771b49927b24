// The day's work: what is late, what falls due within three working days, what came in during the last seven days.
#include <imgui.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_card.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
struct Section {
  std::string_view id;
  std::string title, nothing;
  std::string filter;  // of the filter language, for "Show all in the table"
  const TodayList& problems;
};

std::array<Section, 3> sections_of(const Session& session) {
  const auto& lists = session.derived().today;
  const auto today = session.today();
  const auto soon = session.snapshot()->calendar.add_workdays(today, 3);
  const auto since = today - std::chrono::days{today_new_days - 1};
  return {{{"late", tr("Late"), tr("Nothing is late."), "overdue", lists.late},
           {"soon", tr("Due within three working days"), tr("Nothing falls due in the next days."),
            "open and not overdue and due<=" + iso_date(soon), lists.due_soon},
           {"new", tr("Registered in the last seven days"), tr("Nothing new came in."),
            "registered_on>=" + iso_date(since), lists.fresh}}};
}

void show_all(Intents& intents, const Session& session, const Section& section) {
  const auto count = format_integer(section.problems.count);
  if (!button("today." + std::string{section.id} + ".all", fill(tr("Show all {n} in the table"), {{"n", count}})))
    return;
  auto filter = session.view().filter;
  filter.expression = filter.expression.empty() ? section.filter : "(" + filter.expression + ") and " + section.filter;
  intents.push_back(SetFilter{filter});
  if (!session.view().is_table_open) intents.push_back(TogglePanel{TogglePanel::Panel::table});
}

void show_section(Intents& intents, const Session& session, const Section& section, bool& is_open) {
  const auto count = format_integer(section.problems.count);
  const std::string panel = "today." + std::string{section.id};
  if (!section_header(panel, section.title, count, is_open)) return;
  gap(6);
  if (section.problems.first.empty()) flowing_text(section.nothing, {.ink = Ink::text2, .name = panel + ".nothing"});
  for (const Row row : section.problems.first) {
    if (issue_card(session, row, {.panel = panel, .shows_place = true, .is_chosen = session.view().issue == row}))
      intents.push_back(SelectIssue{row, true});
    gap(8);
  }
  if (section.problems.count > std::ssize(section.problems.first)) show_all(intents, session, section);
  gap(12);
}
}  // namespace

TodayCounts today_counts(const Session& session) {
  TodayCounts counts;
  const auto& derived = session.derived();
  counts.problems = derived.late_or_due_soon;
  std::set<std::size_t> appeals;  // one may stand in two queues
  for (const auto queue :
       {AppealQueue::unlinked, AppealQueue::answer_owed, AppealQueue::overdue, AppealQueue::due_soon})
    appeals.insert(derived.appeals.in(queue).begin(), derived.appeals.in(queue).end());
  counts.appeals = static_cast<std::int64_t>(appeals.size());
  counts.drafts = static_cast<std::int64_t>(session.drafts().all().size());
  for (const auto group : {ReceptionGroup::missed, ReceptionGroup::this_week})
    counts.receptions += static_cast<std::int64_t>(derived.receptions.in(group).size());
  return counts;
}

Intents today_panel(const Session& session, ListsState& state, const Layout& layout) {
  Intents intents;
  Panel panel{"today", layout.side_list};
  if (!panel) return intents;
  draw_line(layout.side_list.right - 1, layout.side_list.top, layout.side_list.right - 1, layout.side_list.bottom,
            tokens().border);
  if (session.snapshot() == nullptr) {
    const auto title = tr("No register is open");
    empty_state("today.empty", {Icon::calendar, title});
    return intents;
  }
  heading(tr("Today"), "today.heading");
  gap(2);
  text(format_date(session.today()), {.style = TextStyle::small, .ink = Ink::text2, .name = "today.date"});
  gap(10);
  intents = drafts_list(session);
  const auto counts = today_counts(session);
  const auto asks = [](std::int64_t count) { return fill(tr("Today asks for: {n}"), {{"n", format_integer(count)}}); };
  const std::array<Segment, 3> tabs = {{{"problems", tr("Problems"), Icon::none, asks(counts.problems)},
                                        {"appeals", tr("Appeals"), Icon::none, asks(counts.appeals)},
                                        {"receptions", tr("Receptions"), Icon::none, asks(counts.receptions)}}};
  segmented("today.tab", tabs, state.today_tab, {.width = left_of_line() / kit().look.scale});
  gap(10);
  if (state.today_tab != 0) {
    const auto listed = state.today_tab == 1 ? appeals_list(session, state) : receptions_list(session, state);
    intents.insert(intents.end(), listed.begin(), listed.end());
    return intents;
  }
  const auto sections = sections_of(session);
  for (std::size_t i = 0; i < sections.size(); ++i)
    show_section(intents, session, sections[i], state.is_section_open[i]);
  for (auto& intent : letters_section(session, state.letters)) intents.push_back(std::move(intent));
  return intents;
}

}  // namespace riskmap::ui
