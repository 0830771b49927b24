#include "layers/geo/raster_file.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include "layers/geo/file_check.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/layer_crs.h"
#include "layers/geo/projection.h"
#include "layers/geo/raster_pixels.h"
#include "layers/geo/raster_reach.h"
#include "layers/geo/relief.h"
#include "layers/geo/sqlite_guard.h"
#include "layers/geo/staged_file.h"
#include "layers/geo/tile_folder.h"
#include "layers/geo/web_client.h"
#include "layers/geo/web_tiles.h"

namespace riskmap {

struct RasterFile::State {
  std::filesystem::path path;
  SqliteDeadline deadline;  // of an MBTiles file's statements
  GDALDatasetUniquePtr dataset;
  std::optional<TileFolder> tiles;  // instead of a dataset
  std::optional<WebTiles> server;   // instead of both
  std::string crs;                  // WKT, or as a person named it
  std::string attribution;
  RasterColours colours;
  std::mutex mutex;  // a dataset is no thing for two threads at once
  std::optional<Error> problem;
  std::mutex problem_mutex;  // asked while a view is read
};

namespace {
namespace fs = std::filesystem;

struct CloseOptions {
  void operator()(GDALWarpAppOptions* options) const { GDALWarpAppOptionsFree(options); }
};
using WarpOptions = std::unique_ptr<GDALWarpAppOptions, CloseOptions>;

const char* driver_of(FileFormat format) {
  switch (format) {
    case FileFormat::png:
      return "PNG";
    case FileFormat::jpeg:
      return "JPEG";
    case FileFormat::mbtiles:
      return "MBTiles";
    default:
      return "GTiff";
  }
}

GDALDatasetUniquePtr open_dataset(const CheckedFile& file, SqliteDeadline& deadline) {
  const SqliteGuard guard{deadline};
  const std::array<const char*, 2> drivers = {driver_of(file.format), nullptr};
  return GDALDatasetUniquePtr{
      GDALDataset::Open(file.path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr)};
}

// Beside a world file other programs write the coordinate system into a .prj.
std::string crs_beside(const fs::path& file) {
  std::ifstream stream{fs::path{file}.replace_extension(".prj"), std::ios::binary};
  std::string text;
  for (char letter = 0; text.size() < 16384 && stream.get(letter);) text += letter;
  OGRSpatialReference reference;
  return !text.empty() && reference.importFromWkt(text.c_str()) == OGRERR_NONE ? crs_of(&reference).wkt : std::string{};
}

// What one read may have to hold at once, and what has to be decoded for the first look at a PNG or a JPEG.
constexpr std::int64_t most_block_bytes = 128 << 20, most_pixels_without_tiles = 400'000'000;

Result<void> check_cost(GDALDataset& dataset, FileFormat format) {
  int width = 0, height = 0;
  dataset.GetRasterBand(1)->GetBlockSize(&width, &height);
  const std::int64_t bytes = GDALGetDataTypeSizeBytes(dataset.GetRasterBand(1)->GetRasterDataType());
  const std::int64_t pixels = std::int64_t{dataset.GetRasterXSize()} * dataset.GetRasterYSize();
  const bool has_tiles = format == FileFormat::tiff || format == FileFormat::mbtiles;
  if (bytes * width * height > most_block_bytes || (!has_tiles && pixels > most_pixels_without_tiles))
    return fail(ErrorCode::too_large, "a picture without tiles");
  return {};
}

// A file that was cut short opens well: what tells is its last pixels.
bool has_last_pixels(GDALDataset& dataset) {
  auto& band = *dataset.GetRasterBand(dataset.GetRasterCount());
  float value = 0;
  return band.RasterIO(GF_Read, band.GetXSize() - 1, band.GetYSize() - 1, 1, 1, &value, 1, 1, GDT_Float32, 0, 0,
                       nullptr) == CE_None;
}

// Errors: damaged, unsupported, too_large.
Result<GDALDatasetUniquePtr> sound_dataset(const CheckedFile& file, SqliteDeadline& deadline) {
  const GdalMessages messages;
  auto dataset = open_dataset(file, deadline);
  if (!dataset && file.format == FileFormat::mbtiles && !messages.has_failure())
    return fail(ErrorCode::unsupported, "map tiles of features");
  if (!dataset || dataset->GetRasterCount() == 0) return fail(ErrorCode::damaged, messages.first_failure());
  if (auto fine = check_cost(*dataset, file.format); !fine) return std::unexpected{std::move(fine).error()};
  if (!has_last_pixels(*dataset)) return fail(ErrorCode::damaged, messages.first_failure());
  return dataset;
}

// The corners, in the file's own numbers; nothing for a picture that does not say where it lies.
std::optional<Box> extent_of(GDALDataset& dataset) {
  Box extent;
  std::array<double, 6> to{};
  if (dataset.GetGeoTransform(to.data()) == CE_None) {
    const double width = dataset.GetRasterXSize(), height = dataset.GetRasterYSize();
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, std::pair{width, 0.0}, std::pair{0.0, height}, {width, height}})
      extent.include(to[0] + x * to[1] + y * to[2], to[3] + x * to[4] + y * to[5]);
    const bool is_surface = std::isfinite(extent.width() * extent.height()) && extent.width() * extent.height() > 0;
    return is_surface ? std::optional{extent} : std::nullopt;
  }
  for (int i = 0; i < dataset.GetGCPCount(); ++i)
    extent.include(dataset.GetGCPs()[i].dfGCPX, dataset.GetGCPs()[i].dfGCPY);
  return extent.is_empty() ? std::nullopt : std::optional{extent};
}

