// What `riskmap info` says, as text or JSON.
#pragma once
#include <filesystem>
#include <string>

#include "layers/store/register_store.h"

namespace riskmap {

Result<std::string> describe_register(RegisterStore& store, const RegisterSnapshot& snapshot, Date today, bool is_json);
// Every layer is read whole, so that counts, extents and refusals are what the map would show.
Result<std::string> describe_file(const std::filesystem::path& file, bool is_json);

}  // namespace riskmap
