// Places of which nobody can say what worries them: facts of the attention list, and what the next receptions follow
// from.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/indicator_summary.h"
#include "layers/model/place.h"

namespace riskmap {

// The voices of everybody, whatever is filtered: settlements, residents, appeals, receptions; nothing of problems.
struct HeardPlaces {
  std::vector<PlaceSummary> settlements, rural_districts;  // by row of snapshot.settlements and snapshot.areas
  bool has_visits = false;                                 // in these months, anywhere
};
HeardPlaces heard_places(const RegisterSnapshot& snapshot, Date today);

// below_bound: fewer appeals than chance leaves (silence.h). never_heard: no reception was ever held there, and nobody
// from there was heard in twelve months. not_visited: a rural district to which no reception came in twelve months.
enum class Silence { below_bound, never_heard, not_visited };

struct SilentPlace {
  Place place;  // a rural district when not_visited, else a settlement
  Silence silence = Silence::never_heard;
  int appeals = 0, visits = 0;
  double expected = 0;  // below_bound only
  std::optional<int> days_since_reception;
  std::int64_t people = 0;  // 0 = not known
};

// In the order of rows, settlements first. None where the register tells of no reception at all in twelve months, none
// of places where nobody lives, and none of the district's centre, where the office is.
std::vector<SilentPlace> silent_places(const RegisterSnapshot& snapshot, const HeardPlaces& heard);

// Why, in one sentence of the current language without a full stop.
std::string sentence_of(const SilentPlace& place, Date today);

}  // namespace riskmap
