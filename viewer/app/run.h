// The program: a subcommand, or the viewer.
#pragma once

namespace riskmap {
int run(int argc, char** argv);  // the process's exit status (0 done, 1 refused, 2 usage, 3 store unreachable)
}
