// Text formats: UTF-16 and foreign XML encodings are rewritten as UTF-8, and drivers that go by the extension get
// theirs.
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <span>

#include "layers/geo/refusal_reasons.h"
#include "layers/geo/staged_file.h"
#include "layers/geo/text_codec.h"

namespace riskmap {

namespace fs = std::filesystem;

namespace {

struct TextFormat {
  FileFormat format;
  std::vector<std::string> drivers;
  std::string extension;        // for staged copies
  bool needs_extension = true;  // false: the driver looks at the content
};

TextFormat text_format_of(FileFormat format) {
  switch (format) {
    case FileFormat::geojson_lines:
      return {format, {"GeoJSONSeq"}, ".geojsonl", true};
    case FileFormat::topojson:
      return {format, {"TopoJSON"}, ".topojson", false};
    case FileFormat::csv:
      return {format, {"CSV"}, ".csv", true};
    case FileFormat::kml:
      return {format, {"LIBKML", "KML"}, ".kml", true};
    case FileFormat::gml:
      return {format, {"GML"}, ".gml", false};
    case FileFormat::mapinfo_tab:
      return {format, {"MapInfo File"}, ".tab", true};
    case FileFormat::mapinfo_mif:
      return {format, {"MapInfo File"}, ".mif", true};
    case FileFormat::dxf:
      return {format, {"DXF"}, ".dxf", true};
    default:
      return {format, {"GeoJSON"}, ".geojson", false};
  }
}

Result<std::string> whole_file(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
  if (!stream) return fail(ErrorCode::io, "cannot be read", file.string());
  return bytes;
}

// The value of encoding="…" in an XML declaration; its place is cut out of the text when `declaration` is given.
struct XmlDeclaration {
  std::string encoding;
  std::size_t begin = 0, end = 0;  // of the whole attribute
};

std::optional<XmlDeclaration> xml_declaration(std::string_view text) {
  const auto end = text.starts_with("<?xml") ? text.find("?>") : text.npos;
  if (end == text.npos) return std::nullopt;
  const auto begin = text.substr(0, end).find("encoding");
  if (begin == text.npos) return std::nullopt;
  const auto open = text.find_first_of("\"'", begin);
  const auto close = open < end ? text.find(text[open], open + 1) : text.npos;
  if (close == text.npos || close > end) return std::nullopt;
  return XmlDeclaration{std::string{text.substr(open + 1, close - open - 1)}, begin, close + 1};
}

bool is_xml(FileFormat format) {
  return format == FileFormat::kml || format == FileFormat::gml;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

// The encoding to rewrite the file from; "" when it can stay as it is.
std::string encoding_to_rewrite(const CheckedFile& file) {
  if (file.text_encoding.starts_with("UTF-16")) return file.text_encoding;
  if (!is_xml(file.format)) return {};
  const auto declared = xml_declaration(file.first_bytes);
  if (!declared) return {};
  const std::string encoding = upper(declared->encoding);
  return encoding == "UTF-8" || encoding == "UTF8" || encoding == "US-ASCII" || encoding == "ASCII"
             ? std::string{}
             : declared->encoding;
}

Result<void> rewrite_as_utf8(const CheckedFile& file, const std::string& encoding, const std::string& name,
                             StagedFile& staged) {
  const auto bytes = whole_file(file.path);
  if (!bytes) return std::unexpected{bytes.error()};
  auto text = decoded(*bytes, encoding);
  if (!text) return fail(ErrorCode::encoding, "the text does not fit " + encoding, file.path.string());
  if (is_xml(file.format))
    if (const auto declared = xml_declaration(*text)) text->erase(declared->begin, declared->end - declared->begin);
  const auto path = staged_path(staged, name);
  if (!path) return std::unexpected{path.error()};
  std::ofstream out{*path, std::ios::binary};
  out.write(text->data(), static_cast<std::streamsize>(text->size()));
  out.close();
  if (!out) return fail(ErrorCode::disk_full, "no room for a copy in UTF-8", path->string());
  staged.remarks.push_back({0, std::string{refusal::reencoded} + encoding, false});
  staged.path = *path;
  return {};
}

// MapInfo keeps attributes and indexes in files of the same stem.
Result<void> link_companions(const CheckedFile& file, StagedFile& staged) {
  constexpr std::array table = {".dat", ".map", ".id", ".ind"};
  constexpr std::array interchange = {".mid"};
  const auto extensions = file.format == FileFormat::mapinfo_tab ? std::span<const char* const>{table}
                                                                 : std::span<const char* const>{interchange};
  for (const char* extension : extensions)
    if (const auto companion = companion_of(file.path, extension))
      if (auto linked = link_into(staged, *companion, file.path.stem().string() + extension); !linked) return linked;
  return {};
}

// Every value stays text: type detection would eat leading zeros and read 6.158E+08 as a number.
const std::array<std::string, 5> csv_options = {
    "AUTODETECT_TYPE=NO", "HEADERS=YES", "X_POSSIBLE_NAMES=lon,longitude,long,lng,x,easting,бойлық,долгота",
    "Y_POSSIBLE_NAMES=lat,latitude,y,northing,ендік,широта", "GEOM_POSSIBLE_NAMES=wkt,geom,geometry,the_geom"};

}  // namespace

Result<void> stage_text(const CheckedFile& file, StagedFile& staged) {
  const TextFormat format = text_format_of(file.format);
  staged.drivers = format.drivers;
  if (file.format == FileFormat::csv) staged.open_options.assign(csv_options.begin(), csv_options.end());
  if (file.format == FileFormat::gml) staged.open_options = {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"};
  const std::string name = file.path.stem().string() + format.extension;
  const bool is_mapinfo = file.format == FileFormat::mapinfo_tab || file.format == FileFormat::mapinfo_mif;
  if (const std::string encoding = encoding_to_rewrite(file); !encoding.empty()) {
    if (is_mapinfo) return fail(ErrorCode::unsupported, "MapInfo files in " + encoding, file.path.string());
    return rewrite_as_utf8(file, encoding, name, staged);
  }
  staged.has_raw_text = file.format == FileFormat::csv;
  if (!format.needs_extension || file.path.extension() == format.extension) return {};
  if (auto linked = link_into(staged, file.path, name); !linked) return linked;
  staged.path = staged.folder->path() / name;
  return is_mapinfo ? link_companions(file, staged) : Result<void>{};
}

}  // namespace riskmap
