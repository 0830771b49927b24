// GeoJSON and CSV by our own writers; GeoPackage, KML and XLSX by GDAL from that same GeoJSON.
#include "layers/exchange/export_writer.h"

#include <cpl_vsi.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

#include <array>
#include <memory>
#include <sstream>

#include "layers/core/csv.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/exchange/json_text.h"
#include "layers/geo/gdal_messages.h"

namespace riskmap {

namespace {
struct FormatName {
  ExportFormat format;
  std::string_view name, ending, driver;
};
constexpr std::array formats = {FormatName{ExportFormat::geojson, "geojson", ".geojson", ""},
                                FormatName{ExportFormat::geojsonseq, "geojsonseq", ".geojsonl", ""},
                                FormatName{ExportFormat::csv, "csv", ".csv", ""},
                                FormatName{ExportFormat::gpkg, "gpkg", ".gpkg", "GPKG"},
                                FormatName{ExportFormat::kml, "kml", ".kml", "LIBKML"},
                                FormatName{ExportFormat::xlsx, "xlsx", ".xlsx", "XLSX"}};

constexpr int most_decimals = 7;  // a centimetre

Box box_of(const ExportTable& table) {
  Box box;
  for (const auto& row : table.rows) {
    if (row.shape)
      box.include(table.shapes->extent_of(*row.shape));
    else if (row.point)
      box.include(row.point->lon, row.point->lat);
  }
  return box;
}

constexpr std::size_t rows_between_reports = 256;

// Told to the work before each row.
class RowCounter {
 public:
  RowCounter(const ExportTable& table, const LongWork& work) : count_{table.rows.size()}, work_{work} {}
  // False: nobody wants the rest.
  bool next() {
    if (row_++ % rows_between_reports != 0) return true;
    work_.tell(static_cast<double>(row_) / static_cast<double>(count_));
    return !work_.is_stopped();
  }

 private:
  std::size_t row_ = 0, count_;
  const LongWork& work_;
};

auto cancelled() {
  return fail(ErrorCode::cancelled, "the export was stopped");
}

Result<std::size_t> write_geojson(const ExportTable& table, bool is_sequence, std::ostream& out, const LongWork& work) {
  GeoJsonWriter writer{out, box_of(table), table.header, {.decimals = most_decimals, .is_sequence = is_sequence}};
  RowCounter rows{table, work};
  for (const auto& row : table.rows) {
    if (!rows.next()) return cancelled();
    if (row.shape)
      writer.add_polygon(row.id, *table.shapes, *row.shape, row.properties);
    else
      writer.add_point(row.id, row.point, row.properties);
  }
  return writer.finish();
}

std::string degrees(double value) {
  std::string text;
  append_decimal(text, value, most_decimals);
  return text;
}

Result<std::size_t> write_csv(const ExportTable& table, std::ostream& out, const LongWork& work) {
  std::vector<std::string> header{"id", "lon", "lat"};
  if (!table.rows.empty())
    for (const auto& [name, value] : table.rows.front().properties) header.push_back(name);
  out << "\xEF\xBB\xBF" << csv_line(header);  // the mark tells spreadsheets that it is UTF-8
  RowCounter rows{table, work};
  for (const auto& row : table.rows) {
    if (!rows.next()) return cancelled();
    std::vector<std::string> cells{row.id, row.point ? degrees(row.point->lon) : "",
                                   row.point ? degrees(row.point->lat) : ""};
    for (const auto& [name, value] : row.properties) cells.push_back(text_of(value));
    out << csv_line(cells);
  }
  out.flush();
  if (!out) return fail(ErrorCode::io, "writing CSV failed");
  return table.rows.size();
}

struct DatasetCloser {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, DatasetCloser>;

int heed(double share, const char* /*unused*/, void* work) {
  const auto& heeded = *static_cast<const LongWork*>(work);
  heeded.tell(share);
  return heeded.is_stopped() ? FALSE : TRUE;
}

Result<std::size_t> write_through_gdal(const ExportTable& table, const FormatName& format, std::ostream& out,
                                       const LongWork& work) {
  const GdalMessages unsaid;  // that a driver knows no days, or other numbers than the file: it is the format's way
  std::ostringstream text;
  auto count = write_geojson(table, false, text, work.stretch(0, 0.2));
  if (!count) return count;
  std::string bytes = std::move(text).str();
  const std::string name = "/vsimem/export-" + new_uuid();  // two exports may run at once
  const std::string source_name = name + ".geojson", target_name = name + std::string{format.ending};
  VSIFCloseL(VSIFileFromMemBuffer(source_name.c_str(), reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE));
  const std::array<const char*, 2> source_drivers = {"GeoJSON", nullptr};
  Dataset source{GDALOpenEx(source_name.c_str(), GDAL_OF_VECTOR, source_drivers.data(), nullptr, nullptr)};
  const std::string driver{format.driver}, layer = std::string{text_of(table.header.front().second)};
  std::array<const char*, 5> arguments = {"-f", driver.c_str(), "-nln", layer.c_str(), nullptr};
  std::unique_ptr<GDALVectorTranslateOptions, decltype(&GDALVectorTranslateOptionsFree)> options{
      GDALVectorTranslateOptionsNew(const_cast<char**>(arguments.data()), nullptr), GDALVectorTranslateOptionsFree};
  LongWork translation = work.stretch(0.2, 1);
  GDALVectorTranslateOptionsSetProgress(options.get(), heed, &translation);
  bool is_written = false;
  if (source) {
    GDALDatasetH handle = source.get();
    const Dataset target{GDALVectorTranslate(target_name.c_str(), nullptr, 1, &handle, options.get(), nullptr)};
    is_written = target != nullptr;
  }
  source.reset();
  VSIUnlink(source_name.c_str());
  if (work.is_stopped()) {
    VSIUnlink(target_name.c_str());
    return cancelled();
  }
  if (!is_written)
    return fail(ErrorCode::unsupported, "the format's writer is not available", {}, std::string{format.name});
  vsi_l_offset size = 0;
  const std::unique_ptr<GByte, decltype(&VSIFree)> made{VSIGetMemFileBuffer(target_name.c_str(), &size, TRUE), VSIFree};
  out.write(reinterpret_cast<const char*>(made.get()), static_cast<std::streamsize>(size));
  out.flush();
  if (!out) return fail(ErrorCode::io, "writing failed");
  return count;
}
}  // namespace

std::optional<ExportFormat> export_format_named(std::string_view name) {
  for (const auto& format : formats)
    if (format.name == name) return format.format;
  return std::nullopt;
}

std::optional<ExportFormat> export_format_of(std::string_view file_name) {
  const auto name = lower_case(file_name);
  if (name.ends_with(".json")) return ExportFormat::geojson;
  for (const auto& format : formats)
    if (name.ends_with(format.ending)) return format.format;
  return std::nullopt;
}

Result<std::size_t> write_export(const ExportTable& table, ExportFormat format, std::ostream& out,
                                 const LongWork& work) {
  switch (format) {
    case ExportFormat::geojson:
      return write_geojson(table, false, out, work);
    case ExportFormat::geojsonseq:
      return write_geojson(table, true, out, work);
    case ExportFormat::csv:
      return write_csv(table, out, work);
    default:
      return write_through_gdal(table, formats[static_cast<std::size_t>(format)], out, work);
  }
}

}  // namespace riskmap
