// The rows of a snapshot's large tables, packed: a register has a million problems, and a person looks at a few. Rows
// are immutable and shared between revisions block by block (`decisions.md` 11, 36).
#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "layers/core/contract.h"
#include "layers/model/chunked_table.h"
#include "layers/model/record_packing.h"
#include "layers/model/row_index.h"
#include "layers/model/uuid_rows.h"

namespace riskmap {

template <typename Record>
class PackedTable {
 public:
  using Core = PackedAs<Record>::Core;
  static constexpr std::size_t block_rows = PackedAs<Record>::block_rows;

  [[nodiscard]] std::size_t size() const { return size_; }

  // The whole record, unpacked: a value of the caller's own. A walk over all rows asks for their cores.
  [[nodiscard]] Record operator[](std::size_t row) const {
    if (const auto* open = open_block(row)) return (*open)[row % block_rows];
    const PackedBlock& block = *blocks_[row / block_rows];
    const std::size_t at = row % block_rows;
    Record record;
    unpack(block.core(at), block.texts(at), *words_, record);
    return record;
  }
  [[nodiscard]] Core core(std::size_t row) const {
    if (const auto* open = open_block(row)) return (*open)[row % block_rows];
    Core core;
    unpack(blocks_[row / block_rows]->core(row % block_rows), *words_, core);
    return core;
  }
  [[nodiscard]] std::string uuid(std::size_t row) const {
    const auto bits = bits_at(row);
    return bits == UuidBits{} ? (*this)[row].uuid : text_of(bits);
  }
  // The uuid as bits, where it is spelled as usual: in the same order as the texts.
  [[nodiscard]] UuidBits bits_at(std::size_t row) const {
    if (const auto* open = open_block(row)) return uuid_bits((*open)[row % block_rows].uuid).value_or(UuidBits{});
    return uuid_in(blocks_[row / block_rows]->core(row % block_rows));
  }
  // The row that was appended with this uuid and still has it.
  [[nodiscard]] Row find(std::string_view uuid) const {
    if (const auto bits = uuid_bits(uuid)) return rows_.find(*bits, [this](Row row) { return bits_at(row); });
    const Row row = odd_rows_.find(uuid);
    return row != no_row && (*this)[row].uuid == uuid ? row : no_row;
  }

  // Opens the row's block until pack(). The record is valid until the next append.
  Record& change(std::size_t row) {
    RISKMAP_REQUIRE(row < size_);
    return opened(row / block_rows)[row % block_rows];
  }
  // A block that this fills is packed.
  Row append(Record record) {
    const auto row = static_cast<Row>(size_);
    const auto uuid = record.uuid;
    const std::size_t block = size_ / block_rows;
    if (size_ % block_rows == 0) {
      blocks_.append(nullptr);
      open_[block] = std::make_shared<std::vector<Record>>();
    }
    opened(block).push_back(std::move(record));
    ++size_;
    if (const auto bits = uuid_bits(uuid))
      rows_.add(*bits, row, [this](Row other) { return bits_at(other); });
    else
      odd_rows_.set(uuid, row);
    if (size_ % block_rows == 0) pack(block);
    return row;
  }
  // Packs what changes have opened. An open block gives the same records, and takes more memory.
  void pack() {
    while (!open_.empty()) pack(open_.begin()->first);
  }

  // Whether both tables share the block of this row, so that all its rows are the same.
  [[nodiscard]] bool shares_block(const PackedTable& other, std::size_t row) const {
    const std::size_t block = row / block_rows;
    if (row >= size_ || row >= other.size_) return false;
    const auto& mine = blocks_[block];
    return mine != nullptr && mine == other.blocks_[block];
  }

 private:
  using Open = std::shared_ptr<std::vector<Record>>;

  [[nodiscard]] const std::vector<Record>* open_block(std::size_t row) const {
    const std::size_t block = row / block_rows;
    return blocks_[block] != nullptr ? nullptr : open_.find(block)->second.get();
  }

  std::vector<Record>& opened(std::size_t block) {
    if (blocks_[block] != nullptr) {
      auto records = std::make_shared<std::vector<Record>>();
      for (std::size_t row = block * block_rows; row < std::min(size_, (block + 1) * block_rows); ++row)
        records->push_back((*this)[row]);
      open_[block] = std::move(records);
      blocks_.change(block) = nullptr;
    }
    Open& open = open_.find(block)->second;
    if (open.use_count() != 1) open = std::make_shared<std::vector<Record>>(*open);
    return *open;
  }

  void pack(std::size_t block) {
    const auto open = open_.extract(block);
    if (words_.use_count() != 1) words_ = std::make_shared<PackedWords>(*words_);
    std::vector<PackedRow> rows;
    for (const Record& record : *open.mapped()) rows.push_back(packed(record, *words_));
    blocks_.change(block) = std::make_shared<const PackedBlock>(rows, like_);
    if (!like_) learn(rows);
  }

  // The first texts are what later ones are compared with; a register of a few hundred records does without.
  void learn(const std::vector<PackedRow>& rows) {
    constexpr std::size_t enough = 100'000;
    for (const auto& row : rows) first_texts_ += row.texts;
    if (first_texts_.size() < enough) return;
    like_ = std::make_shared<const LikeBytes>(first_texts_);
    first_texts_ = {};
  }

  ChunkedTable<std::shared_ptr<const PackedBlock>> blocks_;  // null = open
  std::map<std::size_t, Open> open_;
  std::shared_ptr<PackedWords> words_ = std::make_shared<PackedWords>();  // grows only; older blocks keep their numbers
  std::string first_texts_;                                               // until there is like_
  std::shared_ptr<const LikeBytes> like_;
  UuidRows rows_;
  RowIndex odd_rows_;  // of uuids in no usual spelling
  std::size_t size_ = 0;
};

}  // namespace riskmap
