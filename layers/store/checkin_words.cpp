#include "layers/store/checkin_words.h"

#include <set>

#include "layers/text/entity_labels.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

std::string summary(const CheckinReport& report) {
  if (!report.accepted) return tr("There was nothing to bring back.");
  std::string who;
  for (const auto& name : report.people) who += (who.empty() ? "" : ", ") + name;
  return fill(tr("Brought back into the register – new: {added}, changed: {changed}, removed: {removed}, "
                 "applicants: {people}. By: {who}"),
              {{"added", number(report.added)},
               {"changed", number(report.changed)},
               {"removed", number(report.removed)},
               {"people", number(report.applicants)},
               {"who", who}});
}

// «Crier» (Channels of appeals), «Akim» (Responsible party)
std::string names_of(const std::vector<CheckinRescue>& rescued) {
  std::string names;
  for (const auto& one : rescued) {
    const auto kind = one.list.empty() ? entity_label(spec_of(one.entity).name) : list_label(one.list);
    names += (names.empty() ? "«" : ", «") + one.names.in(language()) + "» (" + kind + ")";
  }
  return names;
}

// «Dust» (4.9 → 4.10)
std::string numbers_of(const std::vector<CheckinRenumbering>& renumbered) {
  std::string names;
  for (const auto& one : renumbered)
    names += (names.empty() ? "«" : ", «") + one.names.in(language()) + "» (" + one.laptop + " → " + one.now + ")";
  return names;
}
}  // namespace

std::string brought_words(const CheckinReport& report) {
  std::vector<std::string> more;
  if (!report.returned.empty())
    more.push_back(
        fill(tr("Back in the lists, because the laptop uses them: {names}."), {{"names", names_of(report.returned)}}));
  if (!report.kept.empty())
    more.push_back(fill(tr("Not removed, because the office uses them: {names}."), {{"names", names_of(report.kept)}}));
  if (!report.renumbered.empty())
    more.push_back(fill(tr("Given a free number, because the office uses theirs for another category: {names}."),
                        {{"names", numbers_of(report.renumbered)}}));
  auto words = summary(report);
  if (report.accepted && !more.empty()) words += '.';
  for (const auto& one : more) words += ' ' + one;
  return words;
}

}  // namespace riskmap
