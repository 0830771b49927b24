// Any bytes as a GeoJSON file; the content check may send them to another text format.
#include "tests/fuzz/geo_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const riskmap::fuzz::Folder folder;
  riskmap::fuzz::read_whole(folder, folder.write("input.geojson", riskmap::fuzz::view_of(data, size)));
  return 0;
}
