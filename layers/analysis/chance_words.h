// A chance as a person counts it: in so many cases.
#pragma once
#include <cstddef>
#include <string>

namespace riskmap {

// "fewer than 1 of 1,000 cases": the rarest round share that p is below.
std::string chance_words(double p);
// "p = 0.012", "p < 0.001": never 0, which no chance is; a line ends before it or after it, not inside.
std::string p_words(double p);
// A level of significance, 0.05, with the digits that keep it apart from 0 and 1.
std::string level_words(double level);
// That so few random deals cannot tell, and how many it would take.
std::string few_deals_words(std::size_t needed);

}  // namespace riskmap
