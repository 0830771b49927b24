// Times what the window does with a register of a million problems: everything that follows from the records, anew,
// after one edit and after a filter; and counts what it holds in memory, problems with their measures and all.
// bench_session FILE looks at that register instead of one grown from the sample.
#include <fmt/core.h>
#include <malloc.h>

#include <filesystem>
#include <memory>
#include <string>

#include "layers/analysis/search.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/raster/id_raster.h"
#include "layers/raster/resolve.h"
#include "tests/bench/figures.h"
#include "tests/bench/grown_register.h"
#include "viewer/session/office_day.h"
#include "viewer/session/opened_register.h"

namespace riskmap {
namespace {

using namespace bench;

// Of the heap, freed memory that it keeps for later left out.
double bytes_held() {
  const auto heap = mallinfo2();
  return static_cast<double>(heap.uordblks + heap.hblkhd);
}

void print_memory(const RegisterSnapshot& snapshot, double records, double derived) {
  const double before = bytes_held();
  const SearchIndex search{std::make_shared<const RegisterSnapshot>(snapshot)};
  const double searched = bytes_held() - before;
  const auto problems = static_cast<double>(snapshot.issues.size());
  fmt::print("  {:.0f} bytes a problem: {:.0f} the records, {:.0f} what follows from them, {:.0f} the search\n",
             (records + derived + searched) / problems, records / problems, derived / problems, searched / problems);
}

// The map of a scene, as the window paints it at once.
class WindowPicture {
 public:
  explicit WindowPicture(unsigned workers) : pool_{workers} {}
  void draw(const MapScene& scene) {
    const auto camera = fit(scene.extent, size, {0, 0, size.width, size.height});
    raster_ids(*scene.areas, camera, scene.visible, pool_, ids_);
    resolve(ids_, *scene.style, scene.resolve, pool_, picture_);
    points_.draw(picture_, scene.swarm, camera, 1, pool_);
  }

 private:
  static constexpr ImageSize size{1600, 900};
  JobPool pool_;
  IdImage ids_;
  ColourImage picture_;
  SwarmDrawer points_;
};

// Conditions set and taken away, until all that follows is known, and until it is painted too.
void time_filter(const RegisterDocument& document, ViewState view, FilterState filter, Date today) {
  DerivedGraph graph;
  const auto show = [&](const FilterState& state) {
    view.filter = state;
    graph.update({.reg = document, .file = {}, .context = {}}, view, today);
  };
  show(filter);
  const int left = graph.values().selected_count;
  for (const unsigned workers : {0U, JobPool::default_workers()}) {
    WindowPicture picture{workers};
    const auto threads = fmt::format("{} thread{}", workers + 1, workers == 0 ? "" : "s");
    for (const bool is_drawn : {false, true}) {
      if (!is_drawn && workers > 0) continue;
      const auto look = [&](const FilterState& state) {
        show(state);
        if (is_drawn) picture.draw(graph.values().scene);
      };
      const auto set_another = [&] {
        *filter.registered_from -= std::chrono::days{1};  // what was asked before is remembered
        look(filter);
      };
      const auto [set, away] = median_costs(9, set_another, [&] { look({}); });
      const auto what = is_drawn ? "picture, " + threads : "numbers";
      print_row(fmt::format("window: filter, {} left: {}", left, what), set, 0);
      print_row(fmt::format("window: no filter again: {}", what), away, 0);
    }
  }
}

// Four conditions that leave a twentieth of the problems, or a quarter.
void time_filters(const RegisterDocument& document, ViewState view, Date today) {
  view.layer.mode = MapMode::areas;
  FilterState filter;
  filter.groups = {StatusGroup::open, StatusGroup::active};
  filter.severities = {3, 4, 5};
  filter.registered_from = today - std::chrono::days{300};
  filter.is_overdue = true;
  time_filter(document, view, filter, today);
  filter.severities = {2, 3, 4, 5};
  filter.registered_from = today - std::chrono::days{700};
  filter.is_overdue = false;
  filter.expression = "category!=none";
  time_filter(document, view, filter, today);
}

void time_window(const std::filesystem::path& file) {
  print_load();
  print_head();
  const auto store = taken(open_register(file));
  const double before = bytes_held();
  auto document = taken(load_register(*store, file));
  const double records = bytes_held() - before;
  ViewState view;
  view.layer = first_layer(document);
  const auto today = office_day(*document.snapshot, {});
  DerivedGraph graph;
  const auto show = [&] { graph.update({.reg = document, .file = {}, .context = {}}, view, today); };
  print_row("window: everything that follows from the records", median_cost(1, show), 0);

  print_memory(*document.snapshot, records, bytes_held() - before - records);

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
  time_filters(document, view, today);
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
