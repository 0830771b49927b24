// How QGIS draws a register when it opens it: the table `layer_styles` that QGIS and GDAL look into, with our colours.
#pragma once
#include <string>
#include <string_view>

namespace riskmap {

inline constexpr std::string_view layer_styles_table = "layer_styles";

// The table, its registration and its rows: problems by risk level with the labels of each language's view, settlements
// and areas. Whoever edits a style in QGIS edits these rows; what a file has for a layer already stays.
std::string layer_styles_script();

}  // namespace riskmap
