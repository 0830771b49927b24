// One bit a position, and the few operations that filters and counts are made of.
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace riskmap {

class RowBitmap {
 public:
  RowBitmap() = default;
  explicit RowBitmap(std::size_t size) { resize(size); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool operator[](std::size_t at) const { return (words_[at / 64] >> at % 64 & 1U) != 0; }
  void set(std::size_t at) { words_[at / 64] |= std::uint64_t{1} << at % 64; }
  void clear(std::size_t at) { words_[at / 64] &= ~(std::uint64_t{1} << at % 64); }
  void resize(std::size_t size) {  // grows only
    words_.resize((size + 63) / 64, 0);
    size_ = size;
  }

  // Of two bitmaps of one size.
  void keep(const RowBitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void add(const RowBitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void take_away(const RowBitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }

  [[nodiscard]] std::size_t count() const { return count(0, size_); }
  [[nodiscard]] std::size_t count(std::size_t begin, std::size_t end) const {
    return bits_in(begin, end, [this](std::size_t i) { return words_[i]; });
  }
  // In both, of two bitmaps of one size.
  [[nodiscard]] std::size_t count_shared(const RowBitmap& other, std::size_t begin, std::size_t end) const {
    return bits_in(begin, end, [this, &other](std::size_t i) { return words_[i] & other.words_[i]; });
  }

  // Ascending, from `begin` on.
  template <typename Visit>
  void for_each(Visit visit, std::size_t begin = 0) const {
    for_each_in(begin, size_, visit);
  }
  template <typename Visit>
  void for_each_in(std::size_t begin, std::size_t end, Visit visit) const {
    if (begin >= end) return;
    const std::size_t first = begin / 64, last = (end - 1) / 64;
    for (std::size_t i = first; i <= last; ++i) {
      std::uint64_t word = words_[i];
      if (i == first) word &= head_from(begin);
      if (i == last) word &= tail_to(end);
      for (; word != 0; word &= word - 1) visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
  // Sets bit i where holds(i); 64 answers make a word.
  template <typename Holds>
  static RowBitmap where(std::size_t size, Holds holds) {
    RowBitmap bitmap{size};
    for (std::size_t i = 0; i < bitmap.words_.size(); ++i) {
      const std::size_t begin = i * 64, end = std::min(size, begin + 64);
      std::uint64_t word = 0;
      for (std::size_t at = begin; at < end; ++at) word |= std::uint64_t{holds(at)} << (at - begin);
      bitmap.words_[i] = word;
    }
    return bitmap;
  }
  [[nodiscard]] std::size_t bytes() const { return words_.capacity() * sizeof(std::uint64_t); }

 private:
  static std::uint64_t head_from(std::size_t begin) { return ~std::uint64_t{0} << begin % 64; }
  static std::uint64_t tail_to(std::size_t end) { return ~std::uint64_t{0} >> (63 - (end - 1) % 64); }
  template <typename WordAt>
  static std::size_t bits_in(std::size_t begin, std::size_t end, WordAt word_at) {
    if (begin >= end) return 0;
    const std::size_t first = begin / 64, last = (end - 1) / 64;
    if (first == last) return bits_of(word_at(first) & head_from(begin) & tail_to(end));
    std::size_t bits = bits_of(word_at(first) & head_from(begin)) + bits_of(word_at(last) & tail_to(end));
    for (std::size_t i = first + 1; i < last; ++i) bits += bits_of(word_at(i));
    return bits;
  }
  // Side by side in a word: std::popcount is a call for each word where the processor is not known to have it.
  static std::size_t bits_of(std::uint64_t word) {
    word -= word >> 1 & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + (word >> 2 & 0x3333333333333333U);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0FU;
    return word * 0x0101010101010101U >> 56;
  }

  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
};

}  // namespace riskmap
