// Who brought an appeal: what is asked of their data, who is the same person, until when they are kept.
#include "layers/model/applicant.h"

#include <doctest/doctest.h>

#include "layers/model/expired_applicants.h"
#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

TEST_CASE("a phone is the same however it was grouped and begun") {
  CHECK(phone_key("+7 (701) 555-12-34") == "7015551234");
  CHECK(phone_key("8 701 555 12 34") == "7015551234");
  CHECK(phone_key("7015551234") == "7015551234");
  CHECK(phone_key("6-21-43") == "62143");
  CHECK(phone_key("103").empty());
  CHECK(phone_key("жоқ").empty());
}

TEST_CASE("one phone, IIN, address or nickname is one person; a name alone is no proof") {
  const Fields one = {{"full_name", text("Әлия Серікова")}, {"phone", text("87015551234")}, {"handle", text("@aliya")}};
  CHECK(is_same_person(one, {{"phone", text("+7 701 555-12-34")}}));
  CHECK(is_same_person(one, {{"handle", text("@Aliya")}}));
  CHECK(!is_same_person(one, {{"full_name", text("Әлия Серікова")}}));
  CHECK(!is_same_person({{"phone", text("102")}}, {{"phone", text("102")}}));
  CHECK(!is_same_person({}, {}));
}

TEST_CASE("what cannot be kept of an applicant is refused beside its field") {
  const auto refused = [](const char* name, Value value) {
    const auto problems = problems_of_applicant({{name, std::move(value)}}, today);
    return problems.empty() ? std::string{} : std::string{name_of(problems.front().error.code)};
  };
  CHECK(refused("iin", text("12345")) == "err.number_format");
  CHECK(refused("iin", text("01020340012x")) == "err.number_format");
  CHECK(refused("iin", text("010203400123")).empty());
  CHECK(refused("full_name", Value{std::string(201, 'a')}) == "err.too_long");
  CHECK(refused("consent_on", text("2025-06-17")) == "err.date_future");
  CHECK(refused("consent_on", text("31.02")) == "err.date_format");
  CHECK(refused("nickname", text("x")) == "err.unknown_field");
  CHECK(refused("note", Value{}).empty());
  CHECK(completed_applicant({{"full_name", text("  Серік ")}}) == Fields{{"full_name", text("Серік")}});
  CHECK(masked_iin("010203400123") == "0102****0123");
}

TEST_CASE("a person's data are kept for a year after the answer and the last of the problems") {
  Office office;
  const auto kept = [&office] {
    const auto book = appeals_of(office.snapshot, today);
    const auto until = kept_until(office.snapshot, book.appeals.front());
    return until ? iso_date(*until) : std::string{};
  };
  office.put(Entity::appeal, "a", {{"summary", text("Су жоқ")}, {"received_on", text("2025-06-01")}});
  CHECK(kept().empty());
  office.put(Entity::appeal, "a",
             {{"summary", text("Су жоқ")}, {"received_on", text("2025-06-01")}, {"answered_on", text("2025-06-10")}});
  CHECK(kept() == "2026-06-10");
}

TEST_CASE("whose time is over is listed where something is written down, the longest overdue first") {
  Office office;
  const auto appeal = [&office](const char* number, const char* answered_on) {
    Fields fields = {{"reg_no", text(number)}, {"summary", text("Су жоқ")}, {"received_on", text("2023-06-01")}};
    if (*answered_on != 0) fields.emplace("answered_on", text(answered_on));
    return office.put(Entity::appeal, number, std::move(fields));
  };
  const std::vector known = {appeal("A-1", "2024-06-15"), appeal("A-2", "2023-06-20"), appeal("A-3", "2024-06-16"),
                             appeal("A-4", ""), std::string{"gone"}};
  appeal("A-5", "2023-06-20");
  const auto expired = expired_applicants(office.snapshot, appeals_of(office.snapshot, today), known, today);
  REQUIRE(expired.size() == 2);
  CHECK(expired[0].reg_no == "A-2");
  CHECK(expired[1].reg_no == "A-1");
  CHECK(iso_date(expired[1].until) == "2025-06-15");  // the day before today
}

}  // namespace riskmap
