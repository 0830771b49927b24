// Names come from the file's own authority mark, else from the one entry of PROJ's database that is the same system.
#include "layers/geo/layer_crs.h"

#include <cpl_conv.h>
#include <ogr_spatialref.h>

#include <array>
#include <memory>
#include <vector>

#include "layers/geo/gdal_messages.h"

namespace riskmap {

namespace {

constexpr int sure_match = 90;  // PROJ's confidence from which only the name differs

std::string authority_of(const OGRSpatialReference& reference) {
  const char* authority = reference.GetAuthorityName(nullptr);
  const char* code = reference.GetAuthorityCode(nullptr);
  return authority != nullptr && code != nullptr ? std::string{authority} + ":" + code : std::string{};
}

std::string matching_authority(const OGRSpatialReference& reference) {
  int count = 0;
  int* confidences = nullptr;
  OGRSpatialReferenceH* matches = reference.FindMatches(nullptr, &count, &confidences);
  std::string name;
  if (count > 0 && confidences[0] >= sure_match) name = authority_of(*OGRSpatialReference::FromHandle(matches[0]));
  OSRFreeSRSArray(matches);
  CPLFree(confidences);
  return name;
}

std::string wkt_of(const OGRSpatialReference& reference) {
  constexpr std::array<const char*, 3> options = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
  char* text = nullptr;
  reference.exportToWkt(&text, options.data());
  std::string wkt{text != nullptr ? text : ""};
  CPLFree(text);
  return wkt;
}

bool is_stored_in_authority_order(const OGRSpatialReference& reference) {
  const std::vector<int>& axes = reference.GetDataAxisToSRSAxisMapping();
  return axes.size() >= 2 && axes[0] == 1 && axes[1] == 2;
}

}  // namespace

LayerCrs crs_of(const OGRSpatialReference* reference) {
  if (reference == nullptr || reference->IsEmpty() || reference->IsLocal()) return {};
  const std::unique_ptr<OGRSpatialReference> flat{reference->Clone()};
  flat->DemoteTo2D(nullptr);
  LayerCrs crs{.name = authority_of(*flat), .wkt = wkt_of(*flat), .is_geographic = flat->IsGeographic() != 0};
  if (crs.name.empty()) crs.name = matching_authority(*flat);
  if (flat->GetName() != nullptr) crs.title = flat->GetName();
  if (crs.name.empty()) crs.name = crs.title;
  const bool is_north_first = flat->EPSGTreatsAsLatLong() != 0 || flat->EPSGTreatsAsNorthingEasting() != 0;
  crs.has_swapped_axes = is_north_first && is_stored_in_authority_order(*reference);
  return crs;
}

namespace {
bool is_known(OGRSpatialReference& reference, const std::string& name) {
  constexpr std::array<const char*, 3> options = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
  return reference.SetFromUserInput(name.c_str(), options.data()) == OGRERR_NONE;
}
}  // namespace

Result<LayerCrs> named_crs(const std::string& name) {
  const GdalMessages unknown_is_said_by_us;
  OGRSpatialReference reference;
  if (!is_known(reference, name)) return fail(ErrorCode::no_crs, "unknown CRS", {}, name);
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs_of(&reference);
}

Result<void> check_map_crs(const std::string& name) {
  OGRSpatialReference reference;
  if (!is_known(reference, name)) return fail(ErrorCode::usage, "no such coordinate system", {}, name);
  if (reference.IsGeographic() == 0 && reference.IsProjected() == 0)
    return fail(ErrorCode::usage, "no coordinate system of a map", {}, name);
  return {};
}

}  // namespace riskmap
