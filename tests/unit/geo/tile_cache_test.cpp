// Map tiles on the disk.
#include "layers/geo/tile_cache.h"

#include <doctest/doctest.h>

#include <chrono>

#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
std::uintmax_t bytes_below(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}
}  // namespace

TEST_CASE_FIXTURE(Folder, "what is kept is found again, by the same address only") {
  const auto cache = TileCache::of("https://a.org/{z}/{x}/{y}", path()), other = TileCache::of("https://b.org", path());
  REQUIRE(cache);
  REQUIRE(other);
  const TileName tile{3, 4, 5};
  CHECK(cache->age(tile) == TileCache::Age::missing);
  REQUIRE(cache->keep(tile, "bytes"));
  CHECK(cache->age(tile) == TileCache::Age::fresh);
  CHECK(bytes_of(cache->file_of(tile)) == "bytes");
  CHECK(TileCache::of("https://a.org/{z}/{x}/{y}", path())->age(tile) == TileCache::Age::fresh);
  CHECK(other->age(tile) == TileCache::Age::missing);
}

TEST_CASE_FIXTURE(Folder, "a tile grows old") {
  const auto cache = TileCache::of("https://a.org", path());
  REQUIRE(cache->keep({0, 0, 0}, "bytes"));
  fs::last_write_time(cache->file_of({0, 0, 0}), fs::file_time_type::clock::now() - std::chrono::days{20});
  CHECK(cache->age({0, 0, 0}) == TileCache::Age::old);
}

TEST_CASE_FIXTURE(Folder, "beyond the bound the oldest go, whatever address they are of") {
  const auto cache = TileCache::of("https://a.org", path()), other = TileCache::of("https://b.org", path());
  for (int column = 0; column < 10; ++column) {
    const auto& target = column % 2 == 0 ? cache : other;
    REQUIRE(target->keep({5, column, 0}, std::string(1000, 'x')));
    fs::last_write_time(target->file_of({5, column, 0}),
                        fs::file_time_type::clock::now() - std::chrono::hours{100 - column});
  }
  cache->shrink(10'000);
  CHECK(bytes_below(path()) == 10'000);
  cache->shrink(8'000);
  CHECK(bytes_below(path()) == 6'000);
  CHECK(cache->age({5, 0, 0}) == TileCache::Age::missing);
  CHECK(other->age({5, 9, 0}) == TileCache::Age::fresh);
}

TEST_CASE_FIXTURE(Folder, "where nothing can be kept it says so") {
  const auto refused = TileCache::of("https://a.org", write("file", "no folder"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::io);
}
