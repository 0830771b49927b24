// riskmap make-sample DIR: the seeded generator of data/tolebi (hidden; a test compares its output with what is kept).
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/exchange/sample.h"
#include "viewer/command/output.h"

namespace riskmap {

CommandAction declare_make_sample(CLI::App& options) {
  struct Arguments {
    std::string facts, out;
  };
  const auto arguments = std::make_shared<Arguments>();
  options.add_option("FACTS", arguments->facts, "the folder with the facts (data/tolebi)")->required();
  options.add_option("DIR", arguments->out, "where the files are written")->required();
  return [arguments](const CommandContext&) {
    const auto done = make_sample(arguments->facts, arguments->out);
    return done ? ExitStatus::done : refuse(done.error());
  };
}

}  // namespace riskmap
