#include "layers/analysis/indicator_voices.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

namespace riskmap {

namespace {
constexpr int months = 12;

std::string text_in(const StoredRecord& record, std::string_view name) {
  return text_of(field(record.fields, name));
}

// The place of this level that a settlement, or else an area, lies in.
Row row_of(const RegisterSnapshot& snapshot, const ReceivedAppeal& appeal, AreaLevel level) {
  if (appeal.settlement != no_row)
    return level == AreaLevel::settlement ? appeal.settlement : area_of_settlement(snapshot, appeal.settlement, level);
  if (appeal.area == no_row || level == AreaLevel::settlement) return no_row;
  return area_of_area(snapshot, appeal.area, level);
}

// Of every appeal that is joined to problems: which.
std::unordered_map<std::string, std::vector<Row>> issues_of_appeals(const RegisterSnapshot& snapshot) {
  std::unordered_map<std::string, std::vector<Row>> issues;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::appeal_issue) continue;
    const Row issue = snapshot.find_issue(text_in(record, "issue"));
    if (issue != no_row) issues[text_in(record, "appeal")].push_back(issue);
  }
  return issues;
}

std::vector<ReceivedAppeal> received_appeals(const RegisterSnapshot& snapshot) {
  auto issues = issues_of_appeals(snapshot);
  std::vector<ReceivedAppeal> received;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::appeal) continue;
    const auto on = parse_iso_date(text_in(record, "received_on"));
    if (!on) continue;
    const auto settlement = text_in(record, "settlement"), code = text_in(record, "area_code");
    ReceivedAppeal appeal{.on = *on};
    if (!settlement.empty())
      appeal.settlement = snapshot.find_settlement(settlement);
    else if (!code.empty())
      appeal.area = snapshot.find_area(code, AreaLevel::rural_district);
    if (const auto joined = issues.find(record.uuid); joined != issues.end()) appeal.issues = std::move(joined->second);
    received.push_back(std::move(appeal));
  }
  return received;
}

bool is_all_selected(const RegisterSnapshot& snapshot, const RowMask& selected) {
  const auto is_there = [&](std::size_t row) { return static_cast<bool>(snapshot.issues.core(row).id); };
  const auto next_out = [&](std::size_t from) {
    const void* out = from < selected.size() ? std::memchr(&selected[from], 0, selected.size() - from) : nullptr;
    return out ? static_cast<std::size_t>(static_cast<const unsigned char*>(out) - selected.data()) : selected.size();
  };
  for (std::size_t row = next_out(0); row < snapshot.issues.size(); row = next_out(row + 1))
    if (is_there(row)) return false;
  return true;
}

// The days that count.
Period days_of(const Period& period, Date today) {
  if (period.is_everything()) return {add_months(today, -months) + std::chrono::days{1}, today};
  return {period.from, period.to ? std::min(*period.to, today) : today};
}

struct Asked {
  Date today;
  Period days;
  AreaLevel level;
};

std::optional<int> nearer(const std::optional<int>& known, int days) {
  return std::min(known.value_or(days), days);
}

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

// counts(appeal): whether the filter keeps it.
template <typename Counts>
void count(const RegisterSnapshot& snapshot, const VoiceRecords& voices, const Asked& asked,
           std::vector<PlaceSummary>& places, Counts counts) {
  for (const auto& appeal : voices.appeals) {
    if (!asked.days.contains(appeal.on) || !counts(appeal)) continue;
    const Row row = row_of(snapshot, appeal, asked.level);
    if (row != no_row && row < places.size()) ++places[row].appeals;
  }
  const auto lived = residences(snapshot, asked.level, places.size());
  const ReceptionCounter receptions{snapshot, asked, lived};
  for (const auto& reception : voices.receptions) receptions.add(reception, places);
  for (auto& place : places) place.is_asked = place.is_asked || place.visits + place.appeals > 0;
  judge_hearing(lived, places);
}
}  // namespace

VoiceRecords voice_records(const RegisterSnapshot& snapshot, Date today) {
  return {.appeals = received_appeals(snapshot), .receptions = held_receptions(snapshot, today)};
}

void count_voices(const RegisterSnapshot& snapshot, const VoiceRecords& voices, const RowMask& selected,
                  const Listening& listening, std::vector<PlaceSummary>& places) {
  const auto& [today, period, level] = listening;
  const bool counts_unlinked = is_all_selected(snapshot, selected);
  const auto is_selected = [&](Row issue) { return issue < selected.size() && selected[issue] != 0; };
  count(snapshot, voices, {today, days_of(period, today), level}, places, [&](const ReceivedAppeal& appeal) {
    return appeal.issues.empty() ? counts_unlinked : std::ranges::any_of(appeal.issues, is_selected);
  });
}

void count_all_voices(const RegisterSnapshot& snapshot, Date today, AreaLevel level,
                      std::vector<PlaceSummary>& places) {
  const auto voices = voice_records(snapshot, today);
  count(snapshot, voices, {today, days_of({}, today), level}, places, [](const ReceivedAppeal&) { return true; });
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
