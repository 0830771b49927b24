// Process-wide set-up of GDAL and PROJ: allow-listed drivers, no network, no inherited search paths. Call once, first.
#pragma once
#include "layers/core/result.h"

namespace riskmap {

// Deregisters every driver outside the list of `decisions.md` 19 and 50, denies every network handler, clears PROJ_LIB,
// GDAL_DATA and the like, and proves that EPSG:4326 can be found. Safe to call again, from
// any thread.
Result<void> set_up_gdal();

// The part of it that changes the environment. A program with threads calls it before it has any: getenv() is not safe
// beside unsetenv().
void forget_inherited_settings();

}  // namespace riskmap
