// What the chip bar holds: the filter as a person builds it. It becomes text of the one filter language, so that the
// window, the command line and saved views always mean the same.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "layers/core/period.h"
#include "layers/model/filter.h"
#include "layers/model/place.h"
#include "layers/model/status.h"

namespace riskmap {

struct FilterState {
  std::set<StatusGroup> groups;      // empty = all, here and below
  std::set<std::string> categories;  // "utilities.water_drinking", or a whole group "utilities"
  std::set<int> severities;
  std::set<std::string> rural_districts;  // codes
  std::set<std::string> settlements;      // KATO or uuid
  std::set<std::string> responsible;      // party uuids
  std::optional<Date> registered_from, registered_to;
  bool is_overdue = false, has_no_plan = false, has_no_responsible = false, is_stale = false;
  std::set<int> map_classes;  // of the legend, whose places or problems are kept; see class_filter.h
  std::string within;         // a part of the map, as layers/model/region.h writes it
  std::string text;           // a part of what the table tells: words of the problem, places, category, responsible
  std::string expression;     // free text in the filter language, and-ed with the rest

  [[nodiscard]] bool is_empty() const { return *this == FilterState{}; }
  friend bool operator==(const FilterState&, const FilterState&) = default;
};

// The filter language's text of all but the map's classes; empty selects everything.
std::string expression_of(const FilterState& state);
// The chip of the period: problems registered in it; appeals, receptions and aid of its days.
Period period_of(const FilterState& state);
FilterState without_period(FilterState state);
// Of what a plain file knows: the part of the map and the free text.
std::string expression_of_file(const FilterState& state);
// A settlement or a rural district alone; empty for a whole district.
FilterState filter_of_place(const RegisterSnapshot& snapshot, const Place& place);
// How many chips are set (each kind counts once).
int chip_count(const FilterState& state);

}  // namespace riskmap
