// Exporting what the window shows, on a worker.
#pragma once
#include <array>
#include <filesystem>

#include "layers/core/long_work.h"
#include "layers/core/result.h"
#include "layers/exchange/export_table.h"
#include "layers/geo/feature_table.h"
#include "layers/model/register_snapshot.h"
#include "viewer/session/intent.h"

namespace riskmap {

struct ExportJob {
  Snapshot snapshot;
  std::array<Features, 4> shapes;
  std::string where;  // in the filter language, without the period
  Period period{};
  ExportTo request;
  Language language = Language::kk;
  Date today{};
  HotspotExport hotspots{};
};

// An export never takes the place of a register, this one or another, however damaged: err.invalid_input.
Result<void> check_export_target(const std::filesystem::path& target);
// Number of rows written; the file appears whole or not at all. err.cancelled.
Result<std::size_t> run(const ExportJob& job, const LongWork& work);

}  // namespace riskmap
