#include "layers/analysis/hotspot_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "layers/analysis/chance_words.h"
#include "layers/analysis/cluster_categories.h"
#include "layers/analysis/finding_words.h"
#include "layers/analysis/join_words.h"
#include "layers/analysis/power_words.h"
#include "layers/analysis/verdict_counts.h"
#include "layers/core/capital.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t neighbours_named = 12;
constexpr std::size_t least_places = 4;  // of fewer every deal is nearly the one that is seen

std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

std::string place_name(const RegisterSnapshot& snapshot, const RegisterHotspots& found, Row row) {
  return found.question.level == AreaLevel::settlement ? snapshot.settlement_label(row, language())
                                                       : snapshot.areas[row].names.in(language());
}

std::string rough(double value) {
  return format_number(value, value < 3 ? 1 : 0);
}

bool is_join_count(const RegisterHotspots& found) {
  return found.question.yes_no.has_value();
}

std::string value_text(const RegisterHotspots& found, double value) {
  return format_value(found.question.indicator, value);
}

// "18 open problems where about 7 would be expected", of a place and its neighbours.
std::string gap_words(const std::string& place, const RegisterHotspots& found, const PlaceHotspot& at) {
  const auto expected = rough(at.expected);
  if (!found.counts_problems)
    return fill(tr("{place} and its neighbours: “{what}” – {seen} on average, {expected} over all places"),
                {{"place", place},
                 {"what", found.question.indicator.label},
                 {"seen", value_text(found, at.seen)},
                 {"expected", value_text(found, at.expected)}});
  if (found.question.indicator.id == "open")
    return fill(trn("In {place} and its neighbours there is {n} open problem where about {expected} would be expected",
                    "In {place} and its neighbours there are {n} open problems where about {expected} would be "
                    "expected",
                    std::llround(at.seen)),
                {{"place", place}, {"expected", expected}});
  return fill(tr("{place} and its neighbours: “{what}” – {seen}, where about {expected} would be expected"),
              {{"place", place},
               {"what", found.question.indicator.label},
               {"seen", format_integer(std::llround(at.seen))},
               {"expected", expected}});
}

// The rates of neighbours count alike, whatever their size: a town among them can turn the sum around.
std::string against_sum(const std::string& place, const RegisterHotspots& found, const PlaceHotspot& at, bool is_high) {
  return fill(is_high
                  ? tr("The neighbours of {place}, taken one by one, lie higher than chance would have them, though "
                       "together they come to {seen} where about {expected} would be expected")
                  : tr("The neighbours of {place}, taken one by one, lie lower than chance would have them, though "
                       "together they come to {seen} where about {expected} would be expected"),
              {{"place", place},
               {"seen", found.counts_problems ? format_integer(std::llround(at.seen)) : value_text(found, at.seen)},
               {"expected", found.counts_problems ? rough(at.expected) : value_text(found, at.expected)}});
}

bool is_unlike_neighbours(const PlaceHotspot& at) {
  return at.statistic.verdict == PlaceVerdict::high_low || at.statistic.verdict == PlaceVerdict::low_high;
}

// " – together 8 where about 3 would be expected"; nothing where no problems are counted.
std::string together_words(const RegisterHotspots& found, const PlaceHotspot& at) {
  if (!found.counts_problems) return {};
  return " – " + fill(tr("together {seen} where about {expected} would be expected"),
                      {{"seen", format_integer(std::llround(at.seen))}, {"expected", rough(at.expected)}});
}

