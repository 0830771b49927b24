// One input is a whole Shapefile: two lengths (16 bits each, little-endian) of .shp and .dbf, then both, then the .cpg.
// The index is rebuilt by the reader.
#include <algorithm>

#include "tests/fuzz/geo_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const std::string_view bytes = riskmap::fuzz::view_of(data + 4, size - 4);
  const auto length = [&](std::size_t at) { return static_cast<std::size_t>(data[at] | data[at + 1] << 8); };
  const std::size_t shapes = std::min(length(0), bytes.size());
  const std::size_t table = std::min(length(2), bytes.size() - shapes);
  const riskmap::fuzz::Folder folder;
  (void)folder.write("input.dbf", bytes.substr(shapes, table));
  (void)folder.write("input.cpg", bytes.substr(shapes + table));
  riskmap::fuzz::read_whole(folder, folder.write("input.shp", bytes.substr(0, shapes)));
  return 0;
}
