// One worker that gives way to everything else; results are put beside the layer they belong to.
#include "viewer/app/detail_keeper.h"

#include <algorithm>
#include <utility>

namespace riskmap {

namespace {
constexpr std::size_t fewest_vertices = 100'000;  // below, no picture takes long enough
}

DetailKeeper::~DetailKeeper() {
  stop_.request_stop();
}

Detail DetailKeeper::detail_of(const Geometry& areas) {
  if (areas->x.size() < fewest_vertices) return nullptr;
  const std::lock_guard lock{mutex_};
  std::erase_if(kept_, [](const Kept& kept) { return kept.areas.expired(); });
  const auto known = std::ranges::find_if(kept_, [&](const Kept& kept) { return kept.areas.lock() == areas; });
  if (known != kept_.end()) return known->detail;
  kept_.push_back({areas, nullptr});
  finder_.run([this, wanted = std::weak_ptr{areas}] { find(wanted); });
  return nullptr;
}

std::optional<DetailKeeper::Found> DetailKeeper::take_found() {
  const std::lock_guard lock{mutex_};
  for (auto& kept : kept_) {
    if (kept.detail == nullptr || std::exchange(kept.is_told, true)) continue;
    if (auto areas = kept.areas.lock()) return Found{std::move(areas), kept.detail};
  }
  return std::nullopt;
}

// A layer that nobody shows any more (one that was still being read) is passed over.
void DetailKeeper::find(const std::weak_ptr<const LayerGeometry>& wanted) {
  const auto areas = wanted.lock();
  if (areas == nullptr) return;
  auto detail = find_detail(*areas, stop_.get_token());
  {
    const std::lock_guard lock{mutex_};
    const auto known = std::ranges::find_if(kept_, [&](const Kept& kept) { return kept.areas.lock() == areas; });
    if (known == kept_.end() || detail == nullptr) return;
    known->detail = std::move(detail);
  }
  if (wake_) wake_();
}

}  // namespace riskmap
