#include "viewer/command/told_progress.h"

#include <doctest/doctest.h>

#include "layers/text/translate.h"

using namespace riskmap;
using namespace std::chrono_literals;

TEST_CASE("work that is soon done says nothing, longer work how far it is and how long it will take") {
  set_language(Language::en);
  ProgressLines lines{"Spatial scan", false};
  CHECK_FALSE(lines.line_at(0ms, 0));
  CHECK_FALSE(lines.line_at(2'900ms, 0.9));
  CHECK(lines.line_at(3'000ms, 0.1) == "Spatial scan: 10\u00A0% done, about 30 seconds left.");
  CHECK_FALSE(lines.line_at(32'000ms, 0.3));
  CHECK(lines.line_at(60'000ms, 0.25) == "Spatial scan: 25\u00A0% done, about 3 minutes left.");
}

TEST_CASE("nothing is foretold from nothing, and the time that is left as soon as anything is done") {
  set_language(Language::en);
  ProgressLines lines{"Spatial scan", true};
  CHECK(lines.line_at(5'000ms, 0) == "Spatial scan: 0\u00A0% done.");
  CHECK(lines.line_at(6'000ms, 0.005) == "Spatial scan: 0\u00A0% done, about 20 minutes left.");
}

TEST_CASE("on a terminal the line is renewed all the time") {
  set_language(Language::en);
  ProgressLines lines{"Spatial scan", true};
  CHECK(lines.line_at(3'000ms, 0.5));
  CHECK_FALSE(lines.line_at(3'400ms, 0.5));
  CHECK(lines.line_at(3'500ms, 0.999) == "Spatial scan: 99\u00A0% done, about 10 seconds left.");
}
