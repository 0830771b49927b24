#include "viewer/panels/cluster_behind.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <tuple>

#include "layers/analysis/cluster_care.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
// There may be very many problems: they are counted again only when the finding or the register has changed.
struct Kept {
  std::shared_ptr<const HotspotFinding> finding{};
  Snapshot snapshot{};
  Language language{};
  std::string words{};
};

std::string words_of(const Session& session, const PlaceHotspot& place) {
  const auto& snapshot = *session.snapshot();
  const auto care = care_of(snapshot, session.derived().facts, place.issues);
  auto words = care_words(care);
  const auto parties = parties_words(snapshot, care);
  if (!words.empty() && !parties.empty()) words += " ";
  return words + parties;
}

std::string key_of(const RegisterSnapshot& snapshot, AreaLevel level, Row row) {
  if (level != AreaLevel::settlement) return snapshot.areas[row].code;
  const auto& settlement = snapshot.settlements[row];
  return settlement.kato.empty() ? settlement.uuid : settlement.kato;
}

std::string_view field_of(AreaLevel level) {
  return level == AreaLevel::settlement ? "settlement" : level == AreaLevel::district ? "district" : "rural_district";
}

// Which open problems the indicator counts, in the filter's language; "" for all of them.
std::string term_of(std::string_view indicator) {
  constexpr std::array flags = {"overdue", "no_plan", "no_responsible", "stale"};
  constexpr std::string_view group = "group_", category = "category_";
  if (std::ranges::find(flags, indicator) != flags.end()) return " and " + std::string{indicator};
  if (indicator.starts_with(group)) return " and category=" + std::string{indicator.substr(group.size())} + ".*";
  if (indicator.starts_with(category)) return " and category=" + std::string{indicator.substr(category.size())};
  return {};
}
}  // namespace

void behind_line(const Session& session, const PlaceHotspot& place, const std::string& name) {
  auto& kept = kit().drafts->editing_of<Kept>(name + ".behind");
  const auto& finding = session.derived().hotspots;
  const auto& snapshot = session.document().reg->snapshot;
  const auto language = session.view().language;
  if (kept.finding != finding || kept.snapshot != snapshot || kept.language != language)
    kept = {finding, snapshot, language, words_of(session, place)};
  if (kept.words.empty()) return;
  gap(4);
  flowing_text(kept.words, {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".behind"});
}

bool can_be_filtered(const HotspotFinding& finding, const PlaceHotspot& place) {
  return !finding.scan && !place.issues.empty();
}

FilterState filter_of_cluster(const Session& session, const PlaceHotspot& place) {
  const auto& finding = *session.derived().hotspots;
  const auto& snapshot = *session.snapshot();
  const auto& [level, indicator] = std::tie(finding.found.question.level, finding.found.question.indicator);
  std::string places = '"' + key_of(snapshot, level, place.row) + '"';
  for (const Row row : place.neighbours) {
    const auto* neighbour = hotspot_at(finding, {level, row});
    if (neighbour == nullptr || neighbour->statistic.verdict == PlaceVerdict::no_data) continue;
    places += "|\"" + key_of(snapshot, level, row) + '"';
  }
  auto filter = session.view().filter;
  const auto term = "open and " + std::string{field_of(level)} + "=" + places + term_of(indicator.id);
  filter.expression = filter.expression.empty() ? term : "(" + filter.expression + ") and " + term;
  return filter;
}

}  // namespace riskmap::ui
