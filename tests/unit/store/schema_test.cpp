// The tables agree with the field tables, and the enumerations are whole.
#include "layers/store/schema.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
std::set<std::string> columns_of(const Connection& connection, std::string_view table) {
  std::set<std::string> names;
  auto rows = connection.prepare(fmt::format("SELECT name FROM pragma_table_info('{}')", table));
  REQUIRE(rows);
  while (rows->step().value_or(false)) names.insert(rows->text(0));
  return names;
}

struct Empty {
  TemporaryFolder folder;
  std::filesystem::path file = folder.file("empty.gpkg");
  Empty() {
    if (const auto made = create_empty_register(file); !made) FAIL(words(made.error()));
  }
};
}  // namespace

TEST_CASE_FIXTURE(Empty, "every table has exactly the columns of its entity and the seven marks") {
  const auto dataset = GpkgDataset::open_read_only(file);
  REQUIRE(dataset);
  for (const auto& spec : all_entities()) {
    CAPTURE(spec.name);
    std::set<std::string> expected = {"fid", "uuid", "version", "created_at", "created_by", "updated_at", "updated_by"};
    for (const auto& field : spec.fields) expected.insert(std::string{field.name});
    CHECK(columns_of(dataset->connection(), spec.name) == expected);
  }
}

TEST_CASE_FIXTURE(Empty, "every enumeration a field uses has values with labels in three languages") {
  const auto snapshot = loaded(*opened(file));
  for (const auto& spec : all_entities())
    for (const auto& field : spec.fields) {
      if (field.type != FieldType::code || field.domain == "category" || field.domain == "programme") continue;
      CAPTURE(field.domain);
      REQUIRE(snapshot->codes.contains(field.domain));
      for (const auto& value : snapshot->codes.find(field.domain)->second) {
        CHECK(!value.names.kk.empty());
        CHECK(!value.names.ru.empty());
        CHECK(!value.names.en.empty());
      }
    }
}

TEST_CASE_FIXTURE(Empty, "the risk matrix gives the levels of severity times likelihood") {
  const auto snapshot = loaded(*opened(file));
  for (int severity = 1; severity <= 5; ++severity)
    for (int likelihood = 1; likelihood <= 5; ++likelihood) {
      const int score = severity * likelihood;
      const auto expected = score >= 20   ? RiskLevel::critical
                            : score >= 10 ? RiskLevel::high
                            : score >= 5  ? RiskLevel::medium
                                          : RiskLevel::low;
      CHECK(snapshot->risk_matrix[static_cast<std::size_t>((severity - 1) * 5 + likelihood - 1)] == expected);
    }
}

TEST_CASE_FIXTURE(Empty, "an empty register is sound, has no row counter of GDAL's and no tile tables") {
  CHECK(flaws(*opened(file)) == "");
  Stranger other{file};
  CHECK(other.ask("SELECT count(*) FROM sqlite_master WHERE name IN ('gpkg_ogr_contents', 'gpkg_tile_matrix')") == "0");
}

TEST_CASE_FIXTURE(Empty, "a register is never written over") {
  const auto made = create_empty_register(file);
  CHECK(refusal(made) == "err.access");
  CHECK(looks_like_register(file));
}

TEST_CASE("the triggers this version writes are all known to it") {
  CHECK(unknown_objects(register_triggers()) == "");
  CHECK(register_triggers().size() > 4 * all_entities().size());
}

TEST_CASE("a trigger with one word changed is unknown, one with other spaces and quotes is not") {
  auto triggers = register_triggers();
  auto& sql = triggers[0].sql;
  sql.replace(sql.find("AFTER INSERT"), 12, "AFTER\n   \"insert\"");
  CHECK(unknown_objects(triggers) == "");
  sql.replace(sql.find("NEW.fid"), 7, "NEW.uid");
  CHECK(unknown_objects(triggers) == "trigger code_value_insert");
}

TEST_CASE("the spatial index triggers of GeoPackage 1.4 are known") {
  const SchemaObject newer{
      "trigger", "rtree_issue_geom_update7",
      "CREATE TRIGGER \"rtree_issue_geom_update7\" AFTER UPDATE OF \"geom\" ON \"issue\" WHEN OLD.\"fid\" = "
      "NEW.\"fid\" AND (NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\")) AND (OLD.\"geom\" ISNULL OR "
      "ST_IsEmpty(OLD.\"geom\")) BEGIN INSERT INTO \"rtree_issue_geom\" VALUES (NEW.\"fid\", "
      "ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"), ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\")); END"};
  CHECK(unknown_objects({newer}) == "");
}
