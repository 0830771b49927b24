// Shapefiles and archives with lost, cut, lying or hostile parts.
#include "tests/unit/geo/bad_input_case.h"

using namespace riskmap;
using namespace riskmap::test;

TEST_CASE("Shapefiles with lost, cut or damaged parts") {
  const std::vector<std::string> sixteen(16, "x");
  const std::vector<Case> cases = {
      {"no index", shapes_without(".shx"), {}, 3, {text_of(refusal::restored_index)}},
      {"no table", shapes_without(".dbf"), {}, 3, {text_of(refusal::missing_attributes)}},
      {"cut index",
       shapes(sixteen, [](Shapefile& parts) { parts.shx.resize(100 + 8 * 4); }),
       {},
       16,
       {text_of(refusal::restored_index)}},
      {"table cut to nothing", shapes(sixteen, [](Shapefile& parts) { parts.dbf.resize(70); }), {ErrorCode::damaged}},
      {"table cut half way",
       shapes(sixteen, [](Shapefile& parts) { parts.dbf.resize(parts.dbf.size() / 2); }),
       {},
       any_size,
       {text_of(refusal::partial_read)}},
      {"table of three rows for sixteen shapes",
       shapes(sixteen, [](Shapefile& parts) { parts.dbf = shapefile({"a", "b", "c"}).dbf; }),
       {},
       any_size,
       {text_of(refusal::partial_read)}},
      {"shapes cut half way",
       shapes(sixteen, [](Shapefile& parts) { parts.shp.resize(parts.shp.size() / 2); }),
       {},
       16,
       {text_of(refusal::partial_read), text_of(refusal::null_geometry)}},
      {"a record of an unknown type",
       shapes(sixteen, [](Shapefile& parts) { parts.shp[108] = 77; }),
       {},
       16,
       {text_of(refusal::null_geometry)}},
      {"a record of a billion points",
       shapes(sixteen, [](Shapefile& parts) { parts.shp[108 + 40 + 3] = 0x3B; }),
       {},
       16,
       {text_of(refusal::null_geometry)}},
      {"a header alone", shapes({}), {}, 0},
      {"only half a header",
       file("a.shp", shapefile({"a"}).shp.substr(0, 60)),
       {ErrorCode::damaged, ErrorCode::format}},
      {"a coordinate that means nothing",
       shapes({"a"},
              [](Shapefile& parts) {
                std::string nothing;
                put_double(nothing, -1e39);
                parts.shp.replace(108 + 4 + 32 + 8 + 4 + 16, 8, nothing);
              }),
       {},
       1,
       {text_of(refusal::not_finite)}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("Shapefile names are read in the encoding they are in, whatever the .cpg says") {
  std::string cut = "Қазақстан Республикасы Түркістан облысы";
  cut.resize(40);  // the width of the field, inside a letter
  const std::vector<Case> cases = {
      {"UTF-8 said to be 1251",
       shapes_with({"Төле би", "Леңгір"}, ".cpg", "1251"),
       {},
       2,
       {text_of(refusal::wrong_declared_encoding)},
       "Леңгір"},
      {"UTF-8 and nothing said", shapes({"Төле би", "Леңгір"}), {}, 2, {}, "Төле би"},
      {"RK1048 and nothing said",
       shapes({tole_bi_rk1048, uzynaryq_rk1048}),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Төле би ауданы"},
      {"RK1048 said to be UTF-8",
       shapes_with({tole_bi_rk1048, uzynaryq_rk1048}, ".cpg", "UTF-8"),
       {},
       2,
       {text_of(refusal::wrong_declared_encoding)},
       "Төле би ауданы"},
      {"RK1048 said to be 1251",
       shapes_with({tole_bi_rk1048, uzynaryq_rk1048}, ".cpg", "1251"),
       {},
       2,
       {text_of(refusal::reencoded) + "RK1048"},
       "Ұзынарық ауылы"},
      {"Russian in 1251", shapes_with({russian_cp1251}, ".cpg", "1251"), {}, 1, {}, "Толебийский район"},
      {"Russian in 866",
       shapes({russian_cp866, russian_cp866}),
       {},
       2,
       {text_of(refusal::reencoded) + "CP866"},
       "Толебийский район"},
      {"German and French in Latin 1", shapes({western_latin1}), {}, 1, {}, "Zürich, Genève, Köniz"},
      {"a .cpg that is a path", shapes_with({"Төле би"}, ".cpg", "../../../../etc/passwd"), {}, 1, {}, "Төле би"},
      {"a name cut inside a letter", shapes({cut, "Төле би"}), {}, 2, {text_of(refusal::cut_text) + "NAME"}, "Төле би"},
  };
  for (const Case& item : cases) check(item);

  const Folder folder;
  const auto chosen = read_vector_file(shapes({russian_cp866})(folder), {.encoding = "CP866"});
  REQUIRE(chosen.has_value());
  CHECK(chosen->columns[0].texts[0] == "Толебийский район");
}

TEST_CASE("archives") {
  const Shapefile parts = shapefile({"Төле би", "Леңгір"});
  const auto zipped = [&](const std::string& folder, const std::string& stem) {
    return std::vector<ZipMember>{{folder + stem + ".shp", parts.shp},
                                  {folder + stem + ".shx", parts.shx},
                                  {folder + stem + ".dbf", parts.dbf},
                                  {folder + stem + ".prj", std::string{wgs84_prj}}};
  };
  std::vector<ZipMember> lost = zipped("", "areas"), two = zipped("", "areas"), bomb = zipped("", "areas");
  lost.erase(lost.begin() + 1);
  for (ZipMember member : zipped("other/", "places")) two.push_back(std::move(member));
  bomb.push_back({"areas.cpg", "UTF-8", 3'000'000'000U});
  const std::string whole = zip(zipped("folder/", "areas"));
  const std::vector<Case> cases = {
      {"a Shapefile", file("a.zip", whole), {}, 2, {}, "Леңгір"},
      {"named .shz", file("a.shz", whole), {}, 2, {}, "Төле би"},
      {"without its index", file("a.zip", zip(lost)), {}, 2, {text_of(refusal::restored_index)}},
      {"two Shapefiles", file("a.zip", zip(two)), {}, 2},
      {"a path that climbs out", file("a.zip", zip(zipped("../../../../tmp/", "areas"))), {ErrorCode::damaged}},
      {"a bomb", file("a.zip", zip(bomb)), {ErrorCode::too_large}},
      {"cut", file("a.zip", whole.substr(0, whole.size() / 2)), {ErrorCode::damaged}},
      {"nothing of use", file("a.zip", zip({{"readme.txt", "hello"}})), {ErrorCode::format}},
      {"a spreadsheet of noise",
       file("a.xlsx", zip({{"xl/workbook.xml", "<noise"}})),
       {ErrorCode::damaged, ErrorCode::format, ErrorCode::no_layer}},
  };
  for (const Case& item : cases) check(item);
}

TEST_CASE("a row marked as deleted is no loss") {
  const Folder folder;
  Shapefile parts = shapefile({"a", "b", "c"});
  parts.dbf[65 + 41] = '*';
  const auto table = read_vector_file(write_shapefile(folder, parts));
  REQUIRE(table.has_value());
  CHECK(table->columns[0].texts == std::vector<std::string>{"a", "c"});
  CHECK(table->refusals.empty());
}
