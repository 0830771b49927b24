// What WMTS servers offer, as addresses of map tiles.
#include "layers/geo/wmts.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "layers/geo/tile_address.h"
#include "layers/geo/web_client.h"
#include "tests/unit/geo/tile_server.h"

using namespace riskmap;

namespace {
constexpr double scale_of_zoom_0 = 559082264.0287178;  // OGC 07-057r7, E.4 GoogleMapsCompatible

std::string matrix(const std::string& name, double scale, int side = 256, double west = -20037508.3428) {
  return fmt::format(
      "<TileMatrix><ows:Identifier>{}</ows:Identifier><ScaleDenominator>{}</ScaleDenominator>"
      "<TopLeftCorner>{} 20037508.3428</TopLeftCorner><TileWidth>{}</TileWidth><TileHeight>{}</TileHeight>"
      "<MatrixWidth>1</MatrixWidth><MatrixHeight>1</MatrixHeight></TileMatrix>",
      name, scale, west, side, side);
}

std::string set(const std::string& name, const std::string& matrices,
                const std::string& crs = "urn:ogc:def:crs:EPSG::3857") {
  return fmt::format(
      "<TileMatrixSet><ows:Identifier>{}</ows:Identifier><ows:SupportedCRS>{}</ows:SupportedCRS>{}</TileMatrixSet>",
      name, crs, matrices);
}

std::string layer(const std::string& name, const std::string& title, const std::string& sets, const std::string& more,
                  const std::string& format = "image/png") {
  return fmt::format(
      "<Layer><ows:Title>{}</ows:Title><ows:Identifier>{}</ows:Identifier><Style><ows:Identifier>grey</ows:Identifier>"
      "</Style><Style isDefault=\"true\"><ows:Identifier>day</ows:Identifier></Style><Format>{}</Format>"
      "<TileMatrixSetLink><TileMatrixSet>{}</TileMatrixSet></TileMatrixSetLink>{}</Layer>",
      title, name, format, sets, more);
}

std::string capabilities(const std::string& contents) {
  return "<?xml version=\"1.0\"?><Capabilities xmlns=\"http://www.opengis.net/wmts/1.0\" "
         "xmlns:ows=\"http://www.opengis.net/ows/1.1\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.0.0\">"
         "<ows:ServiceProvider><ows:ProviderName>Land Survey</ows:ProviderName></ows:ServiceProvider>"
         "<Contents>" +
         contents + "</Contents></Capabilities>";
}

std::string web_grid(const std::string& before = {}) {
  return matrix(before + "0", scale_of_zoom_0) + matrix(before + "1", scale_of_zoom_0 / 2) +
         matrix(before + "2", scale_of_zoom_0 / 4);
}

std::string by_template(const std::string& address, const std::string& format = "image/png") {
  return fmt::format("<ResourceURL format=\"{}\" resourceType=\"tile\" template=\"{}\"/>", format, address);
}

std::vector<OfferedTiles> offered(const std::string& contents) {
  const auto tiles = offered_tiles(capabilities(contents), "https://a.org/wmts?k=1");
  REQUIRE(tiles);
  return *tiles;
}

ErrorCode problem(const std::string& text) {
  const auto tiles = offered_tiles(text, "https://a.org/wmts");
  REQUIRE_FALSE(tiles);
  return tiles.error().code;
}
}  // namespace

TEST_CASE("a template becomes an address of tiles with style, time and the names of its matrices") {
  const auto tiles = offered(
      layer("ortho", "Orthophoto", "web",
            "<Dimension><ows:Identifier>Time</ows:Identifier><Default>2024-06-01</Default></Dimension>" +
                by_template("https://t.a.org/{Style}/{Time}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png")) +
      set("web", web_grid("EPSG:3857:")));
  REQUIRE(tiles.size() == 1);
  CHECK(tiles[0].name == "Orthophoto");
  CHECK(tiles[0].attribution == "Land Survey");
  const auto address = TileAddress::from(tiles[0].address);
  REQUIRE(address);
  CHECK(address->url({2, 3, 1}) == "https://t.a.org/day/2024-06-01/web/EPSG:3857:2/1/3.png");
  CHECK(address->finest_zoom == 2);
}

