#include "viewer/command/output_target.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "layers/core/text.h"
#include "layers/store/register_file.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

// What a layer of several files keeps beside the one that is named.
bool is_part_of(const fs::path& target, const fs::path& file) {
  struct Parts {
    std::string_view whole, beside;
  };
  constexpr std::array formats = {Parts{".shp", " .dbf .shx .prj .cpg .qix .sbn .sbx "},
                                  Parts{".tab", " .dat .map .id .ind "}, Parts{".mif", " .mid "}};
  std::error_code absent;
  if (target.stem() != file.stem() || !fs::exists(target, absent)) return false;
  const auto folder = [](const fs::path& of) { return of.has_parent_path() ? of.parent_path() : fs::path{"."}; };
  if (!fs::equivalent(folder(target), folder(file), absent)) return false;
  const auto ending = lower_case(file.extension().string());
  const auto format = std::ranges::find(formats, ending, &Parts::whole);
  return format != formats.end() && format->beside.contains(" " + lower_case(target.extension().string()) + " ");
}
}  // namespace

Result<void> check_output_target(const std::string& target, std::span<const std::filesystem::path> read) {
  if (target == "-") return {};
  for (const auto& file : read) {
    std::error_code absent;
    if (fs::equivalent(file, target, absent) || is_part_of(target, file))
      return fail(ErrorCode::invalid_input, "a result would replace what it is made from", target);
  }
  if (may_be_register(target)) return fail(ErrorCode::invalid_input, "nothing replaces a register", target);
  return {};
}

}  // namespace riskmap
