#include "layers/analysis/cluster_care.h"

#include <algorithm>
#include <map>
#include <utility>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t parties_named = 3;

std::string counted(const std::string& what, int count) {
  return what + "\u00A0–\u00A0" + format_integer(count);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string list;
  for (const auto& part : parts) list += (list.empty() ? "" : ", ") + part;
  return list;
}
}  // namespace

ClusterCare care_of(const RegisterSnapshot& snapshot, const IssueFactTable& facts, std::span<const Row> issues) {
  ClusterCare care;
  std::map<Row, int> counts;
  for (const Row issue : issues) {
    const auto& known = facts.facts[issue];
    care.overdue += known.lateness >= Lateness::overdue ? 1 : 0;
    care.no_plan += known.no_plan ? 1 : 0;
    care.no_responsible += known.no_responsible ? 1 : 0;
    if (const Row party = snapshot.issues.core(issue).responsible; party != no_row) ++counts[party];
  }
  for (const auto& [party, count] : counts) care.parties.push_back({party, count});
  std::ranges::stable_sort(care.parties, std::ranges::greater{}, &PartyCount::count);
  return care;
}

std::string care_words(const ClusterCare& care) {
  std::vector<std::string> parts;
  for (const auto& [what, count] : {std::pair{tr("overdue"), care.overdue},
                                    {tr("no measures for long"), care.no_plan},
                                    {tr("nobody responsible"), care.no_responsible}})
    if (count > 0) parts.push_back(counted(what, count));
  return parts.empty() ? std::string{} : fill(tr("Of them: {list}."), {{"list", joined(parts)}});
}

std::string parties_words(const RegisterSnapshot& snapshot, const ClusterCare& care) {
  std::vector<std::string> parts;
  int others = 0;
  for (const auto& [party, count] : care.parties) {
    if (parts.size() < parties_named)
      parts.push_back(counted(snapshot.parties[party].names.in(language()), count));
    else
      others += count;
  }
  if (others > 0) parts.push_back(counted(tr("others"), others));
  return parts.empty() ? std::string{} : fill(tr("Who answers: {list}."), {{"list", joined(parts)}});
}

}  // namespace riskmap
