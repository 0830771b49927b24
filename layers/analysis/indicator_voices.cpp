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
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const bool is_out = row >= selected.size() || selected[row] == 0;  // asked first: it lies closer by than an issue
    if (is_out && snapshot.issues.core(row).id) return false;
  }
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

struct Asked {
  Date today;
  Period days;
  AreaLevel level;
};

std::optional<int> nearer(const std::optional<int>& known, int days) {
  return std::min(known.value_or(days), days);
}

// A reception that was held, until today.
struct HeldReception {
  Date on;
  Row settlement = no_row, area = no_row;  // area: where no settlement is named
  bool is_visit = false, is_on_line = false;
};

std::vector<HeldReception> held_receptions(const RegisterSnapshot& snapshot, Date today) {
  std::vector<HeldReception> held;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::reception || text_in(record, "status") != "HELD") continue;
    const auto on = parse_iso_date(text_in(record, "held_on"));
    if (!on || *on > today) continue;
    const auto kind = text_in(record, "kind"), settlement = text_in(record, "settlement");
    HeldReception reception{.on = *on};
    if (!settlement.empty()) reception.settlement = snapshot.find_settlement(settlement);
    if (settlement.empty())
      reception.area = snapshot.find_area(text_in(record, "area_code"), AreaLevel::rural_district);
    if (reception.settlement == no_row && reception.area == no_row) continue;
    reception.is_visit = is_visit(snapshot, kind, reception.settlement);
    reception.is_on_line = kind == "ONLINE";
    held.push_back(reception);
  }
  return held;
}

// Who lives in the places of a level.
struct Residence {
  bool is_lived_in = false;
  bool has_others = false;  // outside the centre of the district
};

std::vector<Residence> residences(const RegisterSnapshot& snapshot, AreaLevel level, std::size_t places) {
  std::vector<Residence> out(places);
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!is_lived_in(settlement)) continue;
    const Row place = level == AreaLevel::settlement ? row : area_of_settlement(snapshot, row, level);
    if (place == no_row) continue;
    out[place].is_lived_in = true;
    out[place].has_others = out[place].has_others || !settlement.is_district_centre;
  }
  return out;
}

// Adds a reception to places of one level.
class ReceptionCounter {
 public:
  ReceptionCounter(const RegisterSnapshot& snapshot, const Asked& asked, const std::vector<Residence>& lived)
      : snapshot_{snapshot}, level_{asked.level}, today_{asked.today}, days_{asked.days}, lived_{lived} {
    if (asked.level != AreaLevel::settlement) return;
    for (Row row = 0; row < snapshot.settlements.size(); ++row)
      if (snapshot.settlements[row].id) served_[served_with(snapshot.settlements[row])].push_back(row);
  }

  void add(const HeldReception& reception, std::vector<PlaceSummary>& places) const {
    const bool is_in_days = days_.contains(reception.on);
    const int ago = days_between(reception.on, today_);
    if (const Row row = row_of(reception); row != no_row) {
      places[row].receptions += is_in_days ? 1 : 0;
      places[row].is_asked = places[row].is_asked || (is_in_days && !reception.is_on_line);
      // In the office people are received without anybody coming to them.
      if (!reception.is_visit && !reception.is_on_line && !lived_[row].has_others)
        put_day(places[row], ago, reception.settlement == row);
    }
    if (!reception.is_visit) return;
    const auto visit = [&](Row row) {
      places[row].visits += is_in_days ? 1 : 0;
      put_day(places[row], ago, level_ == AreaLevel::settlement && reception.settlement == row);
    };
    if (level_ != AreaLevel::settlement) {
      if (const Row row = row_of(reception); row != no_row) visit(row);
      return;
    }
    const auto found =
        served_.find(reception.settlement == no_row ? std::string_view{snapshot_.areas[reception.area].code}
                                                    : served_with(snapshot_.settlements[reception.settlement]));
    if (found == served_.end()) return;
    for (const Row row : found->second) visit(row);
  }

 private:
  // The place of the level that it was held in.
  [[nodiscard]] Row row_of(const HeldReception& reception) const {
    if (level_ == AreaLevel::settlement) return reception.settlement;
    return reception.settlement == no_row ? area_of_area(snapshot_, reception.area, level_)
                                          : area_of_settlement(snapshot_, reception.settlement, level_);
  }
  static void put_day(PlaceSummary& place, int ago, bool is_own) {
    place.days_since_visit = nearer(place.days_since_visit, ago);
    if (is_own) place.days_since_own_visit = nearer(place.days_since_own_visit, ago);
  }

  const RegisterSnapshot& snapshot_;
  AreaLevel level_;
  Date today_;
  Period days_;
  const std::vector<Residence>& lived_;
  std::unordered_map<std::string_view, std::vector<Row>> served_;
};

void judge_hearing(const std::vector<Residence>& lived, std::vector<PlaceSummary>& places) {
  std::vector<PlaceVoices> voices;
  voices.reserve(places.size());
  for (std::size_t row = 0; row < places.size(); ++row) {
    const auto& place = places[row];
    PlaceVoices voice{.receptions = place.visits, .appeals = place.appeals};
    if (place.population) voice.people = static_cast<double>(*place.population);
    if (!lived[row].has_others) voice.people = 0;
    voices.push_back(voice);
  }
  const auto heard = hearing_of(voices);
  for (std::size_t row = 0; row < places.size(); ++row) {
    places[row].heard = heard[row];
    if (lived[row].is_lived_in && !lived[row].has_others) places[row].heard.hearing = Hearing::at_office;
  }
}

// counts_appeal(record): whether the filter keeps it.
template <typename CountsAppeal>
void count(const RegisterSnapshot& snapshot, const Asked& asked, std::vector<PlaceSummary>& places,
           CountsAppeal counts_appeal) {
  const auto& [today, days, level] = asked;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::appeal || !is_on(parse_iso_date(text_in(record, "received_on")), days)) continue;
    const Row row = row_of(snapshot, record, level);
    if (row != no_row && row < places.size()) places[row].appeals += counts_appeal(record) ? 1 : 0;
  }
  const auto lived = residences(snapshot, level, places.size());
  const ReceptionCounter receptions{snapshot, asked, lived};
  for (const auto& reception : held_receptions(snapshot, today)) receptions.add(reception, places);
  for (auto& place : places) place.is_asked = place.is_asked || place.visits + place.appeals > 0;
  judge_hearing(lived, places);
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

bool is_visit(const RegisterSnapshot& snapshot, std::string_view kind, Row settlement) {
  if (kind == "ONLINE") return false;
  return kind != "FIXED" || settlement == no_row || !snapshot.settlements[settlement].is_district_centre;
}

bool is_lived_in(const Settlement& settlement) {
  return settlement.id && (settlement.status.empty() || settlement.status == "ACTIVE") &&
         settlement.population.value_or(1) > 0;
}

std::string_view served_with(const Settlement& settlement) {
  return settlement.rural_district.empty() ? settlement.kato : settlement.rural_district;
}

}  // namespace riskmap
