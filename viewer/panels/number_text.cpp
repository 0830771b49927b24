// Dates as people type them.
#include "viewer/panels/number_text.h"

namespace riskmap::ui {

std::string numeric_date(Date day) {
  const std::string iso = iso_date(day);
  return iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

}  // namespace riskmap::ui
