#include "layers/geo/large_pages.h"

#include <sys/mman.h>

namespace riskmap {

void ask_for_large_pages(const void* begin, const void* end) {
  constexpr std::uintptr_t page = 2 << 20;
  const auto first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
  const auto last = reinterpret_cast<std::uintptr_t>(end) / page * page;
  if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

}  // namespace riskmap
