// --overlay: the looks of what lies over a register's theme.
#pragma once
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/exchange/register_scene.h"

namespace riskmap {

// As the list asks, its topmost first. Errors: usage.
Result<void> set_overlays(SceneOptions& options, const std::vector<std::string>& list);

}  // namespace riskmap
