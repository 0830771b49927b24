// Who is whose neighbour, beside the map that draws it: the rule and its figures, how many neighbours places have, and
// links changed by hand. It takes the place of the tested clusters until it is left.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "viewer/panels/picker.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct LinksState {
  std::shared_ptr<const KnownNeighbours> counted;  // what the rest was filled from
  Snapshot named;
  Language language = Language::kk;
  Connectivity figures;
  std::vector<std::size_t> bars;        // places with no neighbour, with one, …
  std::vector<PickerRow> rows;          // the places, as the pickers list them
  std::optional<std::size_t> one, two;  // picked, to turn the link between them
};

Intents links_panel(const Session& session, LinksState& state);
// What leads there from the clusters.
Intents links_link();

// --- its parts
struct LinksParts {
  const Session& session;
  const HotspotFinding& finding;
  LinksState& state;
  Intents& intents;

  [[nodiscard]] Place place(std::size_t row) const {
    return {finding.found.question.level, finding.found.places[row].row};
  }
};
// A row that flies to its place.
void link_place_row(const LinksParts& parts, std::size_t row, const std::string& name);
// Pressed, a bar marks its places on the map and lists them.
void link_bars(const LinksParts& parts);
// By mouse on the map or by two pickers; what was changed, to be taken back.
void link_changes(const LinksParts& parts);

}  // namespace riskmap::ui
