// The options of a command line: how they are declared, shown on the help page and refused, in the person's language.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "layers/core/language.h"
#include "layers/core/result.h"

namespace CLI {
class App;
class Option;
class ParseError;
}  // namespace CLI

namespace riskmap {

// What may be written after an option, as the help page shows it ("FILE"), and what the option means.
struct OptionText {
  const char* placeholder;
  std::string meaning;
};
CLI::Option* add_text(CLI::App& options, const char* names, std::string& target, const OptionText& text);
// May be given again and again, one text each time.
CLI::Option* add_texts(CLI::App& options, const char* names, std::vector<std::string>& target, const OptionText& text);
// One of "light|dark".
CLI::Option* add_choice(CLI::App& options, const char* names, std::string& target, const std::string& choices,
                        const std::string& meaning);
// Classifications by name, for add_choice.
inline constexpr const char* scheme_choices =
    "quantile|equal|fisher|jenks|natural|stddev|box|box3|percentile|pretty|unique";
// --where. An empty filter is a slip: of a script whose variable was not set, for example.
CLI::Option* add_filter(CLI::App& options, std::string& target, const std::string& meaning);
struct NumberRange {
  int least, most;
};
CLI::Option* add_number(CLI::App& options, const char* names, int& target, NumberRange range,
                        const std::string& meaning);
CLI::Option* add_number(CLI::App& options, const char* names, double& target, NumberRange range,
                        const std::string& meaning);
// A level of significance: 0 finds nothing and 1 everything.
CLI::Option* add_level(CLI::App& options, const char* names, double& target, const std::string& meaning);

// --help shows our page, with the example at its end.
void use_help_page(CLI::App& options, const std::string& example);
// Options in this group stand apart on the help page.
constexpr const char* group_of_globals = "globals";

// One line: which word, what is wrong with it, what to write instead.
std::string mistake_in_words(const CLI::App& options, const CLI::ParseError& error);
// The candidate that needs the fewest changes; empty when none is near.
std::string nearest_word(const std::string& word, std::span<const std::string> candidates);

}  // namespace riskmap
