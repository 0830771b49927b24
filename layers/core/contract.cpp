// A broken contract ends the program with its place on standard error.
#include "layers/core/contract.h"

#include <cstdio>
#include <cstdlib>

namespace riskmap {

void contract_broken(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "riskmap: broken contract: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace riskmap
