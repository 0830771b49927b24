// Versions of the program and of its libraries, as they are at run time where they say so.
#include "viewer/app/versions.h"

#include <fmt/format.h>
#include <gdal.h>
#include <imgui.h>
#include <proj.h>
#include <sqlite3.h>
#include <unicode/uvernum.h>

namespace riskmap {

std::string versions() {
  return fmt::format("riskmap {}\nGDAL {}\nPROJ {}\nSQLite {}\nICU {}\nDear ImGui {}", RISKMAP_VERSION,
                     GDALVersionInfo("RELEASE_NAME"), proj_info().version, sqlite3_libversion(), U_ICU_VERSION,
                     ImGui::GetVersion());
}

}  // namespace riskmap
