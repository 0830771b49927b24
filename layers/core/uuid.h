// Record names that are unique everywhere: made by the client, kept by every copy.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace riskmap {

std::string new_uuid();                           // version 4 (random), lower case with dashes
std::string uuid_of_name(std::string_view name);  // version 5 in Risk Map's own name space: same name, same uuid
bool is_uuid(std::string_view text);

// A uuid in 16 bytes instead of 36 letters; the one of zeros only stands for none.
struct UuidBits {
  std::uint64_t high = 0, low = 0;
  friend auto operator<=>(const UuidBits&, const UuidBits&) = default;  // as the texts
};
std::optional<UuidBits> uuid_bits(std::string_view text);  // nothing for another spelling, and for zeros only
std::string text_of(UuidBits uuid);
std::uint64_t hash_of(UuidBits uuid);  // every bit of the uuid reaches the upper bits and the middle ones

}  // namespace riskmap
