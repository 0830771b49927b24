// Names that are unique everywhere.
#include "layers/core/uuid.h"

#include <doctest/doctest.h>

#include <set>

namespace riskmap {

TEST_CASE("a new uuid is of version 4 and never the same") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto uuid = new_uuid();
    CHECK(is_uuid(uuid));
    CHECK(uuid[14] == '4');
    CHECK(std::string_view{"89ab"}.find(uuid[19]) != std::string_view::npos);
    seen.insert(uuid);
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("a name always has the same uuid of version 5") {
  const auto uuid = uuid_of_name("settlement 615820100");
  CHECK(is_uuid(uuid));
  CHECK(uuid[14] == '5');
  CHECK(uuid == uuid_of_name("settlement 615820100"));
  CHECK(uuid != uuid_of_name("settlement 615820101"));
}

TEST_CASE("only lower case with dashes in their places is a uuid") {
  CHECK(is_uuid("123e4567-e89b-42d3-a456-426614174000"));
  for (const auto* text : {"", "123E4567-e89b-42d3-a456-426614174000", "123e4567e89b42d3a456426614174000",
                           "123e4567-e89b-42d3-a456-42661417400", "123e4567-e89b-42d3-a456-4266141740000",
                           "123e4567-e89b-42d3-a456-42661417400g", "123e4567-e89b-42d3-a456_426614174000"}) {
    INFO(text);
    CHECK_FALSE(is_uuid(text));
  }
}

TEST_CASE("a uuid in the usual spelling is sixteen bytes, and no other text is") {
  const auto uuid = new_uuid();
  const auto bits = uuid_bits(uuid);
  REQUIRE(bits.has_value());
  CHECK(text_of(*bits) == uuid);
  CHECK(text_of({0x0123456789abcdef, 0xfedcba9876543210}) == "01234567-89ab-cdef-fedc-ba9876543210");
  for (const auto* text : {"", "123E4567-e89b-42d3-a456-426614174000", "00000000-0000-0000-0000-000000000000",
                           "123e4567-e89b-42d3-a456-42661417400g", "515430100"}) {
    INFO(text);
    CHECK_FALSE(uuid_bits(text).has_value());
  }
}

}  // namespace riskmap
