// riskmap backup REGISTER COPY
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/store/register_store.h"
#include "layers/text/translate.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

CommandAction declare_backup(CLI::App& options) {
  struct Arguments {
    std::string file, copy;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")})->required();
  add_text(options, "COPY", arguments->copy, {"COPY", tr("the file to write")})->required();
  return [arguments](const CommandContext&) {
    auto store = open_register(arguments->file, OpenMode::read_only);
    if (!store) return refuse(store.error());
    const auto done = (*store)->back_up(arguments->copy);
    return done ? ExitStatus::done : refuse(done.error());
  };
}

}  // namespace riskmap
