// riskmap copy REGISTER TARGET
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/store/register_copy.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
void say_without_applicants(const ApplicantsAccess& applicants) {
  using State = ApplicantsAccess::State;
  if (applicants.state == State::missing || applicants.state == State::unreadable)
    print_message(fill(tr("The personal data of applicants could not be read and are not in the copy: {file}"),
                       {{"file", applicants.file}}));
}
}  // namespace

CommandAction declare_copy(CLI::App& options) {
  struct Arguments {
    std::string file, target;
    bool leaves_applicants = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register, or its address")})
      ->required();
  add_text(options, "TARGET", arguments->target,
           {"TARGET", tr("the file to write, or the address of an empty database")})
      ->required();
  options.add_flag("--without-applicants", arguments->leaves_applicants,
                   tr("leave the personal data of applicants, and the files at appeals, behind"));
  return [arguments](const CommandContext& context) {
    if (const auto named = check_register_name(arguments->target); !named) return refuse(named.error());
    const auto opened = open_for_command(arguments->file, OpenMode::read_only, context);
    if (!opened) return refuse(opened.error());
    const auto applicants = arguments->leaves_applicants ? ApplicantsOfCopy::stay_behind : ApplicantsOfCopy::come_along;
    if (const auto done = copy_register(*opened->store, arguments->target, applicants); !done)
      return refuse(done.error());
    if (!arguments->leaves_applicants) say_without_applicants(opened->store->info().applicants);
    const auto& issues = opened->snapshot->issues;
    std::int64_t problems = 0;
    for (Row row = 0; row < issues.size(); ++row) problems += issues.core(row).id ? 1 : 0;
    print_message(fill(tr("The register was copied to {file}. Problems in it: {n}"),
                       {{"file", arguments->target}, {"n", format_integer(problems)}}));
    return ExitStatus::done;
  };
}

}  // namespace riskmap
