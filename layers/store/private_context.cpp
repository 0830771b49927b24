#include "layers/store/private_context.h"

namespace riskmap {

Result<PrivateContext> PrivateContext::begin(const Batch& batch, std::string_view kind) {
  auto context = batch.connection().prepare(
      "INSERT INTO riskmap_private.edit_context (one, batch, who, kind, at) VALUES (1, ?1, ?2, ?3, ?4)");
  if (!context) return std::unexpected{context.error()};
  const auto written =
      context->bind(1, batch.uuid()).bind(2, batch.who()).bind(3, std::string{kind}).bind(4, batch.at()).run();
  if (!written) return std::unexpected{written.error()};
  return PrivateContext{batch.connection()};
}

}  // namespace riskmap
