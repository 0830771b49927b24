#include "layers/geo/workbook.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>

#include "layers/geo/file_check.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/staged_file.h"

namespace riskmap {

namespace {
constexpr std::size_t most_cells = 20'000'000;

struct CloseVsi {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

// <workbookPr date1904="1"/>, as spreadsheets of old Macintoshes write it; GDAL does not heed it.
bool numbers_days_from_1904(const std::filesystem::path& file) {
  const std::string member = "/vsizip/{" + file.string() + "}/xl/workbook.xml";
  const std::unique_ptr<VSILFILE, CloseVsi> source{VSIFOpenL(member.c_str(), "rb")};
  if (source == nullptr) return false;
  std::string text(std::size_t{1} << 16, '\0');
  text.resize(VSIFReadL(text.data(), 1, text.size(), source.get()));
  return text.find("date1904=\"1\"") != text.npos || text.find("date1904=\"true\"") != text.npos;
}

// While it lives sheets are read as they stand. The drivers look at these when a sheet is first touched, not when the
// file is opened.
struct PlainSheets {
  CPLConfigOptionSetter xlsx_headers{"OGR_XLSX_HEADERS", "DISABLE", false};
  CPLConfigOptionSetter xlsx_types{"OGR_XLSX_FIELD_TYPES", "STRING", false};
  CPLConfigOptionSetter ods_headers{"OGR_ODS_HEADERS", "DISABLE", false};
  CPLConfigOptionSetter ods_types{"OGR_ODS_FIELD_TYPES", "STRING", false};
};

GDALDatasetUniquePtr open_as_text(const StagedFile& staged) {
  std::vector<const char*> drivers;
  for (const auto& name : staged.drivers) drivers.push_back(name.c_str());
  drivers.push_back(nullptr);
  return GDALDatasetUniquePtr{
      GDALDataset::Open(staged.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), nullptr)};
}

SheetRow row_of(const OGRFeature& feature) {
  SheetRow row{feature.GetFID(), {}};
  row.cells.resize(static_cast<std::size_t>(feature.GetFieldCount()));
  for (int i = 0; i < feature.GetFieldCount(); ++i)
    if (feature.IsFieldSetAndNotNull(i)) row.cells[static_cast<std::size_t>(i)] = feature.GetFieldAsString(i);
  return row;
}

Result<Sheet> read_sheet(OGRLayer& layer, std::size_t& cells, const std::stop_token& stop) {
  Sheet sheet{layer.GetName(), {}};
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "reading was stopped");
    auto row = row_of(*feature);
    cells += row.cells.size();
    if (cells > most_cells) return fail(ErrorCode::too_large, "more than 20000000 cells");
    const bool is_empty = std::ranges::all_of(row.cells, [](const auto& cell) { return cell.empty(); });
    if (!is_empty) sheet.rows.push_back(std::move(row));
  }
  return sheet;
}
}  // namespace

bool is_workbook(const std::filesystem::path& file) {
  const auto checked = check_file(file);
  if (!checked || checked->format != FileFormat::zip || !set_up_gdal()) return false;
  const GdalMessages silenced;
  const auto staged = stage_file(*checked);
  return staged && staged->drivers.size() == 1 && (staged->drivers[0] == "XLSX" || staged->drivers[0] == "ODS");
}

Result<Workbook> read_workbook(const std::filesystem::path& file, const std::stop_token& stop) {
  if (auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  const auto checked = check_file(file);
  if (!checked) return std::unexpected{checked.error()};
  const GdalMessages messages;
  const auto staged = stage_file(*checked);
  if (!staged) return std::unexpected{staged.error()};
  const PlainSheets plain;
  const auto dataset = open_as_text(*staged);
  if (dataset == nullptr) return fail(ErrorCode::damaged, messages.first_failure(), file.string());
  Workbook workbook;
  workbook.counts_from_1904 = numbers_days_from_1904(checked->path);
  std::size_t cells = 0;
  for (OGRLayer* layer : dataset->GetLayers()) {
    auto sheet = read_sheet(*layer, cells, stop);
    if (!sheet)
      return std::unexpected{Error{sheet.error().code, sheet.error().detail, file.string(), layer->GetName()}};
    workbook.sheets.push_back(*std::move(sheet));
  }
  if (workbook.sheets.empty()) return fail(ErrorCode::no_layer, messages.first_failure(), file.string());
  return workbook;
}

}  // namespace riskmap