std::string named_crs_of(GDALDataset& dataset, const fs::path& file) {
  const auto* reference = dataset.GetSpatialRef() != nullptr ? dataset.GetSpatialRef() : dataset.GetGCPSpatialRef();
  const auto own = crs_of(reference).wkt;
  return own.empty() ? crs_beside(file) : own;
}

bool may_be_degrees(const Box& extent) {
  return extent.min_x >= -180 && extent.max_x <= 180 && extent.min_y >= -90 && extent.max_y <= 90;
}

std::string attribution_of(GDALDataset& dataset) {
  for (const char* name : {"TIFFTAG_COPYRIGHT", "Copyright", "EXIF_Copyright"})
    if (const char* text = dataset.GetMetadataItem(name); text != nullptr && *text != '\0') return text;
  return {};
}

GDALDatasetUniquePtr dataset_of(TileMosaic& mosaic) {
  const auto [width, height] = mosaic.size;
  GDALDatasetUniquePtr dataset{
      GetGDALDriverManager()->GetDriverByName("MEM")->Create("", width, height, 4, GDT_Byte, nullptr)};
  std::array<double, 6> to{
      mosaic.extent.min_x, mosaic.extent.width() / width, 0, mosaic.extent.max_y, 0, -mosaic.extent.height() / height};
  const bool is_whole =
      dataset && dataset->SetGeoTransform(to.data()) == CE_None &&
      dataset->GetRasterBand(4)->SetColorInterpretation(GCI_AlphaBand) == CE_None &&
      dataset->RasterIO(GF_Write, 0, 0, width, height, mosaic.pixels.data(), width, height, GDT_Byte, 4, nullptr,
                        sizeof(Colour), static_cast<GSpacing>(sizeof(Colour)) * width, 1, nullptr) == CE_None;
  return is_whole ? std::move(dataset) : nullptr;
}

// Of one reading: it ends when it is no longer wanted, and an SQLite file has to come forward only while it goes on.
struct Progress {
  SqliteDeadline& deadline;
  const std::stop_token& stop;
};

int CPL_STDCALL goes_on(double, const char*, void* told) {
  auto& progress = *static_cast<Progress*>(told);
  progress.deadline.extend();
  return progress.stop.stop_requested() ? FALSE : TRUE;
}

enum class Gaps { clear, not_a_number };  // where a picture has nothing: a band of alpha says so, or the number
struct WarpSource {
  GDALDataset& dataset;
  const std::string& crs;
  const char* resampling;
  Gaps gaps = Gaps::clear;
};

// Between two entries of a table lies no third.
const char* bilinear_unless(const RasterColours& colours) {
  return colours.has_table() ? "near" : "bilinear";
}

std::vector<std::string> warp_words(const WarpSource& source, const RasterView& view) {
  const auto& [min_x, min_y, max_x, max_y] = view.extent;
  std::vector<std::string> words = {"-of",    "MEM", "-s_srs",  source.crs, "-t_srs",
                                    view.crs, "-ot", "Float32", "-r",       source.resampling};
  if (source.gaps == Gaps::clear)
    words.emplace_back("-dstalpha");
  else
    words.insert(words.end(), {"-dstnodata", "nan"});
  words.emplace_back("-te");
  for (const double side : {min_x, min_y, max_x, max_y}) words.push_back(fmt::format("{}", side));
  words.insert(words.end(), {"-ts", fmt::format("{}", view.size.width), fmt::format("{}", view.size.height)});
  return words;
}