// "Köksäyek has more than usual (5), while its neighbours have less than chance would leave them (0.5 on average)".
// Rates were made comparable first: their figures are no numbers of problems, and stand in how it was found.
std::string unlike_words(const std::string& place, const RegisterHotspots& found, const PlaceHotspot& at) {
  const bool is_high = at.statistic.verdict == PlaceVerdict::high_low;
  if (found.question.base)
    return fill(is_high ? tr("{place} has more than usual, while its neighbours have less than chance would leave them")
                        : tr("{place} has less than usual, while its neighbours have more than chance would give them"),
                {{"place", place}}) +
           together_words(found, at);
  return fill(
      is_high ? tr("{place} has more than usual ({own}), while its neighbours have less than chance would leave "
                   "them ({others} on average)")
              : tr("{place} has less than usual ({own}), while its neighbours have more than chance would give "
                   "them ({others} on average)"),
      {{"place", place},
       {"own", value_text(found, at.statistic.value)},
       {"others", found.counts_problems ? format_number(at.statistic.lag, 1) : value_text(found, at.statistic.lag)}});
}

// Whether the figures of a place and its neighbours say what its verdict says; `against_sum` tells why they need not.
bool agrees_with_figures(const PlaceHotspot& at) {
  if (rough(at.seen) == rough(at.expected)) return false;  // "8 where about 8" says nothing
  return at.statistic.p_high < at.statistic.p_low ? at.seen > at.expected : at.seen < at.expected;
}

std::string significant_sentence(const RegisterSnapshot& snapshot, const RegisterHotspots& found,
                                 const PlaceHotspot& at) {
  const auto place = place_name(snapshot, found, at.row);
  const auto verdict = at.statistic.verdict;
  const bool is_high = at.statistic.p_high < at.statistic.p_low;
  // Behind what is missing there is nothing to name.
  const bool is_rise =
      verdict == PlaceVerdict::hot || verdict == PlaceVerdict::high_high || verdict == PlaceVerdict::cluster;
  std::string gap;
  if (is_join_count(found))
    gap = join_gap(snapshot, found, at);
  else if (is_unlike_neighbours(at))
    gap = unlike_words(place, found, at);
  else
    gap = agrees_with_figures(at) ? gap_words(place, found, at) : against_sum(place, found, at, is_high);
  return fill(tr("{gap}; such a gap comes about by chance in {chance}."),
              {{"gap", gap}, {"chance", chance_words(at.statistic.p)}}) +
         (is_rise ? behind_words(snapshot, at.behind, found.question.indicator) : std::string{});
}

// A join count looks for more alike than by chance; its p is of both directions.
bool are_fewer_alike(const RegisterHotspots& found, const PlaceHotspot& at) {
  return is_join_count(found) && at.statistic.p_low < at.statistic.p_high;
}

// By itself such a gap may be rare; somewhere among many places it is not. What is told is of the direction of p.
std::string not_significant_sentence(const RegisterSnapshot& snapshot, const RegisterHotspots& found,
                                     const PlaceHotspot& at) {
  const auto place = place_name(snapshot, found, at.row);
  const auto gap = is_join_count(found) ? join_gap(snapshot, found, at) : gap_words(place, found, at);
  if (are_fewer_alike(found, at)) return fill(tr("{gap}. Fewer alike than expected are no cluster."), {{"gap", gap}});
  if (found.counts_problems && std::llround(at.seen) == std::llround(at.expected))
    return fill(tr("{gap}: no difference."), {{"gap", gap}});
  if (at.statistic.p > found.question.request.alpha)
    return fill(tr("{gap}. Chance alone brings such a difference often enough."), {{"gap", gap}});
  const bool is_high = at.statistic.p_high < at.statistic.p_low;
  const bool is_told = is_join_count(found) || agrees_with_figures(at);
  return fill(trn("{gap}. Where {n} place is looked at, chance alone brings such a difference now and then.",
                  "{gap}. Among the {n} places looked at, chance alone brings such a difference to one or another.",
                  static_cast<std::int64_t>(found.tested)),
              {{"gap", is_told ? gap : against_sum(place, found, at, is_high)}});
}

std::string deals_words(std::size_t deals) {
  return trn("from {n} random deal", "from {n} random deals", static_cast<std::int64_t>(deals));
}

