// Columns of text in, valid UTF-8 out; what was read otherwise is said.
#include "layers/geo/encoding.h"
#include "layers/geo/text_codec.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "layers/core/text.h"
#include "layers/geo/refusal_reasons.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {

struct Outcome {
  std::vector<std::string> texts;
  std::vector<Refusal> refusals;
  [[nodiscard]] bool has(std::string_view reason) const {
    return std::ranges::find(refusals, reason, &Refusal::reason) != refusals.end();
  }
};

Outcome outcome_of(std::vector<std::string> texts, const EncodingRules& rules) {
  std::vector<Column> columns = {{.name = "NAME", .texts = std::move(texts)}};
  Outcome outcome;
  make_texts_valid(columns, rules, outcome.refusals);
  outcome.texts = columns[0].texts;
  return outcome;
}

}  // namespace

TEST_CASE("one byte beyond ASCII is found wherever it stands") {
  for (std::size_t size = 0; size < 20; ++size) {
    std::string text(size, 'a');
    CHECK(is_ascii(text));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      CHECK_FALSE(is_ascii(text));
      text[at] = '\x7F';
    }
  }
}

TEST_CASE("good UTF-8 wins over what the file says about itself") {
  const auto outcome = outcome_of({"Төле би", "Lenger", ""}, {.declared = "CP1251", .is_raw = true});
  CHECK(outcome.texts == std::vector<std::string>{"Төле би", "Lenger", ""});
  CHECK(outcome.has("declared encoding is wrong: CP1251"));
}

TEST_CASE("plain ASCII proves nothing against the declared encoding") {
  CHECK(outcome_of({"Lenger"}, {.declared = "CP1251", .is_raw = true}).refusals.empty());
}

TEST_CASE("an encoding that nobody guesses is believed when the file names it") {
  const auto koi8 = outcome_of({"\xF4\xCF\xCC\xC5\xC2\xC9\xCA\xD3\xCB\xC9\xCA"}, {.chosen = "KOI8-R", .is_raw = true});
  CHECK(koi8.texts[0] == "Толебийский");
  const auto turkish = outcome_of({"\xDDstanbul \xDE\xFEli"}, {.declared = "CP1254", .is_raw = true});
  CHECK(turkish.texts[0] == "İstanbul Şşli");
}

TEST_CASE("a person's choice is taken even where the bytes happen to be UTF-8") {
  CHECK(outcome_of({"\xD0\xA1"}, {.chosen = "CP1251", .is_raw = true}).texts[0] == "РЎ");
}

TEST_CASE("a reader's UTF-8 is not decoded a second time") {
  CHECK(outcome_of({"Төле би"}, {.chosen = "CP1251", .is_raw = false}).texts[0] == "Төле би");
}

TEST_CASE("bytes of no encoding stay visible") {
  const auto outcome = outcome_of({"Төле би", "x\xFFy"}, {.chosen = "no-such-encoding"});
  CHECK(outcome.texts[1] == "x\\xFFy");
  CHECK(outcome.has("invalid UTF-8 in NAME"));
}

TEST_CASE("stray bytes in UTF-8 are shown where they are, with one remark that names the row and the field") {
  for (const auto& [broken, shown] : {std::pair{"\xFF\xFEТөле би ауданы", "\\xFF\\xFEТөле би ауданы"},
                                      {"Тө\xD0\xD0ле би ауданы", "Тө\\xD0\\xD0ле би ауданы"},
                                      {"\xFF\xFE Lenger", "\\xFF\\xFE Lenger"}}) {
    CAPTURE(shown);
    const auto outcome = outcome_of({"Төле би", broken, "Леңгер"}, {});
    CHECK(outcome.texts == std::vector<std::string>{"Төле би", shown, "Леңгер"});
    REQUIRE(outcome.refusals.size() == 1);
    CHECK(outcome.refusals[0].reason == "invalid UTF-8 in NAME");
    CHECK(outcome.refusals[0].row == 2);
  }
}

TEST_CASE("a field's name is decoded like its values") {
  std::vector<Column> columns = {{.name = tole_bi_rk1048, .texts = {uzynaryq_rk1048}}};
  std::vector<Refusal> refusals;
  make_texts_valid(columns, {.is_raw = true}, refusals);
  CHECK(columns[0].name == "Төле би ауданы");
}

TEST_CASE("text encoded twice is recognised and repaired on request") {
  CHECK(repaired_double_encoding("РўУ©Р»Рµ Р±Рё Р°СѓРґР°РЅС‹") == "Төле би ауданы");
  CHECK(repaired_double_encoding("Тґле би ауданы, Ўзынарыќ") == "Төле би ауданы, Ұзынарық");
  CHECK(repaired_double_encoding("Ð›ÐµÐ½Ð³ÐµÑ€") == "Ленгер");
}

TEST_CASE("good text is left alone") {
  for (const char* good :
       {"Төле би ауданы", "Толебийский район", "РСФСР", "Су", "Zürich", "Ұзынарық", "Р. Сатпаев", ""})
    CHECK_MESSAGE(!repaired_double_encoding(good), good);
}

TEST_CASE("a text is sound when there is nothing to do about it") {
  for (const char* sound : {"", "a", "utilities.water_drinking", "су жоқ", "Ұзынарық ауылы 12", "Zürich", "10 km – 20"})
    CHECK_MESSAGE(is_sound_text(sound), sound);
  for (const std::string& doubtful : {std::string{"u\xCC\x88"}, russian_cp1251, std::string{"су жо\xD2"},
                                      std::string{"\xD0 abc"}, std::string{"eight plain letters, then \xFF"}})
    CHECK_FALSE_MESSAGE(is_sound_text(doubtful), doubtful);
  // What is sound is left as it is, and nothing is said of it.
  const auto outcome = outcome_of({"су жоқ", "Zürich"}, {});
  CHECK(outcome.texts == std::vector<std::string>{"су жоқ", "Zürich"});
  CHECK(outcome.refusals.empty());
}
