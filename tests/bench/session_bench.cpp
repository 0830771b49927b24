// Times what the window does with a register of a million problems: everything that follows from the records, anew,
// after one edit and after a filter. bench_session FILE times that register instead of one grown from the sample.
#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <string>

#include "tests/bench/figures.h"
#include "tests/bench/grown_register.h"
#include "viewer/session/office_day.h"
#include "viewer/session/opened_register.h"

namespace riskmap {
namespace {

using namespace bench;

void time_window(const std::filesystem::path& file) {
  print_load();
  print_head();
  const auto store = taken(open_register(file));
  auto document = taken(load_register(*store, file));
  ViewState view;
  view.layer = first_layer(document);
  const auto today = office_day(*document.snapshot, {});
  DerivedGraph graph;
  const auto show = [&] { graph.update({.reg = document, .file = {}, .context = {}}, view, today); };
  print_row("window: everything that follows from the records", median_cost(1, show), 0);

  const Row row = static_cast<Row>(document.snapshot->issues.size() / 2);
  print_row("window: one edit, written and on the screen",
            median_cost(11,
                        [&] {
                          const auto& issue = document.snapshot->issues[row];
                          Change change{ChangeKind::set, Entity::issue, issue.uuid, issue.version, {}, {}};
                          change.after["severity"] = std::int64_t{1 + issue.severity % 5};
                          Edit edit;
                          edit.changes = {change};
                          const auto accepted = taken(store->commit(edit, {"bench", {}, "bench"}));
                          document.snapshot = applied(document.snapshot, accepted);
                          show();
                        }),
            0);
  bool is_filtered = false;
  print_row("window: a filter set or taken away",
            median_cost(6,
                        [&] {
                          is_filtered = !is_filtered;
                          view.filter.severities = is_filtered ? std::set{4, 5} : std::set<int>{};
                          show();
                        }),
            0);
}

}  // namespace
}  // namespace riskmap

int main(int argc, char** argv) {
  if (argc > 1) {
    riskmap::time_window(argv[1]);
    return 0;
  }
  riskmap::bench::in_scratch_folder([](const std::filesystem::path& folder) {
    riskmap::bench::make_grown_register(folder / "district.gpkg");
    riskmap::time_window(folder / "district.gpkg");
  });
}
