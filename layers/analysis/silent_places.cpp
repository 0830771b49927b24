#include "layers/analysis/silent_places.h"

#include <algorithm>

#include "layers/analysis/indicator_voices.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
std::vector<PlaceSummary> voices_at(const RegisterSnapshot& snapshot, AreaLevel level, Date today) {
  const bool is_settlement = level == AreaLevel::settlement;
  std::vector<PlaceSummary> places(is_settlement ? snapshot.settlements.size() : snapshot.areas.size());
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    const Row place = is_settlement ? row : area_of_settlement(snapshot, row, level);
    if (settlement.id && place != no_row) add_residents(places[place], settlement.population);
  }
  count_all_voices(snapshot, today, level, places);
  return places;
}

SilentPlace silent_place(Place place, Silence silence, const PlaceSummary& summary) {
  return {place,
          silence,
          summary.appeals,
          summary.visits,
          silence == Silence::below_bound ? summary.heard.expected : 0,
          summary.days_since_visit,
          summary.known_residents};
}

std::optional<Silence> silence_of(const PlaceSummary& place) {
  if (place.visits == 0) return std::nullopt;  // its rural district says so once for all of them
  if (place.heard.hearing == Hearing::silent) return Silence::below_bound;
  if (place.heard.hearing != Hearing::heard && !place.days_since_own_visit && place.appeals == 0)
    return Silence::unheard;
  return std::nullopt;
}
}  // namespace

HeardPlaces heard_places(const RegisterSnapshot& snapshot, Date today) {
  HeardPlaces heard{voices_at(snapshot, AreaLevel::settlement, today),
                    voices_at(snapshot, AreaLevel::rural_district, today)};
  heard.has_visits =
      std::ranges::any_of(heard.rural_districts, [](const auto& place) { return place.days_since_visit.has_value(); });
  return heard;
}

std::vector<SilentPlace> silent_places(const RegisterSnapshot& snapshot, const HeardPlaces& heard) {
  std::vector<SilentPlace> silent;
  if (!heard.has_visits) return silent;
  std::vector<unsigned char> is_asked(snapshot.areas.size(), 0);  // rural districts where somebody lives to be asked
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!is_lived_in(settlement) || settlement.is_district_centre) continue;
    const auto& summary = heard.settlements[row];
    if (const auto silence = silence_of(summary))
      silent.push_back(silent_place({AreaLevel::settlement, row}, *silence, summary));
    if (const Row area = area_of_settlement(snapshot, row, AreaLevel::rural_district); area != no_row)
      is_asked[area] = 1;
  }
  for (Row row = 0; row < snapshot.areas.size(); ++row)
    if (is_asked[row] != 0 && heard.rural_districts[row].visits == 0)
      silent.push_back(
          silent_place({AreaLevel::rural_district, row}, Silence::not_visited, heard.rural_districts[row]));
  return silent;
}

std::string sentence_of(const SilentPlace& place, Date today) {
  switch (place.silence) {
    case Silence::below_bound:
      return fill(trn("{n} appeal in twelve months where about {expected} would be expected",
                      "{n} appeals in twelve months where about {expected} would be expected", place.appeals),
                  {{"expected", format_integer(std::llround(place.expected))}});
    case Silence::unheard:
      return trn(
          "{n} reception of the rural district in twelve months brought no appeal from here; none is recorded in the "
          "settlement itself",
          "{n} receptions of the rural district in twelve months brought no appeal from here; none is recorded in the "
          "settlement itself",
          place.visits);
    case Silence::not_visited:
      break;
  }
  if (!place.days_since_visit) return tr("Not collected: no reception has ever come to the rural district");
  return fill(tr("Not collected: no reception came to the rural district in twelve months, the last one on {date}"),
              {{"date", format_date(today - std::chrono::days{*place.days_since_visit})}});
}

}  // namespace riskmap
