// riskmap repair REGISTER NEW
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ranges>

#include "layers/store/salvage.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
struct NamedTable {
  std::string_view table;
  const char* id;
};
// Those that people know; the others go by their own names, and only where something is missing.
constexpr NamedTable known_tables[] = {{"area", "Areas"},
                                       {"settlement", "Settlements"},
                                       {"category", "Categories"},
                                       {"party", "Organisations and people"},
                                       {"programme", "Programmes"},
                                       {"issue", "Problems"},
                                       {"measure", "Measures"},
                                       {"reception", "Receptions"},
                                       {"appeal", "Appeals"},
                                       {"history", "History"},
                                       {"applicant", "Applicants"},
                                       {"appeal_file", "Files at appeals"},
                                       {"appeal_file_data", "Contents of the files at appeals"},
                                       {"attachment", "Attached files"},
                                       {"attachment_data", "Contents of attached files"}};

constexpr std::size_t most_numbers = 50;  // of lost records on one line
constexpr std::size_t most_flaws = 20;

void say(const SalvagedTable& table) {
  const auto* const known = std::ranges::find(known_tables, table.name, &NamedTable::table);
  const bool is_known = known != std::end(known_tables);
  if (!is_known && table.is_whole && table.lost == 0) return;
  auto line = fmt::format("{}: {}", is_known ? tr(known->id) : table.name, format_integer(table.rows));
  if (table.partial > 0)
    line +=
        ", " + trn("{n} of them not with all of its values", "{n} of them not with all of their values", table.partial);
  if (table.lost > 0)
    line += ", " + fill(tr("lost: {n}"), {{"n", format_integer(table.lost)}});
  else if (!table.is_whole)
    line += ", " + tr("how many were lost cannot be told");
  print_line(line);
  if (!is_known) return;
  for (const auto& remains : table.remains) print_line("  " + fill(tr("left of one: {words}"), {{"words", remains}}));
}

// True when nothing of it was lost.
bool tell(const SalvagedTable& table) {
  say(table);
  return table.is_whole && table.lost == 0;
}

void say_numbers(const std::vector<std::string>& numbers) {
  if (numbers.empty()) return;
  std::string list;
  for (std::size_t i = 0; i < std::min(numbers.size(), most_numbers); ++i) list += (i ? ", " : "") + numbers[i];
  if (numbers.size() > most_numbers) list += ", …";
  print_message(fill(tr("Lost, and to be taken down again: {numbers}"), {{"numbers", list}}));
}

ExitStatus tell(const Salvage& salvage, const std::string& target) {
  bool is_whole = salvage.flaws.empty();
  for (const auto& table : salvage.tables) is_whole = tell(table) && is_whole;
  if (salvage.applicants) is_whole = tell(*salvage.applicants) && is_whole;
  for (const auto& table : salvage.appeal_files) is_whole = tell(table) && is_whole;
  if (salvage.has_borrowed_tables)
    print_message(
        tr("The head of the file was destroyed: it was read by the layout that this program gives a new register."));
  say_numbers(salvage.lost_numbers);
  for (const auto& table : salvage.left_behind)
    print_message(fill(tr("A table of another program stays behind: {table}"), {{"table", table}}));
  for (const auto& flaw : salvage.flaws | std::views::take(most_flaws))
    print_message(fmt::format("{}: {}", target, reason_or_words(flaw)));
  if (salvage.flaws.size() > most_flaws)
    print_message(fill(tr("Further remarks: {n}. See riskmap check."),
                       {{"n", format_integer(static_cast<std::int64_t>(salvage.flaws.size() - most_flaws))}}));
  print_message(fill(is_whole
                         ? tr("All of it is in the new register: {file}")
                         : tr("What could be read is in the new register: {file}. The damaged one was not changed."),
                     {{"file", target}}));
  return is_whole ? ExitStatus::done : ExitStatus::refused;
}
}  // namespace

CommandAction declare_repair(CLI::App& options) {
  struct Arguments {
    std::string file, target;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the damaged file; it is only read")})->required();
  add_text(options, "NEW", arguments->target, {"NEW", tr("the file to write")})->required();
  return [arguments](const CommandContext&) {
    if (const auto named = check_register_name(arguments->target); !named) return refuse(named.error());
    const auto salvage = salvage_register(arguments->file, arguments->target);
    return salvage ? tell(*salvage, arguments->target) : refuse(salvage.error());
  };
}

}  // namespace riskmap
