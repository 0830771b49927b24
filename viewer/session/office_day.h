// The office's civil day, never the machine's zone (`decisions.md` 10).
#pragma once
#include <optional>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// `asked` (--today), else the sample's own day (rm_meta.sample_today), else UTC now plus the register's offset
// (setting utc_offset_minutes; +05:00, Kazakhstan's single zone since 1 March 2024).
Date office_day(const RegisterSnapshot& snapshot, const std::optional<Date>& asked);

}  // namespace riskmap
