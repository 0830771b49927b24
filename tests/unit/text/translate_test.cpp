// Texts in three languages.
#include "layers/text/translate.h"

#include <doctest/doctest.h>

#include "layers/text/format.h"
#include "layers/text/messages.h"

using namespace riskmap;

TEST_CASE("a message is found in Kazakh and Russian and is its own id in English") {
  set_language(Language::kk);
  CHECK(tr("Save") == "Сақтау");
  set_language(Language::ru);
  CHECK(tr("Save") == "Сохранить");
  set_language(Language::en);
  CHECK(tr("Save") == "Save");
}

TEST_CASE("an English id keeps every character that is not ASCII") {
  set_language(Language::en);
  CHECK(tr("Open… · “x”") == "Open… · “x”");
  CHECK(trc("nowhere", "Export…") == "Export…");
}

TEST_CASE("plurals follow each language") {
  const auto text = [](std::int64_t n) {
    return trn("{n} feature of the file could not be drawn", "{n} features of the file could not be drawn", n);
  };
  set_language(Language::en);
  CHECK(text(1) == "1 feature of the file could not be drawn");
  CHECK(text(5) == "5 features of the file could not be drawn");
  set_language(Language::ru);
  CHECK(text(1) != text(2));
  CHECK(text(21).find("21") != std::string::npos);
}

TEST_CASE("placeholders are filled, each time they stand") {
  CHECK(fill("{a} and {b} and {a}", {{"a", "1"}, {"b", "2"}}) == "1 and 2 and 1");
}

TEST_CASE("numbers, money and dates are written as the language does") {
  set_language(Language::kk);
  CHECK(format_integer(33841) == "33\u00A0841");
  CHECK(format_number(-0.04, 1) == "0");
  CHECK(format_number(-0.083, 3) == "−0,083");
  CHECK(format_integer(-3) == "−3");
  CHECK(format_date(*parse_iso_date("2025-03-02")) == "02.03.2025");
  CHECK(format_money(568200000) == "568,2\u00A0млн\u00A0₸");
  set_language(Language::en);
  CHECK(format_date(*parse_iso_date("2025-03-02")) == "2\u00A0Mar\u00A02025");
  CHECK(format_length(12400) == "12.4\u00A0km");
}

TEST_CASE("an error says where, what value and what to do") {
  set_language(Language::ru);
  const auto text = error_message({ErrorCode::date_format, "not a date", "due_on", "31.02"});
  CHECK(text.starts_with("due_on: «31.02»: "));
  CHECK(text.find("дат") != std::string::npos);
  set_language(Language::kk);
}

TEST_CASE("a mistake in a filter says the character, the word and what is wrong") {
  set_language(Language::en);
  CHECK(filter_message({ErrorCode::unknown_field, "no such field in a filter", "10", "colour"}) ==
        "Filter, character 10: «colour»: There is no such field.");
  CHECK(filter_message({ErrorCode::filter_syntax, "this quote is not closed", "6", "\"су"}) ==
        "Filter, character 6: «\"су»: This quotation mark is not closed.");
  CHECK(filter_message({ErrorCode::date_format, "no such due_on", "1", "soon"}).ends_with("today-30d."));
  CHECK(filter_message({ErrorCode::number_format, "no number", "1", "people>5;drop"}) ==
        "Filter, character 1: «people>5;drop»: This is not a number. Write one like 5, -2.5 or 1e6.");
  CHECK(filter_message({ErrorCode::filter_syntax, "something else", "3", {}}) ==
        "Filter, character 3: The filter cannot be read at this place.");
  set_language(Language::kk);
}

TEST_CASE("what is not public says so and names the profile that holds it") {
  set_language(Language::ru);
  const auto text = error_message({ErrorCode::access, "the public profile does not publish this field", {}, "title"});
  CHECK(text.starts_with("«title»: "));
  CHECK(text.find("--profile internal") != std::string::npos);
  CHECK(text.find("доступ") == std::string::npos);
  set_language(Language::kk);
}
