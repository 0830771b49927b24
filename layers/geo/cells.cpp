// The district outline is a closing (grow, then shrink) of the shortest web of lines that joins all points: one smooth
// shape whatever lies far out. Voronoi cells, clipping and unions are GEOS's, in metres of the UTM zone.
#include "layers/geo/cells.h"

#include <geos_c.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "layers/core/contract.h"
#include "layers/geo/projection.h"

namespace riskmap {

namespace {
// How far the outline reaches beyond the outermost points, and how wide a bay between points it fills (metres). With
// the 55 points of Töle Bi, four of them far out in the south-west, these two give the district's known area of about
// 2 900 km² and a shape without spikes or holes.
constexpr double reach_metres = 10'000;
constexpr double bridging_metres = 26'000;
constexpr int arc_segments_per_quarter = 12;
// Points nearer than this are one place written twice.
constexpr double same_spot_metres = 1;

struct GeosDeleter {
  GEOSContextHandle_t context;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;

// UTM metres from a whole-kilometre origin near the sites: short numbers keep the predicates of GEOS sharp.
struct Frame {
  std::string crs;
  Projection from_lonlat;
  MapPoint origin;

  static Result<Frame> around(const std::vector<CellSite>& sites) {
    Box box;
    for (const auto& site : sites) box.include(site.place.lon, site.place.lat);
    const LonLat centre{box.centre_x(), box.centre_y()};
    auto crs = utm_of(centre);
    auto projection = Projection::between("EPSG:4326", crs);
    if (!projection) return std::unexpected{projection.error()};
    const auto middle = projection->forward(centre);
    const auto whole_kilometres = [](double metres) { return std::round(metres / 1000) * 1000; };
    const MapPoint origin{whole_kilometres(middle.x), whole_kilometres(middle.y)};
    return Frame{std::move(crs), std::move(*projection), origin};
  }
  [[nodiscard]] MapPoint place_of(LonLat lonlat) const {
    const auto point = from_lonlat.forward(lonlat);
    return {point.x - origin.x, point.y - origin.y};
  }
  [[nodiscard]] LonLat lonlat_of(MapPoint place) const {
    return from_lonlat.inverse(MapPoint{place.x + origin.x, place.y + origin.y});
  }
};

// One GEOS context and the last thing it complained about.
class Geos {
 public:
  Geos() : context_{GEOS_init_r()} { GEOSContext_setErrorMessageHandler_r(context_, &Geos::remember, this); }
  ~Geos() { GEOS_finish_r(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  [[nodiscard]] GEOSContextHandle_t context() const { return context_; }
  [[nodiscard]] const std::string& complaint() const { return complaint_; }
  [[nodiscard]] Geometry own(GEOSGeometry* geometry) const { return Geometry{geometry, GeosDeleter{context_}}; }
  [[nodiscard]] Geometry point(MapPoint place) const {
    return own(GEOSGeom_createPointFromXY_r(context_, place.x, place.y));
  }
  [[nodiscard]] Geometry collection(int type, std::vector<Geometry> parts) const {
    std::vector<GEOSGeometry*> raw(parts.size());
    std::ranges::transform(parts, raw.begin(), [](Geometry& part) { return part.release(); });
    return own(GEOSGeom_createCollection_r(context_, type, raw.data(), static_cast<unsigned>(raw.size())));
  }

 private:
  static void remember(const char* message, void* self) { static_cast<Geos*>(self)->complaint_ = message; }

  GEOSContextHandle_t context_;
  std::string complaint_;
};

std::unexpected<Error> refused(const Geos& geos, std::string_view step) {
  return fail(ErrorCode::invalid_geometry, fmt::format("{}: {}", step, geos.complaint()));
}

GEOSCoordSequence* sequence_of(const Geos& geos, std::span<const MapPoint> path, bool is_closed) {
  const auto count = static_cast<unsigned>(path.size() + (is_closed ? 1 : 0));
  auto* sequence = GEOSCoordSeq_create_r(geos.context(), count, 2);
  for (unsigned i = 0; i < count; ++i) {
    const auto& place = path[i % path.size()];
    GEOSCoordSeq_setXY_r(geos.context(), sequence, i, place.x, place.y);
  }
  return sequence;
}

// Prim's algorithm, O(n²): equal lengths go to the site that comes first, so the web is always the same.
std::vector<std::pair<std::size_t, std::size_t>> shortest_web(std::span<const MapPoint> places) {
  std::vector<double> distance(places.size(), std::numeric_limits<double>::infinity());
  std::vector<std::size_t> nearest(places.size(), 0);
  std::vector<bool> is_joined(places.size(), false);
  std::vector<std::pair<std::size_t, std::size_t>> web;
  std::size_t newest = 0;
  for (std::size_t step = 1; step < places.size(); ++step) {
    is_joined[newest] = true;
    std::size_t next = newest;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (is_joined[i]) continue;
      const double length = std::hypot(places[i].x - places[newest].x, places[i].y - places[newest].y);
      if (length < distance[i]) distance[i] = length, nearest[i] = newest;
      if (next == newest || distance[i] < distance[next]) next = i;
    }
    web.emplace_back(nearest[next], next);
    newest = next;
  }
  return web;
}

Result<Geometry> derived_outline(const Geos& geos, std::span<const MapPoint> places) {
  std::vector<Geometry> lines;
  for (const auto& [from, to] : shortest_web(places)) {
    const std::array<MapPoint, 2> ends{places[from], places[to]};
    lines.push_back(geos.own(GEOSGeom_createLineString_r(geos.context(), sequence_of(geos, ends, false))));
  }
  const auto web = lines.empty() ? geos.point(places[0]) : geos.collection(GEOS_MULTILINESTRING, std::move(lines));
  const auto grown = geos.own(GEOSBuffer_r(geos.context(), web.get(), bridging_metres, arc_segments_per_quarter));
  if (!grown) return refused(geos, "growing the outline");
  auto outline =
      geos.own(GEOSBuffer_r(geos.context(), grown.get(), reach_metres - bridging_metres, arc_segments_per_quarter));
  if (!outline || GEOSisEmpty_r(geos.context(), outline.get()) == 1) return refused(geos, "shrinking the outline");
  return outline;
}

// Every polygon of the table as one geometry in the cells' CRS, mended where its rings cross themselves.
Result<Geometry> clip_outline(const Geos& geos, const FeatureTable& clip, const Frame& frame) {
  const auto projection = Projection::between(clip.crs_wkt.empty() ? clip.crs_name : clip.crs_wkt, frame.crs);
  if (!projection) return std::unexpected{projection.error()};
  auto x = clip.x, y = clip.y;
  projection->forward(x, y);
  std::vector<Geometry> polygons;
  for (std::size_t part = 0; part + 1 < clip.ring_offset.size(); ++part) {
    std::vector<GEOSGeometry*> rings;
    for (auto ring = clip.ring_offset[part]; ring < clip.ring_offset[part + 1]; ++ring) {
      std::vector<MapPoint> path;
      for (auto i = clip.vertex_offset[ring]; i < clip.vertex_offset[ring + 1]; ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i])) path.push_back({x[i] - frame.origin.x, y[i] - frame.origin.y});
      if (path.size() >= 3) rings.push_back(GEOSGeom_createLinearRing_r(geos.context(), sequence_of(geos, path, true)));
    }
    if (rings.empty()) continue;
    auto polygon = geos.own(
        GEOSGeom_createPolygon_r(geos.context(), rings[0], rings.data() + 1, static_cast<unsigned>(rings.size() - 1)));
    polygons.push_back(geos.own(GEOSMakeValid_r(geos.context(), polygon.get())));
    if (!polygons.back()) return refused(geos, "mending the clip outline");
  }
  if (polygons.empty()) return fail(ErrorCode::no_geometry, "the clip outline holds no polygon");
  const auto all = geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(polygons));
  auto outline = geos.own(GEOSUnaryUnion_r(geos.context(), all.get()));
  if (!outline) return refused(geos, "joining the clip outline");
  return outline;
}

// The Voronoi cell of every place, in the order of the places, covering the outline and more.
Result<std::vector<Geometry>> voronoi_cells(const Geos& geos, std::span<const MapPoint> places,
                                            const Geometry& outline) {
  std::vector<Geometry> points;
  for (const auto& place : places) points.push_back(geos.point(place));
  auto envelope = geos.own(GEOSEnvelope_r(geos.context(), outline.get()));
  std::vector<Geometry> cells;
  if (places.size() == 1) {
    cells.push_back(std::move(envelope));
    return cells;
  }
  const auto all = geos.collection(GEOS_MULTIPOINT, std::move(points));
  const auto diagram = geos.own(GEOSVoronoiDiagram_r(geos.context(), all.get(), envelope.get(), 0, 0));
  if (!diagram) return refused(geos, "nearest-place cells");

  const std::unique_ptr<GEOSSTRtree, std::function<void(GEOSSTRtree*)>> tree{
      GEOSSTRtree_create_r(geos.context(), 8), [&](GEOSSTRtree* t) { GEOSSTRtree_destroy_r(geos.context(), t); }};
  const int count = GEOSGetNumGeometries_r(geos.context(), diagram.get());
  for (int i = 0; i < count; ++i) {
    const auto* cell = GEOSGetGeometryN_r(geos.context(), diagram.get(), i);
    GEOSSTRtree_insert_r(geos.context(), tree.get(), cell, const_cast<GEOSGeometry*>(cell));
  }
  struct Search {
    GEOSContextHandle_t context;
    const GEOSGeometry* site;
    const GEOSGeometry* cell = nullptr;
  };
  for (int i = 0; i < static_cast<int>(places.size()); ++i) {
    Search search{geos.context(), GEOSGetGeometryN_r(geos.context(), all.get(), i), nullptr};
    GEOSSTRtree_query_r(
        geos.context(), tree.get(), search.site,
        [](void* item, void* user) {
          auto& wanted = *static_cast<Search*>(user);
          const auto* cell = static_cast<const GEOSGeometry*>(item);
          if (GEOSContains_r(wanted.context, cell, wanted.site) == 1) wanted.cell = cell;
        },
        &search);
    if (search.cell == nullptr) return refused(geos, "a place without a cell");
    cells.push_back(geos.own(GEOSGeom_clone_r(geos.context(), search.cell)));
  }
  return cells;
}

Geometry copy_of(const Geos& geos, const Geometry& geometry) {
  return geos.own(GEOSGeom_clone_r(geos.context(), geometry.get()));
}

Result<Geometry> union_of(const Geos& geos, std::vector<Geometry> parts) {
  const auto all = geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
  auto whole = geos.own(GEOSUnaryUnion_r(geos.context(), all.get()));
  if (!whole) return refused(geos, "joining cells");
  return whole;
}

// Rows of polygons with one text column "code", written in WGS 84.
class TableWriter {
 public:
  TableWriter(const Geos& geos, const Frame& frame, std::string layer_name) : geos_{geos}, frame_{frame} {
    table_.layer_name = std::move(layer_name);
    table_.kind = GeometryKind::polygons;
    table_.crs_name = "EPSG:4326";
    table_.is_geographic = true;
    table_.columns.push_back({.name = "code", .type = ColumnType::text, .numbers = {}, .texts = {}});
  }

