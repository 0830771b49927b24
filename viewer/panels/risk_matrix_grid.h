// The risk matrix as a grid of severity and likelihood: a cell is chosen, and is given its level.
#pragma once
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct RiskMatrixState {
  int severity = 3, likelihood = 3;  // of the chosen cell
};
Intents risk_matrix_grid(const Session& session, RiskMatrixState& state);

}  // namespace riskmap::ui
