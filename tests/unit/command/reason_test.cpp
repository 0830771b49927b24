// Every reason for which a row, a file or a register is blamed has a sentence in the person's language.
#include <doctest/doctest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "layers/geo/refusal_reasons.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

using namespace riskmap;

namespace {
// The words of refusal_reasons.h, as they stand there.
std::vector<std::string> all_refusals() {
  std::ifstream in{RISKMAP_SOURCE_DIR "/layers/geo/refusal_reasons.h"};
  std::stringstream text;
  text << in.rdbuf();
  const std::string header = text.str();
  const std::regex constant{"string_view \\w+ = \"([^\"]+)\""};
  std::vector<std::string> words;
  for (std::sregex_iterator found{header.begin(), header.end(), constant}, none; found != none; ++found)
    words.push_back((*found)[1].str());
  return words;
}

std::string in_language(Language language, std::string_view reason) {
  set_language(language);
  return reason_message(reason);
}
}  // namespace

TEST_CASE("every refusal of a file has a sentence of its own in three languages") {
  const auto words = all_refusals();
  REQUIRE(words.size() > 20);
  for (auto reason : words) {
    CAPTURE(reason);
    if (reason.ends_with(' ')) reason += "ÜÖ";
    const std::set<std::string> texts{in_language(Language::kk, reason), in_language(Language::ru, reason),
                                      in_language(Language::en, reason)};
    CHECK(texts.size() == 3);
    for (const auto& text : texts) {
      CHECK(text.size() > 10);
      CHECK((text.find("ÜÖ") != std::string::npos) == reason.ends_with("ÜÖ"));
    }
  }
}

TEST_CASE("what stands behind a reason is said with it, without its English words") {
  CHECK(in_language(Language::en, std::string{refusal::invalid_text} + "NAME_KZ") ==
        "Field «NAME_KZ»: some bytes are no text. Save the file anew as UTF-8.");
  CHECK(in_language(Language::ru, std::string{refusal::partial_read} + "12 of 16 features").find("12 / 16") !=
        std::string::npos);
  CHECK(in_language(Language::kk, "spatial index: issue 3 ≠ 4").find("issue 3 ≠ 4") != std::string::npos);
}

TEST_CASE("what GDAL says stands in brackets behind a sentence in the person's language") {
  const std::string cut = "Error in fread() reading object of size 328 at offset 8644 from .shp file";
  CHECK(in_language(Language::en, std::string{refusal::reader_message} + cut) ==
        "The file is cut short: a shape that its index names is not there. Take a fresh copy of it. (GDAL: " + cut +
            ")");
  const auto unknown = in_language(Language::kk, std::string{refusal::reader_message} + "Something odd");
  CHECK(unknown.starts_with("Файл"));
  CHECK(unknown.ends_with(" (GDAL: Something odd)"));
}

TEST_CASE("words that nobody knows have no sentence and are shown as they are") {
  CHECK(in_language(Language::ru, "something new").empty());
  CHECK(reason_or_words("something new") == "something new");
}
