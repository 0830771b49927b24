// What undo or redo has turned, or why it was refused, as a person is told it.
#pragma once
#include <string>

#include "layers/model/register_snapshot.h"
#include "layers/store/register_store.h"

namespace riskmap {

// Who did what to which record since, in the way of which step; the value of a field is not repeated.
std::string obstacle_text(const UndoObstacle& obstacle, EditKind kind);

// Which record a step of undo or redo has turned, and what of it; the register before that step and after it.
std::string step_text(const RegisterSnapshot& before, const RegisterSnapshot& after, const Accepted& accepted);

}  // namespace riskmap
