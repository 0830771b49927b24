// A chance as a person counts it: in so many cases.
#pragma once
#include <string>

namespace riskmap {

// "fewer than 1 of 1,000 cases": the rarest round share that p is below.
std::string chance_words(double p);
// "p = 0.012", "p < 0.001": never 0, which no chance is.
std::string p_words(double p);

}  // namespace riskmap
