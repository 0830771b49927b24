// One step of the way to a solution: what, who, by when, with what money.
#pragma once
#include <cstdint>
#include <string>

#include "viewer/panels/attached_files.h"
#include "viewer/panels/form_frame.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct MeasureFormState {
  FormProgress progress;
  std::string uuid;  // empty = a new one
  std::int64_t version = 0;
  Fields before, now;
  bool moves_problem = true;    // the problem's state follows, where that is offered
  Fields of_problem;            // outcome and result, where the last step solves it
  bool misses_outcome = false;  // asked to save without them
  AttachedFilesState files;
};
// view.dialog_row names the measure; for a new one view.dialog_text is the uuid of its problem, or of a place
// that it is for as a whole.
void fill_measure_form(MeasureFormState& state, const Session& session);
Intents measure_form(const Session& session, MeasureFormState& state);

}  // namespace riskmap::ui
