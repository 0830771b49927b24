#include "layers/store/state_way.h"

#include <algorithm>
#include <map>
#include <string>

#include "layers/core/text.h"
#include "layers/store/laptop_changes.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
constexpr int cost_of_reason = 100;  // a step more is cheaper than a reason that nobody gave

struct Way {
  int cost = 0;
  std::string from{};
};
using Ways = std::map<std::string, Way>;

struct Transition {
  std::string from, to;
  int cost = 1;
};

Result<std::vector<Transition>> transitions(const Connection& office, bool has_reason) {
  std::vector<Transition> all;
  const auto read = each_row(office, "SELECT from_code, to_code, needs_reason FROM status_transition ORDER BY 1, 2",
                             [&](const Statement& row) {
                               const bool lacks = row.integer(2) != 0 && !has_reason;
                               all.push_back({row.text(0), row.text(1), lacks ? cost_of_reason : 1});
                             });
  if (!read) return std::unexpected{read.error()};
  return all;
}

// Bellman–Ford: the states are few.
Ways cheapest_ways(const std::vector<Transition>& transitions, const std::string& begin) {
  Ways ways{{begin, {}}};
  for (bool is_better = true; is_better;) {
    is_better = false;
    for (const auto& [from, to, cost] : transitions) {
      const auto here = ways.find(from);
      if (here == ways.end() || to == begin) continue;
      const int total = here->second.cost + cost;
      const auto there = ways.find(to);
      if (there != ways.end() && there->second.cost <= total) continue;
      ways.insert_or_assign(to, Way{total, from});
      is_better = true;
    }
  }
  return ways;
}

// A state on the way: of the last one's fields those that it may have already.
Fields state_on_the_way(const std::string& status, const Fields& problem) {
  Fields state;
  const bool is_done = status == "resolved" || status == "closed";
  for (const auto name : fields_of_state()) {
    const bool is_of_done = name == "outcome" || name == "result" || name == "resolved_on";
    const bool is_later = name == "closed_on" || name == "duplicate_of" || (is_of_done && !is_done);
    const bool is_first = status == "registered";
    state.emplace(name, is_later || is_first ? Value{} : field(problem, name));
  }
  state.insert_or_assign("status", Value{status});
  state.insert_or_assign("reopen_count", Value{std::int64_t{0}});
  return state;
}
}  // namespace

Result<std::vector<Fields>> way_to_state(const Connection& office, const Fields& problem) {
  const std::string begin = "registered", end = text_of(field(problem, "status"));
  if (end == begin || end == "draft") return std::vector<Fields>{};
  const bool has_reason = !trimmed(text_of(field(problem, "status_reason"))).empty();
  const auto all = transitions(office, has_reason);
  if (!all) return std::unexpected{all.error()};
  const auto ways = cheapest_ways(*all, begin);
  std::vector<Fields> states;
  for (auto at = ways.find(end); at != ways.end() && at->first != begin; at = ways.find(at->second.from))
    states.push_back(state_on_the_way(at->second.from, problem));
  std::ranges::reverse(states);
  return states;
}

}  // namespace riskmap
