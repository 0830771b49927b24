// The only reads here are a stat and the first bytes. A file that this process has open already is read through the
// descriptor it has: closing a second one would drop SQLite's locks (sqlite.org, "How to corrupt", §2.2).
#include "layers/geo/file_check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>
#include <vector>

#include "layers/core/encoding_guess.h"

namespace riskmap {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = std::uintmax_t{16} << 30;
// A text format is parsed into memory many times its size.
constexpr std::uintmax_t largest_text_file = std::uintmax_t{2} << 30;
constexpr std::size_t sniffed_bytes = 4096;

class Descriptor {
 public:
  explicit Descriptor(const fs::path& file) : fd_(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

bool is_same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// First bytes through a descriptor that this process holds already; nothing when it holds none.
std::optional<std::string> bytes_of_open_file(const struct stat& file) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator{"/proc/self/fd", ignored}) {
    int fd = -1;
    const std::string name = entry.path().filename().string();
    std::from_chars(name.data(), name.data() + name.size(), fd);
    struct stat opened{};
    if (::fstat(fd, &opened) != 0 || !is_same_file(opened, file)) continue;
    std::string bytes(sniffed_bytes, '\0');
    const ssize_t count = ::pread(fd, bytes.data(), bytes.size(), 0);
    if (count < 0 || ::fstat(fd, &opened) != 0 || !is_same_file(opened, file)) continue;
    bytes.resize(static_cast<std::size_t>(count));
    return bytes;
  }
  return std::nullopt;
}

Error error_of(int number, const fs::path& file) {
  const ErrorCode code = number == ENOENT || number == ENOTDIR ? ErrorCode::not_found
                         : number == EACCES || number == EPERM ? ErrorCode::access
                                                               : ErrorCode::io;
  return {code, number == ELOOP ? "the name is a link that leads back to itself" : std::strerror(number),
          file.string()};
}

// GDAL gives meaning to such names before it looks at the file system.
bool has_special_meaning(const std::string& name) {
  return name.empty() || name.starts_with("/vsi") || name.find("://") != name.npos || name.find('\0') != name.npos;
}

Result<std::string> first_bytes_of(const fs::path& file) {
  const Descriptor descriptor{file};
  if (descriptor.get() < 0) return std::unexpected{error_of(errno, file)};
  struct stat now{};
  if (::fstat(descriptor.get(), &now) != 0 || !S_ISREG(now.st_mode))
    return fail(ErrorCode::unsafe_file, "changed into something that is no regular file", file.string());
  std::string bytes(sniffed_bytes, '\0');
  const ssize_t count = ::read(descriptor.get(), bytes.data(), bytes.size());
  if (count < 0) return std::unexpected{error_of(errno, file)};
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

bool has_prefix_in_any_case(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::ranges::equal(text.substr(0, lower_prefix.size()), lower_prefix, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

bool is_text(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1E;
  });
}

// A second object on a line of its own, after the first one has closed: one feature a line.
bool has_second_object(std::string_view text) {
  const auto line_end = text.find('\n');
  if (line_end == text.npos || line_end == 0) return false;
  const auto next = text.find_first_not_of(" \t\r\n", line_end);
  const auto last = text.find_last_not_of(" \t\r", line_end - 1);
  return next != text.npos && text[next] == '{' && last != text.npos && text[last] == '}';
}

FileFormat json_format(std::string_view text) {
  if (text.front() == 0x1E) return FileFormat::geojson_lines;
  if (text.find("\"Topology\"") != text.npos) return FileFormat::topojson;
  const bool is_whole = text.find("\"FeatureCollection\"") != text.npos;
  return !is_whole && has_second_object(text) ? FileFormat::geojson_lines : FileFormat::geojson;
}

// A feature whose first line goes on beyond the first bytes: the next line tells.
bool is_lines_of_features(const fs::path& file, std::string_view first_bytes) {
  constexpr std::size_t longest_look = 64 << 20;
  if (first_bytes.size() < sniffed_bytes || first_bytes.find('\n') != first_bytes.npos ||
      first_bytes.find("\"FeatureCollection\"") != first_bytes.npos)
    return false;
  std::ifstream stream{file, std::ios::binary};
  stream.ignore(longest_look, '\n');
  char next = 0;
  return (stream >> next) && next == '{';
}

std::optional<FileFormat> xml_format(std::string_view text) {
  if (text.find("<kml") != text.npos || text.find(":kml") != text.npos) return FileFormat::kml;
  if (text.find("opengis.net/gml") != text.npos || text.find("FeatureCollection") != text.npos) return FileFormat::gml;
  return std::nullopt;
}

bool is_dxf(std::string_view text) {
  if (text.starts_with("AutoCAD Binary DXF")) return true;
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos || text[first] != '0' || first + 1 >= text.size()) return text.starts_with("999");
  return (text[first + 1] == '\r' || text[first + 1] == '\n') && text.substr(0, 40).find("SECTION") != text.npos;
}

std::optional<FileFormat> text_format(std::string_view text, std::string_view extension) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return std::nullopt;
  const char lead = text[first];
  if (lead == '{' || lead == 0x1E) return json_format(text.substr(first));
  if (lead == '<') return xml_format(text);
  if (has_prefix_in_any_case(text.substr(first), "!table")) return FileFormat::mapinfo_tab;
  if (has_prefix_in_any_case(text.substr(first), "version") && extension == ".mif") return FileFormat::mapinfo_mif;
  if (is_dxf(text)) return FileFormat::dxf;
  // A table may have one column only where its name says that it is a table.
  const bool is_named_table = extension == ".csv" || extension == ".tsv";
  const bool may_be_table = is_named_table || extension == ".txt" || extension == ".tab";
  const auto looked_at = is_named_table ? text : text.substr(0, text.find('\n'));
  const bool is_table = may_be_table && looked_at.find_first_of(is_named_table ? ",;\t|\n" : ",;\t|") != text.npos;
  return is_table ? std::optional{FileFormat::csv} : std::nullopt;
}

