// Values that a program with the rules switched off has written: found by record, and never passed on as they are.
#include "layers/core/text.h"
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
void force(const std::filesystem::path& file, const std::string& statements) {
  Stranger{file}.run("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; " + statements);
}
}  // namespace

TEST_CASE_FIXTURE(Register, "every value against the rules of its field is named with its record") {
  force(file,
        "UPDATE issue SET registered_on = 'banana', severity = 9, due_on = '2026-13-45';"
        "UPDATE measure SET progress = 900, budget_kzt = -5");
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  const auto reg_no = loaded(**store)->issues[0].reg_no;
  const auto found = flaws(**store);
  CAPTURE(found);
  for (const auto* words : {", registered_on = banana\n", ", severity = 9\n", ", due_on = 2026-13-45\n"})
    CHECK(found.find("value against the rules: issue " + reg_no + words) != std::string::npos);
  for (const auto* words : {", progress = 900\n", ", budget_kzt = -5\n"})
    CHECK(found.find("value against the rules: measure " + new_pipe + words) != std::string::npos);
  CHECK(std::ranges::count(found, '\n') == 5);
}

TEST_CASE_FIXTURE(Register, "bytes that are no text are named, and become marks that say so wherever they are read") {
  force(file, "UPDATE issue SET title = CAST(X'D0FF41FE' AS TEXT)");
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  const auto issue = loaded(**store)->issues[0];
  CHECK(issue.title == "\uFFFD\uFFFDA\uFFFD");
  CHECK(flaws(**store).starts_with("bytes that are no text: issue " + issue.reg_no + ", title\n"));
  const auto history = (*store)->history_of(Entity::issue, no_water);
  REQUIRE(history);
  for (const auto& row : *history) CHECK(is_valid_utf8(text_of(row.after)));
}

TEST_CASE_FIXTURE(Register, "a shape that cannot be read is named") {
  force(file,
        "DROP TRIGGER rtree_settlement_geom_update1; DROP TRIGGER rtree_settlement_geom_update2;"
        "UPDATE settlement SET geom = X'4750000102' WHERE kato = '615833100'");
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  CHECK(flaws(**store).find("shape that cannot be read: settlement Көк, geom\n") != std::string::npos);
}

TEST_CASE_FIXTURE(Register, "a shape whose outline crosses itself is named with its record and the place") {
  const std::string bow_tie =  // a multi-polygon of five vertices as WKB
      "0106000000010000000103000000010000000500000000000000004051400000000000004540000000000080514000000000"
      "0080454000000000008051400000000000004540000000000040514000000000008045400000000000405140000000000000"
      "4540";
  force(file,
        "DROP TRIGGER IF EXISTS rtree_area_geom_update1; DROP TRIGGER IF EXISTS rtree_area_geom_update6;"
        "UPDATE area SET geom = X'47500001E6100000" +
            bow_tie + "' WHERE fid = (SELECT min(fid) FROM area WHERE geom IS NOT NULL)");
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  const auto found = flaws(**store);
  CAPTURE(found);
  CHECK(found.find("outlines cross: area ") != std::string::npos);
  CHECK(found.find(", x 69.5, y 42.5\n") != std::string::npos);
}
