#include "layers/core/number_text.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace riskmap {

TEST_CASE("numbers are understood as people type them") {
  CHECK(number_from("1 248,5") == 1248.5);
  CHECK(number_from("1\u00A0248.5") == 1248.5);
  CHECK(number_from("−3") == -3);
  CHECK(number_from(" 48 ") == 48);
  for (const char* wrong : {"", "abc", "12a", "1,2,3", "--1", "1e5"}) CHECK_FALSE(number_from(wrong).has_value());
}

TEST_CASE("whole numbers are understood with thousands, multipliers and currency, and never cut") {
  const std::vector<std::pair<const char*, std::int64_t>> good{{"2500", 2500},
                                                               {"2 500", 2500},
                                                               {"2,0", 2},
                                                               {"2.500.000", 2500000},
                                                               {"1,234,567.00", 1234567},
                                                               {"50,0 мың", 50000},
                                                               {"50,0 мың теңге", 50000},
                                                               {"2,5 млн", 2500000},
                                                               {"3 тыс.", 3000},
                                                               {"1,2 млрд ₸", 1200000000},
                                                               {"-5", -5}};
  for (const auto& [typed, value] : good) CHECK_MESSAGE(whole_number_from(typed) == value, typed);
  for (const char* typed : {"2.500", "2,500", "2.500 мың"})
    CHECK_MESSAGE(whole_number_from(typed) == std::unexpected{WholeProblem::two_readings}, typed);
  for (const char* typed : {"2,5", "0,4", "0.400", "1.234,5", "1,2345 мың", "1234.500"})
    CHECK_MESSAGE(whole_number_from(typed) == std::unexpected{WholeProblem::not_whole}, typed);
  for (const char* typed : {"", "abc", "мың", "1e400", "1,2,3", "-99999999999999999999"})
    CHECK_MESSAGE(whole_number_from(typed) == std::unexpected{WholeProblem::no_number}, typed);
  for (const std::string& typed : {std::string{"99999999999999999999"}, std::string(400, '9')})
    CHECK_MESSAGE(whole_number_from(typed) == std::unexpected{WholeProblem::too_large}, typed);
}

}  // namespace riskmap
