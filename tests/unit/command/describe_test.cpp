// What `riskmap info` says of a file.
#include "viewer/command/describe.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "layers/core/uuid.h"
#include "layers/geo/gdal_environment.h"
#include "layers/text/translate.h"

using namespace riskmap;
namespace fs = std::filesystem;

TEST_CASE("of a table without shapes it is said that there is nothing to draw") {
  set_language(Language::en);
  REQUIRE(set_up_gdal());
  const auto file = fs::temp_directory_path() / ("riskmap-describe-" + new_uuid() + ".csv");
  std::ofstream{file} << "name,n\nLenger,3\n";
  const auto for_people = describe_file(file, false), for_machines = describe_file(file, true);
  fs::remove(file);
  REQUIRE(for_people);
  REQUIRE(for_machines);
  CHECK(for_people->find("The file has no shapes to draw.") != std::string::npos);
  CHECK(for_machines->find("note") == std::string::npos);
}

TEST_CASE("what info says to people is in their language, and the names that the file gave stay") {
  REQUIRE(set_up_gdal());
  const auto file = fs::temp_directory_path() / ("riskmap-describe-" + new_uuid() + ".csv");
  std::ofstream{file} << "name,kind\nLenger,3\n";
  const auto in = [&file](Language language, bool is_json) {
    set_language(language);
    return describe_file(file, is_json).value();
  };
  const auto kazakh = in(Language::kk, false), russian = in(Language::ru, false), machine = in(Language::kk, true);
  set_language(Language::en);
  fs::remove(file);
  CHECK(kazakh.find("Түрі: карта файлы") == 0);
  CHECK(russian.find("Вид: файл карты") == 0);
  CHECK(kazakh.find("\n      name: мәтін\n") != std::string::npos);
  CHECK(kazakh.find("\n      kind: бүтін сан\n") != std::string::npos);
  CHECK(machine.find("\"kind\": \"vector file\"") != std::string::npos);
  CHECK(machine.find("\"name\": \"text\"") != std::string::npos);
}

TEST_CASE("of areas it is said how well their borders agree, in metres; of what has no areas nothing") {
  REQUIRE(set_up_gdal());
  const auto file = fs::temp_directory_path() / ("riskmap-describe-" + new_uuid() + ".geojson");
  const auto said = [&file](std::string_view second, bool is_json) {
    std::ofstream{file} << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                        << R"("geometry":{"type":"Polygon","coordinates":[[[69.9,42],[70,42],[70.0001,42.05],)"
                        << R"([70,42.1],[69.9,42.1],[69.9,42]]]}},{"type":"Feature","properties":{},"geometry":)"
                        << second << "}]}";
    auto text = describe_file(file, is_json).value();
    fs::remove(file);
    return text;
  };
  constexpr std::string_view apart =
      R"({"type":"Polygon","coordinates":[[[70,42],[70.1,42],[70.1,42.1],[70,42.1],[70,42.05],[70,42]]]})";
  set_language(Language::en);
  const auto machine = said(apart, true), person = said(apart, false);
  CHECK(machine.find("\"drawn_differently\": 1") != std::string::npos);
  CHECK(machine.find("\"overlapping\": 0") != std::string::npos);
  CHECK(machine.find("\"snap_m\": 0.00") != std::string::npos);
  CHECK(person.find("Borders:") != std::string::npos);
  CHECK(person.find("Drawn differently by the two areas they part: 1") != std::string::npos);
  std::ofstream{file} << R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[70,42]}})";
  CHECK(describe_file(file, true).value().find("borders") == std::string::npos);
  fs::remove(file);
}
