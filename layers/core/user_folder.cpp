#include "layers/core/user_folder.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace riskmap {

namespace {
namespace fs = std::filesystem;

// Empty when neither the environment nor the system's list of people knows one.
fs::path home_folder() {
  if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/') return home;
  const auto* person = getpwuid(getuid());
  return person != nullptr && person->pw_dir != nullptr ? person->pw_dir : "";
}
}  // namespace

fs::path user_folder(const char* variable, const char* below_home) {
  if (const char* folder = std::getenv(variable); folder != nullptr && folder[0] == '/')
    return fs::path{folder} / "riskmap";
  const auto home = home_folder();
  return home.empty() ? fs::path{} : home / below_home / "riskmap";
}

}  // namespace riskmap
