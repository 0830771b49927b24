// Links between places at the window: turned by two presses, reckoned with, kept until the next start, saved.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
struct Linking : Office {
  explicit Linking(SessionOptions options = plain_options()) : Office{std::move(options)} {
    tell(SetWorkspace{Workspace::clusters}, SetLinks{{.is_open = true}});
  }
  [[nodiscard]] const KnownNeighbours& known() const { return *derived().hotspots->known; }
  [[nodiscard]] Place place(std::size_t row) const {
    return {AreaLevel::settlement, derived().hotspots->found.places[row].row};
  }
  [[nodiscard]] bool is_linked(std::uint32_t one, std::uint32_t other) const {
    return are_linked(known().links.neighbours, one, other);
  }
  // Of the first place: one that is no neighbour.
  [[nodiscard]] std::uint32_t stranger() const {
    std::uint32_t other = 1;
    while (is_linked(0, other)) ++other;
    return other;
  }
  void set_mode(MapMode mode) {
    auto layer = view().layer;
    layer.mode = mode;
    tell(SetLayer{layer});
  }
};
}  // namespace

TEST_CASE_FIXTURE(Linking,
                  "a link turned is reckoned with and named in how a place's line was found; turned back, not") {
  const auto other = stranger();
  const auto before = *derived().hotspots;
  tell(TurnLink{place(0), place(other)});
  CHECK(is_linked(0, other));
  CHECK(derived().hotspots->found.places[0].neighbours.size() == before.found.places[0].neighbours.size() + 1);
  CHECK(derived().hotspots->found.places[0].seen >= before.found.places[0].seen);
  CHECK(derived().hotspots->ground.added == 1);
  CHECK(method_line(derived().hotspots->found, derived().hotspots->ground).find("1 link by hand") != std::string::npos);
  const auto how =
      how_found(snapshot(), derived().hotspots->found, derived().hotspots->found.places[0], derived().hotspots->ground);
  CHECK(std::ranges::count(how, "Links changed by hand: 1 added, 0 taken away.") == 1);
  tell(TurnLink{place(other), place(0)});
  CHECK(view().layer.hotspots.edits.empty());
  CHECK(known().links.neighbours == before.known->links.neighbours);
  CHECK(known().rule.neighbours == before.known->rule.neighbours);
}

TEST_CASE_FIXTURE(Linking, "a link is turned by a press on one place and on another, over areas, symbols and tiles") {
  for (const auto mode : {MapMode::areas, MapMode::symbols, MapMode::tiles}) {
    set_mode(mode);
    tell(FitAll{}, SetLinks{{.is_open = true, .is_changing = true}});
    const auto other = stranger();
    const auto from = session.middle_of(place(0)), to = session.middle_of(place(other));
    REQUIRE(from);
    REQUIRE(to);
    CAPTURE(name_of(mode));
    tell(ClickAt{*from});
    CHECK(view().links.from == place(0));
    CHECK_FALSE(view().place);
    tell(ClickAt{*to});
    CHECK_FALSE(view().links.from);
    CHECK(is_linked(0, other));
    tell(ClickAt{*from}, ClickAt{*from});
    CHECK_FALSE(view().links.from);
  }
}

TEST_CASE_FIXTURE(Linking, "without the view of links, or without asking to change them, a press selects") {
  tell(ClickAt{*session.middle_of(place(0))});
  CHECK(view().place);
  tell(SelectPlace{}, SetLinks{{.is_open = true, .is_changing = true}}, SetWorkspace{Workspace::map});
  CHECK_FALSE(session.shows_links());
  tell(ClickAt{*session.middle_of(place(0))});
  CHECK(view().place);
  CHECK_FALSE(view().links.from);
}

TEST_CASE_FIXTURE(Linking, "a change that names a place that is gone is left out and said") {
  auto layer = view().layer;
  layer.hotspots.edits = {link_edit(AreaLevel::settlement, known().uuids[0], "gone", LinkChange::added)};
  tell(SetLayer{layer});
  CHECK(known().links.neighbours == known().rule.neighbours);
  CHECK(derived().hotspots->ground.gone == 1);
}

TEST_CASE_FIXTURE(Linking, "neighbours are saved with the links that were changed, and never over a register") {
  tell(TurnLink{place(0), place(stranger())});
  for (const auto* name : {"links.csv", "links.gal", "links.gwt"}) {
    const auto path = folder.file(name);
    tell(SaveNeighbours{path});
    CAPTURE(name);
    CHECK_FALSE(has_problem());
    const auto read = read_weights_file(path, {known().ids, {}});
    REQUIRE(read);
    CHECK(*read == known().links.neighbours);
  }
  const auto disguised = folder.file("register.csv");
  std::filesystem::copy_file(file, disguised);
  const auto size = std::filesystem::file_size(disguised);
  tell(SaveNeighbours{disguised});
  CHECK(has_problem());
  CHECK(std::filesystem::file_size(disguised) == size);
}
