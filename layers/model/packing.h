// Members of a record to bytes and back: those that differ from the usual only, numbers as short as they are.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/units.h"
#include "layers/model/chunked_table.h"
#include "layers/model/value.h"

namespace riskmap {

// Short words that occur again and again (codes), by number.
class PackedWords {
 public:
  [[nodiscard]] std::uint32_t find(std::string_view word) const;  // 0 = not among them
  std::uint32_t add(std::string_view word);                       // 0 = no room for more
  [[nodiscard]] const std::string& operator[](std::uint32_t number) const { return words_[number - 1]; }

 private:
  std::vector<std::string> words_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

// Both are called with the same members in the same order, 64 at most.
class PackWriter {
 public:
  template <typename T>
  void operator()(const T& member, const std::type_identity_t<T>& usual = {}) {
    note(member != usual);
    if (member != usual) put(member);
  }
  void word(const std::string& member, PackedWords& words);
  [[nodiscard]] std::string taken() const;  // which members there are, then these

 private:
  void note(bool is_there) { mask_ |= std::uint64_t{is_there} << count_++; }
  static void append(std::string& bytes, std::uint64_t number);
  void put(std::uint64_t number) { append(bytes_, number); }
  void put(std::int64_t number) {  // small numbers of either sign are short
    append(bytes_, static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63));
  }
  void put(int number) { put(std::int64_t{number}); }
  void put(Row row) { put(std::uint64_t{row}); }
  void put(bool flag) { put(std::uint64_t{flag}); }
  void put(double number);
  void put(Date day) { put(std::int64_t{day.time_since_epoch().count()}); }
  void put(LonLat point) { put(point.lon), put(point.lat); }
  void put(const std::string& text);
  void put(const std::vector<Row>& rows);
  void put(const Fields& fields);
  template <typename T>
  void put(const std::optional<T>& member) {
    put(*member);
  }
  template <typename T>
    requires std::is_enum_v<T>
  void put(T member) {
    put(static_cast<std::uint64_t>(member));
  }

  std::uint64_t mask_ = 0;
  unsigned count_ = 0;
  std::string bytes_;
};

class PackReader {
 public:
  explicit PackReader(std::string_view bytes) : at_{bytes.data()} { mask_ = number(); }
  // The member has its usual value already.
  template <typename T>
  void operator()(T& member, const std::type_identity_t<T>& = {}) {
    if (is_there()) take(member);
  }
  void word(std::string& member, const PackedWords& words);

 private:
  bool is_there() {
    const bool there = (mask_ & 1) != 0;
    mask_ >>= 1;
    return there;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= std::uint64_t{byte & 127U} << shift;
      if (byte < 128) return value;
    }
  }
  std::string_view text() {
    const auto size = static_cast<std::size_t>(number());
    at_ += size;
    return {at_ - size, size};
  }
  void take(std::int64_t& member) {
    const auto value = number();
    member = static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
  }
  void take(int& member) {
    std::int64_t value = 0;
    take(value);
    member = static_cast<int>(value);
  }
  void take(Row& member) { member = static_cast<Row>(number()); }
  void take(bool& member) { member = number() != 0; }
  void take(double& member) {
    std::memcpy(&member, at_, sizeof member);
    at_ += sizeof member;
  }
  void take(Date& member) {
    std::int64_t days = 0;
    take(days);
    member = Date{std::chrono::days{days}};
  }
  void take(LonLat& member) { take(member.lon), take(member.lat); }
  void take(std::string& member) { member = text(); }
  void take(std::vector<Row>& member);
  void take(Fields& member);
  template <typename T>
  void take(std::optional<T>& member) {
    take(member.emplace());
  }
  template <typename T>
    requires std::is_enum_v<T>
  void take(T& member) {
    member = static_cast<T>(number());
  }

  std::uint64_t mask_ = 0;
  const char* at_;
};

}  // namespace riskmap
