// The panel at the right: the selected place (figures, twelve months, its problems) or the selected problem (state,
// ways to solve as a timeline, facts, history), a responsible party, or the attributes of a plain file's feature.
#pragma once
#include <string>

#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct InspectorState {
  std::size_t place_tab = 0, issue_tab = 0, party_tab = 0;
  std::string shown_subject;          // another subject starts at its top
  bool is_description_open = false;   // the whole of a long description
  bool is_hotspot_explained = false;  // how the place's sentence was found
};
Intents inspector(const Session& session, InspectorState& state, const Layout& layout);

}  // namespace riskmap::ui
