// Immutable rows in chunks: an edited copy shares every chunk it did not touch (`decisions.md` 11).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "layers/core/contract.h"

namespace riskmap {

using Row = std::uint32_t;  // dense position in one table of one snapshot, stable across edits
inline constexpr Row no_row = 0xFFFFFFFF;

template <typename T>
class ChunkedTable {
 public:
  static constexpr std::size_t chunk_rows = 4096;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const T& operator[](std::size_t row) const { return (*chunks_[row / chunk_rows])[row % chunk_rows]; }
  // Copies the row's chunk unless this table is its only owner.
  T& change(std::size_t row) {
    RISKMAP_REQUIRE(row < size_);
    auto& chunk = chunks_[row / chunk_rows];
    if (chunk.use_count() != 1) chunk = std::make_shared<std::vector<T>>(*chunk);
    return (*chunk)[row % chunk_rows];
  }
  Row append(T value) {
    if (size_ % chunk_rows == 0) {
      chunks_.push_back(std::make_shared<std::vector<T>>());
    } else if (chunks_.back().use_count() != 1) {
      chunks_.back() = std::make_shared<std::vector<T>>(*chunks_.back());
    }
    chunks_.back()->push_back(std::move(value));
    return static_cast<Row>(size_++);
  }

 private:
  std::vector<std::shared_ptr<std::vector<T>>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace riskmap
