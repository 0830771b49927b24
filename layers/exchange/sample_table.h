// One CSV file of the sample on its way out.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct SampleTable {
  std::string file;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

Result<void> write_table(const SampleTable& table, const std::filesystem::path& folder);

}  // namespace riskmap
