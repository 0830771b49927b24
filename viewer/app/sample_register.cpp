// Finding and building the sample.
#include "viewer/app/sample_register.h"

#include <cstdlib>
#include <system_error>
#include <vector>

#include "layers/geo/gdal_environment.h"
#include "layers/store/new_register.h"
#include "viewer/session/settings.h"

namespace riskmap {

namespace fs = std::filesystem;

Result<fs::path> sample_folder() {
  std::vector<fs::path> places;
  if (const char* folder = std::getenv("RISKMAP_DATA"); folder != nullptr && folder[0] != '\0')
    places.emplace_back(folder);
  std::error_code ignored;
  const auto executable = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const char* way : {"data/tolebi", "../data/tolebi", "../../data/tolebi"}) places.push_back(executable / way);
  places.emplace_back(RISKMAP_INSTALLED_DATA "/tolebi");
  std::string looked;
  for (const auto& place : places) {
    if (fs::exists(place / "settlements.csv", ignored)) return fs::weakly_canonical(place, ignored);
    looked += (looked.empty() ? "" : ", ") + place.string();
  }
  return fail(ErrorCode::not_found, "the sample's files are in none of: " + looked, "settlements.csv");
}

Result<fs::path> sample_register() {
  const auto file = user_data_folder() / "tolebi.gpkg";
  std::error_code error;
  if (!file.is_absolute()) return fail(ErrorCode::access, "no home folder", "HOME");
  if (fs::exists(file, error)) return file;
  if (const auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  const auto folder = sample_folder();
  if (!folder) return std::unexpected{folder.error()};
  fs::create_directories(file.parent_path(), error);
  if (error) return fail(ErrorCode::access, "no right to write here", file.parent_path().string());
  const auto report = create_register(file, *folder);
  if (!report) return std::unexpected{report.error()};
  return file;
}

}  // namespace riskmap