  void add(const std::string& code, const Geometry& shape) {
    add_polygons(shape.get());
    table_.part_offset.push_back(static_cast<std::uint32_t>(table_.ring_offset.size() - 1));
    table_.columns[0].texts.push_back(code);
    table_.fid.push_back(static_cast<std::int64_t>(table_.fid.size()) + 1);
  }
  [[nodiscard]] FeatureTable finished() { return std::move(table_); }

 private:
  void add_polygons(const GEOSGeometry* shape) {
    const auto context = geos_.context();
    if (GEOSGeomTypeId_r(context, shape) != GEOS_POLYGON) {
      // Clipping may leave a line or a point where a cell only touches the outline.
      for (int i = 0; i < GEOSGetNumGeometries_r(context, shape); ++i)
        if (const auto* part = GEOSGetGeometryN_r(context, shape, i);
            part != shape && GEOSGeom_getDimensions_r(context, part) == 2)
          add_polygons(part);
      return;
    }
    if (GEOSisEmpty_r(context, shape) == 1) return;
    add_ring(GEOSGetExteriorRing_r(context, shape), true);
    for (int i = 0; i < GEOSGetNumInteriorRings_r(context, shape); ++i)
      add_ring(GEOSGetInteriorRingN_r(context, shape, i), false);
    table_.ring_offset.push_back(static_cast<std::uint32_t>(table_.vertex_offset.size() - 1));
  }

