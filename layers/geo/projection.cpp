// PROJ's own interface rather than GDAL's: one context per Projection, axes normalised to lon/lat, no network.
#include "layers/geo/projection.h"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string_view>
#include <utility>

#include "layers/core/contract.h"
#include "layers/geo/view_window.h"

namespace riskmap {

namespace {

// Web Mercator's square ends here; beyond it y runs to infinity.
constexpr double web_mercator_latitude = 85.06;

struct FreePj {
  void operator()(PJ* pj) const { proj_destroy(pj); }
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
using Pj = std::unique_ptr<PJ, FreePj>;
using Context = std::unique_ptr<PJ_CONTEXT, FreePj>;

Context make_context() {
  Context context{proj_context_create()};
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  return context;
}

std::string definition_of(const std::string& crs) {
  const bool is_proj_string = crs.find("+proj=") != std::string::npos && crs.find("+type=crs") == std::string::npos;
  return is_proj_string ? crs + " +type=crs" : crs;
}

Pj make_crs(PJ_CONTEXT* context, const std::string& name) {
  if (name.empty()) return nullptr;
  Pj crs{proj_create(context, definition_of(name).c_str())};
  return crs != nullptr && proj_is_crs(crs.get()) ? std::move(crs) : nullptr;
}

bool is_geographic(PJ_CONTEXT* context, const PJ* crs) {
  switch (proj_get_type(crs)) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
      return true;
    case PJ_TYPE_BOUND_CRS: {
      const Pj source{proj_get_source_crs(context, crs)};
      return source != nullptr && is_geographic(context, source.get());
    }
    case PJ_TYPE_COMPOUND_CRS: {
      const Pj horizontal{proj_crs_get_sub_crs(context, crs, 0)};
      return horizontal != nullptr && is_geographic(context, horizontal.get());
    }
    default:
      return false;
  }
}

// The projection of a projected CRS by its name in EPSG, the meridian it is made around and where its middle lies; ""
// for others.
struct Method {
  std::string name;
  double meridian = 0;  // degrees
  MapPoint middle;
};

Method method_of(PJ_CONTEXT* context, const PJ* crs) {
  switch (proj_get_type(crs)) {
    case PJ_TYPE_BOUND_CRS: {
      const Pj source{proj_get_source_crs(context, crs)};
      return source != nullptr ? method_of(context, source.get()) : Method{};
    }
    case PJ_TYPE_COMPOUND_CRS: {
      const Pj horizontal{proj_crs_get_sub_crs(context, crs, 0)};
      return horizontal != nullptr ? method_of(context, horizontal.get()) : Method{};
    }
    default:
      break;
  }
  const Pj conversion{proj_crs_get_coordoperation(context, crs)};
  const char* name = nullptr;
  if (conversion == nullptr ||
      proj_coordoperation_get_method_info(context, conversion.get(), &name, nullptr, nullptr) == 0)
    return {};
  Method method{name != nullptr ? name : "", 0, {}};
  for (int i = proj_coordoperation_get_param_count(context, conversion.get()); i-- > 0;) {
    const char* parameter = nullptr;
    double value = 0, radians = 0;
    if (proj_coordoperation_get_param(context, conversion.get(), i, &parameter, nullptr, nullptr, &value, nullptr,
                                      &radians, nullptr, nullptr, nullptr, nullptr) == 0)
      continue;
    const std::string_view called{parameter};
    if (called.starts_with("Longitude of")) method.meridian = value * radians * 180 / std::numbers::pi;
    if (called == "False easting") method.middle.x = value;
    if (called == "False northing") method.middle.y = value;
  }
  return method;
}

bool is_web_mercator(PJ_CONTEXT* context, const PJ* crs) {
  return method_of(context, crs).name.starts_with("Popular Visualisation");
}

}  // namespace

struct Projection::State {
  Context context;
  Pj transformation;
  bool clamps_input_latitude = false;   // forward: lon/lat to Web Mercator
  bool clamps_output_latitude = false;  // inverse: lon/lat from which forward would clamp
};

Projection::Projection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Result<Projection> Projection::between(const std::string& from_crs, const std::string& to_crs) {
  auto state = std::make_unique<State>();
  state->context = make_context();
  PJ_CONTEXT* context = state->context.get();
  const Pj from = make_crs(context, from_crs);
  if (from == nullptr) return fail(ErrorCode::no_crs, "unknown CRS", {}, from_crs);
  const Pj to = make_crs(context, to_crs);
  if (to == nullptr) return fail(ErrorCode::no_crs, "unknown CRS", {}, to_crs);
  const Pj by_authority{proj_create_crs_to_crs_from_pj(context, from.get(), to.get(), nullptr, nullptr)};
  if (by_authority == nullptr) return fail(ErrorCode::no_crs, "no transformation from " + from_crs, {}, to_crs);
  state->transformation.reset(proj_normalize_for_visualization(context, by_authority.get()));
  if (state->transformation == nullptr) return fail(ErrorCode::no_crs, "no lon/lat order for " + from_crs, {}, to_crs);
  state->clamps_input_latitude = is_geographic(context, from.get()) && is_web_mercator(context, to.get());
  state->clamps_output_latitude = is_geographic(context, to.get()) && is_web_mercator(context, from.get());
  return Projection{std::move(state)};
}

namespace {

void transform(PJ* transformation, PJ_DIRECTION direction, std::span<double> x, std::span<double> y) {
  RISKMAP_REQUIRE(x.size() == y.size());
  proj_errno_reset(transformation);
  proj_trans_generic(transformation, direction, x.data(), sizeof(double), x.size(), y.data(), sizeof(double), y.size(),
                     nullptr, 0, 0, nullptr, 0, 0);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!std::isfinite(x[i]) || !std::isfinite(y[i])) x[i] = y[i] = std::numeric_limits<double>::quiet_NaN();
}

void clamp_latitudes(std::span<double> latitudes) {
  for (double& latitude : latitudes)
    if (std::abs(latitude) <= 90) latitude = std::clamp(latitude, -web_mercator_latitude, web_mercator_latitude);
}

}  // namespace

