// Where a register's problems cluster beyond chance: the statistics of hotspot.h put to its places, and back into what
// a person counts, problems seen and problems expected. The command and the window ask here.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "layers/analysis/hotspot.h"
#include "layers/analysis/indicator.h"
#include "layers/analysis/link_edits.h"

namespace riskmap {

// How it is looked for; what a view remembers. What is looked at are the view's level and indicator.
struct HotspotChoice {
  HotspotMethod method = HotspotMethod::gi;
  Correction correction = Correction::bh;
  double alpha = 0.05;
  std::string weights;  // as in weights_choice.h; "" = what fits the borders
  LinkEdits edits{};    // of links, laid over what the weights give
  friend bool operator==(const HotspotChoice&, const HotspotChoice&) = default;
};

// The problems of one state of a register.
struct HotspotSource {
  const RegisterSnapshot& snapshot;
  const IssueFactTable& facts;
  const RowMask& selected;
  Counting counting{};
};

struct HotspotQuestion {
  AreaLevel level = AreaLevel::settlement;
  Indicator indicator{};
  std::optional<Indicator> base{};  // people behind the counts: then rates are compared, made comparable first
  HotspotRequest request{};
};
// Counts are compared by the people behind them where at least half of the places say how many live there; so are
// problems per 1 000 residents, which are counts already divided, and may be smoothed: what is smoothed cannot be
// tested.
HotspotQuestion fitting_question(const RegisterSnapshot& snapshot, AreaLevel level, const Indicator& indicator,
                                 const HotspotRequest& request);

// Whether an indicator counts this open problem; empty = it counts something else, or nothing.
using CountsProblem = std::function<bool(Row issue)>;
CountsProblem problems_counted_by(const Indicator& indicator, const RegisterSnapshot& snapshot,
                                  const IssueFactTable& facts);

struct CategoryCount {
  Row category = no_row;
  int count = 0;
  friend bool operator==(const CategoryCount&, const CategoryCount&) = default;
};

struct PlaceHotspot {
  Row row = no_row;  // of snapshot.settlements or .areas
  PlaceStatistic statistic{};
  std::vector<Row> neighbours{};  // of the same table
  // Here and at the neighbours: problems, each once, and as many as there would be if every resident (without people:
  // every place) had the same share. Of what counts no problems: the mean there and everywhere. NaN = not defined.
  double seen = 0, expected = 0;
  std::vector<Row> issues{};            // the problems seen, of a significant place
  std::vector<CategoryCount> behind{};  // their categories, most first
  [[nodiscard]] bool is_significant() const { return statistic.verdict <= PlaceVerdict::cluster; }
};

struct RegisterHotspots {
  HotspotQuestion question{};
  std::vector<PlaceHotspot> places{};  // in the order of the rows asked for
  std::size_t with_data = 0, tested = 0, counted = 0;
  GlobalMoran global{};
  DealtMoran dealt{};  // the same by random deals
  bool counts_problems = false;
  double total = 0;   // problems of all places with data, each once; of other indicators the mean
  double people = 0;  // behind them; 0 without a base
};

// `rows`: places of the level, one for each row of `neighbours`. Error: as find_hotspots.
Result<RegisterHotspots> register_hotspots(const HotspotSource& source, const HotspotQuestion& question,
                                           const std::vector<Row>& rows, const Neighbours& neighbours);

// Significant places, the surest first; of equally sure ones that with the larger gap, then in the order of the rows.
std::vector<std::size_t> ranked(const RegisterHotspots& found);

}  // namespace riskmap