  // Outer rings run counter-clockwise, holes clockwise, each from its lowest-left vertex, so that equal shapes read
  // alike.
  void add_ring(const GEOSGeometry* ring, bool is_outer) {
    const auto context = geos_.context();
    const auto* sequence = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context, sequence, &count);
    std::vector<MapPoint> path(count - 1);
    for (unsigned i = 0; i + 1 < count; ++i) GEOSCoordSeq_getXY_r(context, sequence, i, &path[i].x, &path[i].y);
    char runs_counter_clockwise = 0;
    GEOSCoordSeq_isCCW_r(context, sequence, &runs_counter_clockwise);
    if ((runs_counter_clockwise == 1) != is_outer) std::ranges::reverse(path);
    const auto first =
        std::ranges::min_element(path, {}, [](const MapPoint& place) { return std::pair{place.x, place.y}; });
    std::ranges::rotate(path, first);
    for (const auto& place : path) {
      const auto lonlat = frame_.lonlat_of(place);
      table_.x.push_back(lonlat.lon);
      table_.y.push_back(lonlat.lat);
      table_.extent.include(lonlat.lon, lonlat.lat);
    }
    table_.vertex_offset.push_back(static_cast<std::uint32_t>(table_.x.size()));
  }

  const Geos& geos_;
  const Frame& frame_;
  FeatureTable table_;
};

