// Times an import of 100 000 rows into the sample's register: reading, planning, writing. Rows a second by processor
// time, which a busy machine disturbs least. There is no peer: no tool in Debian imports into this schema by its rules.
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "layers/exchange/import_plan.h"
#include "layers/store/new_register.h"
#include "tests/bench/figures.h"
#include "tests/bench/register_bench.h"

namespace riskmap {
namespace {

using namespace bench;
namespace fs = std::filesystem;

constexpr int row_count = 100'000;

void write_table(const fs::path& file, const RegisterSnapshot& snapshot) {
  std::ofstream out{file, std::ios::binary};
  out << "Елді мекен;Санат;Мәселе;Сипаттама;Ауырлығы;Тіркелген күні;Адам саны;Ендік;Бойлық\n";
  for (int i = 0; i < row_count; ++i) {
    const auto number = static_cast<std::size_t>(i);
    const auto& settlement = snapshot.settlements[number % snapshot.settlements.size()];
    const auto& category = snapshot.categories[number * 7 % snapshot.categories.size()];
    out << settlement.names.kk << " (" << settlement.rural_district << ");" << category.names.ru
        << ";Көшеде шам жоқ, үй " << i << ";Тұрғындар кешке жүре алмайды;" << i % 5 + 1 << ";"
        << fmt::format("{:02}.03.2025", i % 28 + 1) << ";" << i % 400 << ";" << settlement.point.value_or(LonLat{}).lat
        << ";" << settlement.point.value_or(LonLat{}).lon << "\n";
  }
}

void print(const std::string& name, const Cost& cost) {
  print_row(name, cost, 0);
  fmt::print("  {:.0f} rows/s of processor time, {:.0f} rows/s by the clock\n", row_count * 1000.0 / cost.cpu_ms,
             row_count * 1000.0 / cost.wall_ms);
}

void run(const fs::path& folder) {
  print_load();
  print_head();
  taken(create_register(folder / "district.gpkg", RISKMAP_BENCH_FOLDER "/../../data/tolebi"));
  const auto store = taken(open_register(folder / "district.gpkg"));
  const auto snapshot = taken(store->load());
  const auto today = *parse_iso_date("2026-03-16");
  write_table(folder / "problems.csv", *snapshot);
  ImportTable table;
  print("import: reading 100 000 rows of CSV",
        median_cost(1, [&] { table = taken(read_import_table(folder / "problems.csv")); }));
  const ImportMapping mapping{columns_of(table.header, table.keys)};
  ImportPlan plan;
  print("import: planning", median_cost(1, [&] { plan = taken(plan_import(*snapshot, table, mapping, today)); }));
  if (plan.counts.added != row_count) fmt::print("only {} rows were added\n", plan.counts.added);
  const auto note = note_of(plan, table);
  const auto edit = edit_of(plan, table);
  print("import: writing into a GeoPackage", median_cost(1, [&] {
          taken(taken(import_store(*store))->commit_import(edit, note, {"bench", {}, "bench"}, {}));
        }));
}

}  // namespace
}  // namespace riskmap

int main() {
  riskmap::bench::in_scratch_folder(riskmap::run);
}
