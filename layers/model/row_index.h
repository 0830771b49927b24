// From a record's uuid or code to its row; an edited copy shares all but the shards it touched.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layers/core/uuid.h"
#include "layers/model/chunked_table.h"

namespace riskmap {

class RowIndex {
 public:
  [[nodiscard]] Row find(std::string_view key) const;
  void set(std::string_view key, Row row);  // no_row forgets the key; an empty key is nobody's

 private:
  // A uuid in its usual spelling takes twenty bytes instead of the hundred of a text in a map; there are millions.
  using Uuid = UuidBits;

  // Open addressing, a power of two of slots. A forgotten key keeps its slot with no_row: an undo brings it back.
  class Shard {
   public:
    [[nodiscard]] Row find(Uuid uuid, std::uint64_t hash) const;
    void set(Uuid uuid, std::uint64_t hash, Row row);

   private:
    [[nodiscard]] std::size_t slot_of(Uuid uuid, std::uint64_t hash) const;
    void grow();

    std::vector<Uuid> keys_;  // all zero = free
    std::vector<Row> rows_;
    std::size_t used_ = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
  };
  using Names = std::unordered_map<std::string, Row, Hash, std::equal_to<>>;

  std::array<std::shared_ptr<Shard>, 256> shards_{};
  std::shared_ptr<Names> names_;  // whatever is not a uuid
};

}  // namespace riskmap
