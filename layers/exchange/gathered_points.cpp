#include "layers/exchange/gathered_points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "layers/core/colour.h"
#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::int64_t fewest = 30;
constexpr double least_share = 0.5;
constexpr std::size_t heat_steps = 256;
constexpr double paling_share = 0.2;       // of the ramp: up to there the map shines through more and more
constexpr double finest_of_extent = 1000;  // the peak is looked for in so many steps across
constexpr std::array<double, 12> bandwidth_steps = {100,   200,   300,    500,    1'000,  2'000,
                                                    3'000, 5'000, 10'000, 20'000, 50'000, 100'000};

struct Spread {
  MapPoint middle;
  Box box;
  double standard = 0, median = 0;  // distances from the middle, metres on the ground
};

// Metres on the ground of a unit of the map, there; nothing for a map in unknown units.
std::optional<DensityKernel> ground_at(const std::string& view_crs, MapPoint place) {
  if (view_crs.empty()) return std::nullopt;
  const auto projection = Projection::between("EPSG:4326", view_crs);
  if (!projection) return std::nullopt;
  constexpr double reach = 500;
  const auto across = [&](double x, double y) {
    return geodesic_metres(projection->inverse(MapPoint{place.x - x, place.y - y}),
                           projection->inverse(MapPoint{place.x + x, place.y + y})) /
           (2 * reach);
  };
  const DensityKernel kernel{0, across(reach, 0), across(0, reach)};
  const bool is_known = std::isfinite(kernel.metres_per_unit_x) && std::isfinite(kernel.metres_per_unit_y) &&
                        kernel.metres_per_unit_x > 0 && kernel.metres_per_unit_y > 0;
  return is_known ? std::optional{kernel} : std::nullopt;
}

MapPoint middle_of(const std::vector<MapPoint>& places) {
  MapPoint sum;
  for (const MapPoint place : places) sum.x += place.x, sum.y += place.y;
  const auto count = static_cast<double>(std::max<std::size_t>(1, places.size()));
  return {sum.x / count, sum.y / count};
}

// Silverman's rule for two dimensions, as ArcGIS takes it: 0.9 · min(SD, √(1/ln 2) · median distance) · n^-0.2, the
// distances from the mean centre; then the nearest of the steps.
double fitting_bandwidth(const std::vector<MapPoint>& places, MapPoint middle, const DensityKernel& ground) {
  if (places.empty()) return bandwidth_steps.front();
  std::vector<double> distances;
  double squares = 0;
  for (const MapPoint place : places) {
    distances.push_back(
        std::hypot((place.x - middle.x) * ground.metres_per_unit_x, (place.y - middle.y) * ground.metres_per_unit_y));
    squares += distances.back() * distances.back();
  }
  const auto count = static_cast<double>(places.size());
  const auto half = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::ranges::nth_element(distances, half);
  const double spread = std::min(std::sqrt(squares / count), std::sqrt(1 / std::log(2)) * *half);
  const double wanted = 0.9 * spread * std::pow(count, -0.2);
  const auto ratio = [&](double step) { return std::abs(std::log(step / std::max(wanted, 1.0))); };
  return *std::ranges::min_element(bandwidth_steps, {}, ratio);
}

std::vector<Colour> heat_ramp(const LayerSpec& spec, Theme theme) {
  const Palette* wanted = find_palette(spec.palette);
  const bool has_own = wanted != nullptr && wanted->kind == PaletteKind::sequential;
  auto colours = ramp(has_own ? *wanted : *find_palette("YlOrRd"), heat_steps, theme);
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const double way = std::min(1.0, static_cast<double>(i) / (paling_share * heat_steps));
    colours[i].a = static_cast<unsigned char>(std::lround(255 * spec.opacity * way * way * (3 - 2 * way)));
  }
  return colours;
}

std::shared_ptr<const SceneHeat> heat_of(const PointCloud& cloud, DensityKernel kernel, std::vector<Colour> colours) {
  auto heat = std::make_shared<SceneHeat>();
  heat->points = cloud.places;
  heat->kernel = kernel;
  heat->colours = std::move(colours);
  Box box;
  for (const MapPoint place : cloud.places) box.include(place.x, place.y);
  JobPool pool;
  const double finest = std::max(box.width(), box.height()) / finest_of_extent;
  heat->top = round_top(density_field(heat->points, kernel, box, finest, pool).peak());
  return heat;
}

constexpr std::array levels = {RiskLevel::none, RiskLevel::low, RiskLevel::medium, RiskLevel::high,
                               RiskLevel::critical};

std::shared_ptr<const SceneClusters> clusters_of(const PointCloud& cloud, Theme theme) {
  auto clusters = std::make_shared<SceneClusters>();
  clusters->places = cloud.places, clusters->features = cloud.features, clusters->ranks = cloud.ranks;
  clusters->role = cloud.role;
  if (cloud.role == SymbolRole::issue) {
    clusters->radius_px = issue_radius_px;
    for (const RiskLevel level : levels) clusters->colours.push_back(symbol_of(level, theme));
    return clusters;
  }
  const Colour fill = plain_colour(theme);
  clusters->colours.push_back({fill, map_colours(theme).outline, label_colours_on(fill).text});
  return clusters;
}

