#include "viewer/command/options.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
using Options = std::vector<const CLI::Option*>;

// A whole filter in the wrong place is not told back at length.
std::string quoted(const std::string& word) {
  constexpr std::size_t longest = 80;
  const auto beginning = first_characters(word, longest);
  return "«" + std::string{beginning} + (beginning.size() < word.size() ? "…»" : "»");
}

// An empty answer accepts the value; another one follows the option's name in the message.
CLI::Validator refusing(const std::function<bool(const std::string&)>& fits, const std::string& sentence) {
  const auto check = [fits, sentence](const std::string& value) {
    return fits(value) ? std::string{} : quoted(value) + ": " + sentence;
  };
  return CLI::Validator{check, "", ""};
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, number);
  return problem == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

CLI::Validator in_range(NumberRange range) {
  const auto fits = [range](const std::string& text) {
    const auto number = number_in(text);
    return number && *number >= range.least && *number <= range.most;
  };
  return refusing(fits, fill(tr("Write a number from {least} to {most}."),
                             {{"least", std::to_string(range.least)}, {"most", std::to_string(range.most)}}));
}

std::string left_of(const CLI::Option& option) {
  const auto names = option.get_name(option.get_positional(), true);
  return option.get_option_text().empty() || option.get_positional() ? names : names + " " + option.get_option_text();
}

std::string section(const std::string& title, const Options& options) {
  constexpr std::size_t widest = 30;  // what is longer has its meaning on the next line
  if (options.empty()) return {};
  std::size_t width = 0;
  for (const auto* option : options)
    if (const auto size = left_of(*option).size(); size <= widest) width = std::max(width, size);
  std::string page = "\n" + title + "\n";
  for (const auto* option : options) {
    const auto left = left_of(*option);
    page += left.size() <= widest ? fmt::format("  {:<{}}  {}\n", left, width, option->get_description())
                                  : fmt::format("  {}\n  {:<{}}  {}\n", left, "", width, option->get_description());
  }
  return page;
}

class HelpPage final : public CLI::FormatterBase {
 public:
  explicit HelpPage(std::string example) : example_{std::move(example)} {}

  // The name: where the page is asked for; an App of ours is never a part of another.
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    const auto all = app->get_options({});
    Options positional, own, everywhere;
    for (const auto* option : all)
      (option->get_positional()                  ? positional
       : option->get_group() == group_of_globals ? everywhere
                                                 : own)
          .push_back(option);
    auto page = app->get_description() + "\n\n" + tr("Usage:") + " " + app->get_name();
    for (const auto* option : positional) {
      const auto name = option->get_name() + (option->get_expected_max() > 1 ? "…" : "");
      page += option->get_required() ? " " + name : " [" + name + "]";
    }
    for (const auto* option : own)
      if (option->get_required()) page += fmt::format(" {} {}", option->get_name(), option->get_option_text());
    page += " " + tr("[options]") + "\n";
    page += section(tr("What to give:"), positional) + section(tr("Options:"), own) +
            section(tr("With every command:"), everywhere);
    if (!example_.empty()) page += "\n" + tr("Example:") + "\n  " + example_ + "\n";
    return page + app->get_footer();
  }

 private:
  std::string example_;
};

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

std::string about(const std::string& name, const std::string& sentence) {
  return name + ": " + sentence;
}

std::string unknown_word(const CLI::App& options, const std::string& word) {
  if (!word.starts_with('-')) return quoted(word) + ": " + tr("This is one word too many. See --help.");
  std::vector<std::string> names;
  for (const auto* option : options.get_options({}))
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  const auto nearest = nearest_word(word.substr(0, word.find('=')), names);
  return quoted(word) + ": " +
         (nearest.empty() ? tr("There is no such option. See --help.")
                          : fill(tr("There is no such option. Did you mean {option}?"), {{"option", nearest}}));
}

// `--today --lang ru`: an option that took the next one for its value.
const CLI::Option* without_value(const CLI::App& options) {
  for (const auto* option : options.get_options({}))
    for (const auto& value : option->results())
      if (value.starts_with('-') && options.get_option_no_throw(value) != nullptr) return option;
  return nullptr;
}

std::string missing_option(const CLI::Option& option) {
  return about(option.get_name(),
               fill(tr("This is missing: {what}. See --help."), {{"what", option.get_description()}}));
}

bool in(const std::set<CLI::Option*>& options, const CLI::Option* option) {
  return std::ranges::find(options, option) != options.end();
}

