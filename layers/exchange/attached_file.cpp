#include "layers/exchange/attached_file.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_alg.h>
#include <gdal_priv.h>

#include <array>
#include <charconv>
#include <memory>
#include <system_error>
#include <utility>

#include "layers/core/checksum.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/exchange/whole_file.h"

namespace riskmap {

namespace {
struct Kind {
  std::string_view mime, driver, ending;  // driver: of GDAL; "" = a paper
};

std::optional<Kind> kind_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return Kind{"image/jpeg", "JPEG", ".jpg"};
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Kind{"image/png", "PNG", ".png"};
  if (bytes.starts_with("%PDF-")) return Kind{"application/pdf", "", ".pdf"};
  return std::nullopt;
}

Result<std::string> bytes_of(const std::filesystem::path& file) {
  auto bytes = read_whole_file(file, largest_attachment);
  if (bytes) return bytes;
  if (bytes.error().code == ErrorCode::unsafe_file)
    return fail(ErrorCode::unsupported, "a photograph or a paper", file.string());
  if (bytes.error().code != ErrorCode::too_large) return bytes;
  std::error_code ignored;
  const auto megabytes = (std::filesystem::file_size(file, ignored) + (1U << 20U) - 1) >> 20U;
  return fail(ErrorCode::too_large, fmt::format("an attached file has at most 20 MB: {}", megabytes), file.string());
}

// What GDAL reads of a picture in memory.
struct Picture {
  int orientation = 1;
  std::optional<Date> taken_on;
};

// "2026:11:30 08:24:41"
std::optional<Date> day_of_exif(const char* text) {
  if (text == nullptr) return std::nullopt;
  std::string day = std::string{text}.substr(0, 10);
  for (auto& c : day)
    if (c == ':') c = '-';
  return parse_iso_date(day);
}

// Every line of it can be decoded; of a picture too large for that its beginning is believed.
bool is_sound(GDALDataset& picture) {
  constexpr double most_pixels = 1e8;
  const int width = picture.GetRasterXSize(), height = picture.GetRasterYSize();
  if (static_cast<double>(width) * height > most_pixels) return true;
  CPLErrorReset();
  GDALChecksumImage(picture.GetRasterBand(1), 0, 0, width, height);
  return CPLGetLastErrorType() < CE_Failure;
}

Result<Picture> look_at(const std::string& bytes, const Kind& kind) {
  const auto name = "/vsimem/" + new_uuid();
  auto* data = reinterpret_cast<GByte*>(const_cast<char*>(bytes.data()));
  CPLPushErrorHandler(CPLQuietErrorHandler);  // a picture that is broken is told by its refusal
  VSIFCloseL(VSIFileFromMemBuffer(name.c_str(), data, bytes.size(), FALSE));
  const std::string driver{kind.driver};
  const std::array<const char*, 2> drivers{driver.c_str(), nullptr};
  const std::unique_ptr<GDALDataset> dataset{
      GDALDataset::Open(name.c_str(), GDAL_OF_RASTER, drivers.data(), nullptr, nullptr)};
  Result<Picture> picture = fail(ErrorCode::format, "a picture that cannot be read");
  if (dataset && dataset->GetRasterXSize() > 0 && is_sound(*dataset)) {
    picture = Picture{};
    if (const auto* text = dataset->GetMetadataItem("EXIF_Orientation"))
      std::from_chars(text, text + std::char_traits<char>::length(text), picture->orientation);
    picture->taken_on = day_of_exif(dataset->GetMetadataItem("EXIF_DateTimeOriginal"));
  }
  VSIUnlink(name.c_str());
  CPLPopErrorHandler();
  return picture;
}
}  // namespace

std::string_view ending_of(std::string_view bytes) {
  const auto kind = kind_of(bytes);
  return kind ? kind->ending : std::string_view{};
}

Result<AttachedFile> read_attached_file(const std::filesystem::path& file) {
  auto bytes = bytes_of(file);
  if (!bytes) return std::unexpected{bytes.error()};
  const auto kind = kind_of(*bytes);
  if (!is_valid_utf8(file.filename().string()))
    return fail(ErrorCode::encoding, "a file name that is no UTF-8", file.string());
  if (!kind) return fail(ErrorCode::unsupported, "a photograph or a paper", file.string());
  AttachedFile attached{file.filename().string(), std::string{kind->mime}, {}, {}};
  if (kind->driver.empty()) {
    attached.bytes = *std::move(bytes);
    return attached;
  }
  const auto picture = look_at(*bytes, *kind);
  auto plain = picture ? without_metadata(*bytes, picture->orientation) : std::unexpected{picture.error()};
  if (!plain) return fail(plain.error().code, plain.error().detail, file.string());
  attached.bytes = *std::move(plain);
  attached.taken_on = picture->taken_on;
  return attached;
}

Change attachment_of(const AttachedFile& file, Entity owner_entity, const std::string& owner) {
  Change change{.kind = ChangeKind::add,
                .entity = Entity::attachment,
                .uuid = new_uuid(),
                .version = 0,
                .before = {},
                .after = {{"owner_entity", Value{std::string{spec_of(owner_entity).name}}},
                          {"owner", Value{owner}},
                          {"file_name", Value{file.file_name}},
                          {"mime", Value{file.mime}},
                          {"size_bytes", Value{static_cast<std::int64_t>(file.bytes.size())}},
                          {"sha256", Value{sha256_of(file.bytes)}}}};
  if (file.taken_on) change.after.emplace("taken_on", Value{iso_date(*file.taken_on)});
  return change;
}

FileContent file_content(AttachedFile file) {
  auto sha256 = sha256_of(file.bytes);
  return {std::move(sha256), std::make_shared<const std::string>(std::move(file.bytes))};
}

}  // namespace riskmap
