// One column of an index: per position a small code for its value, and the bitmap of each code while there are few.
#pragma once
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layers/model/row_bitmap.h"

namespace riskmap {

class CodedColumn {
 public:
  using Code = std::uint16_t;
  using Key = std::uint64_t;              // the value as the caller tells values apart
  static constexpr Code absent = 0;       // nothing at this position
  static constexpr Code odd = 1;          // a value that does not stand for itself, or one of more than a code can name
  static constexpr Code first_value = 2;  // codes of values ascend from here
  static constexpr std::size_t most_bitmaps = 128;  // 16 bytes a position at most

  // Makes the value known if it is new.
  Code code_of(Key key);
  [[nodiscard]] std::size_t code_count() const { return keys_.size(); }
  [[nodiscard]] Key key_of(Code code) const { return keys_[code]; }
  [[nodiscard]] std::size_t count(Code code) const { return counts_[code]; }
  // A position with this code; it must have one.
  [[nodiscard]] std::size_t example_of(Code code) const;

  void resize(std::size_t positions);  // grows only; new positions are absent
  void set(std::size_t position, Code code);
  [[nodiscard]] Code operator[](std::size_t position) const { return codes_[position]; }
  // How often set() changed something: a bitmap made at one stamp holds as long as the stamp stays.
  [[nodiscard]] std::uint64_t stamp() const { return stamp_; }

  // Positions whose code is accepted; `accepted` has one byte a code.
  [[nodiscard]] RowBitmap where(const std::vector<unsigned char>& accepted) const;
  // How many positions of `among` from `begin` to before `end` have this code, which is a value's.
  [[nodiscard]] std::size_t count(Code code, const RowBitmap& among, std::size_t begin, std::size_t end) const;
  [[nodiscard]] const RowBitmap& odd_positions() const { return odd_; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  [[nodiscard]] bool has_bitmaps() const { return keys_.size() <= first_value + most_bitmaps; }

  std::vector<Code> codes_;
  std::vector<Key> keys_{0, 0};
  std::vector<std::uint32_t> counts_{0, 0};
  std::unordered_map<Key, Code> code_of_key_;
  std::vector<RowBitmap> bitmaps_{2};  // by code, those of values only; none when there are too many values
  RowBitmap odd_;
  std::uint64_t stamp_ = 0;
  mutable std::vector<std::size_t> examples_{0, 0};
};

}  // namespace riskmap
