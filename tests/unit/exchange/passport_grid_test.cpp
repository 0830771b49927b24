// Passport figures filled in as a table: what stands in it, what a pasted block means, what becomes of what is typed.
#include "layers/exchange/passport_grid.h"

#include <algorithm>

#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
constexpr Date day{std::chrono::year{2026} / 3 / 1};

const RegisterSnapshot& district() {
  return *shared().snapshot;
}
PassportGrid grid_of(Date as_of = day) {
  return passport_grid(district(), as_of, Language::kk);
}
std::size_t column_of(const PassportGrid& grid, std::string_view code) {
  const auto found = std::ranges::find(grid.columns, code, &PassportColumn::indicator);
  REQUIRE(found != grid.columns.end());
  return static_cast<std::size_t>(found - grid.columns.begin());
}
std::size_t row_of(const PassportGrid& grid, std::string_view kato) {
  const auto found = std::ranges::find(grid.places, district().find_settlement(kato));
  REQUIRE(found != grid.places.end());
  return static_cast<std::size_t>(found - grid.places.begin());
}
// "КАТО indicator=text …" of a paste.
std::string laid(const PassportGrid& grid, const PastedFigures& pasted) {
  std::string words;
  for (const auto& [cell, text] : pasted.cells)
    words += (words.empty() ? "" : " ") + district().settlements[grid.places[cell.row]].kato + " " +
             grid.columns[cell.column].indicator + "=" + text;
  return words;
}
}  // namespace

TEST_CASE("a figure of the day stands in its cell, an older one beside it, a newer one nowhere") {
  const auto on_the_day = grid_of(*parse_iso_date("2023-01-01")), later = grid_of(),
             before = grid_of(*parse_iso_date("2022-12-31"));
  const PassportCell cell{row_of(later, "615820100"), column_of(later, "population")};
  REQUIRE(on_the_day.of_day[on_the_day.index(cell)]);
  CHECK(on_the_day.of_day[on_the_day.index(cell)]->value == 33841);
  CHECK_FALSE(later.of_day[later.index(cell)]);
  REQUIRE(later.earlier[later.index(cell)]);
  CHECK(later.earlier[later.index(cell)]->value == 33841);
  CHECK_FALSE(before.of_day[before.index(cell)]);
  CHECK_FALSE(before.earlier[before.index(cell)]);
  CHECK(later.places.size() == 55);
}

TEST_CASE("a column's source is told where all its figures of the day share it") {
  const auto grid = grid_of(*parse_iso_date("2023-01-01"));
  CHECK(grid.columns[column_of(grid, "unemployed_percent")].source == "үлгі деректер");
  CHECK(grid.columns[column_of(grid, "population")].source.empty());  // counted in the town, estimated in villages
}

TEST_CASE("what is no figure, what cannot be one and what is unusual are told apart") {
  const auto grid = grid_of();
  const auto& population = grid.columns[column_of(grid, "population")];
  const auto& unemployed = grid.columns[column_of(grid, "unemployed_percent")];  // usual: 0 to 15
  CHECK(flaw_of(population, " ") == FigureFlaw::none);
  CHECK(flaw_of(population, "1 248") == FigureFlaw::none);
  CHECK(flaw_of(population, "көп") == FigureFlaw::no_number);
  CHECK(flaw_of(population, "-1") == FigureFlaw::negative);
  CHECK(flaw_of(unemployed, "7,5") == FigureFlaw::none);
  CHECK(flaw_of(unemployed, "15") == FigureFlaw::none);
  CHECK(flaw_of(unemployed, "15,1") == FigureFlaw::unusual);
  CHECK(flaw_of(unemployed, "100,5") == FigureFlaw::more_than_all);
  CHECK_FALSE(is_refused(FigureFlaw::unusual));
}