Result<void> refuse_same_spot(const std::vector<CellSite>& sites, std::span<const MapPoint> places) {
  std::vector<std::size_t> order(places.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair{places[i].x, places[i].y}; });
  for (std::size_t i = 0; i < order.size(); ++i)
    for (auto j = i + 1; j < order.size() && places[order[j]].x - places[order[i]].x < same_spot_metres; ++j)
      if (std::abs(places[order[j]].y - places[order[i]].y) < same_spot_metres)
        return fail(ErrorCode::invalid_geometry, "two places on one spot",
                    fmt::format("{}, {}", sites[order[i]].code, sites[order[j]].code));
  return {};
}

// Clips every cell to the outline; places outside it get an empty cell and are listed.
Result<std::vector<Geometry>> clipped_cells(const Geos& geos, const std::vector<CellSite>& sites,
                                            std::span<const MapPoint> places, const Geometry& outline,
                                            std::vector<std::string>& outside) {
  std::vector<MapPoint> inside_places;
  std::vector<std::size_t> inside;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (GEOSIntersects_r(geos.context(), outline.get(), geos.point(places[i]).get()) == 1) {
      inside.push_back(i), inside_places.push_back(places[i]);
    } else {
      outside.push_back(sites[i].code);
    }
  }
  if (inside.empty()) return fail(ErrorCode::invalid_input, "no place lies inside the clip outline");
  const auto whole_cells = voronoi_cells(geos, inside_places, outline);
  if (!whole_cells) return std::unexpected{whole_cells.error()};
  std::vector<Geometry> cells;
  for (std::size_t i = 0; i < places.size(); ++i)
    cells.push_back(geos.own(GEOSGeom_createEmptyPolygon_r(geos.context())));
  for (std::size_t i = 0; i < inside.size(); ++i) {
    cells[inside[i]] = geos.own(GEOSIntersection_r(geos.context(), (*whole_cells)[i].get(), outline.get()));
    if (!cells[inside[i]]) return refused(geos, "clipping a cell");
  }
  return cells;
}

// Cells by settlement, their unions by rural district, and the union of all as the district: the same vertices
// everywhere.
Result<void> write_tables(const Geos& geos, const Frame& frame, const std::vector<CellSite>& sites,
                          const std::vector<Geometry>& shapes, Cells& cells) {
  TableWriter settlements{geos, frame, "settlements"}, rural_districts{geos, frame, "rural_districts"},
      district{geos, frame, "district"};
  std::map<std::string, std::vector<Geometry>> by_parent;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    settlements.add(sites[i].code, shapes[i]);
    by_parent[sites[i].parent].push_back(copy_of(geos, shapes[i]));
  }
  std::vector<Geometry> parents;
  for (auto& [code, parts] : by_parent) {
    auto shape = union_of(geos, std::move(parts));
    if (!shape) return std::unexpected{shape.error()};
    if (!code.empty()) rural_districts.add(code, *shape);
    parents.push_back(std::move(*shape));
  }
  const auto whole = union_of(geos, std::move(parents));
  if (!whole) return std::unexpected{whole.error()};
  district.add("", *whole);
  cells.settlements = settlements.finished();
  cells.rural_districts = rural_districts.finished();
  cells.district = district.finished();
  return {};
}
}  // namespace

Result<Cells> derive_cells(const std::vector<CellSite>& sites, const FeatureTable* clip) {
  if (sites.empty()) return fail(ErrorCode::invalid_input, "no places to derive cells from");
  for (const auto& site : sites)
    if (!std::isfinite(site.place.lon) || !std::isfinite(site.place.lat) || std::abs(site.place.lat) > 90)
      return fail(ErrorCode::coords_range, "a place without a usable point", site.code);
  const auto frame = Frame::around(sites);
  if (!frame) return std::unexpected{frame.error()};
  std::vector<MapPoint> places;
  for (const auto& site : sites) places.push_back(frame->place_of(site.place));
  if (auto unique = refuse_same_spot(sites, places); !unique) return std::unexpected{unique.error()};

  const Geos geos;
  const auto outline = clip ? clip_outline(geos, *clip, *frame) : derived_outline(geos, places);
  if (!outline) return std::unexpected{outline.error()};
  Cells cells;
  const auto shapes = clipped_cells(geos, sites, places, *outline, cells.outside);
  if (!shapes) return std::unexpected{shapes.error()};
  if (auto written = write_tables(geos, *frame, sites, *shapes, cells); !written)
    return std::unexpected{written.error()};
  return cells;
}

}  // namespace riskmap
