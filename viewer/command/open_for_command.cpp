// Opening for headless commands.
#include "viewer/command/open_for_command.h"

#include <fmt/format.h>

#include "layers/geo/gdal_environment.h"
#include "viewer/command/output.h"
#include "viewer/session/load_report.h"
#include "viewer/session/office_day.h"

namespace riskmap {

Result<OpenedRegister> open_for_command(const std::string& file, OpenMode mode, const CommandContext& context) {
  if (const auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  auto store = open_register(file, mode);
  if (!store) return std::unexpected{std::move(store).error()};
  auto snapshot = (*store)->load();
  if (!snapshot) return std::unexpected{std::move(snapshot).error()};
  const auto today = office_day(**snapshot, context.today);
  return OpenedRegister{std::move(*store), std::move(*snapshot), today};
}

Result<FeatureTable> read_for_command(const std::string& file, const OpenOptions& options) {
  auto features = read_vector_file(file, options);
  if (!features) return features;
  if (const auto loss = loss_text(*features); !loss.empty()) print_message(fmt::format("{}: {}", file, loss));
  return features;
}

}  // namespace riskmap