std::string inference_words(const RegisterHotspots& found, const PlaceHotspot& at) {
  const auto& request = found.question.request;
  if (request.inference == Inference::analytic) return tr("by a formula");
  if (at.statistic.is_exact) return tr("by counting all cases");
  return deals_words(request.permutations.count);
}

std::string chance_line(const RegisterHotspots& found, const PlaceHotspot& at) {
  const auto& statistic = at.statistic;
  const auto tested = static_cast<std::int64_t>(found.tested);
  if (found.question.request.correction == Correction::none)
    return fill(trn("{p}, two-sided, {how}; the limit is {alpha}. Not adjusted for {n} place looked at.",
                    "{p}, two-sided, {how}; the limit is {alpha}. Not adjusted for {n} places looked at together: "
                    "some of so many pass by chance alone.",
                    tested),
                {{"p", p_words(statistic.p)},
                 {"how", inference_words(found, at)},
                 {"alpha", level_words(found.question.request.alpha)}});
  return fill(trn("{p}, two-sided, {how}. Adjusted for {n} place looked at: {adjusted}; the limit is {alpha}.",
                  "{p}, two-sided, {how}. Adjusted for {n} places looked at together: {adjusted}; the limit is "
                  "{alpha}.",
                  tested),
              {{"p", p_words(statistic.p)},
               {"how", inference_words(found, at)},
               {"adjusted", p_words(statistic.p_adjusted)},
               {"alpha", level_words(found.question.request.alpha)}});
}

// Gi* by its formula deals the place's own value too.
bool holds_own_value(const RegisterHotspots& found) {
  const auto& request = found.question.request;
  return request.method == HotspotMethod::lisa ||
         (request.method == HotspotMethod::gi && request.inference != Inference::analytic);
}

std::string held_words(const RegisterHotspots& found, const PlaceHotspot& at) {
  const auto words =
      tr("The value of the place itself is held and only those of its neighbours are dealt: the chance told is that of "
         "the neighbours.");
  if (!found.question.base || !is_unlike_neighbours(at)) return words;
  return words + " " +
         fill(tr("As rates made comparable, with 0 for an equal share: {own} here, {others} on average at its "
                 "neighbours."),
              {{"own", format_number(at.statistic.value, 1)}, {"others", format_number(at.statistic.lag, 1)}});
}

std::string neighbours_words(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at) {
  std::string list;
  for (std::size_t i = 0; i < std::min(neighbours_named, at.neighbours.size()); ++i)
    list += (i == 0 ? "" : ", ") + place_name(snapshot, found, at.neighbours[i]);
  if (at.neighbours.size() > neighbours_named) list += ", …";
  return fill(tr("Neighbours ({n}): {list}."), {{"n", number(at.neighbours.size())}, {"list", list}});
}

std::string base_words(const RegisterHotspots& found) {
  if (found.question.base)
    return fill(tr("Compared by the {people} residents of the places; the rates of small places are drawn towards the "
                   "mean (Empirical Bayes). Expected is what an equal share of every resident would give."),
                {{"people", format_integer(std::llround(found.people))}});
  if (found.counts_problems)
    return tr(
        "The numbers are compared as they are, without the people behind them: large places have more of "
        "everything.");
  if (found.question.indicator.cases && !is_join_count(found))
    return tr(
        "Shares are compared by the number of problems behind them: a share of few weighs little (Empirical Bayes).");
  return tr("The values are compared as they are, every place alike.");
}

// Deals of the whole go over every place and link: of very many no more are made than take a moment.
std::string fewer_deals_words(const RegisterHotspots& found) {
  const auto& request = found.question.request;
  const auto wanted = request.permutations.count;
  if (request.inference == Inference::analytic || found.dealt.deals >= wanted) return {};
  return " " + fill(found.dealt.deals == 0
                        ? tr("Of so many places and links the whole is not dealt at random; single places have their "
                             "{n} deals.")
                        : tr("Of so many places and links {n} deals of the whole would take too long; single places "
                             "have as many."),
                    {{"n", number(wanted)}});
}

