#include "layers/analysis/indicator_voices.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace riskmap {

namespace {
constexpr int months = 12;

std::string text_in(const StoredRecord& record, std::string_view name) {
  return text_of(field(record.fields, name));
}

// The place of this level that a settlement, or else an area code, lies in.
Row row_of(const RegisterSnapshot& snapshot, const StoredRecord& record, AreaLevel level) {
  const auto settlement = text_in(record, "settlement");
  if (!settlement.empty()) {
    const Row row = snapshot.find_settlement(settlement);
    if (row == no_row || level == AreaLevel::settlement) return row;
    return area_of_settlement(snapshot, row, level);
  }
  const auto code = text_in(record, "area_code");
  if (code.empty() || level == AreaLevel::settlement) return no_row;
  return area_of_area(snapshot, snapshot.find_area(code, AreaLevel::rural_district), level);
}

enum class Link { to_selected, to_others };

// Of every appeal that is joined to a problem: whether one of its problems is selected.
std::unordered_map<std::string, Link> links_of(const RegisterSnapshot& snapshot, const RowMask& selected) {
  std::unordered_map<std::string, Link> links;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::appeal_issue) continue;
    const Row issue = snapshot.find_issue(text_in(record, "issue"));
    if (issue == no_row) continue;
    auto& link = links.try_emplace(text_in(record, "appeal"), Link::to_others).first->second;
    if (issue < selected.size() && selected[issue] != 0) link = Link::to_selected;
  }
  return links;
}

bool is_all_selected(const RegisterSnapshot& snapshot, const RowMask& selected) {
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (snapshot.issues[row].id && (row >= selected.size() || selected[row] == 0)) return false;
  return true;
}

// The days that count.
Period days_of(const Period& period, Date today) {
  if (period.is_everything()) return {add_months(today, -months) + std::chrono::days{1}, today};
  return {period.from, period.to ? std::min(*period.to, today) : today};
}

bool is_on(const std::optional<Date>& day, const Period& days) {
  return day && days.contains(*day);
}

void count_reception(const StoredRecord& record, Date today, const Period& days, PlaceSummary& place) {
  const auto held = parse_iso_date(text_in(record, "held_on"));
  if (text_in(record, "status") != "HELD" || !held || *held > today) return;
  place.receptions += is_on(held, days) ? 1 : 0;
  const int ago = days_between(*held, today);
  place.days_since_reception = std::min(place.days_since_reception.value_or(ago), ago);
}

bool is_visit(const RegisterSnapshot& snapshot, const StoredRecord& record) {
  const auto kind = text_in(record, "kind");
  if (kind == "ONLINE") return false;
  const Row settlement = snapshot.find_settlement(text_in(record, "settlement"));
  return kind != "FIXED" || settlement == no_row || !snapshot.settlements[settlement].is_district_centre;
}

// How many visits each rural district had, by its code.
std::unordered_map<std::string, int> visits_of(const RegisterSnapshot& snapshot, const Period& days) {
  std::unordered_map<std::string, int> visits;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::reception || text_in(record, "status") != "HELD") continue;
    if (!is_on(parse_iso_date(text_in(record, "held_on")), days) || !is_visit(snapshot, record)) continue;
    const Row settlement = snapshot.find_settlement(text_in(record, "settlement"));
    ++visits[settlement == no_row ? text_in(record, "area_code") : snapshot.settlements[settlement].rural_district];
  }
  return visits;
}

void count_visits(const RegisterSnapshot& snapshot, const Period& days, AreaLevel level,
                  std::vector<PlaceSummary>& places) {
  const auto visits = visits_of(snapshot, days);
  if (level == AreaLevel::settlement) {
    for (Row row = 0; row < snapshot.settlements.size(); ++row)
      if (const auto found = visits.find(snapshot.settlements[row].rural_district); found != visits.end())
        places[row].visits = found->second;
    return;
  }
  for (const auto& [code, count] : visits) {
    const Row row = area_of_area(snapshot, snapshot.find_area(code, AreaLevel::rural_district), level);
    if (row != no_row) places[row].visits += count;
  }
}

void judge_hearing(std::vector<PlaceSummary>& places) {
  std::vector<PlaceVoices> voices;
  voices.reserve(places.size());
  for (const auto& place : places)
    voices.push_back({place.population ? static_cast<double>(*place.population) : PlaceVoices{}.people, place.visits,
                      place.appeals});
  const auto heard = hearing_of(voices);
  for (std::size_t row = 0; row < places.size(); ++row) places[row].heard = heard[row];
}

struct Asked {
  Date today;
  Period days;
  AreaLevel level;
};

// counts_appeal(record): whether the filter keeps it.
template <typename CountsAppeal>
void count(const RegisterSnapshot& snapshot, const Asked& asked, std::vector<PlaceSummary>& places,
           CountsAppeal counts_appeal) {
  const auto& [today, days, level] = asked;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::appeal && record.entity != Entity::reception) continue;
    const Row row = row_of(snapshot, record, level);
    if (row == no_row || row >= places.size()) continue;
    if (record.entity == Entity::reception) count_reception(record, today, days, places[row]);
    if (record.entity != Entity::appeal || !is_on(parse_iso_date(text_in(record, "received_on")), days)) continue;
    places[row].is_asked = true;
    places[row].appeals += counts_appeal(record) ? 1 : 0;
  }
  count_visits(snapshot, days, level, places);
  for (auto& place : places) place.is_asked = place.is_asked || place.receptions + place.visits > 0;
  judge_hearing(places);
}
}  // namespace

void count_voices(const RegisterSnapshot& snapshot, const RowMask& selected, Date today, const Period& period,
                  AreaLevel level, std::vector<PlaceSummary>& places) {
  const auto links = links_of(snapshot, selected);
  const bool counts_unlinked = is_all_selected(snapshot, selected);
  count(snapshot, {today, days_of(period, today), level}, places, [&](const StoredRecord& record) {
    const auto link = links.find(record.uuid);
    return link == links.end() ? counts_unlinked : link->second == Link::to_selected;
  });
}

void count_all_voices(const RegisterSnapshot& snapshot, Date today, AreaLevel level,
                      std::vector<PlaceSummary>& places) {
  count(snapshot, {today, days_of({}, today), level}, places, [](const StoredRecord&) { return true; });
}

}  // namespace riskmap
