#include "layers/geo/tile_address.h"

#include <array>
#include <utility>

#include "layers/geo/web_client.h"

namespace riskmap {

namespace {
bool has(const std::string& text, const char* place) {
  return text.find(place) != text.npos;
}

void put(std::string& text, std::string_view place, const std::string& value) {
  for (auto at = text.find(place); at != text.npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
}

std::string attribution_of(const std::string& host) {
  return host.ends_with("openstreetmap.org") ? "© OpenStreetMap contributors" : host;
}
}  // namespace

Result<TileAddress> TileAddress::from(const std::string& text) {
  if (!is_web_address(text)) return fail(ErrorCode::usage, "no address of map tiles", {}, text);
  if (!has(text, "{z}") || !has(text, "{x}") || (!has(text, "{y}") && !has(text, "{-y}")))
    return fail(ErrorCode::usage, "no address of map tiles", {}, text);
  auto host = host_of(text);
  if (host.starts_with("{s}.")) host.erase(0, 4);
  return TileAddress{text, attribution_of(host)};
}

std::string TileAddress::url(const TileName& tile) const {
  constexpr std::array hosts = {"a", "b", "c"};
  const int rows = 1 << tile.zoom;
  auto out = text;
  put(out, "{z}", std::to_string(tile.zoom));
  put(out, "{x}", std::to_string(tile.column));
  put(out, "{y}", std::to_string(tile.row));
  put(out, "{-y}", std::to_string(rows - 1 - tile.row));
  put(out, "{s}", hosts[static_cast<std::size_t>(tile.column + tile.row) % hosts.size()]);
  return out;
}

}  // namespace riskmap
