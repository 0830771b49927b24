// What the triggers of the private file are told while a batch of the register writes into it.
#pragma once
#include <ranges>
#include <string>
#include <string_view>

#include "layers/core/result.h"
#include "layers/store/batch.h"

namespace riskmap {

class PrivateContext {
 public:
  // kind: USER, UNDO; ERASE writes no history and may take it away.
  static Result<PrivateContext> begin(const Batch& batch, std::string_view kind);
  [[nodiscard]] Result<void> end() const { return connection_.execute("DELETE FROM riskmap_private.edit_context"); }

 private:
  explicit PrivateContext(Connection connection) : connection_(connection) {}
  Connection connection_;
};

// work(batch, item) for every item, in such a context.
template <typename Items, typename Do>
Result<void> in_private_context(Batch& batch, std::string_view kind, const Items& items, const Do& work) {
  if (std::ranges::empty(items)) return {};
  const auto context = PrivateContext::begin(batch, kind);
  if (!context) return std::unexpected{context.error()};
  for (const auto& item : items)
    if (auto done = work(batch, item); !done) return done;
  return context->end();
}

}  // namespace riskmap
