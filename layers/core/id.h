// Same number, different meaning, different type: Id<struct IssueTag> is not Id<struct SettlementTag>.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace riskmap {

// A 64-bit row id (fid) of one store; 0 = none. Outside this store a record is named by its uuid.
template <typename Tag>
struct Id {
  std::int64_t value = 0;
  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(Id, Id) = default;
};

using AreaId = Id<struct AreaTag>;
using SettlementId = Id<struct SettlementTag>;
using IssueId = Id<struct IssueTag>;
using MeasureId = Id<struct MeasureTag>;
using PartyId = Id<struct PartyTag>;
using ProgrammeId = Id<struct ProgrammeTag>;

}  // namespace riskmap

template <typename Tag>
struct std::hash<riskmap::Id<Tag>> {
  std::size_t operator()(riskmap::Id<Tag> id) const { return std::hash<std::int64_t>{}(id.value); }
};
