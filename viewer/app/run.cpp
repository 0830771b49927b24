// Dispatch: a subcommand, or the window.
#include "viewer/app/run.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/app/versions.h"
#include "viewer/app/view.h"
#include "viewer/command/command.h"
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

void add_globals(CLI::App& options, GlobalArguments& arguments) {
  options.add_option("--lang", arguments.language, "kk|ru|en");
  options.add_option("--today", arguments.today, "YYYY-MM-DD: the day the register is read as of");
  options.add_flag("--planar", arguments.is_planar, "distances in the layer's own units (weights, hotspots, classify)");
}

// Nothing when a global option is wrong: it has been said.
std::optional<CommandContext> context_of(const GlobalArguments& arguments) {
  CommandContext context{
      .language = language_of_locale().value_or(Language::en), .today = {}, .is_planar = arguments.is_planar};
  if (!arguments.language.empty()) {
    const auto language = language_of(arguments.language);
    if (!language) {
      refuse({ErrorCode::usage, "unknown language", "--lang", arguments.language});
      return std::nullopt;
    }
    context.language = *language;
  }
  set_language(context.language);
  if (!arguments.today.empty()) {
    context.today = parse_iso_date(arguments.today);
    if (!context.today) {
      refuse({ErrorCode::date_format, "not a date", "--today", arguments.today});
      return std::nullopt;
    }
  }
  return context;
}

int parse_error(CLI::App& options, const CLI::ParseError& error) {
  const int status = options.exit(error);  // prints help or the reason
  return status == 0 ? 0 : static_cast<int>(ExitStatus::usage);
}

int run_command(const CommandSpec& spec, int argc, char** argv) {
  CLI::App options{spec.summary};
  options.name("riskmap " + std::string{spec.name});
  options.footer("\n" + tr("Example:") + "\n  " + std::string{spec.example});
  GlobalArguments globals;
  add_globals(options, globals);
  const auto action = spec.declare(options);
  try {
    options.parse(argc - 1, argv + 1);
  } catch (const CLI::ParseError& error) {
    return parse_error(options, error);
  }
  const auto context = context_of(globals);
  return static_cast<int>(context ? action(*context) : ExitStatus::usage);
}

std::size_t distance_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// A bare word that is neither a command nor a file: most likely a slip.
bool is_mistyped_command(const std::string& word) {
  return word.find_first_of("./:=") == std::string::npos && !std::filesystem::exists(word);
}

int suggest(const std::string& word) {
  const CommandSpec* nearest = nullptr;
  for (const auto& spec : commands())
    if (!spec.is_hidden &&
        (nearest == nullptr || distance_between(word, spec.name) < distance_between(word, nearest->name)))
      nearest = &spec;
  refuse({ErrorCode::usage, "unknown command", "riskmap", word});
  print_message(fill(tr("Did you mean: {command}?"), {{"command", "riskmap " + std::string{nearest->name}}}));
  return static_cast<int>(ExitStatus::usage);
}

std::string command_list() {
  std::string out = tr("Commands:") + "\n";
  for (const auto& spec : commands())
    if (!spec.is_hidden) out += fmt::format("  {:<12}{}\n", spec.name, tr(spec.summary));
  return out;
}

int run_viewer(int argc, char** argv) {
  CLI::App options{"Risk Map"};
  options.name("riskmap");
  ViewArguments arguments;
  GlobalArguments globals;
  add_globals(options, globals);
  options.footer("\n" + command_list());
  options.set_version_flag("--version", versions());
  options.add_option("FILE", arguments.files, "a register or a vector file");
  options.add_option("--script", arguments.script, "drive the window by widget names");
  options.add_option("--trace", arguments.trace, "write start-up phases and every frame's time");
  options.add_flag("--headless", arguments.is_headless, "no window: draw into memory (scripts)");
  options.add_flag("--list-widgets", arguments.lists_widgets, "print the names a script can use");
  options.add_option("--size", arguments.size, "WxH of the window");
  options.add_option("--theme", arguments.theme, "light|dark");
  options.add_option("--scale", arguments.scale_percent, "80 to 200 per cent")->check(CLI::Range(80, 200));
  try {
    options.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parse_error(options, error);
  }
  const auto context = context_of(globals);
  if (!context) return static_cast<int>(ExitStatus::usage);
  if (!globals.language.empty()) arguments.language = context->language;
  arguments.locale_language = language_of_locale();
  arguments.today = context->today;
  return static_cast<int>(view(arguments));
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
  set_language(language_of_locale().value_or(Language::en));
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