// Required options, and those that others need beside them or cannot bear.
std::string wrong_company(const CLI::App& options) {
  const auto all = options.get_options({});
  for (auto* const option : all) {
    if (option->get_required() && option->count() == 0) return missing_option(*option);
    if (option->count() == 0) continue;
    for (auto* const other : all) {  // in their order: the sets of CLI11 are ordered by address
      const bool is_there = other->count() > 0;
      if (is_there && in(option->get_excludes(), other))
        return about(option->get_name(),
                     fill(tr("It does not go together with {option}."), {{"option", other->get_name()}}));
      if (!is_there && in(option->get_needs(), other))
        return about(option->get_name(), fill(tr("It needs {option} beside it."), {{"option", other->get_name()}}));
    }
  }
  return tr("The command cannot be understood. See --help.");
}
}  // namespace

CLI::Option* add_text(CLI::App& options, const char* names, std::string& target, const OptionText& text) {
  return options.add_option(names, target, text.meaning)->option_text(text.placeholder);
}

CLI::Option* add_texts(CLI::App& options, const char* names, std::vector<std::string>& target, const OptionText& text) {
  return options.add_option(names, target, text.meaning)->option_text(text.placeholder)->allow_extra_args(false);
}

CLI::Option* add_choice(CLI::App& options, const char* names, std::string& target, const std::string& choices,
                        const std::string& meaning) {
  const auto known = split(choices, '|');
  std::string listed;
  for (const auto& choice : known) listed += (listed.empty() ? "" : ", ") + choice;
  const auto fits = [known](const std::string& value) { return std::ranges::find(known, value) != known.end(); };
  return options.add_option(names, target, meaning)
      ->option_text(choices)
      ->check(refusing(fits, fill(tr("Choose one of: {choices}."), {{"choices", listed}})));
}

CLI::Option* add_filter(CLI::App& options, std::string& target, const std::string& meaning) {
  const auto check = [](const std::string& text) {
    return trimmed(text).empty() ? tr("The filter is empty. Leave --where out to take everything.") : std::string{};
  };
  return add_text(options, "--where", target, {"EXPR", meaning})->check(check);
}

CLI::Option* add_number(CLI::App& options, const char* names, int& target, NumberRange range,
                        const std::string& meaning) {
  const auto is_whole = [](const std::string& text) { return text.find_first_not_of("+-0123456789") == text.npos; };
  return options.add_option(names, target, meaning)
      ->option_text("N")
      ->check(in_range(range))
      ->check(refusing(is_whole, tr("Write a whole number.")));
}

CLI::Option* add_number(CLI::App& options, const char* names, double& target, NumberRange range,
                        const std::string& meaning) {
  return options.add_option(names, target, meaning)->option_text("N")->check(in_range(range));
}

CLI::Option* add_level(CLI::App& options, const char* names, double& target, const std::string& meaning) {
  const auto fits = [](const std::string& text) {
    const auto level = number_in(text);
    return level && *level > 0 && *level < 1;
  };
  return options.add_option(names, target, meaning)
      ->option_text("N")
      ->check(refusing(fits, tr("Write a number above 0 and below 1, for example 0.05.")));
}

void use_help_page(CLI::App& options, const std::string& example) {
  options.formatter(std::make_shared<HelpPage>(example));
  options.set_help_flag("-h,--help", tr("this page"))->group(group_of_globals);
}

std::string mistake_in_words(const CLI::App& options, const CLI::ParseError& error) {
  if (const auto* option = without_value(options)) return about(option->get_name(), tr("A value is missing after it."));
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const auto words = options.remaining();
    const auto option = std::ranges::find_if(words, [](const auto& word) { return word.starts_with('-'); });
    if (!words.empty()) return unknown_word(options, option != words.end() ? *option : words.front());
  }
  const std::string said = error.what();
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr)
    return said;  // by refusing(), after the option's name
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const auto name = said.substr(0, said.find(':'));
    const auto* option = options.get_option_no_throw(name);
    return about(name, option != nullptr && option->count() > 1 ? tr("It is written more than once.")
                                                                : tr("A value is missing after it."));
  }
  return wrong_company(options);
}

std::string nearest_word(const std::string& word, std::span<const std::string> candidates) {
  const auto distance = [&word](const std::string& candidate) { return distance_between(word, candidate); };
  const auto nearest = std::ranges::min_element(candidates, {}, distance);
  const bool is_near = nearest != candidates.end() && 2 * distance(*nearest) <= word.size() + 1;
  return is_near ? *nearest : std::string{};
}

}  // namespace riskmap
