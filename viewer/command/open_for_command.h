// A register opened for one headless command: store, snapshot and the day it is read as of.
#pragma once
#include <memory>
#include <string>

#include "layers/geo/vector_dataset.h"
#include "layers/store/register_store.h"
#include "viewer/command/command.h"

namespace riskmap {

struct OpenedRegister {
  std::unique_ptr<RegisterStore> store;
  Snapshot snapshot;
  Date today{};
};

// today: --today, else the sample's own day, else the office's civil day (setting utc_offset_minutes, +05:00).
Result<OpenedRegister> open_for_command(const std::string& file, OpenMode mode, const CommandContext& context);

// A vector file; what could not be read of it is said on standard error.
Result<FeatureTable> read_for_command(const std::string& file, const OpenOptions& options);

}  // namespace riskmap
