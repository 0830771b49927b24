// Why undo or redo was refused, as a person is told it.
#pragma once
#include <string>

#include "layers/store/register_store.h"

namespace riskmap {

// Who did what to which record since, in the way of which step; the value of a field is not repeated.
std::string obstacle_text(const UndoObstacle& obstacle, EditKind kind);

}  // namespace riskmap
