// What the triggers of the private part are told while a batch of the register writes into it.
#pragma once
#include <ranges>
#include <string>
#include <string_view>

#include "layers/core/result.h"
#include "layers/store/batch.h"

namespace riskmap {

// In a file that is being filled: what is written there writes no history.
inline constexpr std::string_view quiet_context =
    "INSERT INTO riskmap_private.edit_context (one, batch, who, kind, at) VALUES (1, '', '', 'ERASE', '')";
inline constexpr std::string_view end_of_quiet_context = "DELETE FROM riskmap_private.edit_context";

class PrivateContext {
 public:
  // kind: USER, UNDO; ERASE writes no history and may take it away.
  static Result<PrivateContext> begin(const Batch& batch, std::string_view kind);
  [[nodiscard]] Result<void> end() const;

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
