#include "layers/analysis/next_receptions.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "layers/analysis/indicator_voices.h"
#include "layers/geo/geodesic.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr double silence_points = 35, people_points = 20, time_points = 20, late_points = 15, distance_points = 10;
constexpr double long_ago_days = 3 * 365, many_late = 5, far_metres = 60'000;
constexpr double days_of_month = 365.25 / 12;

double share_of(double value, double most) {
  return most > 0 ? std::clamp(value / most, 0.0, 1.0) : 0;
}

double silence_share(const NextReception& next, const PlaceSummary& summary) {
  if (next.silence) return next.silence == Silence::not_visited ? 0.8 : 1;
  const double expected = summary.heard.expected;
  return std::isfinite(expected) && expected > 0 ? 0.6 * share_of(expected - summary.appeals, expected) : 0;
}

Row centre_of(const RegisterSnapshot& snapshot) {
  for (Row row = 0; row < snapshot.settlements.size(); ++row)
    if (snapshot.settlements[row].id && snapshot.settlements[row].is_district_centre) return row;
  return no_row;
}

std::vector<std::optional<Silence>> silences_of(const RegisterSnapshot& snapshot, const HeardPlaces& heard) {
  std::vector<std::optional<Silence>> silences(snapshot.settlements.size());
  std::set<std::string_view> not_visited;  // rural districts
  for (const auto& silent : silent_places(snapshot, heard))
    if (silent.place.level == AreaLevel::settlement)
      silences[silent.place.row] = silent.silence;
    else
      not_visited.insert(snapshot.areas[silent.place.row].code);
  for (Row row = 0; row < snapshot.settlements.size(); ++row)
    if (not_visited.contains(snapshot.settlements[row].rural_district)) silences[row] = Silence::not_visited;
  return silences;
}

double points_of(const NextReception& next, const PlaceSummary& summary, double most_people) {
  const auto ago = [](const std::optional<int>& days) { return share_of(days ? *days : long_ago_days, long_ago_days); };
  return silence_points * silence_share(next, summary) +
         people_points * share_of(std::log1p(static_cast<double>(next.people)), std::log1p(most_people)) +
         time_points * (ago(next.days_since_visit) + ago(next.days_since_own_visit)) / 2 +
         late_points * share_of(next.late, many_late) +
         distance_points * share_of(next.centre_metres.value_or(0), far_metres);
}
}  // namespace

const PlannedVisit* NextReception::planned_here() const {
  const auto found = std::ranges::find_if(
      planned, [this](const PlannedVisit& visit) { return !visit.is_overdue && visit.comes_to(settlement); });
  return found == planned.end() ? nullptr : &*found;
}

const PlannedVisit* NextReception::overdue_here() const {
  const auto found = std::ranges::find_if(planned.rbegin(), planned.rend(), [this](const PlannedVisit& visit) {
    return visit.is_overdue && visit.comes_to(settlement);
  });
  return found == planned.rend() ? nullptr : &*found;
}

std::vector<NextReception> next_receptions(const RegisterSnapshot& snapshot, const HeardPlaces& heard,
                                           const ReceptionJournal& receptions, std::span<const int> late, Date today) {
  std::vector<NextReception> list;
  const auto silences = silences_of(snapshot, heard);
  const Row centre = centre_of(snapshot);
  double most_people = 0;
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!is_lived_in(settlement) || settlement.is_district_centre) continue;
    const auto& summary = heard.settlements[row];
    NextReception next{.settlement = row,
                       .silence = silences[row],
                       .appeals = summary.appeals,
                       .visits = summary.visits,
                       .expected = silences[row] == Silence::below_bound ? summary.heard.expected : 0,
                       .days_since_visit = summary.days_since_visit,
                       .days_since_own_visit = summary.days_since_own_visit,
                       .people = summary.population.value_or(0),
                       .late = late[row],
                       .centre_metres = {},
                       .planned = planned_visits(snapshot, receptions, served_with(settlement), today)};
    if (centre != no_row && settlement.point && snapshot.settlements[centre].point)
      next.centre_metres = geodesic_metres(*settlement.point, *snapshot.settlements[centre].point);
    most_people = std::max(most_people, static_cast<double>(next.people));
    list.push_back(next);
  }
  for (auto& next : list) next.points = points_of(next, heard.settlements[next.settlement], most_people);
  std::ranges::stable_sort(
      list, {}, [](const NextReception& next) { return std::pair{next.planned_here() != nullptr, -next.points}; });
  return list;
}

