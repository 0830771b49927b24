// The pages of the inspector and the parts they share.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/inspector.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

Intents place_page(const Session& session, InspectorState& state);
Intents issue_page(const Session& session, InspectorState& state);
Intents party_page(const Session& session, InspectorState& state);
Intents feature_page(const Session& session);
Intents context_feature_page(const Session& session);

// Tabs of the two big pages.
Intents place_problems(const Session& session, const Place& place);
Intents place_ways(const Session& session, const Place& place);
Intents whole_place_ways(const Session& session, const Place& place);  // measures for no problem of its own
Intents place_facts(const Session& session, const Place& place);
void place_figures(const Session& session, const Place& place);  // the second half of its facts
Intents issue_ways(const Session& session, const Issue& issue);
Intents issue_appeals(const Session& session, Row issue);  // nothing without appeals
Intents issue_documents(const Session& session, Row issue);
Intents issue_files(const Session& session, Row issue);
void issue_facts(const Session& session, const Issue& issue);
void issue_history(const Session& session);
void place_history(const Session& session, const Place& place);  // what was said of it in the deputies' lists

// The names of parties, each of which leads to its page.
Intents party_links(const Session& session, std::span<const Row> parties);

// The line over a title: what it is, small buttons at the right, the closing one last.
struct HeadButton {
  std::string_view name;
  Icon icon;
  std::string tooltip;
  bool is_enabled = true, is_on = false;
  Intents intents;
};
Intents page_head(std::string_view kind, std::vector<HeadButton> buttons);

// One of several pages, underlined. Each is as wide as its words need: "ways to solve" is longer than "facts".
struct PageTab {
  std::string id, text;
};
void page_tabs(std::span<const PageTab> tabs, std::size_t& chosen);

// Label at the left, value at the right, both wrapped. Nothing for an empty value.
void fact_row(std::string_view name, std::string_view label, std::string_view value);

// Problems of a place that are open, the most pressing first.
std::vector<Row> pressing_issues(const Session& session, const Place& place);
const PlaceSummary* summary_of(const Session& session, const Place& place);
// Sets a filter and shows the table with what is left.
Intents show_in_table(const Session& session, const FilterState& filter);

// Twelve months of registered and resolved problems, the month of `today` last.
void month_chart(const PlaceSummary& summary, Date today);

}  // namespace riskmap::ui