WarpOptions warp_options(const std::vector<std::string>& words, Progress& progress) {
  CPLStringList list;
  for (const auto& word : words) list.AddString(word.c_str());
  WarpOptions options{GDALWarpAppOptionsNew(list.List(), nullptr)};
  if (options) GDALWarpAppOptionsSetProgress(options.get(), goes_on, &progress);
  return options;
}

// In memory, with the bands of the source. Errors: damaged, cancelled.
Result<GDALDatasetUniquePtr> warped(const WarpSource& source, const RasterView& view, Progress progress) {
  const GdalMessages messages;
  const auto options = warp_options(warp_words(source, view), progress);
  GDALDatasetH handle = GDALDataset::ToHandle(&source.dataset);
  GDALDatasetUniquePtr result{
      options ? GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &handle, options.get(), nullptr)) : nullptr};
  if (progress.stop.stop_requested()) return fail(ErrorCode::cancelled, "stopped");
  if (!result || messages.has_failure()) return fail(ErrorCode::damaged, messages.first_failure());
  return result;
}
}  // namespace

RasterFile::RasterFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
RasterFile::RasterFile(RasterFile&&) noexcept = default;
RasterFile& RasterFile::operator=(RasterFile&&) noexcept = default;
RasterFile::~RasterFile() = default;

Result<RasterFile> RasterFile::open_tiles(const fs::path& folder) {
  auto state = std::make_unique<State>();
  state->path = folder;
  state->crs = "EPSG:3857";
  state->tiles = TileFolder::in(folder);
  if (!state->tiles) return fail(ErrorCode::format, "no map tiles in the folder", folder.string());
  return RasterFile{std::move(state)};
}

Result<RasterFile> RasterFile::open_server(const std::string& address) {
  auto server = WebTiles::at(address);
  if (!server) return std::unexpected{std::move(server).error()};
  auto state = std::make_unique<State>();
  state->path = address;
  state->crs = "EPSG:3857";
  state->attribution = server->attribution();
  state->server = std::move(*server);
  return RasterFile{std::move(state)};
}

Result<RasterFile> RasterFile::open(const fs::path& file, const std::string& assumed_crs) {
  if (auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  if (is_web_address(file.string())) return open_server(file.string());
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) return open_tiles(file);
  const auto checked = check_file(file);
  if (!checked) return std::unexpected{checked.error()};
  if (!is_picture(checked->format)) return fail(ErrorCode::format, "features, not a picture", file.string());
  if (checked->format == FileFormat::mbtiles)
    if (auto fine = check_mbtiles(*checked); !fine) return std::unexpected{fine.error()};
  auto state = std::make_unique<State>();
  state->path = checked->path;
  auto opened = sound_dataset(*checked, state->deadline);
  if (!opened) return fail(opened.error().code, opened.error().detail, file.string());
  state->dataset = std::move(*opened);
  auto& dataset = *state->dataset;
  const auto extent = extent_of(dataset);
  if (!extent) return fail(ErrorCode::no_geometry, "a picture without a world file", file.string());
  state->crs = named_crs_of(dataset, checked->path);
  if (state->crs.empty()) state->crs = !assumed_crs.empty() ? assumed_crs : may_be_degrees(*extent) ? "EPSG:4326" : "";
  if (state->crs.empty()) return fail(ErrorCode::no_crs, "no coordinate system named", file.string());
  if (const auto known = named_crs(state->crs); !known) return std::unexpected{known.error()};
  if (!lies_on_earth(*extent, state->crs))
    return fail(ErrorCode::coords_range, "a picture that lies nowhere on the Earth", file.string());
  state->attribution = attribution_of(dataset);
  state->colours = RasterColours::of(dataset);
  if (!state->colours.has_values()) return fail(ErrorCode::no_geometry, "a picture without values", file.string());
  return RasterFile{std::move(state)};
}

const std::string& RasterFile::attribution() const {
  return state_->attribution;
}

bool RasterFile::has_heights() const {
  return state_->colours.are_heights();
}

int RasterFile::rows_at_once(int width) const {
  constexpr std::int64_t most_numbers = 16 << 20;  // of all bands and the one of alpha
  const int bands = state_->dataset == nullptr ? 4 : state_->dataset->GetRasterCount();
  return static_cast<int>(std::clamp<std::int64_t>(most_numbers / (bands + 1) / std::max(width, 1), 16, 512));
}

