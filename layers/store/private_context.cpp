#include "layers/store/private_context.h"

#include <fmt/format.h>

namespace riskmap {

Result<PrivateContext> PrivateContext::begin(const Batch& batch, std::string_view kind) {
  if (batch.connection().is_server()) {
    // Whose edit it is the server knows by itself.
    const auto told = batch.connection().execute(fmt::format("SET LOCAL riskmap.private_edit = '{}'", kind));
    return told ? Result<PrivateContext>{PrivateContext{batch.connection()}} : std::unexpected{told.error()};
  }
  auto context = batch.connection().prepare(
      "INSERT INTO riskmap_private.edit_context (one, batch, who, kind, at) VALUES (1, ?1, ?2, ?3, ?4)");
  if (!context) return std::unexpected{context.error()};
  const auto written =
      context->bind(1, batch.uuid()).bind(2, batch.who()).bind(3, std::string{kind}).bind(4, batch.at()).run();
  if (!written) return std::unexpected{written.error()};
  return PrivateContext{batch.connection()};
}

Result<void> PrivateContext::end() const {
  return connection_.execute(connection_.is_server() ? "SET LOCAL riskmap.private_edit = ''"
                                                     : "DELETE FROM riskmap_private.edit_context");
}

}  // namespace riskmap
