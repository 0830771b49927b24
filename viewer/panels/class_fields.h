// How the values of an indicator become classes: the method, their number, breaks that a person types.
#pragma once
#include <string>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct ClassFieldsState {
  std::string breaks;      // as typed
  std::vector<double> of;  // the breaks that were shown when it was typed: when others come, they are shown
};
void class_fields(Intents& intents, const Session& session, const Indicator& indicator, ClassFieldsState& state);

}  // namespace riskmap::ui
