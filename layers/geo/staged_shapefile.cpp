// A Shapefile is several files under one stem; what is missing or does not fit is rebuilt in a temporary folder.
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <utility>

#include "layers/geo/refusal_reasons.h"
#include "layers/geo/staged_file.h"

namespace riskmap {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t header_bytes = 100;  // of .shp and .shx alike
constexpr std::uintmax_t index_record_bytes = 8;

struct DbfHeader {
  std::uint32_t rows = 0;
  std::uint32_t header_bytes = 0, row_bytes = 0;
};

std::optional<DbfHeader> header_of_dbf(std::istream& stream) {
  std::array<unsigned char, 12> start{};
  if (!stream.read(reinterpret_cast<char*>(start.data()), start.size())) return std::nullopt;
  const auto little = [&](std::size_t at, std::size_t bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes; i > 0; --i) value = value << 8 | start[at + i - 1];
    return value;
  };
  return DbfHeader{little(4, 4), little(8, 2), little(10, 2)};
}

std::optional<std::uint32_t> rows_of_dbf(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  const auto header = header_of_dbf(stream);
  return header ? std::optional{header->rows} : std::nullopt;
}

// The index is rebuilt when it is shorter than its own header says or than the attribute table.
bool index_is_complete(const fs::path& index, const std::optional<fs::path>& attributes) {
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(index, problem);
  std::ifstream stream{index, std::ios::binary};
  std::array<unsigned char, 28> start{};
  if (problem || size < header_bytes || !stream.read(reinterpret_cast<char*>(start.data()), start.size())) return false;
  const std::uint32_t words =
      std::uint32_t{start[24]} << 24 | std::uint32_t{start[25]} << 16 | std::uint32_t{start[26]} << 8 | start[27];
  if (std::uintmax_t{words} * 2 > size) return false;
  const auto rows = attributes ? rows_of_dbf(*attributes) : std::nullopt;
  return !rows || (size - header_bytes) / index_record_bytes >= *rows;
}

// Under names GDAL finds whatever case they had; without the index that is to be rebuilt.
Result<void> link_all(StagedFile& staged, const fs::path& shapes) {
  const std::string stem = shapes.stem().string();
  if (auto linked = link_into(staged, shapes, stem + ".shp"); !linked) return linked;
  for (const char* extension : {".dbf", ".prj", ".cpg", ".shx"}) {
    if (staged.rebuilds_shape_index && std::string_view{extension} == ".shx") continue;
    const auto companion = companion_of(shapes, extension);
    if (!companion) continue;
    if (auto linked = link_into(staged, *companion, stem + extension); !linked) return linked;
  }
  staged.path = staged.folder->path() / (stem + ".shp");
  return {};
}

bool is_plain_name(const fs::path& file, std::string_view lower) {
  return file.extension() == lower;
}

}  // namespace

std::int64_t deleted_rows_of_dbf(const fs::path& table) {
  std::ifstream stream{table, std::ios::binary};
  const auto header = header_of_dbf(stream);
  if (!header || header->row_bytes == 0) return 0;
  stream.seekg(header->header_bytes);
  std::string row(header->row_bytes, '\0');
  std::int64_t deleted = 0;
  for (std::uint32_t i = 0; i < header->rows && stream.read(row.data(), header->row_bytes); ++i)
    if (row.front() == '*') ++deleted;
  return deleted;
}

Result<void> stage_shapefile(const CheckedFile& file, StagedFile& staged) {
  staged.drivers = {"ESRI Shapefile"};
  staged.open_options = {"ENCODING="};  // bytes as they are: a wrong .cpg is found out by reading
  staged.has_raw_text = true;
  const std::string extension = lower_extension(file.path);
  const auto shapes =
      extension == ".shx" || extension == ".dbf" ? companion_of(file.path, ".shp") : std::optional{file.path};
  if (!shapes) {
    if (file.format == FileFormat::dbf) return {};  // a table without shapes
    return fail(ErrorCode::damaged, "a shape index without its .shp", file.path.string());
  }
  const auto attributes = companion_of(*shapes, ".dbf"), index = companion_of(*shapes, ".shx");
  if (!attributes) staged.remarks.push_back({0, std::string{refusal::missing_attributes}, false});
  staged.rebuilds_shape_index = !index || !index_is_complete(*index, attributes);
  if (staged.rebuilds_shape_index) staged.remarks.push_back({0, std::string{refusal::restored_index}, false});
  staged.path = *shapes;
  const bool is_plain = is_plain_name(*shapes, ".shp") && (!attributes || is_plain_name(*attributes, ".dbf"));
  if (staged.rebuilds_shape_index || !is_plain) return link_all(staged, *shapes);
  return {};
}

}  // namespace riskmap
