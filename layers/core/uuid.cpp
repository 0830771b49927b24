// UUIDs of versions 4 and 5 (RFC 4122).
#include "layers/core/uuid.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <vector>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
using Bytes = std::array<unsigned char, 16>;

// v5 of "riskmap" in the DNS name space of RFC 4122 would need that space spelled out; a random constant serves as
// well.
constexpr Bytes name_space = {0x5a, 0x1c, 0x6e, 0x02, 0x9b, 0x7d, 0x4f, 0x38,
                              0x8e, 0x21, 0x3c, 0xd4, 0x70, 0xaf, 0x66, 0x19};

// 0 to 15, or 16 for what is no digit; capital letters spell another text, which is another key. A table, because the
// digits of a uuid are beyond guessing for a processor.
constexpr auto digits = [] {
  std::array<unsigned char, 256> table{};
  table.fill(16);
  for (std::size_t i = 0; i < 16; ++i)
    table[static_cast<unsigned char>("0123456789abcdef"[i])] = static_cast<unsigned char>(i);
  return table;
}();

std::string spelled(Bytes bytes, unsigned version) {
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | (version << 4));
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", bytes[i]);
  }
  return text;
}
}  // namespace

std::string new_uuid() {
  Bytes bytes{};
  RISKMAP_REQUIRE(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  return spelled(bytes, 4);
}

std::string uuid_of_name(std::string_view name) {
  std::vector<unsigned char> input(name_space.begin(), name_space.end());
  input.insert(input.end(), name.begin(), name.end());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  RISKMAP_REQUIRE(EVP_Digest(input.data(), input.size(), digest.data(), &size, EVP_sha1(), nullptr) == 1 && size >= 16);
  Bytes bytes{};
  std::copy_n(digest.begin(), bytes.size(), bytes.begin());
  return spelled(bytes, 5);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool is_hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (is_dash ? text[i] != '-' : !is_hex) return false;
  }
  return true;
}

std::optional<UuidBits> uuid_bits(std::string_view text) {
  if (text.size() != 36) return {};
  UuidBits uuid;
  unsigned strange = 0;
  const auto take = [&](std::size_t from, std::size_t to, std::uint64_t& half) {
    for (std::size_t i = from; i < to; ++i) {
      const unsigned digit = digits[static_cast<unsigned char>(text[i])];
      strange |= digit;
      half = half << 4 | (digit & 15);
    }
  };
  take(0, 8, uuid.high);
  take(9, 13, uuid.high);
  take(14, 18, uuid.high);
  take(19, 23, uuid.low);
  take(24, 36, uuid.low);
  if (strange > 15 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return {};
  return uuid == UuidBits{} ? std::nullopt : std::optional{uuid};
}

std::uint64_t hash_of(UuidBits uuid) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
  const auto mixed = (uuid.high ^ (uuid.low * golden)) * golden;
  return mixed ^ mixed >> 29;
}

std::string text_of(UuidBits uuid) {
  std::string text(36, '-');
  const auto put = [&text](std::size_t from, std::size_t to, std::uint64_t& half) {
    for (std::size_t i = to; i > from; --i, half >>= 4) text[i - 1] = "0123456789abcdef"[half & 15];
  };
  put(14, 18, uuid.high);
  put(9, 13, uuid.high);
  put(0, 8, uuid.high);
  put(24, 36, uuid.low);
  put(19, 23, uuid.low);
  return text;
}

}  // namespace riskmap
