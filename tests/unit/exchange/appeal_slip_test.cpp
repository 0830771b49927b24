// The applicant's slip, read back by Poppler in the system ring; here that it is one page whatever was said.
#include "layers/exchange/appeal_slip.h"

#include <doctest/doctest.h>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}
}  // namespace

TEST_CASE("a slip is one A6 page, however long the appeal") {
  const RegisterSnapshot snapshot;
  Appeal appeal;
  appeal.reg_no = "TB-A-2026-0070";
  for (int i = 0; i < 300; ++i) appeal.summary += "Көшеде шам жоқ, балалар қараңғыда жүреді. ";
  const auto bytes = appeal_slip(snapshot, appeal, Language::kk);
  REQUIRE(bytes.has_value());
  CHECK(bytes->starts_with("%PDF-"));
  CHECK(count(*bytes, "/Type /Page %") == 1);
}

}  // namespace riskmap
