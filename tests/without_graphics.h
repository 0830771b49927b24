// A machine that cannot draw skips tests of drawing only when it says so itself; else their absence would look like
// success.
#pragma once
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

namespace riskmap::test {

inline void skip_without_graphics(const std::string& reason) {
  if (std::getenv("RISKMAP_NO_GRAPHICS") == nullptr)
    FAIL("no graphics (" << reason << "); RISKMAP_NO_GRAPHICS=1 skips what needs them");
  MESSAGE("skipped: no graphics (" << reason << ")");
}

}  // namespace riskmap::test
