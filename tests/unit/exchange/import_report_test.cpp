// What an import hands back: refused rows that can be corrected and imported again, the template; the workbooks.
#include "layers/exchange/import_report.h"

#include <doctest/doctest.h>

#include <sstream>

#include "layers/core/csv.h"
#include "layers/text/translate.h"
#include "tests/unit/exchange/import_fixture.h"

namespace riskmap {
namespace {
using namespace sample;

std::string errors_of(const Planned& import) {
  std::ostringstream out;
  taken(write_error_table(out, import.table, import.mapping, import.plan));
  return out.str();
}

TEST_CASE("refused rows are written with their reasons, and taken once they are corrected") {
  const auto import = planned({row_with({}), row_with({{"Тіркелген күні", "31.02.2026"}}),
                               row_with({{"Елді мекен", "=Атлантида"}, {"Мәселе", "Көшеде \"шам\" жоқ;\nқараңғы"}})});
  CHECK(import.plan.counts.refused == 2);
  auto errors = errors_of(import);
  CHECK(
      errors.starts_with("\xEF\xBB\xBF"
                         "Елді мекен;"));
  CHECK(errors.find("31.02.2026") != std::string::npos);
  CHECK(planned(errors).plan.counts.refused == 2);
  errors.replace(errors.find("31.02.2026"), 10, "28.02.2026");
  const auto town = errors.find("'=Атлантида");
  REQUIRE(town != std::string::npos);
  errors.replace(town, std::string{"'=Атлантида"}.size(), "Леңгір");
  const auto corrected = planned(errors);
  CHECK(corrected.plan.counts.refused == 0);
  CHECK(corrected.plan.counts.added == 2);
  CHECK(corrected.field_of(1, "title").find("\"шам\"") != std::string::npos);
}

TEST_CASE("a mapping said by hand goes with the refused rows") {
  auto table = table_of("Колонка А;Колонка Б\nАтлантида;Ауыз су жоқ\n");
  ImportMapping mapping{columns_of(table.header, table.keys)};
  mapping.columns = {column_as("place", "Колонка А"), column_as("title", "Колонка Б")};
  auto plan = taken(plan_import(*shared().snapshot, table, mapping, day_of(*shared().snapshot)));
  auto errors = errors_of({std::move(table), std::move(mapping), std::move(plan)});
  errors.replace(errors.find("Атлантида"), std::string{"Атлантида"}.size(), "Леңгір");
  CHECK(planned(errors).plan.counts.added == 1);
}

TEST_CASE("the template speaks three languages, and its own headers are understood") {
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    set_language(language);
    std::ostringstream out;
    taken(write_template(out));
    const auto table = table_of(out.str() + "\n");
    set_language(Language::en);
    CHECK(table.rows.empty());
    CHECK_FALSE(table.keys.empty());
    const auto columns = columns_of(table.header, table.keys);
    CHECK(std::ranges::none_of(columns, [](const auto& column) { return column.field.empty(); }));
  }
}

TEST_CASE("a title above the header does not hide it") {
  const auto import = planned(std::string{"Тәуекелдер картасы 2025;;\n;;\nАуыл;Мәселе;Саны\nКөксәйек;Ауыз су жоқ;3\n"});
  CHECK(import.table.header_row == 3);
  CHECK(import.plan.counts.added == 1);
}

TEST_CASE("a problem stands on one line with its file, row, column and what to do") {
  const auto import = planned({row_with({{"Тіркелген күні", "31.02.2026"}})});
  CHECK(problem_line(import.table, import.plan.problems.front()) ==
        "problems.csv: row 2: Тіркелген күні: «31.02.2026»: This is not a date. Write YYYY-MM-DD or DD.MM.YYYY.");
}

TEST_CASE("planning can be stopped, tells how far it is, and does not depend on the threads") {
  std::vector<Cells> rows;
  for (int i = 0; i < 3000; ++i) rows.push_back(row_with({{"Мәселе", "Көшеде шам жоқ, үй " + std::to_string(i)}}));
  rows[1000] = row_with({{"Тіркелген күні", "түсініксіз"}});
  const auto table = table_of(csv_of(rows));
  const ImportMapping mapping{columns_of(table.header, table.keys)};
  const auto& snapshot = *shared().snapshot;
  JobPool pool{3};
  double last = 0;
  const auto parallel = taken(plan_import(snapshot, table, mapping, day_of(snapshot),
                                          {.pool = &pool, .progress = [&](double share) { last = share; }}));
  const auto alone = taken(plan_import(snapshot, table, mapping, day_of(snapshot)));
  CHECK(last == 1);
  CHECK(parallel.actions == alone.actions);
  CHECK(parallel.problems.size() == alone.problems.size());
  CHECK(parallel.counts.refused == 1);
  std::stop_source stop;
  stop.request_stop();
  CHECK(refusal(plan_import(snapshot, table, mapping, day_of(snapshot), {.stop = stop.get_token()})) ==
        "err.cancelled");
}

}  // namespace
}  // namespace riskmap
