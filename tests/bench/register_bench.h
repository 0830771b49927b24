// For benchmarks that make a register and measure it: a folder of their own, and no going on after a refusal.
#pragma once
#include <fmt/core.h>

#include <cstdlib>
#include <filesystem>

#include "layers/core/result.h"
#include "layers/core/uuid.h"

namespace riskmap::bench {

[[noreturn]] inline void give_up(const Error& error) {
  fmt::print("refused: {} {}\n", name_of(error.code), error.detail);
  std::exit(1);
}

template <typename T>
T taken(Result<T> result) {
  if (!result) give_up(result.error());
  return *std::move(result);
}

inline void done(const Result<void>& result) {
  if (!result) give_up(result.error());
}

template <typename Run>
void in_scratch_folder(Run&& run) {
  const auto folder = std::filesystem::temp_directory_path() / ("riskmap-" + new_uuid());
  std::filesystem::create_directory(folder);
  run(folder);
  std::filesystem::remove_all(folder);
}

}  // namespace riskmap::bench