void Projection::forward(std::span<double> x, std::span<double> y) const {
  if (state_->clamps_input_latitude) clamp_latitudes(y);
  transform(state_->transformation.get(), PJ_FWD, x, y);
}

void Projection::inverse(std::span<double> x, std::span<double> y) const {
  if (state_->clamps_output_latitude) clamp_latitudes(y);
  transform(state_->transformation.get(), PJ_INV, x, y);
}

MapPoint Projection::forward(LonLat place) const {
  MapPoint point{place.lon, place.lat};
  forward({&point.x, 1}, {&point.y, 1});
  return point;
}

LonLat Projection::inverse(MapPoint point) const {
  LonLat place{point.x, point.y};
  inverse({&place.lon, 1}, {&place.lat, 1});
  return place;
}

std::string utm_of(LonLat place) {
  const double turned = place.lon - 360 * std::floor((place.lon + 180) / 360);  // -180 ≤ turned < 180
  const int zone = std::clamp(static_cast<int>(std::floor((turned + 180) / 6)) + 1, 1, 60);
  return fmt::format("EPSG:{}", (place.lat < 0 ? 32700 : 32600) + zone);
}

bool is_geographic_crs(const std::string& crs) {
  const Context context = make_context();
  const Pj made = make_crs(context.get(), crs);
  return made != nullptr && is_geographic(context.get(), made.get());
}

std::optional<ViewWindow> view_window(const std::string& view_crs) {
  constexpr double earth_radius = 6371000, half_circle = 180, transverse_reach = 60;
  const Context context = make_context();
  const Pj crs = make_crs(context.get(), view_crs);
  if (crs == nullptr) return std::nullopt;
  const auto [method, meridian, middle] = method_of(context.get(), crs.get());
  if (method.empty()) return std::nullopt;
  if (method.starts_with("Transverse Mercator"))
    return ViewWindow{.west = meridian - transverse_reach, .east = meridian + transverse_reach, .middle = middle};
  ViewWindow window{.west = meridian - half_circle, .east = meridian + half_circle, .middle = middle};
  window.bends = !method.contains("Mercator") && !method.contains("Cylindrical");
  if (method.starts_with("Lambert Azimuthal Equal Area"))
    window.radius = earth_radius * std::numbers::sqrt3;  // of 120 degrees
  return window;
}

}  // namespace riskmap
