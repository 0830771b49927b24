// A place of the register: a settlement, or an area of another level.
#pragma once
#include <string>

#include "layers/model/records.h"

namespace riskmap {

struct Place {
  AreaLevel level = AreaLevel::settlement;
  Row row = no_row;  // of snapshot.settlements for the settlement level, else of snapshot.areas
  friend bool operator==(const Place&, const Place&) = default;
};

class RegisterSnapshot;
const std::string& uuid_of(const RegisterSnapshot& snapshot, Place place);

}  // namespace riskmap
