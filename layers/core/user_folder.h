// The folders of whoever is at work, as the XDG base directories have them.
#pragma once
#include <filesystem>

namespace riskmap {

// The program's own: `variable` is XDG_CONFIG_HOME, XDG_DATA_HOME or XDG_CACHE_HOME, `below_home` what stands in for
// it. Empty without a home.
std::filesystem::path user_folder(const char* variable, const char* below_home);

}  // namespace riskmap
