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
Row place_of(const RegisterSnapshot& snapshot, const StoredRecord& record, AreaLevel level) {
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

bool is_recent(const std::optional<Date>& day, Date today) {
  return day && *day <= today && *day > add_months(today, -months);
}

void count_reception(const StoredRecord& record, Date today, PlaceSummary& place) {
  const auto held = parse_iso_date(text_in(record, "held_on"));
  if (text_in(record, "status") != "HELD" || !held || *held > today) return;
  place.receptions += is_recent(held, today) ? 1 : 0;
  const int ago = days_between(*held, today);
  place.days_since_reception = std::min(place.days_since_reception.value_or(ago), ago);
}
}  // namespace

void count_voices(const RegisterSnapshot& snapshot, const RowMask& selected, Date today, AreaLevel level,
                  std::vector<PlaceSummary>& places) {
  const auto links = links_of(snapshot, selected);
  const bool counts_unlinked = is_all_selected(snapshot, selected);
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::appeal && record.entity != Entity::reception) continue;
    const Row row = place_of(snapshot, record, level);
    if (row == no_row || row >= places.size()) continue;
    if (record.entity == Entity::reception) {
      count_reception(record, today, places[row]);
      continue;
    }
    const auto link = links.find(record.uuid);
    const bool counts = link == links.end() ? counts_unlinked : link->second == Link::to_selected;
    if (counts && is_recent(parse_iso_date(text_in(record, "received_on")), today)) ++places[row].appeals;
  }
}

}  // namespace riskmap
