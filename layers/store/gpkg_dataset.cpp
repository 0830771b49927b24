// GDAL's part in the store: opening and closing.
#include "layers/store/gpkg_dataset.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <sqlite3.h>

#include <mutex>

#include "layers/geo/gdal_environment.h"

namespace riskmap {

namespace {
// Closing two GeoPackages at once may free GDAL's SpatiaLite cache twice (OSGeo/gdal#10685, fixed in 3.9.3).
std::mutex& open_and_close() {
  static std::mutex mutex;
  return mutex;
}

// GDAL writes nothing to the terminal while it lives; the first message goes into the Error.
class QuietErrors {
 public:
  QuietErrors() {
    CPLErrorReset();
    CPLPushErrorHandler(CPLQuietErrorHandler);
  }
  ~QuietErrors() { CPLPopErrorHandler(); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
};

// FULL before anything is written: GDAL switches syncing off for files it has just created.
class Settings {
 public:
  Settings() {
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "FULL");
    CPLSetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT", "1500");
  }
  ~Settings() {
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", nullptr);
    CPLSetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT", nullptr);
  }
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;
};

Error open_error(const std::filesystem::path& file) {
  const std::string message = CPLGetLastErrorMsg();
  const auto says = [&message](std::string_view words) { return message.find(words) != std::string::npos; };
  auto code = ErrorCode::open;
  if (says("locked")) code = ErrorCode::locked;
  if (says("readonly") || says("read-only") || says("unable to open")) code = ErrorCode::access;
  if (says("malformed") || says("not a database") || says("corrupt")) code = ErrorCode::damaged;
  return {code, message.empty() ? "GDAL cannot open the file as a GeoPackage" : message, file.string()};
}

Result<void*> open(const std::filesystem::path& file, unsigned int mode) {
  if (const auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  const std::lock_guard lock{open_and_close()};
  const QuietErrors quiet;
  const Settings settings;
  const char* const drivers[] = {"GPKG", nullptr};
  void* dataset = GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | mode, drivers, nullptr, nullptr);
  if (!dataset) return std::unexpected{open_error(file)};
  return dataset;
}
}  // namespace

void GpkgDataset::Close::operator()(void* dataset) const {
  const std::lock_guard lock{open_and_close()};
  const QuietErrors quiet;
  GDALClose(dataset);
}

Result<GpkgDataset> GpkgDataset::opened(void* dataset, const std::filesystem::path& file) {
  auto* handle = static_cast<sqlite3*>(static_cast<GDALDataset*>(dataset)->GetInternalHandle("SQLITE_HANDLE"));
  GpkgDataset result{dataset, Connection{handle}};
  if (!handle) return fail(ErrorCode::unsupported, "this GDAL does not lend its SQLite connection", file.string());
  return result;
}

Result<GpkgDataset> GpkgDataset::create(const std::filesystem::path& file) {
  if (const auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) return fail(ErrorCode::access, "the file exists already", file.string());
  const std::lock_guard lock{open_and_close()};
  const QuietErrors quiet;
  const Settings settings;
  const char* const options[] = {"ADD_GPKG_OGR_CONTENTS=NO", nullptr};
  auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  auto* dataset = driver ? driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, const_cast<char**>(options)) : nullptr;
  if (!dataset) return std::unexpected{open_error(file)};
  return opened(dataset, file);
}

Result<GpkgDataset> GpkgDataset::open_for_update(const std::filesystem::path& file) {
  const auto dataset = open(file, GDAL_OF_UPDATE);
  if (!dataset) return std::unexpected{dataset.error()};
  return opened(*dataset, file);
}

Result<GpkgDataset> GpkgDataset::open_read_only(const std::filesystem::path& file) {
  const auto dataset = open(file, GDAL_OF_READONLY);
  if (!dataset) return std::unexpected{dataset.error()};
  return opened(*dataset, file);
}

}  // namespace riskmap
