// Which part of the map a picture shows, and how large, as a command line says it.
#pragma once
#include <array>
#include <string>

#include "layers/core/result.h"
#include "layers/core/units.h"

namespace riskmap {

Result<ImageSize> size_from(const std::string& text);  // --size: "1600x900"

using Degrees = std::array<double, 4>;                  // W,S,E,N
Result<Degrees> degrees_from(const std::string& text);  // --bbox
Result<Box> view_from(const Degrees& edges, const std::string& view_crs);

}  // namespace riskmap
