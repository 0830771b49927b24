// The coordinate systems a map can be drawn in, each fitted to the place it shows.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/units.h"

namespace riskmap {

enum class ViewSystem { fitting, utm, gauss_krueger, equal_area, web_mercator, plate_carree };
inline constexpr std::array view_systems = {ViewSystem::fitting,    ViewSystem::utm,          ViewSystem::gauss_krueger,
                                            ViewSystem::equal_area, ViewSystem::web_mercator, ViewSystem::plate_carree};

// As PROJ understands it, in metres, for a map of this extent (degrees, WGS 84): "EPSG:32642", "+proj=laea …". Fitting
// is the zone of UTM for what is narrower than twelve degrees and no polar land, equal areas up to a hemisphere, else
// Web Mercator. An extent that ends beyond 180 lies together in all of them.
// Gauss–Krüger is that of Pulkovo 1942 in its six-degree zones; equal areas are Lambert's azimuthal ones about the
// middle, on maps wider than a hemisphere the cylindrical ones of EASE-Grid 2.0 (EPSG:6933).
std::string view_crs_of(ViewSystem system, const Box& lonlat_extent);

// As commands and settings name them: "fitting", "utm", "gauss-krueger", "equal-area", "web-mercator", "plate-carree".
std::string_view word_of(ViewSystem system);
std::optional<ViewSystem> view_system_from(std::string_view word);

// What a person asked for: one of these words, nothing (fitting), or a coordinate system's own name.
std::string view_crs_from(const std::string& text, const Box& lonlat_extent);

}  // namespace riskmap
