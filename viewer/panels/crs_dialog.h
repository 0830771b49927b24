// The coordinate system of a file that names none: every candidate is shown over the settlements, a person chooses.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "layers/geo/crs_trial.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct CrsState {
  struct Candidate {
    std::string crs;  // "EPSG:4326"
    Result<CrsTrial> trial;
  };
  std::shared_ptr<const IncomingFile> file;
  FileSketch sketch;
  std::vector<Candidate> candidates;
  std::optional<Candidate> typed;     // the system typed by hand
  std::string code;                   // as typed: "32643", "EPSG:32643"
  std::optional<std::size_t> chosen;  // into candidates; candidates.size() = the typed one
};
void fill_crs(CrsState& state, const Session& session);
Intents crs_dialog(const Session& session, CrsState& state);

}  // namespace riskmap::ui