TEST_CASE("a server without templates is asked by the words of a query") {
  const auto tiles = offered(layer("roads &amp; rivers", "", "web", "", "image/jpeg") + set("web", web_grid()));
  REQUIRE(tiles.size() == 1);
  CHECK(tiles[0].name == "roads & rivers");
  const auto url = TileAddress::from(tiles[0].address)->url({1, 0, 1});
  for (const char* part :
       {"https://a.org/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0", "&LAYER=roads%20%26%20rivers&", "&Style=day",
        "&FORMAT=image/jpeg", "&TileMatrixSet=web", "&TileMatrix=1", "&TileRow=1", "&TileCol=0"}) {
    CAPTURE(part);
    CHECK_MESSAGE(url.find(part) != url.npos, url);
  }
}

TEST_CASE("tiles of 512 pixels lie in the same grid, a zoom apart in scale") {
  const auto tiles = offered(layer("big", "Big", "web", by_template("https://a.org/{TileMatrix}/{TileCol}/{TileRow}")) +
                             set("web", matrix("0", scale_of_zoom_0 / 2, 512) + matrix("1", scale_of_zoom_0 / 4, 512)));
  CHECK(TileAddress::from(tiles.front().address)->finest_zoom == 1);
}

TEST_CASE("what cannot be drawn is not offered") {
  const auto usable = layer("good", "Good", "web", by_template("https://a.org/{TileMatrix}/{TileCol}/{TileRow}"));
  const auto other_grid = set("moved", matrix("0", scale_of_zoom_0, 256, -20000000));
  const auto other_scale = set("odd", matrix("0", 500000000) + matrix("1", 250000000));
  const auto other_crs = set("degrees", web_grid(), "urn:ogc:def:crs:OGC:1.3:CRS84");
  const auto tiles = offered(usable + layer("a", "A", "moved", "") + layer("b", "B", "odd", "") +
                             layer("c", "C", "degrees", "") + layer("d", "D", "web", "", "application/x-protobuf") +
                             set("web", web_grid()) + other_grid + other_scale + other_crs);
  REQUIRE(tiles.size() == 1);
  CHECK(tiles[0].name == "Good");
  CHECK(problem(capabilities(layer("c", "C", "degrees", "") + other_crs)) == ErrorCode::unsupported);
}

TEST_CASE("titles that do not tell the maps apart give way to identifiers") {
  const auto there = by_template("https://a.org/{TileMatrix}/{TileCol}/{TileRow}");
  const auto tiles =
      offered(layer("one", "Map", "web", there) + layer("two", "Map", "web", there) + set("web", web_grid()));
  REQUIRE(tiles.size() == 2);
  CHECK(tiles[0].name == "one");
  CHECK(tiles[1].name == "two");
}

TEST_CASE("an answer that is no list of maps is refused") {
  for (const char* text : {"", "<html>", "<html><body>Not found</body></html>", "{}", "<Capabilities/>",
                           "<Capabilities><Contents/>", "\x89PNG\r\n"}) {
    CAPTURE(text);
    CHECK(problem(text) == ErrorCode::format);
  }
}

TEST_CASE("a server is asked as the standard says") {
  const test::TileServer server;
  const auto tiles = ask_for_tiles(server.address("/wmts"));
  REQUIRE(tiles);
  REQUIRE(tiles->size() == 2);
  CHECK((*tiles)[1].name == "Night");
  CHECK(fetch(TileAddress::from((*tiles)[0].address)->url({0, 0, 0})));
  CHECK(ask_for_tiles(server.address("/page")).error().code == ErrorCode::format);
  CHECK(ask_for_tiles(server.address("/broken")).error().code == ErrorCode::unreachable);
  CHECK(ask_for_tiles(server.address("/broken")).error().where == server.address("/broken"));
}