// The gate before single places: by random deals where they were made, by the formula else.
std::string global_words(const RegisterHotspots& found) {
  const bool is_dealt = std::isfinite(found.dealt.p);
  const double p = is_dealt ? found.dealt.p : found.global.p;
  std::string words;
  if (p > found.question.request.alpha)
    words = fill(tr("No overall clustering ({p})."), {{"p", p_words(p)}});
  else
    words = fill(found.global.statistic > found.global.expected
                     ? tr("Neighbours resemble one another overall ({p}).")
                     : tr("Neighbours differ from one another more than by chance overall ({p})."),
                 {{"p", p_words(p)}});
  if (!is_dealt) return words + fewer_deals_words(found);
  return words + " " +
         fill(tr("Moran's I\u00A0=\u00A0{i}, {how}; by the formula {p}."),
              {{"i", format_number(found.global.statistic, 3)},
               {"how", deals_words(found.dealt.deals)},
               {"p", p_words(found.global.p)}}) +
         fewer_deals_words(found);
}

std::string edit_words(const HotspotGround& ground) {
  return fill(tr("Links changed by hand: {added} added, {taken} taken away."),
              {{"added", number(ground.added)}, {"taken", number(ground.taken)}});
}

// Some languages begin it with the name of a place as it stands inside a sentence.
std::string plain_sentence_of(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at) {
  if (at.is_significant()) return significant_sentence(snapshot, found, at);
  const auto place = place_name(snapshot, found, at.row);
  switch (at.statistic.verdict) {
    case PlaceVerdict::untestable:
      if (const auto needed = deals_needed(found.question.request, found.tested)) return few_deals_words(*needed);
      return fill(tr("{place} cannot be tested: with so few neighbours, or places, chance alone could give anything."),
                  {{"place", place}});
    case PlaceVerdict::no_neighbours:
      return fill(tr("{place} has no neighbours: it cannot be part of a cluster."), {{"place", place}});
    case PlaceVerdict::at_mean:
      return fill(tr("{place} lies exactly at the mean: neither high nor low."), {{"place", place}});
    case PlaceVerdict::undefined:
      return tr("All places have the same value: nothing tells them apart.");
    case PlaceVerdict::no_data:
      return fill(tr("There is no data for {place}."), {{"place", place}});
    case PlaceVerdict::absent:
      return absent_sentence(snapshot, found, at);
    default:
      return not_significant_sentence(snapshot, found, at);
  }
}
}  // namespace

std::string sentence_of(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at) {
  return with_capital(plain_sentence_of(snapshot, found, at));
}

std::string short_line_of(const RegisterHotspots& found, const PlaceHotspot& at) {
  const auto verdict = label_of(at.statistic.verdict);
  const bool has_figures = at.is_significant() ? !is_unlike_neighbours(at) && agrees_with_figures(at)
                                               : at.statistic.verdict == PlaceVerdict::not_significant;
  const bool is_tested = at.is_significant() || at.statistic.verdict == PlaceVerdict::not_significant;
  if (is_join_count(found)) return is_tested ? verdict + ": " + join_figures(at) : verdict;
  if (!has_figures) return verdict;
  return fill(tr("{verdict}: {seen} with its neighbours, about {expected} expected"),
              {{"verdict", verdict},
               {"seen", found.counts_problems ? format_integer(std::llround(at.seen)) : value_text(found, at.seen)},
               {"expected", found.counts_problems ? rough(at.expected) : value_text(found, at.expected)}});
}

std::string gone_links_words(std::size_t count) {
  return trn("{n} change of a link is left out: a place that it names is no longer there.",
             "{n} changes of links are left out: places that they name are no longer there.",
             static_cast<std::int64_t>(count));
}

