// Any bytes behind SQLite's mark as a GeoPackage.
#include <algorithm>

#include "tests/fuzz/geo_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view mark{"SQLite format 3\0", 16};
  std::string bytes{riskmap::fuzz::view_of(data, size)};
  bytes.resize(std::max(bytes.size(), mark.size()));
  std::ranges::copy(mark, bytes.begin());
  const riskmap::fuzz::Folder folder;
  riskmap::fuzz::read_whole(folder, folder.write("input.gpkg", bytes));
  return 0;
}
