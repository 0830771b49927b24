// From a uuid to the row of a large table, which holds the uuids itself: five bytes a slot instead of twenty.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "layers/core/uuid.h"
#include "layers/model/chunked_table.h"

namespace riskmap {

// A row whose record has gone is a miss by its uuid. Copies share all shards but those that were added to.
class UuidRows {
 public:
  // `uuid_at(row)`: what the table has there.
  template <typename UuidAt>
  [[nodiscard]] Row find(UuidBits uuid, UuidAt uuid_at) const {
    const auto hash = hash_of(uuid);
    const auto& shard = shards_[hash >> 56];
    if (!shard) return no_row;
    const auto mask = shard->rows.size() - 1;
    for (auto slot = static_cast<std::size_t>(hash) & mask; shard->rows[slot] != no_row; slot = (slot + 1) & mask)
      if (shard->tags[slot] == tag_of(hash) && uuid_at(shard->rows[slot]) == uuid) return shard->rows[slot];
    return no_row;
  }
  // A uuid that find() does not find.
  template <typename UuidAt>
  void add(UuidBits uuid, Row row, UuidAt uuid_at) {
    auto& shared = shards_[hash_of(uuid) >> 56];
    if (!shared)
      shared = std::make_shared<Shard>();
    else if (shared.use_count() != 1)
      shared = std::make_shared<Shard>(*shared);
    if ((shared->used + 1) * 4 > shared->rows.size() * 3) *shared = grown(*shared, uuid_at);
    put(*shared, hash_of(uuid), row);
  }

 private:
  struct Shard {
    std::vector<Row> rows;            // open addressing, a power of two of slots; no_row = free
    std::vector<unsigned char> tags;  // a part of the hash: most misses need no look at the table
    std::size_t used = 0;
  };
  static unsigned char tag_of(std::uint64_t hash) { return static_cast<unsigned char>(hash >> 40); }
  static void put(Shard& shard, std::uint64_t hash, Row row);
  template <typename UuidAt>
  static Shard grown(const Shard& shard, UuidAt uuid_at) {
    constexpr std::size_t first_slots = 16;
    Shard larger;
    const auto slots = shard.rows.empty() ? first_slots : shard.rows.size() * 2;
    larger.rows.assign(slots, no_row);
    larger.tags.assign(slots, 0);
    for (const Row row : shard.rows)
      if (const auto uuid = row == no_row ? UuidBits{} : uuid_at(row); uuid != UuidBits{})
        put(larger, hash_of(uuid), row);
    return larger;
  }

  std::array<std::shared_ptr<Shard>, 256> shards_{};
};

}  // namespace riskmap
