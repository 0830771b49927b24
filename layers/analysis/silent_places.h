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
  bool has_visits = false;                                 // anywhere, whenever
};
HeardPlaces heard_places(const RegisterSnapshot& snapshot, Date today);

// What a visit is, and whom it serves, is said in indicator_voices.h; all of twelve months.
// below_bound: fewer appeals than chance leaves (silence.h). unheard: too few people to tell silence by, but nobody
// from there was heard and no reception is recorded in the place itself, though its rural district had some.
// not_visited: a rural district to which no reception came.
enum class Silence { below_bound, unheard, not_visited };

struct SilentPlace {
  Place place;  // a rural district when not_visited, else a settlement
  Silence silence = Silence::unheard;
  int appeals = 0, visits = 0;
  double expected = 0;  // below_bound only
  std::optional<int> days_since_visit;
  std::int64_t people = 0;  // 0 = not known
};

// In the order of rows, settlements first. None where the register tells of no reception at all in twelve months, none
// of places where nobody lives, and none of the district's centre, where the office is.
std::vector<SilentPlace> silent_places(const RegisterSnapshot& snapshot, const HeardPlaces& heard);

// Why, in one sentence of the current language without a full stop.
std::string sentence_of(const SilentPlace& place, Date today);

}  // namespace riskmap
