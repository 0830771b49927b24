// riskmap info REGISTER|FILE [--json]
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/geo/gdal_environment.h"
#include "layers/store/register_store.h"
#include "layers/text/translate.h"
#include "viewer/command/describe.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

CommandAction declare_info(CLI::App& options) {
  struct Arguments {
    std::string file;
    bool is_json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "FILE", arguments->file, {"FILE", tr("a register or a vector file")})->required();
  options.add_flag("--json", arguments->is_json, tr("for machines: JSON"));
  return [arguments](const CommandContext& context) {
    if (const auto ready = set_up_gdal(); !ready) return refuse(ready.error());
    Result<std::string> text;
    if (looks_like_register(arguments->file)) {
      auto opened = open_for_command(arguments->file, OpenMode::read_only, context);
      if (!opened) return refuse(opened.error());
      text = describe_register(*opened->store, *opened->snapshot, opened->today, arguments->is_json);
    } else {
      text = describe_file(arguments->file, arguments->is_json);
    }
    if (!text) return refuse(text.error());
    print_line(*text);
    return ExitStatus::done;
  };
}

}  // namespace riskmap
