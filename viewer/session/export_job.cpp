// One export: rows, then the file.
#include "viewer/session/export_job.h"

#include "layers/exchange/export_writer.h"
#include "layers/exchange/whole_file.h"
#include "layers/store/register_file.h"

namespace riskmap {

Result<void> check_export_target(const std::filesystem::path& target) {
  if (may_be_register(target))
    return fail(ErrorCode::invalid_input, "an export does not replace a register", target.string());
  return {};
}

Result<std::size_t> run(const ExportJob& job, const LongWork& work) {
  if (const auto checked = check_export_target(job.request.path); !checked) return std::unexpected{checked.error()};
  const auto what = export_what_named(job.request.what);
  const auto format = job.request.format.empty() ? export_format_of(job.request.path.string())
                                                 : export_format_named(job.request.format);
  if (!what) return fail(ErrorCode::usage, "unknown kind of rows", {}, job.request.what);
  if (!format) return fail(ErrorCode::usage, "unknown format", job.request.path.string(), job.request.format);
  const ExportRequest request{.what = *what,
                              .profile = job.request.is_public ? ExportProfile::open_data : ExportProfile::internal,
                              .geometry = ExportGeometry::automatic,
                              .where = job.where,
                              .period = job.period,
                              .indicators = {},
                              .language = job.language,
                              .today = job.today,
                              .hotspots = job.hotspots};
  const auto table = export_table(*job.snapshot, job.shapes, request, work.stretch(0, 0.5));
  if (!table) return std::unexpected{table.error()};
  const auto written = write_whole_file(job.request.path, [&](std::ostream& out) -> Result<void> {
    const auto rows = write_export(*table, *format, out, work.stretch(0.5, 1));
    if (!rows) return std::unexpected{rows.error()};
    return {};
  });
  if (!written) return std::unexpected{written.error()};
  return table->rows.size();
}

}  // namespace riskmap
