// A register opened for one headless command: store, snapshot and the day it is read as of.
#pragma once
#include <initializer_list>
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

// A vector file; what could not be read of it is said on standard error, and which layers were left aside unasked.
Result<FeatureTable> read_for_command(const std::string& file, const OpenOptions& options);
// Says the error, and which layers have shapes when the one that was asked for has none.
ExitStatus refuse_file(const Error& error, const std::string& file);

// An option and what was written after it; "" = it was not given.
struct GivenOption {
  const char* name;
  const std::string& value;
};
// err.usage, with `why` for its reason, when one of them was given: what is passed over unsaid looks as if it were
// done.
Result<void> none_given(std::initializer_list<GivenOption> options, const char* why);

}  // namespace riskmap
