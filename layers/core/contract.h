// What only a bug can cause: the program stops and says where.
#pragma once

namespace riskmap {
[[noreturn]] void contract_broken(const char* condition, const char* file, int line);
}

#define RISKMAP_REQUIRE(condition) \
  ((condition) ? static_cast<void>(0) : ::riskmap::contract_broken(#condition, __FILE__, __LINE__))
