#include "layers/analysis/next_receptions.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

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

std::vector<int> late_problems(const RegisterSnapshot& snapshot, const IssueFactTable& facts) {
  std::vector<int> late(snapshot.settlements.size(), 0);
  for (Row row = 0; row < facts.facts.size(); ++row)
    if (facts.facts[row].lateness >= Lateness::overdue && snapshot.issues[row].settlement != no_row)
      ++late[snapshot.issues[row].settlement];
  return late;
}

// A reception that names a rural district only comes to all of it.
bool is_planned_at(const ReceptionJournal& receptions, const RegisterSnapshot& snapshot, Row settlement, Date today) {
  return std::ranges::any_of(receptions.receptions, [&](const Reception& reception) {
    if (!reception.is_planned() || !reception.planned_on || *reception.planned_on < today) return false;
    if (reception.settlement != no_row) return reception.settlement == settlement;
    return reception.area_code == snapshot.settlements[settlement].rural_district;
  });
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
  const double ago = next.days_since_reception ? *next.days_since_reception : long_ago_days;
  return silence_points * silence_share(next, summary) +
         people_points * share_of(std::log1p(static_cast<double>(next.people)), std::log1p(most_people)) +
         time_points * share_of(ago, long_ago_days) + late_points * share_of(next.late, many_late) +
         distance_points * share_of(next.centre_metres.value_or(0), far_metres);
}

bool can_be_visited(const Settlement& settlement) {
  return settlement.id && !settlement.is_district_centre &&
         (settlement.status.empty() || settlement.status == "ACTIVE") && settlement.population.value_or(1) > 0;
}
}  // namespace

std::vector<NextReception> next_receptions(const RegisterSnapshot& snapshot, const HeardPlaces& heard,
                                           const ReceptionJournal& receptions, const IssueFactTable& facts) {
  std::vector<NextReception> list;
  const auto silences = silences_of(snapshot, heard);
  const auto late = late_problems(snapshot, facts);
  const Row centre = centre_of(snapshot);
  double most_people = 0;
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!can_be_visited(settlement)) continue;
    const auto& summary = heard.settlements[row];
    NextReception next{.settlement = row,
                       .silence = silences[row],
                       .appeals = summary.appeals,
                       .expected = silences[row] == Silence::below_bound ? summary.heard.expected : 0,
                       .days_since_reception = summary.days_since_reception,
                       .people = summary.population.value_or(0),
                       .late = late[row],
                       .centre_metres = {}};
    if (centre != no_row && settlement.point && snapshot.settlements[centre].point)
      next.centre_metres = geodesic_metres(*settlement.point, *snapshot.settlements[centre].point);
    most_people = std::max(most_people, static_cast<double>(next.people));
    list.push_back(next);
  }
  for (auto& next : list) next.points = points_of(next, heard.settlements[next.settlement], most_people);
  std::erase_if(list, [&](const NextReception& next) {
    return is_planned_at(receptions, snapshot, next.settlement, facts.today);
  });
  std::ranges::stable_sort(list, std::ranges::greater{}, &NextReception::points);
  return list;
}

namespace {
std::string reason_of(const NextReception& next, Date today) {
  if (next.silence && (next.silence != Silence::not_visited || !next.days_since_reception))
    return sentence_of(SilentPlace{.place = {AreaLevel::settlement, next.settlement},
                                   .silence = *next.silence,
                                   .appeals = next.appeals,
                                   .visits = 0,
                                   .expected = next.expected,
                                   .days_since_reception = next.days_since_reception,
                                   .people = next.people},
                       today);
  if (!next.days_since_reception) return tr("No reception was ever held here");
  const auto months = static_cast<std::int64_t>(*next.days_since_reception / days_of_month);
  return months == 0
             ? tr("A reception was held here this month")
             : trn("The last reception here was {n} month ago", "The last reception here was {n} months ago", months);
}
}  // namespace

std::string sentence_of(const RegisterSnapshot& snapshot, const NextReception& next, Date today) {
  constexpr double kilometre = 1000;  // nobody plans a journey by metres
  std::string facts;
  const auto add = [&facts](const std::string& fact) { facts += (facts.empty() ? "" : ", ") + fact; };
  if (next.people > 0) add(trn("{n} resident", "{n} residents", next.people));
  if (next.late > 0) add(trn("{n} late problem", "{n} late problems", next.late));
  if (const Row centre = centre_of(snapshot); centre != no_row && next.centre_metres)
    add(fill(tr("{distance} to {centre}"),
             {{"distance", format_length(std::max(std::round(*next.centre_metres / kilometre), 1.0) * kilometre)},
              {"centre", snapshot.settlement_label(centre, language())}}));
  const auto reason = reason_of(next, today);
  return reason + (facts.empty() ? "." : ": " + facts + ".");
}

}  // namespace riskmap
