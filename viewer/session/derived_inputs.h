// What each node of the graph was last computed from.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "layers/analysis/place_background.h"
#include "layers/analysis/waiting_issues.h"
#include "layers/model/issue_index.h"
#include "viewer/session/counted_issues.h"
#include "viewer/session/derived.h"
#include "viewer/session/table_order.h"

namespace riskmap {

// What each node was last computed from; pointers are kept alive, so that equal means unchanged.
struct DerivedGraph::Inputs {
  [[nodiscard]] IssueColumns columns() const { return {*index, money_missing}; }
  // What the filter keeps; without a filter the sums are still those of before it.
  [[nodiscard]] CountedIssues& filtered() {
    return unpicked_at.count() == index->issue_count() ? everything : unpicked;
  }

  Snapshot snapshot;
  std::optional<IssueIndex> index;             // of the snapshot
  NumberRanks numbers;                         // of the snapshot
  TableOrder order;                            // of the snapshot
  WaitingIssues waiting;                       // of every issue
  std::vector<unsigned char> point_classes;    // of every issue, open or not
  CountedIssues everything, unpicked, picked;  // all; Derived::unpicked, and Derived::selected, where that is less
  RowBitmap unpicked_at, picked_at;            // the same as positions of the index
  std::vector<std::int64_t> money_missing;     // of every issue
  std::optional<PlaceBackground> background;   // of the snapshot
  std::optional<AreaLevel> valued;             // Derived::values.places are sums over Derived::unpicked of this level
  // Since the update before: issues that differ, and those that are shown at another place of the table or no longer.
  // Nothing = too many, or all.
  std::optional<std::vector<Row>> touched, moved;
  std::shared_ptr<const PlaceLayers> layers;
  std::shared_ptr<const FileLayer> file;
  Date today{};
  std::string filter_text{"\n"};  // never a real filter's text: the first update computes
  std::string where{"\n"};
  std::set<int> map_classes;
  TableState table;
  Row party = no_row;
  bool has_today = false;  // Derived::today is of the last update
  Language language = Language::kk;
  std::optional<LayerSpec> layer;
  std::optional<
      std::tuple<std::optional<Place>, Row, std::optional<Place>, std::set<LayerKind>, Theme, Language, OverlayLooks>>
      look;
  std::optional<std::tuple<std::set<LayerKind>, Theme, Language>> unmarked;  // `look` without what only marks
  std::optional<Theme> theme;                                                // of the points shown together
  std::shared_ptr<const SwarmPlaces> issue_places;                           // of the snapshot, in the layers' CRS
  std::shared_ptr<const ContextLayers> context;
  std::optional<std::pair<Theme, Language>> context_look;
  std::shared_ptr<const SceneContext> scene_context;
  std::optional<HotspotInputs> asked;              // about hotspots, last
  std::vector<PowerAnswer> powers;                 // that are known, the last one first
  std::shared_ptr<const HotspotFinding> hotspots;  // that are on the map
};

// Both conditions; either may be empty.
std::string both(const std::string& filter, const std::string& classes);
int count_selected(const RowMask& mask);
std::int64_t late_or_due_soon(const IssueIndex& index);

// Source: a register's snapshot or a plain file's features.
template <typename Source>
Result<FilterNode> checked_filter(std::string_view text, const Source& source) {
  auto filter = parse_filter(text);
  if (!filter) return filter;
  if (auto checked = check_filter(*filter, source); !checked) return std::unexpected{std::move(checked).error()};
  return filter;
}

}  // namespace riskmap
