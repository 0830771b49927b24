// How a register file opens, in a word.
#pragma once
#include <filesystem>
#include <string>

#include "tests/unit/store/store_fixture.h"

namespace riskmap::test {

inline Edit harmless(std::int64_t version = 1) {
  return edit(set(Entity::issue, no_water, version, {{"severity", Value{std::int64_t{5}}}}));
}

inline std::string how_it_opens(const std::filesystem::path& file) {
  const auto store = open_register(file);
  if (!store) return std::string{name_of(store.error().code)};
  const auto info = (*store)->info();
  const auto snapshot = (*store)->load();
  if (!snapshot) return "cannot be read: " + words(snapshot.error());
  if (!info.is_read_only) return "writable";
  const auto refused = (*store)->commit(harmless(), ayan);
  return refusal(refused) + ": " + info.read_only_reason;
}

}  // namespace riskmap::test
