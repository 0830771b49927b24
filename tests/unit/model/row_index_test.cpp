// Millions of uuids, other keys among them, and copies that know nothing of each other.
#include "layers/model/row_index.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "layers/core/uuid.h"

using namespace riskmap;

TEST_SUITE_BEGIN("row index");

TEST_CASE("every key finds its row, whatever it looks like") {
  RowIndex index;
  const auto uuid = new_uuid();
  const std::string nil = "00000000-0000-0000-0000-000000000000";
  auto capital = uuid;
  for (auto& c : capital) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  auto broken = uuid;
  broken[8] = 'a';
  auto odd = uuid;
  odd[35] = 'g';
  const std::vector<std::string> keys{uuid, nil, capital + "A", broken, odd, "515430100", "Көксәйек"};
  for (Row row = 0; row < keys.size(); ++row) index.set(keys[row], row);
  for (Row row = 0; row < keys.size(); ++row) CHECK(index.find(keys[row]) == row);
  CHECK(index.find(new_uuid()) == no_row);
  CHECK(index.find("") == no_row);
  if (capital != uuid) CHECK(index.find(capital) == no_row);
}

TEST_CASE("an empty key is nobody's") {
  RowIndex index;
  index.set("", 1);
  CHECK(index.find("") == no_row);
}

TEST_CASE("what is forgotten is found no more, and may come back") {
  RowIndex index;
  for (const auto& key : {new_uuid(), std::string{"515430100"}}) {
    index.set(key, 1);
    index.set(key, no_row);
    CHECK(index.find(key) == no_row);
    index.set(key, 2);
    CHECK(index.find(key) == 2);
  }
  index.set(new_uuid(), no_row);
}

// Keys that differ in few digits, as those of a grown register do, and some that were forgotten before the table grew.
TEST_CASE("hundred thousand uuids stay apart") {
  constexpr Row count = 100'000;
  const auto key = [](Row row) { return fmt::format("5b0c7a3e-1f4d-5c2a-9e6b-{:012x}", row); };
  RowIndex index;
  for (Row row = 0; row < count; ++row) {
    index.set(key(row), row);
    if (row % 3 == 0) index.set(key(row), no_row);
  }
  std::size_t wrong = 0;
  for (Row row = 0; row < count; ++row) wrong += index.find(key(row)) != (row % 3 == 0 ? no_row : row);
  CHECK(wrong == 0);
  CHECK(index.find(key(count)) == no_row);
}

TEST_CASE("a copy and what it was copied from know nothing of each other's changes") {
  RowIndex before;
  const auto uuid = new_uuid();
  before.set(uuid, 1);
  before.set("code", 1);
  auto after = before;
  after.set(uuid, 2);
  after.set("code", no_row);
  CHECK(before.find(uuid) == 1);
  CHECK(before.find("code") == 1);
  CHECK(after.find(uuid) == 2);
  CHECK(after.find("code") == no_row);
}

TEST_SUITE_END();
