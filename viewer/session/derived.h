// Everything that follows from the document and the view: one graph, each node recomputed only when what it came from
// has moved (`architecture.md`, "Derived values").
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "layers/analysis/attention.h"
#include "layers/analysis/cluster_groups.h"
#include "layers/analysis/hotspot_lines.h"
#include "layers/analysis/indicator_summary.h"
#include "layers/analysis/next_receptions.h"
#include "layers/analysis/party_work.h"
#include "layers/exchange/register_scene.h"
#include "layers/model/attachments.h"
#include "layers/model/documents.h"
#include "layers/model/filter.h"
#include "layers/model/receptions.h"
#include "viewer/session/document.h"
#include "viewer/session/hotspot_task.h"
#include "viewer/session/view_state.h"

namespace riskmap {

// How many problems each chip would leave, over the whole register (the filter's other chips ignored).
struct ChipCounts {
  std::map<StatusGroup, int> groups;
  std::map<std::string, int> categories;  // codes, and group codes for their sums
  std::map<int, int> severities;
  int overdue = 0, no_plan = 0, no_responsible = 0, stale = 0;
};

// Nobody reads more of them; a filter brings others.
inline constexpr std::size_t most_attention_lines = 500;

// Open problems of the place that is looked at, among the selected ones, the most pressing first.
// One of the lists of the day among the selected problems: how many are on it, and the first of them.
struct TodayList {
  std::int64_t count = 0;
  std::vector<Row> first;
};
inline constexpr std::size_t most_today_problems = 25;
inline constexpr int today_new_days = 7;

struct TodayProblems {
  TodayList late;      // gravest first
  TodayList due_soon;  // within three working days; soonest first
  TodayList fresh;     // registered within today_new_days; newest first
};

struct PressingProblems {
  std::optional<Place> place;
  std::vector<Row> problems;
};

struct Derived {
  IssueFactTable facts;  // every issue, whatever the filter
  FilterNode filter;
  bool names_places = false;          // it keeps the problems of some places only
  std::optional<Error> filter_error;  // of the free expression: the last good filter stays in force
  RowMask unpicked;                   // what the filter keeps before the legend's classes: the classes are made of it
  Counting counting;                  // the filter's period, and what it keeps of any day
  RowMask selected;                   // issues, or features of a plain file
  std::string where;                  // `selected` in the filter language
  std::string where_any_day;          // the same without the period
  int selected_count = 0, total_count = 0;
  std::vector<Row> table;  // selected issues in the table's order
  ChipCounts chips;
  Passports passports;  // of today
  AppealBook appeals;   // all, whatever the filter
  ReceptionJournal receptions;
  DocumentBook documents;              // all
  AttachmentBook attachments;          // all
  std::vector<PartyArea> party_areas;  // all
  std::optional<PartyWork> party;      // of the one looked at
  std::int64_t late_or_due_soon = 0;   // of all, whatever the filter
  TodayProblems today;                 // while that workspace is looked at
  PressingProblems pressing;
  std::vector<SilentPlace> silent;                                    // all, whatever the filter
  std::vector<NextReception> next_receptions;                         // all
  int quarters_told = 0;                                              // of PlaceSummary::registered_by_quarter
  PlaceValues values;                                                 // register
  std::vector<PlaceSummary> settlements, rural_districts, districts;  // of the selected issues
  PlaceSummary total;
  // As attention_list() has them, at most `most_attention_lines` about a problem; silent places only where nothing is
  // filtered out.
  std::vector<AttentionLine> attention;
  int attention_open = 0, attention_reviewed = 0;  // of all lines
  // Where the selected problems cluster beyond chance; null until it is looked at and reckoned. What was found last
  // stays while the next answer is on its way.
  std::shared_ptr<const HotspotFinding> hotspots;
  std::optional<Error> hotspot_error;
  std::optional<HotspotPower> hotspot_power;  // where nothing stands out
  bool is_power_asked = false;                // and not known yet
  std::vector<HotspotLine> hotspot_lines;
  std::vector<PastCluster> past_clusters;
  ClusterGroups cluster_groups;                    // of what stands out by its neighbours; none of a scan
  int hotspots_open = 0;                           // lines not reviewed
  std::shared_ptr<const GatheredPoints> gathered;  // points shown together; null = one by one
  std::shared_ptr<const SceneSwarm> swarm;         // of the selected problems where they are many
  MapScene scene;
  std::uint64_t scene_revision = 0;  // grows when the picture must be drawn anew
};

// Knows what its last result was computed from.
class DerivedGraph {
 public:
  // Brings every node up to date; cheap when nothing moved.
  void update(const Document& document, const ViewState& view, Date today);
  // Another document takes the place of this one's; what follows from it has been made elsewhere.
  void replace_by(DerivedGraph other);
  [[nodiscard]] const Derived& values() const { return derived_; }
  // Issues of a settlement, those that also concern it included, by row; of the snapshot of the last update.
  [[nodiscard]] std::vector<Row> issues_at(Row settlement) const;
  // The one node that is reckoned elsewhere: its inputs, where it is looked at and they have moved since the last call.
  std::optional<HotspotTask> next_hotspots(const Document& document, const ViewState& view, Date today);
  void take(const HotspotAnswer& answer);  // seen by the next update()
  void take(const PowerAnswer& answer);

 private:
  // True = what lies beside the theme has changed.
  bool update_context(const Document& document, const ViewState& view);
  void take_records(const RegisterDocument& document, Date today);
  void follow_edit(const Snapshot& snapshot);
  void update_register(const Document& whole, const ViewState& view, Date today);
  void update_file(const Document& whole, const ViewState& view, Date today);
  void filter_features(const FeatureTable& features, const std::string& text, Date today);
  void choose_days(const RegisterSnapshot& snapshot, const FilterState& filter);
  void value_places(const RegisterDocument& document, const LayerSpec& layer);
  void list_hotspots(const RegisterSnapshot& snapshot);
  void gather_issues(const RegisterSnapshot& snapshot, const PlaceLayers& layers, const ViewState& view);
  void gather_features(const FileLayer& layer, const ViewState& view);
  void place_issues(const RegisterDocument& document, bool has_new_data);
  Counting pick_classes(const std::string& classes);
  void note_moved(const RowMask& selected_before);
  void summarise_selected(const RegisterSnapshot& snapshot, const std::string& classes);
  void list_today(const RegisterSnapshot& snapshot, Date today);
  void list_pressing(const RegisterSnapshot& snapshot, const std::optional<Place>& place);
  void look_at_party(const RegisterSnapshot& snapshot, Row party);
  void sort_table(const RegisterSnapshot& snapshot, const ViewState& view);

  Derived derived_;
  struct Inputs;
  std::shared_ptr<Inputs> inputs_;
};

}  // namespace riskmap
