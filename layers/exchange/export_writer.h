// An export's rows in a format.
#pragma once
#include <ostream>
#include <string_view>

#include "layers/exchange/export_table.h"

namespace riskmap {

enum class ExportFormat { geojson, geojsonseq, csv, gpkg, kml, xlsx };
std::optional<ExportFormat> export_format_named(std::string_view name);
// By the file's ending; nothing for an unknown one.
std::optional<ExportFormat> export_format_of(std::string_view file_name);

// Returns the number of rows. The bytes depend on the table alone for geojson, geojsonseq and csv.
// err.cancelled leaves `out` half written.
Result<std::size_t> write_export(const ExportTable& table, ExportFormat format, std::ostream& out,
                                 const LongWork& work = {});

}  // namespace riskmap
