// Where fewer appeals came from than would be expected of so many people after so many receptions, and where nobody has
// gone to ask: there the figure is "not collected", never 0.
//
//   expected = people × receptions × the district's rate
//
// A reception serves the whole rural district that it is held in: people of its villages are called to it. So the
// receptions of a settlement are those of its rural district in the period, whichever of its villages they were held
// in, and "never visited" is a rural district without any. The map, its legend, hover, facts, lists and exports say so
// alike (indicator_voices.h counts). That none was held in the village itself is told beside it, as that.
//
// The district's rate is that of an appeal from one resident at one reception. Places differ more than chance alone
// would have it, so their own rates are taken to spread around the district's one as Empirical Bayes takes them
// (Clayton and Kaldor 1987): the number of appeals is then negative binomial, with mean m and variance m + m²·cv². Rate
// and spread come from weighted moments (Paule and Mandel 1982) and not from those of Marshall (`numbers.md` 1.7),
// which weigh by people × receptions: one town with a reception a month would set the rate of all.
#pragma once
#include <limits>
#include <span>
#include <vector>

namespace riskmap {

// What is known of a place over one period. NaN people = not known; 0 = nobody lives there.
struct PlaceVoices {
  double people = std::numeric_limits<double>::quiet_NaN();
  int receptions = 0, appeals = 0;
};

// unknown: nobody is known to live there, or there is nowhere else to compare with. not_visited: no reception was held.
// too_few: even no appeal at all would tell nothing. silent: fewer than chance leaves in one case of twenty. at_office:
// people come to the office by themselves; indicator_voices.h says where.
enum class Hearing { unknown, not_visited, too_few, silent, heard, at_office };

struct Heard {
  Hearing hearing = Hearing::unknown;
  double expected = std::numeric_limits<double>::quiet_NaN();  // appeals; NaN where not visited or not known
  int least = 0;                                               // fewer appeals would be silence
};

inline constexpr double silence_level = 0.05;

// One verdict for each place; neither the order nor places without receptions or residents change those of the others.
std::vector<Heard> hearing_of(std::span<const PlaceVoices> places, double level = silence_level);

// Fewer events than this come with a chance of at most `level`: the smallest count whose cumulative probability exceeds
// it, of a negative binomial with this mean and coefficient of variation of the rates; 0 = Poisson.
int lower_bound_of(double mean, double variation, double level);

}  // namespace riskmap
