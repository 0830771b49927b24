#include "layers/geo/validity.h"

#include <fmt/format.h>
#include <geos_c.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "layers/geo/refusal_reasons.h"

namespace riskmap {

namespace {
constexpr std::size_t features_between_looks = 256;  // at the stop token

// As GEOS says it (TopologyValidationError.cpp, the same from 3.0 to 3.13).
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> verdicts = {
    {{"Ring Self-intersection", refusal::touching_ring},
     {"Self-intersection", refusal::crossing_outlines},
     {"Hole lies outside shell", refusal::hole_outside_at},
     {"Holes are nested", refusal::nested_holes},
     {"Interior is disconnected", refusal::split_interior},
     {"Nested shells", refusal::nested_parts},
     {"Duplicate Rings", refusal::repeated_ring}}};

class Geos {
 public:
  Geos() : context_{GEOS_init_r()} {
    GEOSContext_setErrorMessageHandler_r(context_, [](const char*, void*) {}, nullptr);
    GEOSContext_setNoticeMessageHandler_r(context_, [](const char*, void*) {}, nullptr);
  }
  ~Geos() { GEOS_finish_r(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  // Nothing for a feature without polygons, or one that GEOS cannot take: the reader has said so already.
  std::optional<ShapeFlaw> flaw_of(const FeatureTable& table, std::size_t feature) {
    const auto shape = own(shape_of(table, feature));
    if (!shape) return std::nullopt;
    char* reason = nullptr;
    GEOSGeometry* location = nullptr;
    const bool is_flawed = GEOSisValidDetail_r(context_, shape.get(), 0, &reason, &location) == 0;
    const auto place = own(location);
    ShapeFlaw flaw{.feature = feature, .reason = reason_of(reason == nullptr ? "" : reason)};
    if (reason != nullptr) GEOSFree_r(context_, reason);
    if (!is_flawed) return std::nullopt;
    if (place) GEOSGeomGetX_r(context_, place.get(), &flaw.x), GEOSGeomGetY_r(context_, place.get(), &flaw.y);
    return flaw;
  }

 private:
  struct Deleter {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Owned = std::unique_ptr<GEOSGeometry, Deleter>;
  [[nodiscard]] Owned own(GEOSGeometry* geometry) const { return Owned{geometry, Deleter{context_}}; }

  static std::string reason_of(std::string_view verdict) {
    for (const auto& [words, reason] : verdicts)
      if (verdict == words) return std::string{reason};
    return std::string{refusal::invalid_shape};
  }

  GEOSGeometry* ring_of(const FeatureTable& table, std::size_t ring) {
    const auto first = table.vertex_offset[ring], last = table.vertex_offset[ring + 1];
    x_.assign(table.x.begin() + first, table.x.begin() + last);
    y_.assign(table.y.begin() + first, table.y.begin() + last);
    x_.push_back(x_.front());
    y_.push_back(y_.front());
    auto* path = GEOSCoordSeq_copyFromArrays_r(context_, x_.data(), y_.data(), nullptr, nullptr,
                                               static_cast<unsigned>(x_.size()));
    return path == nullptr ? nullptr : GEOSGeom_createLinearRing_r(context_, path);
  }
  GEOSGeometry* polygon_of(const FeatureTable& table, std::size_t part) {
    std::vector<GEOSGeometry*> rings;
    for (auto ring = table.ring_offset[part]; ring < table.ring_offset[part + 1]; ++ring)
      if (auto* made = ring_of(table, ring)) rings.push_back(made);
    if (rings.empty()) return nullptr;
    return GEOSGeom_createPolygon_r(context_, rings[0], rings.data() + 1, static_cast<unsigned>(rings.size() - 1));
  }
  GEOSGeometry* shape_of(const FeatureTable& table, std::size_t feature) {
    std::vector<GEOSGeometry*> parts;
    for (auto part = table.part_offset[feature]; part < table.part_offset[feature + 1]; ++part)
      if (auto* made = polygon_of(table, part)) parts.push_back(made);
    if (parts.empty()) return nullptr;
    return GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size()));
  }

  GEOSContextHandle_t context_;
  std::vector<double> x_, y_;  // of one ring, kept for their room
};
}  // namespace

Result<std::vector<ShapeFlaw>> find_invalid_shapes(const FeatureTable& table, const std::stop_token& stop) {
  std::vector<ShapeFlaw> flaws;
  if (table.kind != GeometryKind::polygons) return flaws;
  Geos geos;
  for (std::size_t feature = 0; feature < table.size(); ++feature) {
    if (feature % features_between_looks == 0 && stop.stop_requested())
      return fail(ErrorCode::cancelled, "the check was stopped", table.layer_name);
    if (auto flaw = geos.flaw_of(table, feature)) flaws.push_back(std::move(*flaw));
  }
  return flaws;
}

std::string place_text(const ShapeFlaw& flaw) {
  return fmt::format("x {:.10g}, y {:.10g}", flaw.x, flaw.y);
}

}  // namespace riskmap
