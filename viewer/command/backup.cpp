// riskmap backup REGISTER COPY
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/store/register_store.h"
#include "viewer/command/output.h"

namespace riskmap {

CommandAction declare_backup(CLI::App& options) {
  struct Arguments {
    std::string file, copy;
  };
  const auto arguments = std::make_shared<Arguments>();
  options.add_option("REGISTER", arguments->file)->required();
  options.add_option("COPY", arguments->copy)->required();
  return [arguments](const CommandContext&) {
    auto store = open_register(arguments->file, OpenMode::read_only);
    if (!store) return refuse(store.error());
    const auto done = (*store)->back_up(arguments->copy);
    return done ? ExitStatus::done : refuse(done.error());
  };
}

}  // namespace riskmap
