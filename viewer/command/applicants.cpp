// riskmap applicants REGISTER: whose data have been kept for as long as they may be; erased when their number is said.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "layers/model/expired_applicants.h"
#include "layers/store/applicant_store.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
constexpr int most_erased = 10'000'000;

struct Arguments {
  std::string file, author = "command line";
  int erased = 0;
};

std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

// Without a word about the persons themselves.
void list(const std::vector<ExpiredApplicant>& expired) {
  for (const auto& one : expired) print_line(fmt::format("{}\t{}", one.reg_no, iso_date(one.until)));
  if (expired.empty()) return print_message(tr("The personal data of nobody are kept too long."));
  print_message(fill(tr("Appeals whose applicants' data are to be erased: {n}. Erase them for good with --erase {n}."),
                     {{"n", std::to_string(expired.size())}}));
}

// Whoever says another number has seen another list.
ExitStatus erase(ApplicantStore& store, const std::vector<ExpiredApplicant>& expired, const Arguments& arguments) {
  if (std::cmp_not_equal(expired.size(), arguments.erased)) {
    print_message(fill(tr("Appeals whose applicants' data are to be erased: {n}. Nothing was erased."),
                       {{"n", number(expired.size())}}));
    return ExitStatus::refused;
  }
  std::vector<std::string> appeals;
  for (const auto& one : expired) appeals.push_back(one.appeal);
  if (const auto erased = store.erase(appeals, {arguments.author, {}, "command line"}); !erased)
    return refuse(erased.error());
  print_message(fill(tr("Erased for good with their history: the applicants' data of {n} appeals."),
                     {{"n", number(appeals.size())}}));
  return ExitStatus::done;
}

ExitStatus act(const Arguments& arguments, const CommandContext& context) {
  const auto mode = arguments.erased > 0 ? OpenMode::read_write : OpenMode::read_only;
  const auto opened = open_for_command(arguments.file, mode, context);
  if (!opened) return refuse(opened.error());
  const auto store = applicant_store(*opened->store);
  if (!store) return refuse(store.error());
  const auto& access = opened->store->info().applicants;
  using enum ApplicantsAccess::State;
  const bool is_closed = !access.can_read() && access.state != none_yet;
  if (is_closed)
    return refuse({access.state == missing ? ErrorCode::not_found : ErrorCode::access, access.reason, access.file, {}});
  const auto known = (*store)->appeals_with_applicant();
  if (!known) return refuse(known.error());
  const auto& snapshot = *opened->snapshot;
  const auto expired = expired_applicants(snapshot, appeals_of(snapshot, opened->today), *known, opened->today);
  if (arguments.erased > 0) return erase(**store, expired, arguments);
  list(expired);
  return ExitStatus::done;
}
}  // namespace

CommandAction declare_applicants(CLI::App& options) {
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")})->required();
  add_number(options, "--erase", arguments->erased, {1, most_erased},
             tr("erase the data of N appeals for good; refused where another number is due"));
  add_text(options, "--author", arguments->author, {"NAME", tr("who edits, as the history says it")});
  return [arguments](const CommandContext& context) { return act(*arguments, context); };
}

}  // namespace riskmap
