// Dispatch: a subcommand, or the window.
#include "viewer/app/run.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "layers/core/date_text.h"
#include "layers/core/unfinished_file.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/app/versions.h"
#include "viewer/app/view.h"
#include "viewer/command/command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
struct GlobalArguments {
  std::string language, today;
  bool is_planar = false;
};

// The language a locale variable names, e.g. LANG=kk_KZ.UTF-8.
std::optional<Language> language_of_locale() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value != nullptr && value[0] != '\0')
      return language_of(std::string_view{value}.substr(0, 2));
  return std::nullopt;
}

// The language that --lang names, wherever it stands, else the locale's: help and mistakes are told in it too.
Language language_of_words(int argc, char** argv) {
  auto language = language_of_locale().value_or(Language::en);
  constexpr std::string_view option = "--lang";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word{argv[i]};
    const auto code = word == option && i + 1 < argc ? std::string_view{argv[i + 1]}
                      : word.starts_with("--lang=")  ? word.substr(option.size() + 1)
                                                     : std::string_view{};
    language = language_of(code).value_or(language);
  }
  return language;
}

void add_globals(CLI::App& options, GlobalArguments& arguments) {
  add_choice(options, "--lang", arguments.language, "kk|ru|en", tr("Kazakh, Russian or English"))
      ->group(group_of_globals);
  add_text(options, "--today", arguments.today, {"YYYY-MM-DD", tr("the day the register is read as of")})
      ->group(group_of_globals);
  options.add_flag("--planar", arguments.is_planar, tr("distances in the layer's own units"))->group(group_of_globals);
}

// Nothing when a global option is wrong: it has been said.
std::optional<CommandContext> context_of(const GlobalArguments& arguments) {
  CommandContext context{.language = language(), .today = {}, .is_planar = arguments.is_planar};
  if (arguments.today.empty()) return context;
  context.today = date_from(arguments.today);
  if (context.today) return context;
  refuse({ErrorCode::date_format, "not a date", "--today", arguments.today});
  return std::nullopt;
}

// Nothing when the program goes on; else how it ends.
std::optional<ExitStatus> read_words(CLI::App& options, int argc, char** argv) {
  try {
    options.parse(argc, argv);
  } catch (const CLI::CallForVersion&) {
    print_line(versions());
    return end_output(ExitStatus::done);
  } catch (const CLI::Success&) {
    print_line(options.help());
    return end_output(ExitStatus::done);
  } catch (const CLI::ParseError& error) {
    print_message(mistake_in_words(options, error));
    return ExitStatus::usage;
  }
  return std::nullopt;
}

int run_command(const CommandSpec& spec, int argc, char** argv) {
  CLI::App options{tr(spec.summary)};
  options.name("riskmap " + std::string{spec.name});
  use_help_page(options, std::string{spec.example});
  GlobalArguments globals;
  add_globals(options, globals);
  const auto action = spec.declare(options);
  if (const auto ended = read_words(options, argc - 1, argv + 1)) return static_cast<int>(*ended);
  const auto context = context_of(globals);
  return static_cast<int>(context ? end_output(action(*context), spec.writes_register) : ExitStatus::usage);
}

// A bare word that is neither a command nor a file: most likely a slip.
bool is_mistyped_command(const std::string& word) {
  return word.find_first_of("./:=") == std::string::npos && !std::filesystem::exists(word);
}

int suggest(const std::string& word) {
  std::vector<std::string> names;
  for (const auto& spec : commands())
    if (!spec.is_hidden) names.emplace_back(spec.name);
  const auto nearest = nearest_word(word, names);
  print_message("«" + word + "»: " +
                (nearest.empty() ? tr("There is no such command. See --help.")
                                 : fill(tr("There is no such command. Did you mean {command}?"),
                                        {{"command", "riskmap " + nearest}})));
  return static_cast<int>(ExitStatus::usage);
}

std::string command_list() {
  std::string out = tr("Commands:") + "\n";
  for (const auto& spec : commands())
    if (!spec.is_hidden) out += fmt::format("  {:<12}{}\n", spec.name, tr(spec.summary));
  return out;
}

int run_viewer(int argc, char** argv) {
  CLI::App options{tr("Social problems of a district, on one map")};
  options.name("riskmap");
  use_help_page(options, "riskmap tolebi.gpkg");
  ViewArguments arguments;
  GlobalArguments globals;
  add_globals(options, globals);
  options.footer("\n" + command_list());
  options.set_version_flag("--version", versions(), tr("versions of the program and of what it is built on"));
  options.add_option("FILE", arguments.files, tr("a register or a vector file, then files to show beside it"));
  add_text(options, "--script", arguments.script, {"FILE", tr("drive the window by widget names")});
  add_text(options, "--drafts", arguments.drafts, {"FOLDER", tr("where a script keeps half-typed forms")});
  add_text(options, "--trace", arguments.trace, {"FILE", tr("write start-up phases and every frame's time")});
  options.add_flag("--headless", arguments.is_headless, tr("no window: draw into memory (scripts)"));
  options.add_flag("--list-widgets", arguments.lists_widgets, tr("print the names a script can use"));
  add_text(options, "--size", arguments.size, {"WxH", tr("width and height of the window in pixels")});
  add_choice(options, "--theme", arguments.theme, "light|dark", tr("light or dark colours"));
  add_number(options, "--scale", arguments.scale_percent, {80, 200}, tr("size of texts and symbols, per cent"));
  if (const auto ended = read_words(options, argc, argv)) return static_cast<int>(*ended);
  const auto context = context_of(globals);
  if (!context) return static_cast<int>(ExitStatus::usage);
  if (!globals.language.empty()) arguments.language = context->language;
  arguments.locale_language = language_of_locale();
  arguments.today = context->today;
  return static_cast<int>(end_output(view(arguments)));
}
}  // namespace

namespace {
// Where the first word stands that is neither a global option nor its value; argc when there is none.
int first_word(int argc, char** argv) {
  int at = 1;
  while (at < argc) {
    const std::string_view word{argv[at]};
    if (word == "--lang" || word == "--today")
      at += 2;
    else if (word == "--planar" || word.starts_with("--lang=") || word.starts_with("--today="))
      ++at;
    else
      break;
  }
  return std::min(at, argc);
}
}  // namespace

int run(int argc, char** argv) {
  remove_unfinished_files_on_interrupt();
  set_language(language_of_words(argc, argv));
  if (const int at = first_word(argc, argv); at < argc) {
    const std::string word{argv[at]};
    for (const auto& spec : commands())
      if (spec.name == word) {
        // The command's own parser reads the global options too: the name moves to the front.
        std::rotate(argv + 1, argv + at, argv + at + 1);
        return run_command(spec, argc, argv);
      }
    if (!word.empty() && word[0] != '-' && is_mistyped_command(word)) return suggest(word);
  }
  return run_viewer(argc, argv);
}

}  // namespace riskmap
