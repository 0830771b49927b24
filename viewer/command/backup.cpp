// riskmap backup REGISTER COPY
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
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
  return [arguments](const CommandContext& context) {
    if (const auto named = check_register_name(arguments->copy); !named) return refuse(named.error());
    // What cannot be read is not worth the place of an earlier backup.
    const auto opened = open_for_command(arguments->file, OpenMode::read_only, context);
    if (!opened) return refuse(opened.error());
    if (const auto done = opened->store->back_up(arguments->copy); !done) return refuse(done.error());
    const auto& issues = opened->snapshot->issues;
    std::int64_t problems = 0;
    for (Row row = 0; row < issues.size(); ++row) problems += issues.core(row).id ? 1 : 0;
    print_message(fill(tr("A copy of the register was written to {file}. Problems in it: {n}"),
                       {{"file", arguments->copy}, {"n", format_integer(problems)}}));
    return ExitStatus::done;
  };
}

}  // namespace riskmap
