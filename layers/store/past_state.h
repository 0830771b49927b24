// The register as it stood at the end of an earlier day, told by its history.
#pragma once
#include "layers/core/date.h"
#include "layers/core/result.h"
#include "layers/store/register_store.h"

namespace riskmap {

// Records and settings of that day; the lists, and the shapes of areas, are today's. `now`: what the store holds. A day
// is the office's. Errors: not_found, with its first day, where the history begins later; those of reading.
Result<Snapshot> state_after(RegisterStore& store, const RegisterSnapshot& now, Date day);

}  // namespace riskmap
