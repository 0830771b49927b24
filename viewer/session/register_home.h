// Where a register lives, for what a panel says of it.
#pragma once
#include "viewer/session/document.h"

namespace riskmap {

bool is_on_server(const RegisterDocument& document);

}  // namespace riskmap
