// Memory for what a big file holds: in large pages, where the system has them on request. First use of fresh memory
// costs more than filling it does, and most of that is by the page.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace riskmap {

// Asks for them between two addresses. A wish: refused, all is well.
void ask_for_large_pages(const void* begin, const void* end);

// Reserves room for `count` values. What is never used of it costs nothing.
template <typename Value>
void reserve_in_large_pages(std::vector<Value>& values, std::size_t count) {
  values.reserve(count);
  ask_for_large_pages(values.data(), values.data() + values.capacity());
}

// For the vertices of a file: 16 bytes a vertex in binary files, at least 12 in text.
inline void reserve_vertices(std::vector<double>& x, std::vector<double>& y, std::uintmax_t file_size) {
  constexpr std::uintmax_t most = 32 << 20;
  const auto vertices = static_cast<std::size_t>(file_size / 12 < most ? file_size / 12 : most);
  reserve_in_large_pages(x, vertices);
  reserve_in_large_pages(y, vertices);
}

}  // namespace riskmap
