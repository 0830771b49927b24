// riskmap checkout REGISTER --area CODE COPY
#include "layers/store/checkout.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
ExitStatus refuse_checkout(Error error) {
  if (error.code == ErrorCode::unsupported)
    print_message(tr("A server does not keep the personal data of applicants yet. Leave --with-applicants out."));
  return error.code == ErrorCode::unsupported ? ExitStatus::refused : refuse(error);
}

// Read from the copy itself: what is said is what is in it.
ExitStatus tell(const std::string& copy, const CommandContext& context) {
  const auto made = open_for_command(copy, OpenMode::read_only, context);
  if (!made) return refuse(made.error());
  const auto count = [](const auto& records) {
    return std::ranges::count_if(records, [](const auto& record) { return static_cast<bool>(record.id); });
  };
  std::int64_t problems = 0;
  for (Row row = 0; row < made->snapshot->issues.size(); ++row) problems += made->snapshot->issues.core(row).id ? 1 : 0;
  const auto series = made->snapshot->meta.find("office");
  print_message(fill(tr("The copy for a laptop: {file}. Settlements: {places}. Problems: {n}"),
                     {{"file", copy},
                      {"places", format_integer(count(made->snapshot->settlements))},
                      {"n", format_integer(problems)}}));
  if (series != made->snapshot->meta.end())
    print_message(fill(tr("Numbers that are given in it begin with {series}."), {{"series", series->second}}));
  return ExitStatus::done;
}
}  // namespace

CommandAction declare_checkout(CLI::App& options) {
  struct Arguments {
    std::string file, copy, area;
    bool takes_applicants = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register, or its address")})
      ->required();
  add_text(options, "COPY", arguments->copy, {"COPY", tr("the file to write")})->required();
  add_text(options, "--area", arguments->area,
           {"CODE", tr("the settlement, rural district or district to take along, by its code")})
      ->required();
  options.add_flag("--with-applicants", arguments->takes_applicants,
                   tr("take the personal data of applicants along, into a file beside the copy"));
  return [arguments](const CommandContext& context) {
    if (const auto named = check_register_name(arguments->copy); !named) return refuse(named.error());
    const auto opened = open_for_command(arguments->file, OpenMode::read_only, context);
    if (!opened) return refuse(opened.error());
    const auto applicants =
        arguments->takes_applicants ? ApplicantsOfCheckout::come_along : ApplicantsOfCheckout::stay_behind;
    if (const auto done = check_out(*opened->store, {arguments->area, arguments->copy, applicants}); !done)
      return refuse_checkout(done.error());
    return tell(arguments->copy, context);
  };
}

}  // namespace riskmap
