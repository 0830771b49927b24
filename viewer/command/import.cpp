// riskmap import REGISTER FILE [--map FILE] [--dry-run] [--errors OUT.csv] [--json] [--again] · --template OUT.csv
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "layers/exchange/import_report.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/import_mapping.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/stop_on_interrupt.h"

namespace riskmap {

namespace {
struct ImportArguments {
  std::string file, table, map, errors, sheet, pattern;
  bool is_dry_run = false, is_json = false, is_again = false;
};

struct Import {
  ImportTable table;
  ImportMapping mapping;
  ImportPlan plan;
};

// Progress is for a person who waits: on a terminal only.
void show_progress(double share) {
  if (::isatty(STDERR_FILENO) == 0) return;
  fmt::print(stderr, "\r{:3.0f} %{}", share * 100, share >= 1 ? "\r     \r" : "");
  static_cast<void>(std::fflush(stderr));
}

Result<ImportAnswers> read_answers(const std::string& file) {
  if (file.empty()) return ImportAnswers{};
  std::ifstream stream{file, std::ios::binary};
  if (!stream) return fail(ErrorCode::not_found, "no such file", file);
  const std::string text{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
  auto answers = parse_import_answers(text);
  if (!answers) return std::unexpected{in_file(answers.error(), file)};
  return answers;
}

Result<Import> planned(const OpenedRegister& opened, const ImportArguments& arguments, const std::stop_token& stop) {
  auto answers = read_answers(arguments.map);
  if (!answers) return std::unexpected{answers.error()};
  answers->reading.stop = stop;
  if (!arguments.sheet.empty()) answers->reading.sheet = arguments.sheet;
  Import import;
  auto table = read_import_table(arguments.table, answers->reading);
  if (!table) return std::unexpected{in_file(table.error(), arguments.table)};
  import.table = *std::move(table);
  auto mapping = mapping_for(*answers, import.table);
  if (!mapping) return std::unexpected{mapping.error()};
  import.mapping = *std::move(mapping);
  JobPool pool;
  auto plan = plan_import(*opened.snapshot, import.table, import.mapping, opened.today,
                          {.pool = &pool, .progress = show_progress, .stop = stop});
  if (!plan) return std::unexpected{plan.error()};
  import.plan = *std::move(plan);
  return import;
}

// A file that was imported before would be imported twice.
Result<void> check_first_time(ImportStore& store, const ImportTable& table) {
  const auto past = store.past_import(table.sha256);
  if (!past) return std::unexpected{past.error()};
  if (!*past) return {};
  return fail(ErrorCode::duplicate_id, fmt::format("this file was imported already: {}, {}", (*past)->at, (*past)->who),
              table.file_name);
}

nlohmann::json as_json(const Import& import, bool is_dry_run) {
  const auto& counts = import.plan.counts;
  nlohmann::json problems = nlohmann::json::array();
  for (const auto& problem : import.plan.problems)
    problems.push_back({{"row", problem.row},
                        {"column", problem.column},
                        {"code", code_of(problem)},
                        {"level", name_of(problem.level)},
                        {"raw", problem.raw},
                        {"fixed", problem.fixed},
                        {"message", sentence_of(problem)}});
  nlohmann::json columns = nlohmann::json::object();
  for (std::size_t i = 0; i < import.table.header.size(); ++i)
    columns[import.table.header[i]] = import.mapping.columns[i].field;
  return {{"file", import.table.file_name},
          {"sha256", import.table.sha256},
          {"encoding", import.table.encoding},
          {"sheet", import.table.sheet},
          {"columns", columns},
          {"rows", counts.rows},
          {"added", counts.added},
          {"updated", counts.updated},
          {"skipped", counts.skipped},
          {"refused", counts.refused},
          {"warned", counts.warned},
          {"repaired", counts.repaired},
          {"suggests_swap", import.plan.suggests_swap},
          {"dry_run", is_dry_run},
          {"problems", std::move(problems)}};
}

void report(const Import& import, const ImportArguments& arguments) {
  if (arguments.is_json) {
    print_line(as_json(import, arguments.is_dry_run).dump());
    return;
  }
  for (const auto& problem : import.plan.problems)
    if (problem.level != ProblemLevel::info) print_message(problem_line(import.table, problem));
  for (std::size_t i = 0; i < import.table.header.size(); ++i)
    if (import.mapping.columns[i].field.empty() && !import.table.header[i].empty())
      print_message(fill(tr("The column «{column}» was passed over."), {{"column", import.table.header[i]}}));
  if (import.plan.suggests_swap)
    print_message(
        tr("Most points lie in the district when latitude and longitude change places. If they are swapped, "
           "import with \"swap_coordinates\": true in --map."));
  print_line(counts_line(import.plan.counts));
  if (arguments.is_dry_run) print_line(tr("A dry run: nothing was written."));
}

Result<void> write_errors(const Import& import, const std::string& target) {
  if (target.empty()) return {};
  return write_output(
      target, [&](std::ostream& out) { return write_error_table(out, import.table, import.mapping, import.plan); });
}

ExitStatus run_import(const ImportArguments& arguments, const CommandContext& context) {
  const StopOnInterrupt interrupt;
  const auto mode = arguments.is_dry_run ? OpenMode::read_only : OpenMode::read_write;
  const auto opened = open_for_command(arguments.file, mode, context);
  if (!opened) return refuse(in_file(opened.error(), arguments.file));
  if (const auto info = opened->store->info(); info.is_read_only && !arguments.is_dry_run)
    return refuse({ErrorCode::read_only, info.read_only_reason, arguments.file, {}});
  const auto store = import_store(*opened->store);
  if (!store) return refuse(store.error());
  auto import = planned(*opened, arguments, interrupt.token());
  if (!import) return refuse(import.error());
  if (!arguments.is_again)
    if (const auto first = check_first_time(**store, import->table); !first) return refuse(first.error());
  if (!arguments.is_dry_run && !import->plan.changes.empty()) {
    const auto note = note_of(import->plan, import->table);
    const auto accepted = (*store)->commit_import(edit_of(import->plan, import->table), note,
                                                  {"command line", {}, "command line"}, interrupt.token());
    if (!accepted) return refuse(in_file(accepted.error(), arguments.file));
  }
  report(*import, arguments);
  if (const auto written = write_errors(*import, arguments.errors); !written) return refuse(written.error());
  return import->plan.counts.refused == 0 ? ExitStatus::done : ExitStatus::refused;
}

ExitStatus write_pattern(const std::string& target) {
  if (const auto written = write_output(target, write_template); !written) return refuse(written.error());
  return ExitStatus::done;
}
}  // namespace

CommandAction declare_import(CLI::App& options) {
  const auto arguments = std::make_shared<ImportArguments>();
  auto* file = add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")});
  auto* table = add_text(options, "FILE", arguments->table,
                         {"FILE", tr("a table of problems: CSV, XLSX, ODS, GeoJSON or GeoPackage")});
  add_text(options, "--map", arguments->map, {"FILE", tr("what columns and words mean, as JSON")});
  add_text(options, "--sheet", arguments->sheet, {"NAME", tr("a sheet of a workbook, a layer of a file")});
  add_text(options, "--errors", arguments->errors,
           {"OUT.csv", tr("where to write the refused rows, to be corrected and imported again")});
  auto* pattern =
      add_text(options, "--template", arguments->pattern, {"OUT.csv", tr("write an empty table to fill in instead")});
  options.add_flag("--dry-run", arguments->is_dry_run, tr("say what would be done, write nothing"));
  options.add_flag("--json", arguments->is_json, tr("for machines: JSON"));
  options.add_flag("--again", arguments->is_again, tr("import a file that was imported already"));
  pattern->excludes(file)->excludes(table);
  return [arguments](const CommandContext& context) {
    if (!arguments->pattern.empty()) return write_pattern(arguments->pattern);
    if (arguments->file.empty() || arguments->table.empty())
      return refuse({ErrorCode::usage, "give a register and a table", "REGISTER FILE", {}});
    return run_import(*arguments, context);
  };
}

}  // namespace riskmap
