// Zip files: spreadsheets and KMZ are left to their drivers once their sizes are checked, Shapefiles are unpacked here.
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

#include "layers/core/text.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/staged_file.h"

namespace riskmap {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_members = 2000;
constexpr std::uintmax_t most_unpacked = std::uintmax_t{4} << 30;
constexpr std::uintmax_t most_ratio = 200;                         // text packs 5 to 30 times, a bomb a thousand times
constexpr std::uintmax_t unsuspicious = std::uintmax_t{16} << 20;  // bytes: small files may pack as well as they like

struct Member {
  std::string name;  // inside the archive
  std::uintmax_t size = 0;
};

// Braces tell GDAL where the archive's own path ends, whatever its extension.
std::string inside(const CheckedFile& file, const std::string& member = {}) {
  return "/vsizip/{" + file.path.string() + "}" + (member.empty() ? "" : "/" + member);
}

Result<std::vector<Member>> members_of(const CheckedFile& file) {
  const CPLStringList names{VSIReadDirRecursive(inside(file).c_str())};
  if (names.Count() == 0) return fail(ErrorCode::damaged, "an archive without files", file.path.string());
  if (static_cast<std::size_t>(names.Count()) > most_members)
    return fail(ErrorCode::too_large, fmt::format("{} files in the archive", names.Count()), file.path.string());
  std::vector<Member> members;
  std::uintmax_t total = 0;
  for (int i = 0; i < names.Count(); ++i) {
    VSIStatBufL status;
    if (VSIStatL(inside(file, names[i]).c_str(), &status) != 0 || VSI_ISDIR(status.st_mode)) continue;
    members.push_back({names[i], static_cast<std::uintmax_t>(status.st_size)});
    total += members.back().size;
  }
  if (total > most_unpacked || (total > unsuspicious && total / std::max<std::uintmax_t>(file.size, 1) > most_ratio))
    return fail(ErrorCode::too_large, fmt::format("{} bytes when unpacked", total), file.path.string());
  return members;
}

bool has_member(const std::vector<Member>& members, std::string_view name) {
  return std::ranges::find(members, name, &Member::name) != members.end();
}

bool has_extension(const Member& member, std::string_view extension) {
  return lower_extension(member.name) == extension;
}

bool has_any(const std::vector<Member>& members, std::string_view extension) {
  return std::ranges::any_of(members, [&](const Member& member) { return has_extension(member, extension); });
}

Result<void> open_as(const char* driver, const std::string& extension, const CheckedFile& file, StagedFile& staged) {
  staged.drivers = {driver};
  if (lower_extension(file.path) == extension) return {};
  const std::string name = file.path.stem().string() + extension;
  if (auto linked = link_into(staged, file.path, name); !linked) return linked;
  staged.path = staged.folder->path() / name;
  return {};
}

struct CloseVsi {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

Result<void> unpack(const CheckedFile& file, const Member& member, const fs::path& target) {
  const std::unique_ptr<VSILFILE, CloseVsi> source{VSIFOpenL(inside(file, member.name).c_str(), "rb")};
  if (source == nullptr) return fail(ErrorCode::damaged, "cannot be unpacked", file.path.string(), member.name);
  std::ofstream out{target, std::ios::binary};
  std::vector<char> chunk(1 << 20);
  std::uintmax_t written = 0;
  for (;;) {
    const std::size_t count = VSIFReadL(chunk.data(), 1, chunk.size(), source.get());
    written += count;
    if (written > member.size)
      return fail(ErrorCode::damaged, "longer than its directory says", file.path.string(), member.name);
    out.write(chunk.data(), static_cast<std::streamsize>(count));
    if (count < chunk.size()) break;
  }
  out.close();
  if (!out) return fail(ErrorCode::disk_full, "no room to unpack", file.path.string(), member.name);
  return {};
}

// Only the last part of a member's path is used, so nothing can be written outside the folder; two members that would
// share a name are kept apart by their order.
std::string safe_stem(const fs::path& member, std::size_t order) {
  std::string stem = member.stem().string();
  const bool is_plain =
      is_valid_utf8(stem) && !stem.empty() && stem.front() != '.' && stem.size() <= 100 &&
      std::ranges::none_of(stem, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\'; });
  return is_plain ? stem : fmt::format("layer_{}", order);
}

Result<void> unpack_shapefile(const CheckedFile& file, const std::vector<Member>& members, const Member& shapes,
                              const std::string& stem, StagedFile& staged) {
  const std::string base = shapes.name.substr(0, shapes.name.size() - 4);
  for (const Member& member : members) {
    const bool is_part = member.name.size() == shapes.name.size() && member.name.starts_with(base);
    const std::string extension = lower_extension(member.name);
    constexpr std::array<std::string_view, 5> parts = {".shp", ".shx", ".dbf", ".prj", ".cpg"};
    if (!is_part || std::ranges::find(parts, extension) == parts.end()) continue;
    const auto target = staged_path(staged, stem + extension);
    if (!target) return std::unexpected{target.error()};
    if (auto done = unpack(file, member, *target); !done) return done;
  }
  const fs::path target = staged.folder->path() / (stem + ".shp");
  std::error_code problem;
  if (!fs::exists(fs::path{target}.replace_extension(".shx"), problem)) {
    staged.rebuilds_shape_index = true;
    staged.remarks.push_back({0, std::string{refusal::restored_index}, false});
  }
  staged.path = target;
  return {};
}

Result<void> stage_shapefiles(const CheckedFile& file, const std::vector<Member>& members, StagedFile& staged) {
  staged.drivers = {"ESRI Shapefile"};
  staged.open_options = {"ENCODING="};
  staged.has_raw_text = true;
  std::size_t count = 0;
  std::vector<std::string> stems;
  for (const Member& member : members) {
    if (!has_extension(member, ".shp")) continue;
    std::string stem = safe_stem(member.name, ++count);
    if (std::ranges::find(stems, stem) != stems.end()) stem += fmt::format("_{}", count);
    stems.push_back(stem);
    if (auto done = unpack_shapefile(file, members, member, stem, staged); !done) return done;
  }
  if (count > 1) staged.path = staged.folder->path();  // the driver takes a folder for a set of layers
  return {};
}

}  // namespace

Result<void> stage_archive(const CheckedFile& file, StagedFile& staged) {
  const auto members = members_of(file);
  if (!members) return std::unexpected{members.error()};
  if (has_member(*members, "xl/workbook.xml")) return open_as("XLSX", ".xlsx", file, staged);
  if (has_member(*members, "content.xml")) return open_as("ODS", ".ods", file, staged);
  if (has_any(*members, ".shp")) return stage_shapefiles(file, *members, staged);
  if (has_any(*members, ".kml")) return open_as("LIBKML", ".kmz", file, staged);
  return fail(ErrorCode::format, "no Shapefile, table or KML in the archive", file.path.string());
}

}  // namespace riskmap
