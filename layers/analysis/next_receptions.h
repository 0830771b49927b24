// Where the next travelling reception should go, the most needed first.
//
// A place has up to 100 points: 35 for silence (silent, or nobody heard: all; a rural district without a reception in
// twelve months: four fifths; else by the share of appeals that are missing, three fifths at most), 20 for residents,
// on a logarithmic scale up to the largest place, 20 for the time since the last reception (three years or never: all;
// half of it for its rural district, half for the settlement itself), 15 for late problems (five or more: all), 10 for
// the distance that people have to the district's centre (60 km or more: all).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "layers/analysis/planned_visits.h"
#include "layers/analysis/silent_places.h"
#include "layers/model/receptions.h"

namespace riskmap {

struct NextReception {
  Row settlement = no_row;
  std::optional<Silence> silence;
  int appeals = 0, visits = 0;                                // in twelve months
  double expected = 0;                                        // appeals, where silence is below_bound
  std::optional<int> days_since_visit, days_since_own_visit;  // of its rural district; held in the settlement itself
  std::int64_t people = 0;                                    // 0 = not known
  int late = 0;                                               // problems, those that also concern it included
  std::optional<double> centre_metres;
  double points = 0;
  std::vector<PlannedVisit> planned{};  // in its rural district
  // A reception will come to it: nobody need be sent.
  [[nodiscard]] const PlannedVisit* planned_here() const;
  // The newest whose day has passed.
  [[nodiscard]] const PlannedVisit* overdue_here() const;
};

// Every settlement where somebody lives, but for the district's centre; those that a planned reception will come to
// stand last. Equal points: in the order of rows. `late`: overdue problems by settlement row.
std::vector<NextReception> next_receptions(const RegisterSnapshot& snapshot, const HeardPlaces& heard,
                                           const ReceptionJournal& receptions, std::span<const int> late, Date today);

// Why there, in sentences of the current language: silence, the last receptions, what is planned, then the figures of
// the settlement itself.
std::string sentence_of(const RegisterSnapshot& snapshot, const NextReception& next, Date today);

}  // namespace riskmap
