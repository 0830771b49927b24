// The lists of the Clusters and Today workspaces, left of the map.
#pragma once
#include <array>
#include <string>

#include "layers/model/receptions.h"
#include "viewer/panels/layout.h"
#include "viewer/panels/links_panel.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// One section of the inbox or of the journal of receptions.
struct ListSection {
  bool is_open = false;
  std::size_t cards = 0;  // shown beyond the first ones
};

struct ListsState {
  std::size_t today_tab = 0;  // problems, appeals, receptions
  std::array<ListSection, appeal_queues.size()> inbox{{{true}, {true}, {true}, {true}, {false}, {false}}};
  std::array<ListSection, reception_groups.size()> receptions{{{true}, {true}, {true}, {false}, {false}}};
  std::size_t clusters_tab = 0;  // facts, clusters beyond chance
  std::size_t cluster_lines = 40;
  bool are_hotspot_choices_open = false, shows_reviewed_hotspots = false;
  LinksState links{};
  std::string explained{};            // the subject of the line whose finding is laid open
  ListSection next_receptions{true};  // where to go next
  bool shows_reviewed = false;
  std::size_t attention_lines = 40;                       // shown; grows by "Show more"
  std::array<bool, 3> is_section_open{true, true, true};  // late, due soon, new
  ListSection letters{true};
};
// "Назар аударыңыз": facts that need no test; each line flies to its place and can be marked reviewed with a note.
Intents attention_panel(const Session& session, ListsState& state, const Layout& layout);
// "Кездейсоқ емес шоғыр": tested clusters, the second tab of the same panel.
Intents clusters_list(const Session& session, ListsState& state);
// The panel's two tabs; true = the tested clusters are chosen.
bool choose_clusters(const Session& session, ListsState& state);
// The inbox, the second tab of today's panel.
Intents appeals_list(const Session& session, ListsState& state);
// The journal of receptions, the third tab.
Intents receptions_list(const Session& session, ListsState& state);
// The form of a travelling reception to this place, filled in; the place is chosen on the map.
Intents plan_reception(const Place& place);
// Half-typed forms, above the tabs; pressed, a form opens where it was left.
Intents drafts_list(const Session& session);
// Letters without an answer; nothing where there is none.
Intents letters_section(const Session& session, ListSection& open);
// What today asks for, as its tabs count it: drafts; problems late or due soon; appeals without a problem, owed an
// answer, late or due soon; receptions missed or in the next seven days.
struct TodayCounts {
  std::int64_t problems = 0, appeals = 0, receptions = 0, drafts = 0;
  [[nodiscard]] std::int64_t all() const { return problems + appeals + receptions + drafts; }
};
TodayCounts today_counts(const Session& session);

// What is late, due within three working days, and newly registered; what waits for an answer.
Intents today_panel(const Session& session, ListsState& state, const Layout& layout);

}  // namespace riskmap::ui
