// Where a command writes: never over what it reads, never over a register.
#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "layers/core/result.h"

namespace riskmap {

// "-" is always free. Error: invalid_input.
Result<void> check_output_target(const std::string& target, std::span<const std::filesystem::path> read);

}  // namespace riskmap
