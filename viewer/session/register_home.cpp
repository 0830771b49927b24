#include "viewer/session/register_home.h"

#include "layers/store/pg_address.h"

namespace riskmap {

bool is_on_server(const RegisterDocument& document) {
  return is_register_address(document.path.native());
}

}  // namespace riskmap
