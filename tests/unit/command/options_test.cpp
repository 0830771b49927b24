// Help pages and the mistakes of a command line, in three languages.
#include "viewer/command/options.h"

#include <doctest/doctest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "layers/text/translate.h"
#include "viewer/command/command.h"

using namespace riskmap;

namespace {
constexpr std::array languages = {Language::en, Language::ru, Language::kk};

std::unique_ptr<CLI::App> app_of(const CommandSpec& spec, Language language) {
  set_language(language);
  auto app = std::make_unique<CLI::App>(tr(spec.summary));
  app->name("riskmap " + std::string{spec.name});
  use_help_page(*app, std::string{spec.example});
  spec.declare(*app);
  return app;
}

const CommandSpec& command_named(std::string_view name) {
  return *std::ranges::find(commands(), name, &CommandSpec::name);
}

// What is said when the words follow `riskmap NAME`; "" = they are understood.
std::string said(std::string_view name, std::vector<std::string> words, Language language = Language::en) {
  const auto app = app_of(command_named(name), language);
  std::ranges::reverse(words);  // CLI11 takes them from the end
  try {
    app->parse(words);
  } catch (const CLI::ParseError& error) {
    return mistake_in_words(*app, error);
  }
  return {};
}
}  // namespace

TEST_CASE("a help page says what the command does, how it is called, each option, and an example") {
  const auto page = app_of(command_named("export"), Language::en)->help();
  CHECK(
      page.starts_with("Write problems, settlements, districts or measures\n\nUsage: riskmap export REGISTER --output "
                       "FILE [options]\n"));
  CHECK(page.find("\n  --profile public|internal ") != std::string::npos);
  CHECK(page.find("\n  -h,--help ") != std::string::npos);
  CHECK(page.find("\nExample:\n  riskmap export tolebi.gpkg") != std::string::npos);
  for (const char* foreign : {"TEXT", "INT", "REQUIRED", "Positionals", "Print this"})
    CHECK_MESSAGE(page.find(foreign) == std::string::npos, foreign);
}

TEST_CASE("every option of every command is explained in every language") {
  for (const auto& spec : commands()) {
    if (spec.is_hidden) continue;
    std::map<std::string, std::set<std::string>> meanings;
    for (const auto language : languages) {
      const auto app = app_of(spec, language);
      for (const auto* option : app->get_options({})) meanings[option->get_name()].insert(option->get_description());
    }
    for (const auto& [name, texts] : meanings) {
      CAPTURE(spec.name);
      CAPTURE(name);
      CHECK(texts.size() == languages.size());
      CHECK_FALSE(texts.contains(""));
    }
  }
}

TEST_CASE("the mistakes of a command line are said in one line each") {
  CHECK(said("info", {"a.gpkg", "--json"}).empty());
  CHECK(said("info", {}) == "FILE: This is missing: a register or a vector file. See --help.");
  CHECK(said("info", {"a.gpkg", "--jsn"}) == "«--jsn»: There is no such option. Did you mean --json?");
  CHECK(said("info", {"a.gpkg", "--frobnicate"}) == "«--frobnicate»: There is no such option. See --help.");
  CHECK(said("info", {"a.gpkg", "b.gpkg"}) == "«b.gpkg»: This is one word too many. See --help.");
  CHECK(said("export", {"a.gpkg", "--wat", "issues", "-o", "b.csv"}) ==
        "«--wat»: There is no such option. Did you mean --what?");
  CHECK(said("export", {"a.gpkg", "--profile=pub", "-o", "b.csv"}) ==
        "--profile: «pub»: Choose one of: public, internal.");
  CHECK(said("export", {"a.gpkg", "-o"}) == "--output: A value is missing after it.");
  CHECK(said("export", {"a.gpkg", "-o", "b", "-o", "c"}) == "--output: It is written more than once.");
  CHECK(said("export", {"a.gpkg", "--where", "--profile", "internal"}).starts_with("--where: A value is missing"));
  CHECK(said("render", {"a.gpkg", "-o", "b.png", "-k", "99"}) == "-k: «99»: Write a number from 2 to 9.");
  CHECK(said("render", {"a.gpkg", "-o", "b.png", "-k", "five"}) == "-k: «five»: Write a number from 2 to 9.");
  CHECK(said("render", {"a.gpkg", "-o", "b.png", "-k", "3.5"}) == "-k: «3.5»: Write a whole number.");
  for (const char* breaks : {"", " "}) {
    CHECK(said("classify", {"a.gpkg", "--value", "v", "--breaks", breaks}).starts_with("--breaks: Write ascending"));
    CHECK(said("render", {"a.gpkg", "-o", "b.png", "--breaks", breaks}).starts_with("--breaks: Write ascending"));
  }
  CHECK(said("new", {"a.gpkg", "--from", ""}) == "--from: No folder is named. Leave --from out for an empty register.");
  CHECK(said("boundaries", {"a.gpkg", "b.shp"}) == "FILE: It needs --level beside it.");
  CHECK(said("boundaries", {"a.gpkg", "--clip", "district"}) == "--clip: It needs --derive beside it.");
  CHECK(said("boundaries", {"a.gpkg", "b.shp", "--level", "district", "--key", "code", "--derive", "settlement"}) ==
        "FILE: It does not go together with --derive.");
}

TEST_CASE("mistakes follow the language") {
  for (const auto& words : std::vector<std::vector<std::string>>{
           {}, {"a", "--jsn"}, {"a", "--frobnicate"}, {"a", "b"}, {"a", "--json", "-o"}}) {
    std::set<std::string> texts;
    for (const auto language : languages) texts.insert(said("info", words, language));
    CHECK(texts.size() == languages.size());
  }
}

TEST_CASE("only a word that is near is suggested") {
  const std::vector<std::string> names = {"export", "edit", "render"};
  CHECK(nearest_word("exprot", names) == "export");
  CHECK(nearest_word("rendr", names) == "render");
  CHECK(nearest_word("frobnicate", names).empty());
  CHECK(nearest_word("", names).empty());
}
