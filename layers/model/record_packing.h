// Problems and measures as bytes (`packed_table.h`).
#pragma once
#include <string>
#include <string_view>

#include "layers/core/uuid.h"
#include "layers/model/packed_block.h"
#include "layers/model/packing.h"
#include "layers/model/records.h"

namespace riskmap {

template <typename Record>
struct PackedAs;
template <>
struct PackedAs<Issue> {
  using Core = IssueCore;
  static constexpr std::size_t block_rows = 32;  // about 20 kB of texts: found again in some 10 µs
};
template <>
struct PackedAs<Measure> {
  using Core = MeasureCore;
  static constexpr std::size_t block_rows = 64;
};

PackedRow packed(const Issue& issue, PackedWords& words);  // an empty record is an empty row
PackedRow packed(const Measure& measure, PackedWords& words);
// What packed() gave, into a fresh record.
void unpack(std::string_view core, const PackedWords& words, IssueCore& issue);
void unpack(std::string_view core, const PackedWords& words, MeasureCore& measure);
void unpack(std::string_view core, std::string_view texts, const PackedWords& words, Issue& issue);
void unpack(std::string_view core, std::string_view texts, const PackedWords& words, Measure& measure);
// The uuid of a core; zeros = it is spelled otherwise and stands among the texts, or the row is empty.
UuidBits uuid_in(std::string_view core);

}  // namespace riskmap
