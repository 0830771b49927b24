// Every shape of every record: are its rings valid as a GIS asks for?
#pragma once
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// One English line per flawed shape, with the record and the place: "ring touches itself: area Көксәйек, x 69.6, y
// 42.2". Shapes that cannot be read are check_values()'s to name.
Result<void> check_shapes(const Connection& connection, std::vector<std::string>& lines);

}  // namespace riskmap
