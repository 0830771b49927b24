// Keeping a part of the map: it becomes a condition of the filter, so that map, table, counts and exports keep to it.
#include <array>
#include <utility>

#include "layers/geo/geodesic.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

// Its sides are bent as the projection bends them; nothing where a corner is no place.
std::optional<Region> Session::region_of_box(ScreenPoint from, ScreenPoint to) const {
  constexpr int pieces = 4;  // of a side
  const std::array<ScreenPoint, 4> corners = {
      ScreenPoint{from.x, from.y}, {to.x, from.y}, {to.x, to.y}, {from.x, to.y}};
  Region region;
  for (std::size_t side = 0; side < corners.size(); ++side) {
    const auto a = corners[side], b = corners[(side + 1) % corners.size()];
    for (int i = 0; i < pieces; ++i) {
      const double share = static_cast<double>(i) / pieces;
      const auto place = lonlat_at({a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share});
      if (!place) return std::nullopt;
      region.ring.push_back(*place);
    }
  }
  return region;
}

std::optional<Region> Session::measured_region() const {
  const auto& places = view_.measured;
  if (view_.tool == Tool::area && places.size() >= 3) return Region{places, 0};
  if (view_.tool != Tool::distance || places.size() < 2) return std::nullopt;
  Region circle{{places.front()}, geodesic_metres(places.front(), places.back())};
  // The filter reads its own text: what it cannot hold is not offered.
  return region_from(text_of(circle)) ? std::optional{std::move(circle)} : std::nullopt;
}

void Session::keep_within(const std::optional<Region>& region) {
  if (!region) return;
  auto filter = view_.filter;
  filter.within = text_of(*region);
  apply(SetFilter{filter});
}

void Session::Applier::operator()(const KeepBox& intent) const {
  session.keep_within(session.region_of_box(intent.from, intent.to));
}

void Session::Applier::operator()(const KeepShown&) const {
  const auto measured = session.measured_region();
  const auto [width, height] = session.view_.camera.size;
  session.keep_within(
      measured ? measured : session.region_of_box({0, 0}, {static_cast<double>(width), static_cast<double>(height)}));
  if (measured) session.apply(SetTool{Tool::select});
}

}  // namespace riskmap
