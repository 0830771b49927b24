#include "layers/analysis/power_words.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "layers/analysis/dealt_sums.h"
#include "layers/analysis/join_words.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
bool is_tested(const PlaceHotspot& place) {
  return std::isfinite(place.statistic.p);
}

// How many neighbours most of the tested places have.
std::size_t usual_neighbours(const RegisterHotspots& found) {
  std::map<std::size_t, std::size_t> places;
  for (const auto& place : found.places)
    if (is_tested(place)) ++places[place.statistic.neighbours];
  const auto usual = std::ranges::max_element(places, {}, [](const auto& one) { return one.second; });
  return usual == places.end() ? 0 : usual->first;
}

std::vector<std::string> reach_words(const RegisterHotspots& found) {
  const auto reach = join_reach(found);
  if (!reach) return {};
  const auto number = [](std::size_t count) { return format_integer(static_cast<std::int64_t>(count)); };
  const auto words = reach->alike > reach->neighbours
                         ? tr("{answer}: so it is at {ones} of {places} places. A place would not stand out alone even "
                              "if all its {n} neighbours answered alike.")
                         : tr("{answer}: so it is at {ones} of {places} places. A place would stand out alone if at "
                              "least {least} of its {n} neighbours answered alike.");
  return {fill(words, {{"answer", answer_looked_for(found)},
                       {"ones", number(reach->ones)},
                       {"places", number(found.with_data)},
                       {"least", number(reach->alike)},
                       {"n", number(reach->neighbours)}})};
}

std::vector<std::string> found_words(const HotspotPower& power) {
  const auto problems = std::llround(power.total);
  std::vector<std::string> lines{
      fill(trn("With {n} problem a doubled rate would be found in about {share} of cases.",
               "With {n} problems a doubled rate would be found in about {share} of cases.", problems),
           {{"share", format_percent(power.doubled)}}),
      power.shown_by ? fill(tr("Only a rise to about {n} times the usual would show in four of five cases."),
                            {{"n", format_number(*power.shown_by, 1)}})
                     : tr("Even a rise to ten times the usual would often stay unseen.")};
  if (power.variance > 0)
    lines.push_back(fill(tr("That is reckoned with places that differ by {share} of the mean, as these do, and with a "
                            "rise in six places that lie together."),
                         {{"share", format_percent(std::sqrt(power.variance))}}));
  return lines;
}
}  // namespace

std::optional<JoinReach> join_reach(const RegisterHotspots& found) {
  const auto links = usual_neighbours(found);
  if (links == 0) return std::nullopt;
  const auto places = std::ranges::count_if(found.places, [](const auto& at) { return at.statistic.value == 1; });
  const auto ones = static_cast<double>(places);
  const auto& request = found.question.request;
  const double limit =
      request.correction == Correction::none ? request.alpha : request.alpha / static_cast<double>(found.tested);
  JoinReach reach{static_cast<std::size_t>(places), 0, links};
  const auto is_far = [&](std::size_t alike) {
    return two_sided_p(hypergeometric_tails(static_cast<double>(found.with_data) - 1, ones - 1,
                                            static_cast<double>(links), static_cast<double>(alike))) <= limit;
  };
  // Few alike may be as rare as many.
  const auto expected = static_cast<double>(links) * (ones - 1) / (static_cast<double>(found.with_data) - 1);
  reach.alike = static_cast<std::size_t>(std::floor(expected)) + 1;
  while (reach.alike <= links && !is_far(reach.alike)) ++reach.alike;
  return reach;
}

std::vector<std::string> power_words(const RegisterHotspots& found, const ToldPower& told) {
  if (found.question.yes_no) return reach_words(found);
  if (told.is_being_found) return {tr("What could have been seen is being worked out…")};
  return told.power ? found_words(*told.power) : std::vector<std::string>{};
}

}  // namespace riskmap
