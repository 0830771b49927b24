// Problems that a test of places cannot take in, and why: a number beside another number has to be explained.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "layers/model/register_snapshot.h"

namespace riskmap {

struct LeftOut {
  std::size_t all = 0;            // problems that were to be counted
  std::size_t of_wider_area = 0;  // of an area that holds several places
  std::size_t nowhere = 0;        // no place is told
  std::size_t at_unknown = 0;     // at a place that takes no part: nobody knows how many live there, or where it lies
  [[nodiscard]] std::size_t count() const { return of_wider_area + nowhere + at_unknown; }
};

// `is_taken`: 1 for those that the test takes in, one for each of `problems`.
LeftOut left_out_of(const RegisterSnapshot& snapshot, AreaLevel level, const std::vector<Row>& problems,
                    const std::vector<unsigned char>& is_taken);
// "Of 118 problems 2 are left out: about a wider area as a whole."; empty where none is left out.
std::string left_out_words(const LeftOut& left_out);

}  // namespace riskmap
