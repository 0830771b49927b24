// What a register says about itself when it is a copy taken along on a laptop (`riskmap checkout`).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace riskmap {

struct Checkout {
  std::string register_uuid;    // whose copy it is
  std::string register_name;    // its title, or the name of its file
  std::string area;             // the code of the place it was taken for
  std::string at;               // UTC
  std::int64_t history = 0;     // the last row of the history that came along; whatever follows was done on the laptop
  bool has_applicants = false;  // they came along
  // The register's newest batch then: one that lacks it is older than the copy, restored from a backup.
  std::string newest_batch{};
  // A checkin that was begun: its batch in the register, and the last row of the history that it brings.
  std::string begun_batch{};
  std::int64_t begun_history = 0;
};

using Meta = std::map<std::string, std::string, std::less<>>;

// Nothing for a register that is no copy.
std::optional<Checkout> checkout_of(const Meta& meta);
// The lines of rm_meta that say so. checkout_of() reads the same back.
Meta meta_of(const Checkout& checkout);
bool is_of_checkout(std::string_view key);

}  // namespace riskmap
