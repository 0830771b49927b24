#include "layers/geo/tile_address.h"

#include <array>
#include <charconv>
#include <optional>
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

// Taken from the end of an address.
std::optional<int> finest_zoom_of(std::string& text) {
  constexpr std::string_view word = "#zmax=";
  const auto at = text.rfind(word);
  if (at == text.npos) return std::nullopt;
  int zoom = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + at + word.size(), end, zoom);
  if (error != std::errc{} || stopped != end || zoom < 0 || zoom > deepest_zoom) return std::nullopt;
  text.resize(at);
  return zoom;
}
}  // namespace

Result<TileAddress> TileAddress::from(const std::string& asked) {
  auto text = asked;
  const auto finest = finest_zoom_of(text);
  if (!is_web_address(text)) return fail(ErrorCode::usage, "no address of map tiles", {}, asked);
  if (!has(text, "{z}") || !has(text, "{x}") || (!has(text, "{y}") && !has(text, "{-y}")))
    return fail(ErrorCode::usage, "no address of map tiles", {}, asked);
  auto host = host_of(text);
  if (host.starts_with("{s}.")) host.erase(0, 4);
  auto attribution = attribution_of(host);
  TileAddress address{std::move(text), std::move(attribution)};
  if (finest) address.finest_zoom = *finest;
  return address;
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
