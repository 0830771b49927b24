#include "viewer/panels/inspector_rate.h"

#include <cmath>

#include "layers/analysis/indicator_shares.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

void rate_words(const Session& session, const Place& place) {
  const auto& shown = session.derived().values;
  const auto& intervals = shown.values.intervals;
  if (place.level != session.view().layer.level || place.row >= intervals.size()) return;
  const auto& interval = intervals[place.row];
  if (!std::isfinite(interval.low)) return;
  Card card{"inspector.rate", {.background = tokens().surface2}};
  flowing_text(shown.indicator.label, {.style = TextStyle::small, .ink = Ink::text2});
  gap(2);
  text(format_value(shown.indicator, shown.values.values[place.row]),
       {.style = TextStyle::figure, .name = "inspector.rate.value"});
  gap(2);
  const auto counts = share_counts_text(shown.indicator, shown.places[place.row]);
  if (!counts.empty())
    flowing_text(counts, {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.rate.counts"});
  flowing_text(fill(counts.empty() ? tr("The true rate lies between {low} and {high} ({source}).")
                                   : tr("The true share lies between {low} and {high} ({source})."),
                    {{"low", format_value(shown.indicator, interval.low)},
                     {"high", format_value(shown.indicator, interval.high)},
                     {"source", shown.indicator.interval_source}}),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.rate.interval"});
  if (shown.values.is_uncertain[place.row] != 0) {
    gap(4);
    flowing_text(tr("Too few to say: it could have any colour of this map."),
                 {.style = TextStyle::small, .name = "inspector.rate.doubt"});
  }
  card.end();
  gap(10);
}

}  // namespace riskmap::ui