PointDoubt doubt_about(const PointCloud& cloud) {
  const auto used = static_cast<std::int64_t>(cloud.places.size());
  if (used < fewest) return PointDoubt::too_few;
  return static_cast<double>(used) < least_share * static_cast<double>(cloud.all) ? PointDoubt::too_few_placed
                                                                                  : PointDoubt::none;
}
}  // namespace

PointCloud cloud_of_issues(const RegisterSnapshot& snapshot, const IssueFactTable& facts, const RowMask& selected,
                           const std::string& view_crs) {
  PointCloud cloud;
  cloud.role = SymbolRole::issue;
  const auto to_view = Projection::between("EPSG:4326", view_crs);
  if (!to_view) return cloud;
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto issue = snapshot.issues.core(row);
    const bool is_selected = selected.empty() || (row < selected.size() && selected[row] != 0);
    if (!issue.id || !is_selected || !facts.facts[row].is_open) continue;
    ++cloud.all;
    if (!issue.point || (issue.accuracy != "EXACT" && issue.accuracy != "STREET")) continue;
    cloud.places.push_back(to_view->forward(*issue.point));
    cloud.features.push_back(row);
    cloud.ranks.push_back(static_cast<unsigned char>(facts.facts[row].level));
  }
  return cloud;
}

PointCloud cloud_of_points(const LayerGeometry& geometry, const RowMask& selected) {
  PointCloud cloud;
  for (std::uint32_t feature = 0; feature < geometry.size(); ++feature) {
    if (!selected.empty() && selected[feature] == 0) continue;
    const auto first = geometry.feature_offset[feature], last = geometry.feature_offset[feature + 1];
    for (auto vertex = geometry.ring_offset[first]; vertex < geometry.ring_offset[last]; ++vertex) {
      cloud.places.push_back(geometry.vertex(vertex));
      cloud.features.push_back(feature);
    }
  }
  cloud.ranks.assign(cloud.places.size(), 0);
  cloud.all = static_cast<std::int64_t>(cloud.places.size());
  return cloud;
}

GatheredPoints gather(const PointCloud& cloud, const PointCloud& whole, const LayerSpec& spec,
                      const std::string& view_crs, Theme theme) {
  GatheredPoints out;
  out.look = spec.points;
  out.used = static_cast<std::int64_t>(cloud.places.size());
  out.all = cloud.all;
  out.doubt = doubt_about(cloud);
  if (spec.points == PointLook::clusters && out.doubt == PointDoubt::none) out.clusters = clusters_of(cloud, theme);
  if (spec.points != PointLook::heat) return out;
  const MapPoint middle = middle_of(whole.places);
  auto ground = ground_at(view_crs, middle);
  if (!ground) {
    out.doubt = PointDoubt::no_ground;
    return out;
  }
  out.fitting_bandwidth_m = fitting_bandwidth(whole.places, middle, *ground);
  out.bandwidth_m = spec.bandwidth_m > 0 ? spec.bandwidth_m : out.fitting_bandwidth_m;
  ground->bandwidth_m = out.bandwidth_m;
  if (out.doubt == PointDoubt::none) out.heat = heat_of(cloud, *ground, heat_ramp(spec, theme));
  return out;
}

std::string doubt_in_words(const GatheredPoints& points) {
  switch (points.doubt) {
    case PointDoubt::none:
      return {};
    case PointDoubt::too_few:
      return fill(tr("Too few points with a place of their own: {n}, and {least} are needed."),
                  {{"n", format_integer(points.used)}, {"least", format_integer(fewest)}});
    case PointDoubt::too_few_placed:
      return fill(tr("Only {n} of {total} have a place of their own: less than half."),
                  {{"n", format_integer(points.used)}, {"total", format_integer(points.all)}});
    case PointDoubt::no_ground:
      return tr("The file names no coordinate system: nothing can be measured in kilometres.");
  }
  return {};
}

std::string why_one_by_one(const GatheredPoints& points) {
  if (points.look == PointLook::each || points.is_shown()) return {};
  return tr("Shown one by one.") + " " + doubt_in_words(points);
}

std::string use_in_words(const GatheredPoints& points) {
  return fill(tr("{n} of {total} used"), {{"n", format_integer(points.used)}, {"total", format_integer(points.all)}});
}

std::span<const double> bandwidths() {
  return bandwidth_steps;
}

void show_gathered(MapScene& scene, const GatheredPoints& points, const std::string& what, Colour ground) {
  if (const auto why = why_one_by_one(points); !why.empty()) scene.legend.notes.push_back(why);
  if (points.clusters) {
    scene.clusters = points.clusters;
    scene.legend.notes.push_back(
        fill(tr("A circle with a number: so many close together, its area true; {n} of {total} used."),
             {{"n", format_integer(points.used)}, {"total", format_integer(points.all)}}));
  }
  if (!points.heat) return;
  scene.heat = points.heat;
  auto& legend = scene.legend;
  legend.what = what;
  legend.number = use_in_words(points);
  legend.rows.clear(), legend.histogram.clear(), legend.breaks = {}, legend.sizes.clear();
  std::vector<Colour> colours;
  for (const Colour colour : points.heat->colours) colours.push_back(blended(colour, ground));
  legend.ramp = density_ramp(points.heat->top, std::move(colours));
  legend.notes.push_back(fill(tr("Bandwidth {length}"), {{"length", format_length(points.bandwidth_m)}}));
}

}  // namespace riskmap
