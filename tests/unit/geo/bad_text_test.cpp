// Tables, XML and CAD files, and the promise that no file makes the program call anybody.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/unit/geo/bad_input_case.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE("tables of text") {
  const std::vector<Case> cases = {
      {"coordinates with decimal commas",
       file("a.csv", "name;lon;lat\nТөле би;69,88;42,18\n"),
       {},
       1,
       {text_of(refusal::no_crs)},
       "Төле би"},
      {"UTF-16 as spreadsheets save it",
       file("a.csv", utf16("name\tlon\tlat\nLenger\t69.88\t42.18\n", false, true)),
       {},
       1,
       {text_of(refusal::reencoded) + "UTF-16LE"},
       "Lenger"},
      {"RK1048",
       file("a.csv", "name,lon,lat\n" + tole_bi_rk1048 + ",69.88,42.18\n" + uzynaryq_rk1048 + ",69.9,42.2\n"),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Төле би ауданы"},
      {"a formula is text", file("a.csv", "name,lon,lat\n=HYPERLINK(1),69.88,42.18\n"), {}, 1, {}, "=HYPERLINK(1)"},
      {"no coordinates", file("a.csv", "code,name\n010,Lenger\n011,Tole Bi\n"), {}, 2, {}, "010"},
      {"named .txt", file("a.txt", "name,lon,lat\nLenger,69.88,42.18\n"), {}, 1, {}, "Lenger"},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("XML formats: encodings, entities, schemas") {
  const auto kml = [](const std::string& prologue, const std::string& name) {
    return prologue + R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>)" + name +
           "</name><Point><coordinates>69.88,42.18</coordinates></Point></Placemark></Document></kml>";
  };
  const std::string gml =
      R"(<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ogr.maptools.org/ http://127.0.0.1:9/a.xsd">
    <gml:featureMember><ogr:place fid="1"><ogr:geom><gml:Point srsName="EPSG:4326"><gml:coordinates>69.88,42.18</gml:coordinates></gml:Point></ogr:geom>
    <ogr:name>Lenger</ogr:name></ogr:place></gml:featureMember></ogr:FeatureCollection>)";
  std::string laughs = R"(<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha">)";
  for (char c = 'b'; c < 'l'; ++c)
    laughs += std::string{"<!ENTITY "} + c + " \"" + [&] {
      std::string ten;
      for (int i = 0; i < 10; ++i) ten += std::string{"&"} + static_cast<char>(c - 1) + ";";
      return ten;
    }() + "\">";
  const std::vector<Case> cases = {
      {"KML", file("a.kml", kml(R"(<?xml version="1.0" encoding="UTF-8"?>)", "Төле би")), {}, 1, {}, "Төле би"},
      {"KML in windows-1251",
       file("a.kml", kml(R"(<?xml version="1.0" encoding="windows-1251"?>)", russian_cp1251)),
       {},
       1,
       {text_of(refusal::reencoded) + "windows-1251"},
       "Толебийский район"},
      {"KML named .xml", file("a.xml", kml("", "Lenger")), {}, 1, {}, "Lenger"},
      {"a billion laughs",
       file("a.kml", kml(laughs + "]>", "&k;")),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
      {"GML with a schema on the network", file("a.gml", gml), {}, 1, {}, "Lenger"},
      {"GML cut", file("a.gml", gml.substr(0, gml.size() - 30)), {ErrorCode::damaged}},
  };
  for (const Case& item : cases) check(item);

  const Folder folder;
  const auto secret = folder.write("secret.txt", "very secret");
  const auto spy = read_vector_file(folder.write(
      "a.kml", kml("<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY s SYSTEM \"" + secret.string() + "\">]>", "&s;")));
  if (spy)
    for (const Column& column : spy->columns)
      for (const std::string& text : column.texts) CHECK(text.find("very secret") == std::string::npos);
}

TEST_CASE("other formats that are damaged") {
  const std::vector<Case> cases = {
      {"FlatGeobuf cut after its mark",
       file("a.fgb", std::string{"fgb\x03"} + "fgb" + std::string(1, '\0') + "\x10"),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
      {"DXF without its end",
       file("a.dxf", "0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n0\n10\n"),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
      {"MIF without its table",
       file("a.mif", "Version 300\nCharset \"Neutral\"\nColumns 1\n  NAME Char(10)\nData\nPoint 69 42\n"),
       {},
       1,
       {text_of(refusal::no_crs)}},
      {"TAB without its map",
       file("a.tab",
            "!table\n!version 300\n!charset Neutral\n\nDefinition Table\n  Type NATIVE Charset \"Neutral\"\n  Fields "
            "1\n    A Char (10) ;\n"),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("no file makes the program call anybody") {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  REQUIRE(listener >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), length) == 0);
  REQUIRE(::listen(listener, 8) == 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  const std::string url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/x";

  const Folder folder;
  const std::string link = R"("crs":{"type":"link","properties":{"href":")" + url + R"(","type":"proj4"}},)";
  (void)read_vector_file(folder.write("link.geojson", collection({feature(point("69,42"))}, link)));
  (void)read_vector_file(
      folder.write("link.kml", R"(<kml xmlns="http://www.opengis.net/kml/2.2"><NetworkLink><Link><href>)" + url +
                                   "</href></Link></NetworkLink></kml>"));
  (void)read_vector_file(folder.write(
      "link.gml",
      "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs' xmlns:gml='http://www.opengis.net/gml' "
      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='" +
          url + " " + url + "'/>"));
  (void)read_vector_file(folder.write("t.csv", "name,wkt\n/vsicurl/" + url + ",POINT(69 42)\n"));
  const int caller = ::accept(listener, nullptr, nullptr);
  CHECK_MESSAGE(caller < 0, "somebody called");
  if (caller >= 0) ::close(caller);
  ::close(listener);
}
