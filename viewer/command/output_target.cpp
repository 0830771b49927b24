#include "viewer/command/output_target.h"

#include "layers/store/register_file.h"

namespace riskmap {

Result<void> check_output_target(const std::string& target, std::span<const std::filesystem::path> read) {
  if (target == "-") return {};
  for (const auto& file : read) {
    std::error_code absent;
    if (std::filesystem::equivalent(file, target, absent))
      return fail(ErrorCode::invalid_input, "a result would replace what it is made from", target);
  }
  if (may_be_register(target)) return fail(ErrorCode::invalid_input, "nothing replaces a register", target);
  return {};
}

}  // namespace riskmap