std::string method_line(const RegisterHotspots& found, const HotspotGround& ground) {
  const auto& request = found.question.request;
  const auto changed = ground.added + ground.taken;
  const auto by_hand = changed == 0
                           ? std::string{}
                           : " + " + trn("{n} link by hand", "{n} links by hand", static_cast<std::int64_t>(changed));
  return label_of(request.method) + "\u00A0· " + label_of(ground.weights) + by_hand + "\u00A0· " +
         label_of(request.correction) + ", α\u00A0=\u00A0" + level_words(request.alpha) + "\u00A0· n\u00A0=\u00A0" +
         number(found.with_data);
}

std::vector<std::string> how_found(const RegisterSnapshot& snapshot, const RegisterHotspots& found,
                                   const PlaceHotspot& at, const HotspotGround& ground) {
  std::vector<std::string> lines{method_line(found, ground), neighbours_words(snapshot, found, at)};
  if (std::isfinite(at.statistic.p) && !are_fewer_alike(found, at)) lines.push_back(chance_line(found, at));
  if (std::isfinite(at.statistic.p) && holds_own_value(found)) lines.push_back(held_words(found, at));
  if (is_join_count(found))
    for (auto& line : how_joined(snapshot, found, at)) lines.push_back(std::move(line));
  else
    lines.push_back(base_words(found));
  if (auto words = left_out_words(found.left_out); !words.empty()) lines.push_back(std::move(words));
  if (std::isfinite(found.global.p)) lines.push_back(global_words(found));
  if (auto words = drawn_borders_words(ground); !words.empty()) lines.push_back(std::move(words));
  if (ground.added + ground.taken > 0) lines.push_back(edit_words(ground));
  if (ground.gone > 0) lines.push_back(gone_links_words(ground.gone));
  lines.push_back(tr("Places at the edge lack the neighbours that lie outside."));
  if (at.statistic.p_low < at.statistic.p_high && !is_join_count(found))
    lines.push_back(tr("Few problems told need not be few problems: perhaps nobody asked there."));
  return lines;
}

std::string unadjusted_words(const RegisterHotspots& found) {
  const auto& request = found.question.request;
  const auto testable = static_cast<std::int64_t>(testable_places(found));
  if (request.correction != Correction::none || testable == 0) return {};
  return fill(trn("Not adjusted: of {n} place tested about {passing} pass by chance alone.",
                  "Not adjusted: of {n} places tested about {passing} pass by chance alone.", testable),
              {{"passing", rough(request.alpha * static_cast<double>(testable))}});
}

std::vector<std::string> why_nothing(const RegisterHotspots& found, const ToldPower& told) {
  if (std::ranges::any_of(found.places, &PlaceHotspot::is_significant)) return {};
  if (found.with_data < least_places)
    return {trn("Only {n} place has data: too few to tell a cluster from chance.",
                "Only {n} places have data: too few to tell a cluster from chance.",
                static_cast<std::int64_t>(found.with_data))};
  if (places_with(PlaceVerdict::undefined, found) > 0)
    return {tr("All places have the same value: nothing tells them apart.")};
  if (const auto needed = deals_needed(found.question.request, found.tested)) return {few_deals_words(*needed)};
  const auto untestable = places_with(PlaceVerdict::untestable, found);
  if (untestable + places_with(PlaceVerdict::no_neighbours, found) >= found.with_data)
    return {tr("No place can be tested: with so few neighbours chance alone could give anything.")};
  std::vector<std::string> lines{tr("No place stands out beyond what chance brings.")};
  if (std::isfinite(found.global.p)) lines.push_back(global_words(found));
  if (untestable > 0)
    lines.push_back(
        trn("{n} place cannot be tested.", "{n} places cannot be tested.", static_cast<std::int64_t>(untestable)));
  for (auto& line : power_words(found, told)) lines.push_back(std::move(line));
  if (auto words = left_out_words(found.left_out); !words.empty()) lines.push_back(std::move(words));
  return lines;
}

}  // namespace riskmap
