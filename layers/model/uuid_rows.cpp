#include "layers/model/uuid_rows.h"

namespace riskmap {

void UuidRows::put(Shard& shard, std::uint64_t hash, Row row) {
  const auto mask = shard.rows.size() - 1;
  auto slot = static_cast<std::size_t>(hash) & mask;
  while (shard.rows[slot] != no_row) slot = (slot + 1) & mask;
  shard.rows[slot] = row;
  shard.tags[slot] = tag_of(hash);
  ++shard.used;
}

}  // namespace riskmap