Result<std::vector<Colour>> RasterFile::read(const RasterView& view, RasterLook look,
                                             const std::stop_token& stop) const {
  auto pixels = read_any(view, look, stop);
  if (pixels || pixels.error().code != ErrorCode::cancelled) {
    const std::lock_guard lock{state_->problem_mutex};
    state_->problem = pixels ? std::nullopt : std::optional{pixels.error()};
  }
  return pixels;
}

Result<std::vector<Colour>> RasterFile::read_any(const RasterView& view, RasterLook look,
                                                 const std::stop_token& stop) const {
  const std::lock_guard lock{state_->mutex};
  state_->deadline.extend();
  if (!state_->dataset) return tiles_of(view, stop);
  if (is_too_far(*state_->dataset, state_->crs, view))
    return fail(ErrorCode::too_large, "no overviews for so small a scale", state_->path.string());
  if (look == RasterLook::relief && has_heights()) return relief_in(view, stop);
  const auto picture =
      warped({*state_->dataset, state_->crs, bilinear_unless(state_->colours)}, view, {state_->deadline, stop});
  if (!picture) return std::unexpected{Error{picture.error().code, picture.error().detail, state_->path.string(), {}}};
  return state_->colours.pixels_of(**picture);
}

// One pixel more at every edge, which the slopes there need.
Result<std::vector<Colour>> RasterFile::relief_in(RasterView view, const std::stop_token& stop) const {
  const double width = view.extent.width() / view.size.width, height = view.extent.height() / view.size.height;
  view.extent = {view.extent.min_x - width, view.extent.min_y - height, view.extent.max_x + width,
                 view.extent.max_y + height};
  view.size = {view.size.width + 2, view.size.height + 2};
  const auto heights =
      warped({*state_->dataset, state_->crs, "bilinear", Gaps::not_a_number}, view, {state_->deadline, stop});
  if (!heights) return std::unexpected{Error{heights.error().code, heights.error().detail, state_->path.string(), {}}};
  return relief_of(**heights);
}

Result<std::vector<Colour>> RasterFile::tiles_of(const RasterView& view, const std::stop_token& stop) const {
  const auto box = extent_in("EPSG:3857", view);
  if (!box) return std::unexpected{box.error()};
  const double metres_per_pixel = box->width() / view.size.width;
  auto mosaic = state_->server ? state_->server->mosaic(*box, metres_per_pixel, stop)
                               : state_->tiles->mosaic(*box, metres_per_pixel, stop);
  if (stop.stop_requested()) return fail(ErrorCode::cancelled, "stopped", state_->path.string());
  if (!mosaic && state_->tiles)
    if (const auto lacking = state_->tiles->what_lacks(*box, metres_per_pixel))
      return fail(lacking->code, lacking->detail, state_->path.string());
  if (!mosaic)
    return std::vector<Colour>(static_cast<std::size_t>(view.size.width) * static_cast<std::size_t>(view.size.height),
                               Colour{0, 0, 0, 0});
  const auto dataset = dataset_of(*mosaic);
  if (!dataset) return fail(ErrorCode::internal, "the tiles could not be laid together", state_->path.string());
  const auto picture = warped({*dataset, state_->crs, "bilinear"}, view, {state_->deadline, stop});
  if (!picture) return std::unexpected{picture.error()};
  return RasterColours::of(*dataset).pixels_of(**picture);
}

bool RasterFile::is_waiting() const {
  return state_->server && (state_->server->is_waiting() || state_->server->has_news());
}

bool RasterFile::has_news() const {
  return state_->server && state_->server->has_news();
}

void RasterFile::wait(std::chrono::steady_clock::time_point until, const std::stop_token& stop) const {
  if (state_->server) state_->server->wait(until, stop);
}

std::optional<Error> RasterFile::problem() const {
  if (state_->server)
    if (auto problem = state_->server->problem()) return problem;
  const std::lock_guard lock{state_->problem_mutex};
  return state_->problem;
}

bool is_named_as_picture(const fs::path& file) {
  constexpr std::array<std::string_view, 6> endings = {".mbtiles", ".tif", ".tiff", ".png", ".jpg", ".jpeg"};
  std::error_code ignored;
  return fs::is_directory(file, ignored) || std::ranges::find(endings, lower_extension(file)) != endings.end();
}

bool is_raster_file(const fs::path& file) {
  if (is_web_address(file.string())) return true;
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) return set_up_gdal() && TileFolder::in(file);
  const auto checked = check_file(file);
  return checked && is_picture(checked->format);
}

}  // namespace riskmap
