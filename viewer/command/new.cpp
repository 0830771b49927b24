// riskmap new REGISTER --from DIR
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/store/new_register.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

CommandAction declare_new(CLI::App& options) {
  struct Arguments {
    std::string file, folder;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file to write")})->required();
  add_text(options, "--from", arguments->folder,
           {"DIR", tr("the folder with settlements.csv and the other plain files")})
      ->check([](const std::string& folder) {
        return folder.empty() ? tr("No folder is named. Leave --from out for an empty register.") : std::string{};
      });
  return [arguments](const CommandContext&) {
    if (const auto named = check_register_name(arguments->file); !named) return refuse(named.error());
    const auto report = create_register(arguments->file, arguments->folder);
    if (!report) return refuse(report.error());
    for (const auto& refusal : report->refusals) print_message(error_message(refusal));
    for (const auto& remark : report->remarks) print_message(remark);
    for (const auto& [table, rows] : report->counts) print_line(fmt::format("{}: {}", table, rows));
    if (report->refusals.empty()) return ExitStatus::done;
    print_message(trn("{n} row was left out; the reasons stand above. The register holds the others.",
                      "{n} rows were left out; the reasons stand above. The register holds the others.",
                      static_cast<std::int64_t>(report->refusals.size())));
    return ExitStatus::refused;
  };
}

}  // namespace riskmap
