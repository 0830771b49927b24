// A hash table of uuids, and an ordinary one for all other keys.
#include "layers/model/row_index.h"

namespace riskmap {

namespace {
constexpr std::size_t first_slots = 16;

// The part of a shared pointer that this owner may change.
template <typename Part>
Part& own(std::shared_ptr<Part>& part) {
  if (!part)
    part = std::make_shared<Part>();
  else if (part.use_count() != 1)
    part = std::make_shared<Part>(*part);
  return *part;
}
}  // namespace

std::size_t RowIndex::Shard::slot_of(Uuid uuid, std::uint64_t hash) const {
  const auto mask = keys_.size() - 1;
  auto slot = static_cast<std::size_t>(hash) & mask;
  while (keys_[slot] != uuid && keys_[slot] != Uuid{}) slot = (slot + 1) & mask;
  return slot;
}

Row RowIndex::Shard::find(Uuid uuid, std::uint64_t hash) const {
  if (keys_.empty()) return no_row;
  return rows_[slot_of(uuid, hash)];
}

void RowIndex::Shard::set(Uuid uuid, std::uint64_t hash, Row row) {
  if ((used_ + 1) * 4 > keys_.size() * 3) grow();
  const auto slot = slot_of(uuid, hash);
  if (keys_[slot] == Uuid{}) {
    if (row == no_row) return;
    keys_[slot] = uuid;
    ++used_;
  }
  rows_[slot] = row;
}

void RowIndex::Shard::grow() {
  Shard larger;
  const auto slots = keys_.empty() ? first_slots : keys_.size() * 2;
  larger.keys_.resize(slots);
  larger.rows_.resize(slots, no_row);
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (rows_[i] != no_row) larger.set(keys_[i], hash_of(keys_[i]), rows_[i]);
  *this = std::move(larger);
}

Row RowIndex::find(std::string_view key) const {
  if (const auto uuid = uuid_bits(key)) {
    const auto hash = hash_of(*uuid);
    const auto& shard = shards_[hash >> 56];
    return shard ? shard->find(*uuid, hash) : no_row;
  }
  if (!names_) return no_row;
  const auto found = names_->find(key);
  return found == names_->end() ? no_row : found->second;
}

void RowIndex::set(std::string_view key, Row row) {
  if (key.empty()) return;
  if (const auto uuid = uuid_bits(key)) {
    const auto hash = hash_of(*uuid);
    return own(shards_[hash >> 56]).set(*uuid, hash, row);
  }
  auto& names = own(names_);
  if (row == no_row)
    names.erase(std::string{key});
  else
    names.insert_or_assign(std::string{key}, row);
}

}  // namespace riskmap