std::string text_encoding_of(std::string_view bytes) {
  const std::string guessed = guess_encoding(bytes.substr(0, bytes.size() & ~std::size_t{1}));
  return guessed.starts_with("UTF-16") ? guessed : bytes.starts_with("\xEF\xBB\xBF") ? "UTF-8" : std::string{};
}

std::string readable_start(std::string_view bytes, const std::string& encoding) {
  if (encoding.empty()) return std::string{bytes};
  if (auto text = decode_text(bytes.substr(0, bytes.size() & ~std::size_t{1}), encoding)) return std::move(text->utf8);
  return std::string{bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes};
}

bool is_text_format(FileFormat format) {
  constexpr std::array binary = {FileFormat::shapefile, FileFormat::dbf, FileFormat::geopackage, FileFormat::flatgeobuf,
                                 FileFormat::zip};
  return !is_picture(format) && std::ranges::find(binary, format) == binary.end();
}

// Classic and big TIFF, each in both orders of bytes.
std::optional<FileFormat> picture_format(std::string_view bytes) {
  using namespace std::string_view_literals;
  for (const auto mark : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
    if (bytes.starts_with(mark)) return FileFormat::tiff;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return FileFormat::png;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return FileFormat::jpeg;
  return std::nullopt;
}

}  // namespace

bool is_picture(FileFormat format) {
  return format == FileFormat::tiff || format == FileFormat::png || format == FileFormat::jpeg ||
         format == FileFormat::mbtiles;
}

std::string lower_extension(const fs::path& file) {
  std::string extension = file.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return extension;
}

Result<FileFormat> format_of(std::string_view bytes, std::string_view extension) {
  using namespace std::string_view_literals;
  if (bytes.empty()) return fail(ErrorCode::format, "the file is empty");
  if (bytes.starts_with("SQLite format 3\0"sv))
    return extension == ".mbtiles" ? FileFormat::mbtiles : FileFormat::geopackage;
  if (bytes.starts_with("\0\0\x27\x0a"sv)) return FileFormat::shapefile;
  if (bytes.starts_with("fgb\x03"sv)) return FileFormat::flatgeobuf;
  if (bytes.starts_with("PK\x03\x04"sv)) return FileFormat::zip;
  if (const auto picture = picture_format(bytes)) return *picture;
  if (extension == ".dbf" && (bytes.front() & 7) == 3) return FileFormat::dbf;
  const std::string text = readable_start(bytes, text_encoding_of(bytes));
  if (is_text(text))
    if (const auto format = text_format(text, extension)) return *format;
  return fail(ErrorCode::format, "none of the formats that are read");
}

Result<CheckedFile> check_file(const fs::path& file) {
  if (has_special_meaning(file.string())) return fail(ErrorCode::unsafe_file, "not the name of a file", file.string());
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) return std::unexpected{error_of(errno, file)};
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::unsafe_file, "a folder, not a file", file.string());
  if (!S_ISREG(status.st_mode)) return fail(ErrorCode::unsafe_file, "not a regular file", file.string());
  std::error_code problem;
  CheckedFile checked{.path = fs::canonical(file, problem), .size = static_cast<std::uintmax_t>(status.st_size)};
  if (problem) return fail(ErrorCode::access, problem.message(), file.string());
  if (checked.size > largest_file) return fail(ErrorCode::too_large, "more than 16 GiB", file.string());
  const auto open_already = bytes_of_open_file(status);
  const auto bytes = open_already ? Result<std::string>{*open_already} : first_bytes_of(checked.path);
  if (!bytes) return std::unexpected{bytes.error()};
  const auto format = format_of(*bytes, lower_extension(checked.path));
  if (!format) return fail(format.error().code, format.error().detail, file.string());
  checked.format = *format;
  checked.first_bytes = *bytes;
  if (is_text_format(*format)) {
    if (checked.size > largest_text_file) return fail(ErrorCode::too_large, "more than 2 GiB of text", file.string());
    checked.text_encoding = text_encoding_of(*bytes);
    if (*format == FileFormat::geojson && is_lines_of_features(checked.path, *bytes))
      checked.format = FileFormat::geojson_lines;
  }
  return checked;
}

}  // namespace riskmap
