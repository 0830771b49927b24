// Everything GDAL and PROJ would otherwise take from the user's environment, plug-in folders or the network is shut
// here.
#include "layers/geo/gdal_environment.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_vsi.h>
#include <cpl_vsi_virtual.h>
#include <gdal_priv.h>
#include <malloc.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace riskmap {

namespace {

// `decisions.md` 19 and 50. MBTiles opens its file with SQLite and decodes its tiles with PNG and JPEG.
constexpr std::array<std::string_view, 22> allowed_drivers = {
    "ESRI Shapefile", "GeoJSON", "GeoJSONSeq", "TopoJSON",     "GPKG", "FlatGeobuf", "CSV", "KML",
    "LIBKML",         "XLSX",    "ODS",        "Memory",       "MEM",  "GTiff",      "PNG", "JPEG",
    "MBTiles",        "SQLite",  "PostgreSQL", "MapInfo File", "DXF",  "GML"};

constexpr std::array inherited_settings = {"PROJ_LIB",
                                           "PROJ_DATA",
                                           "PROJ_AUX_DB",
                                           "PROJ_NETWORK",
                                           "PROJ_NETWORK_ENDPOINT",
                                           "GDAL_DATA",
                                           "GDAL_DRIVER_PATH",
                                           "OGR_DRIVER_PATH",
                                           "GDAL_SKIP",
                                           "OGR_SKIP",
                                           "GDAL_CONFIG_FILE",
                                           "GDAL_VRT_ENABLE_PYTHON",
                                           "GDAL_PYTHON_DRIVER_PATH",
                                           "CPL_DEBUG",
                                           "CPL_LOG",
                                           "OGR_SQLITE_PRAGMA",
                                           "OGR_SQLITE_LOAD_EXTENSIONS",
                                           "OGR_SQLITE_SYNCHRONOUS",
                                           "OGR_SQLITE_JOURNAL",
                                           "SPATIALITE_SECURITY",
                                           "ALLOW_OGR_SQL_FUNCTIONS_FROM_TRIGGER_AND_VIEW",
                                           "SHAPE_RESTORE_SHX",
                                           "SHAPE_ENCODING",
                                           "OGR_GEOJSON_MAX_OBJ_SIZE"};

constexpr std::array<std::pair<const char*, const char*>, 8> fixed_settings = {{
    {"GDAL_CACHEMAX", "256"},  // MiB of decoded pictures; by itself GDAL takes a share of the memory
    {"GDAL_DRIVER_PATH", "disable"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "100"},  // MiB for one feature
    {"OGR_GPKG_ALLOW_THREADED_RTREE", "NO"},
    {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
    {"PROJ_NETWORK", "OFF"},
    {"CPL_DEBUG", "OFF"},
}};

constexpr std::array network_prefixes = {"/vsicurl/",
                                         "/vsicurl?",
                                         "/vsicurl_streaming/",
                                         "/vsis3/",
                                         "/vsis3_streaming/",
                                         "/vsigs/",
                                         "/vsigs_streaming/",
                                         "/vsiaz/",
                                         "/vsiaz_streaming/",
                                         "/vsiadls/",
                                         "/vsioss/",
                                         "/vsioss_streaming/",
                                         "/vsiswift/",
                                         "/vsiswift_streaming/",
                                         "/vsihdfs/",
                                         "/vsiwebhdfs/"};

CPLHTTPResult* deny_fetch(const char* url, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc, void*, void*) {
  CPLError(CE_Failure, CPLE_HttpResponse, "network access denied: %s", url);
  // A null answer would let GDAL fall back to its own downloader.
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("network access denied");
  return result;
}

void* deny_open(void*, const char* name, const char*) {
  CPLError(CE_Failure, CPLE_OpenFailed, "network access denied: %s", name);
  return nullptr;
}

int deny_stat(void*, const char*, VSIStatBufL*, int) {
  return -1;
}

void deny_network() {
  CPLHTTPSetFetchCallback(deny_fetch, nullptr);
  VSIFilesystemPluginCallbacksStruct* handlers = VSIAllocFilesystemPluginCallbacksStruct();
  handlers->open = deny_open;
  handlers->stat = deny_stat;
  // GDAL forgets the handlers it replaces without freeing them; here they stay in a leak checker's reach.
  static std::array<VSIFilesystemHandler*, network_prefixes.size()> replaced;
  for (std::size_t i = 0; i < network_prefixes.size(); ++i) {
    replaced[i] = VSIFileManager::GetHandler(network_prefixes[i]);
    VSIInstallPluginHandler(network_prefixes[i], handlers);
  }
  VSIFreeFilesystemPluginCallbacksStruct(handlers);
  OSRSetPROJEnableNetwork(0);
}

void keep_allowed_drivers() {
  GDALAllRegister();
  GDALDriverManager* manager = GetGDALDriverManager();
  for (int i = manager->GetDriverCount() - 1; i >= 0; --i) {
    GDALDriver* driver = manager->GetDriver(i);
    if (std::ranges::find(allowed_drivers, std::string_view{driver->GetDescription()}) != allowed_drivers.end())
      continue;
    manager->DeregisterDriver(driver);
    delete driver;  // as GDAL's own GDAL_SKIP does: a deregistered driver belongs to whoever took it out
  }
}

// Loading a layer is 60 % page faults when every big array is mapped afresh; keeping freed heap makes the next load
// twice as fast (`performance.md` §1). 32 MiB is glibc's upper bound for the mapping threshold.
void keep_freed_heap() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
}

Result<void> set_up() {
  forget_inherited_settings();
  for (const auto& [name, value] : fixed_settings) CPLSetConfigOption(name, value);
  keep_freed_heap();
  keep_allowed_drivers();
  deny_network();
  OGRSpatialReference wgs84;
  if (wgs84.importFromEPSG(4326) != OGRERR_NONE)
    return fail(ErrorCode::no_crs, std::string{"PROJ cannot find EPSG:4326: "} + CPLGetLastErrorMsg());
  return {};
}

}  // namespace

void forget_inherited_settings() {
  for (const char* name : inherited_settings)
    if (std::getenv(name) != nullptr) unsetenv(name);
}

Result<void> set_up_gdal() {
  static const Result<void> outcome = set_up();
  return outcome;
}

}  // namespace riskmap
