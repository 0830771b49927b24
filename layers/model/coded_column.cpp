#include "layers/model/coded_column.h"

#include <algorithm>

#include "layers/core/contract.h"

namespace riskmap {

CodedColumn::Code CodedColumn::code_of(Key key) {
  if (const auto found = code_of_key_.find(key); found != code_of_key_.end()) return found->second;
  if (keys_.size() > 0xFFFF) return odd;
  const auto code = static_cast<Code>(keys_.size());
  code_of_key_.emplace(key, code);
  keys_.push_back(key);
  counts_.push_back(0);
  examples_.push_back(0);
  if (has_bitmaps())
    bitmaps_.emplace_back(codes_.size());
  else
    bitmaps_ = {};
  return code;
}

std::size_t CodedColumn::example_of(Code code) const {
  RISKMAP_REQUIRE(counts_[code] > 0);
  std::size_t& example = examples_[code];
  if (codes_[example] != code) example = static_cast<std::size_t>(std::ranges::find(codes_, code) - codes_.begin());
  return example;
}

void CodedColumn::resize(std::size_t positions) {
  counts_[absent] += static_cast<std::uint32_t>(positions - codes_.size());
  codes_.resize(positions, absent);
  odd_.resize(positions);
  for (std::size_t code = first_value; code < bitmaps_.size(); ++code) bitmaps_[code].resize(positions);
}

void CodedColumn::set(std::size_t position, Code code) {
  const Code before = codes_[position];
  if (before == code) return;
  ++stamp_;
  codes_[position] = code;
  --counts_[before];
  ++counts_[code];
  examples_[code] = position;
  if (before == odd) odd_.clear(position);
  if (code == odd) odd_.set(position);
  if (bitmaps_.empty()) return;
  if (before >= first_value) bitmaps_[before].clear(position);
  if (code >= first_value) bitmaps_[code].set(position);
}

RowBitmap CodedColumn::where(const std::vector<unsigned char>& accepted) const {
  if (bitmaps_.empty())
    return RowBitmap::where(codes_.size(), [&](std::size_t position) { return accepted[codes_[position]] != 0; });
  RowBitmap found{codes_.size()};
  for (std::size_t code = first_value; code < accepted.size(); ++code)
    if (accepted[code] != 0) found.add(bitmaps_[code]);
  return found;
}

std::size_t CodedColumn::count(Code code, const RowBitmap& among, std::size_t begin, std::size_t end) const {
  if (!bitmaps_.empty()) return among.count_shared(bitmaps_[code], begin, end);
  std::size_t count = 0;
  among.for_each_in(begin, end, [&](std::size_t position) { count += codes_[position] == code; });
  return count;
}

std::size_t CodedColumn::bytes() const {
  std::size_t bytes = codes_.capacity() * sizeof(Code) + odd_.bytes();
  for (const auto& bitmap : bitmaps_) bytes += bitmap.bytes();
  constexpr std::size_t hash_node = 32;
  return bytes + keys_.size() * (sizeof(Key) + sizeof(std::uint32_t) + sizeof(std::size_t) + hash_node);
}

}  // namespace riskmap
