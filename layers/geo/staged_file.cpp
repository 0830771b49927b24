// One function per format that needs more than its own path.
#include "layers/geo/staged_file.h"

namespace riskmap {

Result<StagedFile> stage_file(const CheckedFile& file) {
  StagedFile staged{.path = file.path, .drivers = {std::string{driver_of(file.format)}}};
  if (file.format == FileFormat::shapefile) staged.open_options.emplace_back("ENCODING=");
  return staged;
}

}  // namespace riskmap