namespace {
std::string when_words(int days) {
  const auto months = static_cast<std::int64_t>(days / days_of_month);
  return months == 0 ? tr("less than a month ago") : trn("{n} month ago", "{n} months ago", months);
}

std::string last_visit_words(const NextReception& next) {
  if (!next.days_since_visit)
    return next.silence ? std::string{} : tr("No reception of the rural district is recorded.");
  const auto when = when_words(*next.days_since_visit);
  const auto& own = next.days_since_own_visit;
  if (own == next.days_since_visit) return fill(tr("The last reception here was {when}."), {{"when", when}});
  if (own)
    return fill(tr("The last reception of the rural district was {when}, in the settlement itself {own}."),
                {{"when", when}, {"own", when_words(*own)}});
  return fill(
      next.silence == Silence::unheard
          ? tr("The last reception of the rural district was {when}.")
          : tr("The last reception of the rural district was {when}; none is recorded in the settlement itself."),
      {{"when", when}});
}

std::string silence_words(const NextReception& next, Date today) {
  if (!next.silence) return {};
  // The day of the last one is said by the next sentence.
  if (next.silence == Silence::not_visited && next.days_since_visit)
    return tr("Not collected: no reception came to the rural district in twelve months.");
  return sentence_of(SilentPlace{.place = {AreaLevel::settlement, next.settlement},
                                 .silence = *next.silence,
                                 .appeals = next.appeals,
                                 .visits = next.visits,
                                 .expected = next.expected,
                                 .days_since_visit = next.days_since_visit,
                                 .people = next.people},
                     today) +
         ".";
}

// What will come here, or what will come nearby where nothing will; and what was not held.
std::string planned_words(const RegisterSnapshot& snapshot, const NextReception& next) {
  const auto* coming = next.planned_here();
  if (coming == nullptr && !next.planned.empty() && !next.planned.front().is_overdue) coming = &next.planned.front();
  std::string words;
  if (coming != nullptr) words = sentence_of(snapshot, *coming, next.settlement);
  if (const auto* overdue = next.overdue_here())
    words += (words.empty() ? "" : " ") + sentence_of(snapshot, *overdue, next.settlement);
  return words;
}

std::string figures_of(const RegisterSnapshot& snapshot, const NextReception& next) {
  constexpr double kilometre = 1000;  // nobody plans a journey by metres
  std::string facts;
  const auto add = [&facts](const std::string& fact) { facts += (facts.empty() ? "" : ", ") + fact; };
  if (next.people > 0) add(trn("{n} resident", "{n} residents", next.people));
  if (next.late > 0) add(trn("{n} late problem", "{n} late problems", next.late));
  if (const Row centre = centre_of(snapshot); centre != no_row && next.centre_metres)
    add(fill(tr("{distance} to {centre}"),
             {{"distance", format_length(std::max(std::round(*next.centre_metres / kilometre), 1.0) * kilometre)},
              {"centre", snapshot.settlement_label(centre, language())}}));
  return facts.empty() ? facts : facts + ".";
}
}  // namespace

std::string sentence_of(const RegisterSnapshot& snapshot, const NextReception& next, Date today) {
  std::string words;
  for (const auto& sentence :
       {silence_words(next, today), last_visit_words(next), planned_words(snapshot, next), figures_of(snapshot, next)})
    if (!sentence.empty()) words += (words.empty() ? "" : " ") + sentence;
  return words;
}

}  // namespace riskmap
