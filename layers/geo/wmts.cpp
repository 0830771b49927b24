#include "layers/geo/wmts.h"

#include <cpl_minixml.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <numbers>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

#include "layers/geo/gdal_messages.h"
#include "layers/geo/tile_grid.h"
#include "layers/geo/web_client.h"

namespace riskmap {

namespace {
constexpr double half_world = 6378137.0 * std::numbers::pi;  // metres of EPSG:3857
constexpr double pixel_metres = 0.00028;                     // of a scale's denominator (OGC 07-057r7, 6.1)
constexpr double same_place = 1;                             // metres
constexpr std::size_t most_capabilities = 64 << 20;

struct EndXml {
  void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using Xml = std::unique_ptr<CPLXMLNode, EndXml>;

std::string value(const CPLXMLNode* node, const char* path) {
  return CPLGetXMLValue(node, path, "");
}

std::vector<const CPLXMLNode*> children(const CPLXMLNode* node, std::string_view name) {
  std::vector<const CPLXMLNode*> found;
  for (const auto* child = node == nullptr ? nullptr : node->psChild; child != nullptr; child = child->psNext)
    if (child->eType == CXT_Element && name == child->pszValue) found.push_back(child);
  return found;
}

std::optional<double> number_in(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} ? std::optional{number} : std::nullopt;
}

bool is_same_word(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right,
                            [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

// Web Mercator has had several codes.
bool is_web_mercator(std::string_view crs) {
  const auto code = crs.substr(crs.find_last_of(":/") + 1);
  return code == "3857" || code == "900913" || code == "102100" || code == "102113";
}

// The zooms of the grid of web maps that a set of matrices has, and how it calls them: `before` the number.
struct MatrixSet {
  std::string before;
  int finest = 0;
};

// The zoom of a matrix that is one of the grid of web maps.
std::optional<int> zoom_of_matrix(const CPLXMLNode* matrix) {
  const auto scale = number_in(value(matrix, "ScaleDenominator")), pixels = number_in(value(matrix, "TileWidth"));
  std::istringstream corner{value(matrix, "TopLeftCorner")};
  double x = 0, y = 0;
  if (!scale || !pixels || !(corner >> x >> y)) return std::nullopt;
  if (std::abs(x + half_world) > same_place || std::abs(y - half_world) > same_place) return std::nullopt;
  const double zoom = std::log2(2 * half_world / (*scale * pixel_metres * *pixels));
  const bool is_whole = zoom > -0.5 && zoom < deepest_zoom + 0.5 && std::abs(zoom - std::round(zoom)) < 0.001;
  return is_whole ? std::optional{static_cast<int>(std::lround(zoom))} : std::nullopt;
}

std::optional<MatrixSet> matrix_set_of(const CPLXMLNode* set) {
  if (!is_web_mercator(value(set, "SupportedCRS"))) return std::nullopt;
  std::optional<MatrixSet> found;
  for (const auto* matrix : children(set, "TileMatrix")) {
    const auto zoom = zoom_of_matrix(matrix);
    const auto name = value(matrix, "Identifier"), number = zoom ? std::to_string(*zoom) : std::string{};
    if (!zoom || !name.ends_with(number)) return std::nullopt;
    auto before = name.substr(0, name.size() - number.size());
    if (found && found->before != before) return std::nullopt;
    found = MatrixSet{std::move(before), std::max(*zoom, found ? found->finest : 0)};
  }
  return found;
}

std::map<std::string, MatrixSet> matrix_sets_of(const CPLXMLNode* contents) {
  std::map<std::string, MatrixSet> sets;
  for (const auto* set : children(contents, "TileMatrixSet"))
    if (auto usable = matrix_set_of(set)) sets.emplace(value(set, "Identifier"), std::move(*usable));
  return sets;
}

void put(std::string& text, std::string_view place, const std::string& what) {
  for (auto at = text.find(place); at != text.npos; at = text.find(place, at + what.size()))
    text.replace(at, place.size(), what);
}

// For a query; the places for numbers stay readable.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isalnum(byte) != 0 || std::string_view{"-._~:/{}"}.find(letter) != std::string_view::npos)
      out += letter;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

// How the server is asked for tiles by the words of a query; "" when it does not say.
std::string query_address(const CPLXMLNode* capabilities) {
  const auto* operations = CPLGetXMLNode(capabilities, "OperationsMetadata");
  for (const auto* operation : children(operations, "Operation")) {
    if (value(operation, "name") != "GetTile") continue;
    for (const auto* get : children(CPLGetXMLNode(operation, "DCP.HTTP"), "Get")) {
      const auto* encoding = CPLGetXMLNode(get, "Constraint.AllowedValues.Value");
      if (encoding == nullptr || is_same_word(value(encoding, ""), "KVP")) return value(get, "href");
    }
  }
  return {};
}

std::string style_of(const CPLXMLNode* layer) {
  const auto styles = children(layer, "Style");
  for (const auto* style : styles)
    if (value(style, "isDefault") == "true") return value(style, "Identifier");
  return styles.empty() ? std::string{} : value(styles.front(), "Identifier");
}

bool is_drawable(std::string_view format) {
  return format == "image/png" || format == "image/jpeg" || format == "image/jpg" || format == "image/png8";
}

struct Service {
  std::map<std::string, MatrixSet> sets;
  std::string query;  // the address that is asked by a query
};

// What stands for a layer in the address of its tiles: its style, its time, its set of matrices.
using Places = std::map<std::string, std::string>;

Places places_of(const CPLXMLNode* layer, const std::string& set, const MatrixSet& matrices) {
  Places places{{"TileMatrixSet", set},     {"TileMatrix", matrices.before + "{z}"},
                {"TileRow", "{y}"},         {"TileCol", "{x}"},
                {"Style", style_of(layer)}, {"style", style_of(layer)}};
  for (const auto* dimension : children(layer, "Dimension"))
    places[value(dimension, "Identifier")] = value(dimension, "Default");
  return places;
}

std::string address_by_template(const CPLXMLNode* layer, const Places& places) {
  for (const auto* url : children(layer, "ResourceURL")) {
    if (value(url, "resourceType") != "tile" || !is_drawable(value(url, "format"))) continue;
    auto address = value(url, "template");
    for (const auto& [name, what] : places) put(address, "{" + name + "}", what);
    return address;
  }
  return {};
}

std::string address_by_query(const CPLXMLNode* layer, const Places& places, std::string address) {
  const auto formats = children(layer, "Format");
  const auto format = std::ranges::find_if(formats, [](const auto* one) { return is_drawable(value(one, "")); });
  if (format == formats.end() || address.empty()) return {};
  if (address.find('?') == address.npos) address += '?';
  if (!address.ends_with('?') && !address.ends_with('&')) address += '&';
  address += "SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=" + escaped(value(layer, "Identifier")) +
             "&FORMAT=" + escaped(value(*format, ""));
  for (const auto& [name, what] : places)
    if (name != "style") address += "&" + escaped(name) + "=" + escaped(what);
  return address;
}

std::optional<OfferedTiles> tiles_of(const CPLXMLNode* layer, const Service& service) {
  for (const auto* link : children(layer, "TileMatrixSetLink")) {
    const auto set = service.sets.find(value(link, "TileMatrixSet"));
    if (set == service.sets.end()) continue;
    const auto places = places_of(layer, set->first, set->second);
    auto address = address_by_template(layer, places);
    if (address.empty()) address = address_by_query(layer, places, service.query);
    if (!is_web_address(address)) continue;
    return OfferedTiles{value(layer, "Title"), address + "#zmax=" + std::to_string(set->second.finest), {}};
  }
  return std::nullopt;
}

std::string without_query(const std::string& address) {
  return address.substr(0, address.find('?'));
}

// As the standard asks, unless the address says so already or is a file of its own.
std::string capabilities_address(const std::string& address) {
  std::string small = address;
  std::ranges::transform(small, small.begin(), [](unsigned char letter) { return std::tolower(letter); });
  if (small.find("getcapabilities") != small.npos || without_query(small).ends_with(".xml")) return address;
  const char* join = address.find('?') == address.npos ? "?" : "&";
  return address + join + "SERVICE=WMTS&REQUEST=GetCapabilities";
}
}  // namespace

Result<std::vector<OfferedTiles>> offered_tiles(const std::string& capabilities, const std::string& asked_at) {
  const GdalMessages silenced;
  const Xml document{CPLParseXMLString(capabilities.c_str())};
  if (document) CPLStripXMLNamespace(document.get(), nullptr, 1);
  const auto* root = document ? CPLGetXMLNode(document.get(), "=Capabilities") : nullptr;
  const auto* contents = root != nullptr ? CPLGetXMLNode(root, "Contents") : nullptr;
  if (contents == nullptr) return fail(ErrorCode::format, "no capabilities of WMTS", asked_at);
  Service service{matrix_sets_of(contents), query_address(root)};
  if (service.query.empty()) service.query = without_query(asked_at);
  const auto provider = value(root, "ServiceProvider.ProviderName");
  std::vector<OfferedTiles> offered;
  std::vector<std::string> names;
  std::set<std::string> titles;
  for (const auto* layer : children(contents, "Layer"))
    if (auto tiles = tiles_of(layer, service)) {
      tiles->attribution = provider;
      titles.insert(tiles->name);
      names.push_back(value(layer, "Identifier"));
      offered.push_back(std::move(*tiles));
    }
  if (offered.empty()) return fail(ErrorCode::unsupported, "no WMTS layer in web Mercator", asked_at);
  const bool do_titles_tell = titles.size() == offered.size() && !titles.contains("");
  for (std::size_t i = 0; !do_titles_tell && i < offered.size(); ++i) offered[i].name = names[i];
  return offered;
}

Result<std::vector<OfferedTiles>> ask_for_tiles(const std::string& address, const std::stop_token& stop) {
  auto answer = fetch(capabilities_address(address), stop, most_capabilities);
  if (answer) return offered_tiles(*answer, address);
  answer.error().where = address;
  return std::unexpected{std::move(answer).error()};
}

}  // namespace riskmap
