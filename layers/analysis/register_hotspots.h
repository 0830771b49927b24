// Where a register's problems cluster beyond chance: the statistics of hotspot.h put to its places, and back into what
// a person counts, problems seen and problems expected. The command and the window ask here.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "layers/analysis/hotspot.h"
#include "layers/analysis/indicator.h"
#include "layers/analysis/left_out.h"
#include "layers/analysis/link_edits.h"
#include "layers/analysis/yes_no.h"

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
  std::optional<YesNo> yes_no{};    // what a join count asks
  HotspotRequest request{};
};
// Counts are compared by the people behind them where at least half of the places say how many live there; so are
// problems per 1 000 residents, which are counts already divided, and may be smoothed: what is smoothed cannot be
// tested. Shares of counts are compared by the cases behind them. A join count asks yes or no, of the places
// themselves.
HotspotQuestion fitting_question(const RegisterSnapshot& snapshot, AreaLevel level, const Indicator& indicator,
                                 const HotspotRequest& request);

// The people behind a count, where enough of them are known.
std::optional<Indicator> fitting_base(const RegisterSnapshot& snapshot, const Indicator& indicator);

// Whether an indicator counts this open problem; empty = it counts something else, or nothing.
using CountsProblem = std::function<bool(Row issue)>;
CountsProblem problems_counted_by(const Indicator& indicator, const RegisterSnapshot& snapshot,
                                  const IssueFactTable& facts);
// The open problems among the selected that it counts.
std::vector<Row> problems_counted(const HotspotSource& source, const CountsProblem& counts);

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
  // every place) had the same share. Of what counts no problems: the mean there and everywhere, of shares by their
  // cases. Of a join count: the neighbours that answer alike. NaN = not defined.
  double seen = 0, expected = 0;
  std::vector<Row> issues{};            // the problems seen, of a significant place
  std::vector<CategoryCount> behind{};  // their categories, most first
  std::vector<Row> alike{};             // of a join count: which neighbours answer so too
  [[nodiscard]] bool is_significant() const { return statistic.verdict <= PlaceVerdict::cluster; }
};

struct RegisterHotspots {
  HotspotQuestion question{};
  std::vector<PlaceHotspot> places{};  // in the order of the rows asked for
  std::size_t with_data = 0, tested = 0, counted = 0;
  GlobalMoran global{};
  WholeLayer whole{};
  DealtMoran dealt{};  // the same by random deals
  bool counts_problems = false;
  double yes = 0;             // join count: places that answer so
  bool is_of_the_no = false;  // join count: most places answer yes, so that the rarer no is tested
  double total = 0;           // problems of all places with data, each once; of other indicators the mean
  double people = 0;          // behind them; 0 without a base
  LeftOut left_out{};
};

// `rows`: places of the level, one for each row of `neighbours`. Error: as find_hotspots, and invalid_input for a join
// count of what has no yes and for any other test of levels, which have no mean.
Result<RegisterHotspots> register_hotspots(const HotspotSource& source, const HotspotQuestion& question,
                                           const std::vector<Row>& rows, const Neighbours& neighbours);

// Significant places, the surest first; of equally sure ones that with the larger gap, then in the order of the rows.
std::vector<std::size_t> ranked(const RegisterHotspots& found);

}  // namespace riskmap
