// A few neighbouring rows of a table as bytes: of each what is counted and drawn, at hand; its texts, compressed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/compression.h"

namespace riskmap {

// One record as bytes; both empty = an empty slot.
struct PackedRow {
  std::string core, texts;
};

class PackedBlock {
 public:
  // `like`: texts of the kind that these are, or null.
  PackedBlock(std::span<const PackedRow> rows, std::shared_ptr<const LikeBytes> like);
  [[nodiscard]] std::string_view core(std::size_t row) const;  // as long as the block
  // Only looked at: valid until this thread asks another block for its texts.
  [[nodiscard]] std::string_view texts(std::size_t row) const;

 private:
  std::uint64_t serial_;             // tells blocks apart, those that are gone too
  std::string bytes_;                // the cores, then the compressed texts
  std::vector<std::uint32_t> ends_;  // of the cores, by row
  std::uint32_t texts_size_ = 0;     // uncompressed; 0 = no row has any
  std::shared_ptr<const LikeBytes> like_;
};

}  // namespace riskmap
