#include "layers/model/place.h"

#include "layers/model/register_snapshot.h"

namespace riskmap {

const std::string& uuid_of(const RegisterSnapshot& snapshot, Place place) {
  return place.level == AreaLevel::settlement ? snapshot.settlements[place.row].uuid : snapshot.areas[place.row].uuid;
}

}  // namespace riskmap
