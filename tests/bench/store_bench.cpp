// Times a register of a million problems with their measures, grown from the sample: loading it into memory, what it
// takes there, and one edit. The peer of loading is SQLite that steps through the same rows and values and keeps
// nothing.
#include <fmt/core.h>
#include <malloc.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "layers/store/gpkg_dataset.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_store.h"
#include "tests/bench/figures.h"
#include "tests/bench/grown_register.h"

namespace riskmap {
namespace {

using namespace bench;
namespace fs = std::filesystem;

double heap_mib() {
  ::malloc_trim(0);
  const auto use = ::mallinfo2();
  return static_cast<double>(use.uordblks + use.hblkhd) / (1 << 20);
}

void step_through(const fs::path& file, Entity entity) {
  const auto dataset = taken(GpkgDataset::open_read_only(file));
  std::string columns = "fid, uuid, version";
  for (const auto& field : spec_of(entity).fields) columns += fmt::format(", {}", field.name);
  const auto count = spec_of(entity).fields.size() + 3;
  std::size_t bytes = 0;
  done(each_row(dataset.connection(), fmt::format("SELECT {} FROM {} ORDER BY fid", columns, spec_of(entity).name),
                [&](const Statement& row) {
                  for (std::size_t i = 0; i < count; ++i)
                    if (!row.is_null(static_cast<int>(i))) bytes += row.text(static_cast<int>(i)).size();
                }));
  if (bytes == 0) std::exit(1);
}

void run(const fs::path& folder) {
  print_load();
  print_head();
  const auto file = folder / "district.gpkg";
  print_row("register: growing the sample", median_cost(1, [&] { make_grown_register(file); }), 0);

  const auto peer = median_cost(1, [&] {
    step_through(file, Entity::issue);
    step_through(file, Entity::measure);
  });
  std::unique_ptr<RegisterStore> store;
  print_row("register: opening", median_cost(1, [&] { store = taken(open_register(file)); }), 0);
  const double before = heap_mib();
  Snapshot snapshot;
  print_row("register: loading", median_cost(1, [&] { snapshot = taken(store->load()); }), peer.wall_ms);
  const double bytes = (heap_mib() - before) * (1 << 20);
  fmt::print("  {} problems, {} measures, {:.0f} bytes a problem with its measures\n", snapshot->issues.size(),
             snapshot->measures.size(), bytes / static_cast<double>(snapshot->issues.size()));

  const Row row = static_cast<Row>(snapshot->issues.size() / 2);
  print_row("register: one edit, written and taken over",
            median_cost(11,
                        [&] {
                          const auto& issue = snapshot->issues[row];
                          Change change{ChangeKind::set, Entity::issue, issue.uuid, issue.version, {}, {}};
                          change.after["severity"] = std::int64_t{1 + issue.severity % 5};
                          Edit edit;
                          edit.changes = {change};
                          snapshot = applied(snapshot, taken(store->commit(edit, {"bench", {}, "bench"})));
                        }),
            0);
}

}  // namespace
}  // namespace riskmap

int main() {
  riskmap::bench::in_scratch_folder(riskmap::run);
}
