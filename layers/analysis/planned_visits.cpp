#include "layers/analysis/planned_visits.h"

#include <algorithm>
#include <tuple>

#include "layers/analysis/indicator_voices.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

std::vector<PlannedVisit> planned_visits(const RegisterSnapshot& snapshot, const ReceptionJournal& receptions,
                                         std::string_view served, Date today) {
  std::vector<PlannedVisit> visits;
  for (const auto& reception : receptions.receptions) {
    if (!reception.is_planned() || !reception.planned_on) continue;
    if (!is_visit(snapshot, reception.kind, reception.settlement)) continue;
    const auto comes_to = reception.settlement == no_row ? std::string_view{reception.area_code}
                                                         : served_with(snapshot.settlements[reception.settlement]);
    if (comes_to == served)
      visits.push_back({reception.uuid, reception.settlement, *reception.planned_on, *reception.planned_on < today});
  }
  std::ranges::sort(visits, {}, [](const PlannedVisit& visit) {
    return std::tuple{visit.is_overdue, visit.on, std::string_view{visit.uuid}};
  });
  return visits;
}

std::string sentence_of(const RegisterSnapshot& snapshot, const PlannedVisit& visit, Row from) {
  const auto date = format_date(visit.on);
  if (visit.settlement == no_row)
    return fill(visit.is_overdue
                    ? tr("A reception for the whole rural district was planned for {date}; it was neither held nor "
                         "cancelled.")
                    : tr("A reception for the whole rural district is planned for {date}."),
                {{"date", date}});
  if (visit.settlement == from)
    return fill(visit.is_overdue ? tr("A reception was planned here for {date}; it was neither held nor cancelled.")
                                 : tr("A reception is planned here for {date}."),
                {{"date", date}});
  return fill(visit.is_overdue
                  ? tr("A reception of the rural district was planned for {date} ({place}); it was neither held nor "
                       "cancelled.")
                  : tr("A reception of the rural district is planned for {date} ({place})."),
              {{"date", date}, {"place", snapshot.settlement_label(visit.settlement, language())}});
}

}  // namespace riskmap
