#include "layers/model/receptions.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace riskmap {

namespace {
constexpr int days_of_week = 7;

Reception typed(const RegisterSnapshot& snapshot, const StoredRecord& record) {
  const auto text = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
  const auto settlement = text("settlement");
  return {.uuid = record.uuid,
          .version = record.version,
          .kind = text("kind"),
          .status = text("status"),
          .area_code = text("area_code"),
          .place = text("place"),
          .cancel_reason = text("cancel_reason"),
          .note = text("note"),
          .planned_on = parse_iso_date(text("planned_on")),
          .held_on = parse_iso_date(text("held_on")),
          .settlement = settlement.empty() ? no_row : snapshot.find_settlement(settlement),
          .people = {},
          .appeals = {}};
}

// Those who sit at it and what is brought to it.
void join(const RegisterSnapshot& snapshot, const AppealBook& appeals, std::vector<Reception>& receptions) {
  std::unordered_map<std::string_view, Reception*> by_uuid;
  for (auto& reception : receptions) by_uuid.emplace(reception.uuid, &reception);
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::reception_person) continue;
    const auto found = by_uuid.find(text_of(field(record.fields, "reception")));
    if (found == by_uuid.end()) continue;
    found->second->people.push_back({record.uuid, record.version,
                                     snapshot.find_party(text_of(field(record.fields, "party"))),
                                     text_of(field(record.fields, "role"))});
  }
  for (std::size_t place = 0; place < appeals.appeals.size(); ++place)
    if (const auto found = by_uuid.find(appeals.appeals[place].reception); found != by_uuid.end())
      found->second->appeals.push_back(place);
}

ReceptionGroup group_of(const Reception& reception, Date today) {
  if (reception.is_held()) return ReceptionGroup::held;
  if (!reception.is_planned()) return ReceptionGroup::cancelled;
  if (!reception.planned_on || *reception.planned_on < today) return ReceptionGroup::missed;
  const bool is_near = days_between(today, *reception.planned_on) < days_of_week;
  return is_near ? ReceptionGroup::this_week : ReceptionGroup::later;
}
}  // namespace

const Reception* ReceptionJournal::find(std::string_view uuid) const {
  const auto found = std::ranges::find(receptions, uuid, &Reception::uuid);
  return found == receptions.end() ? nullptr : &*found;
}

const Reception* ReceptionJournal::last_held(std::string_view area_code, Date day) const {
  const auto found = std::ranges::find_if(receptions, [&](const Reception& reception) {
    return reception.is_held() && reception.area_code == area_code && reception.day() && *reception.day() < day;
  });
  return found == receptions.end() ? nullptr : &*found;
}

ReceptionJournal receptions_of(const RegisterSnapshot& snapshot, const AppealBook& appeals, Date today) {
  ReceptionJournal journal;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::reception) journal.receptions.push_back(typed(snapshot, record));
  std::ranges::sort(journal.receptions, std::ranges::greater{},
                    [](const Reception& reception) { return std::tuple{reception.day(), reception.uuid}; });
  join(snapshot, appeals, journal.receptions);
  for (std::size_t place = 0; place < journal.receptions.size(); ++place)
    journal.groups[static_cast<std::size_t>(group_of(journal.receptions[place], today))].push_back(place);
  for (const auto group : {ReceptionGroup::missed, ReceptionGroup::this_week, ReceptionGroup::later})
    std::ranges::reverse(journal.groups[static_cast<std::size_t>(group)]);
  return journal;
}

}  // namespace riskmap
