#include "viewer/command/view_options.h"

#include <charconv>

#include "layers/core/text.h"
#include "layers/geo/projection.h"

namespace riskmap {

Result<ImageSize> size_from(const std::string& text) {
  const auto parts = split(text, 'x');
  constexpr std::size_t most_digits = 9;
  const auto number = [](const std::string& part) {
    return part.empty() || part.size() > most_digits || part.find_first_not_of("0123456789") != std::string::npos
               ? 0
               : std::stoi(part);
  };
  if (parts.size() != 2 || number(parts[0]) == 0 || number(parts[1]) == 0)
    return fail(ErrorCode::usage, "WxH in pixels", "--size", text);
  return ImageSize{number(parts[0]), number(parts[1])};
}

Result<Degrees> degrees_from(const std::string& text) {
  Degrees edges{};
  const auto parts = split(text, ',');
  if (parts.size() != 4) return fail(ErrorCode::usage, "W,S,E,N in degrees", "--bbox", text);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [end, error] = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), edges[i]);
    if (error != std::errc{} || end != parts[i].data() + parts[i].size())
      return fail(ErrorCode::usage, "W,S,E,N in degrees", "--bbox", text);
  }
  const bool is_on_earth = edges[0] >= -180 && edges[2] <= 180 && edges[1] >= -90 && edges[3] <= 90;
  if (!(is_on_earth && edges[0] < edges[2] && edges[1] < edges[3]))
    return fail(ErrorCode::usage, "west < east and south < north", "--bbox", text);
  return edges;
}

Result<Box> view_from(const Degrees& edges, const std::string& view_crs) {
  const auto projection = Projection::between("EPSG:4326", view_crs);
  if (!projection) return std::unexpected{projection.error()};
  Box box;
  for (const double lon : {edges[0], edges[2]})
    for (const double lat : {edges[1], edges[3]}) {
      const auto point = projection->forward({lon, lat});
      box.include(point.x, point.y);
    }
  return box;
}

}  // namespace riskmap
