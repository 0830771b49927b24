// Dispatch between the subcommands and the window.
#include "viewer/app/run.h"

namespace riskmap {
int run(int, char**) { return 0; }
}  // namespace riskmap
