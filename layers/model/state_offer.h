// The state of a problem follows its work: what saving a measure would make of it.
#pragma once
#include <optional>
#include <string_view>

#include "layers/model/register_snapshot.h"

namespace riskmap {

// A step with executor and deadline makes a plan, one begun brings work, the last one finished solves the problem.
// `measure`: the fields as they would be saved; `uuid`: "" for a new one. Nothing when the problem would stay as it is,
// when the register does not have the move, or when the move needs a reason.
std::optional<Status> offered_state(const RegisterSnapshot& snapshot, const Fields& measure, std::string_view uuid);

}  // namespace riskmap