TEST_CASE("a block of figures is laid from its cell to the right and down; what lies beyond is counted") {
  const auto grid = grid_of();
  const auto last = grid.columns.size() - 1;
  const auto pasted = paste_figures(district(), grid, {0, last - 1}, "1\t2\t3\r\n4\t\t6\r\n\r\n");
  REQUIRE(pasted.cells.size() == 3);
  CHECK(pasted.cells[0] == std::pair{PassportCell{0, last - 1}, std::string{"1"}});
  CHECK(pasted.cells[1] == std::pair{PassportCell{0, last}, std::string{"2"}});
  CHECK(pasted.cells[2] == std::pair{PassportCell{1, last - 1}, std::string{"4"}});
  CHECK(pasted.beyond == 2);
  const auto below = paste_figures(district(), grid, {grid.places.size() - 1, 0}, "1\n2");
  CHECK(below.cells.size() == 1);
  CHECK(below.beyond == 1);
}

TEST_CASE("a block with names is laid by them, in any order and language; an unknown or doubtful name is listed") {
  const auto grid = grid_of();
  const auto pasted = paste_figures(district(), grid, {5, 3},
                                    "Село\tБезработные, %\tPopulation\tҰшақ\n"
                                    "Ленгер\t7,5\t34 000\t1\n"
                                    "Қаратөбе\t1\t2\t3\n"
                                    "Атлантида\t1\t2\t3\n"
                                    "с. Көксәйек\t\t9000\t");
  CHECK(laid(grid, pasted) == "615820100 unemployed_percent=7,5 615820100 population=34 000 615847100 population=9000");
  CHECK(pasted.unknown == std::vector<std::string>{"Қаратөбе", "Атлантида", "Ұшақ"});
}

TEST_CASE("one cell is no block; two are") {
  CHECK_FALSE(is_block("12"));
  CHECK_FALSE(is_block("12\r\n"));
  CHECK_FALSE(is_block(""));
  CHECK(is_block("1\t2"));
  CHECK(is_block("1\n2\n"));
}

TEST_CASE("what is typed becomes new figures, other figures and removals, and nothing where nothing changes") {
  const auto grid = grid_of(*parse_iso_date("2023-01-01"));
  const PassportCell lenger{row_of(grid, "615820100"), column_of(grid, "population")};
  const auto key = passport_key(district(), grid, lenger);
  CHECK(passport_changes(district(), grid, {{key, Value{"33 841"}}}, {}).empty());
  const auto other = passport_changes(district(), grid, {{key, Value{"34 000"}}}, {});
  REQUIRE(other.size() == 1);
  CHECK(other[0].kind == ChangeKind::set);
  CHECK(other[0].after == Fields{{"value", Value{34000.0}}});
  const auto gone = passport_changes(district(), grid, {{key, Value{""}}}, {});
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].kind == ChangeKind::remove);
  CHECK(gone[0].uuid == other[0].uuid);
}

TEST_CASE("a new figure carries its place, its day and the source of its column") {
  const auto grid = grid_of();
  const auto key = passport_key(district(), grid, {row_of(grid, "615820100"), column_of(grid, "population")});
  const auto added = passport_changes(district(), grid, {{key, Value{"34 100"}}}, {{"population", Value{" Әкімдік "}}});
  REQUIRE(added.size() == 1);
  CHECK(added[0].kind == ChangeKind::add);
  CHECK(text_of(field(added[0].after, "indicator")) == "population");
  CHECK(text_of(field(added[0].after, "as_of")) == "2026-03-01");
  CHECK(text_of(field(added[0].after, "source")) == "Әкімдік");
  CHECK(district().find_settlement(text_of(field(added[0].after, "settlement"))) ==
        district().find_settlement("615820100"));
}

TEST_CASE("another source is said of all the figures of its column on that day") {
  const auto grid = grid_of(*parse_iso_date("2023-01-01"));
  const auto changes = passport_changes(district(), grid, {}, {{"population", Value{"Әкімдік"}}});
  CHECK(changes.size() == 55);
  for (const auto& change : changes) CHECK(change.after == Fields{{"source", Value{"Әкімдік"}}});
}
