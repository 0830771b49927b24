#include "layers/core/capital.h"

#include <doctest/doctest.h>

using namespace riskmap;

TEST_CASE("a sentence gets its capital letter in any alphabet, and what has none stays as it is") {
  CHECK(with_capital("город Ленгер") == "Город Ленгер");
  CHECK(with_capital("әдеттегіден көп") == "Әдеттегіден көп");
  CHECK(with_capital("in all") == "In all");
  CHECK(with_capital("Ленгер") == "Ленгер");
  CHECK(with_capital("«Су» – жоқ") == "«Су» – жоқ");
  CHECK(with_capital("12 ауыл") == "12 ауыл");
  CHECK(with_capital("").empty());
}
