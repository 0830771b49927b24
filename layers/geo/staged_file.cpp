// Which step a format needs, and the few moves the steps share.
#include "layers/geo/staged_file.h"

#include <utility>

namespace riskmap {

namespace fs = std::filesystem;

Result<StagedFile> stage_file(const CheckedFile& file) {
  StagedFile staged{.path = file.path};
  Result<void> outcome;
  switch (file.format) {
    case FileFormat::shapefile:
    case FileFormat::dbf:
      outcome = stage_shapefile(file, staged);
      break;
    case FileFormat::geopackage:
      outcome = stage_geopackage(file, staged);
      break;
    case FileFormat::zip:
      outcome = stage_archive(file, staged);
      break;
    case FileFormat::flatgeobuf:
      staged.drivers = {"FlatGeobuf"};
      break;
    case FileFormat::tiff:
    case FileFormat::png:
    case FileFormat::jpeg:
    case FileFormat::mbtiles:
      outcome = fail(ErrorCode::format, "a picture, not features", file.path.string());
      break;
    default:
      outcome = stage_text(file, staged);
      break;
  }
  if (!outcome) return std::unexpected{outcome.error()};
  return staged;
}

Result<fs::path> staged_path(StagedFile& staged, const std::string& name) {
  if (!staged.folder) {
    auto folder = TemporaryFolder::make();
    if (!folder) return std::unexpected{folder.error()};
    staged.folder = std::move(*folder);
  }
  return staged.folder->path() / name;
}

Result<void> link_into(StagedFile& staged, const fs::path& target, const std::string& name) {
  const auto link = staged_path(staged, name);
  if (!link) return std::unexpected{link.error()};
  std::error_code problem;
  fs::create_symlink(target, *link, problem);
  if (problem) return fail(ErrorCode::io, problem.message(), link->string());
  return {};
}

Result<void> copy_into(StagedFile& staged, const fs::path& source, const std::string& name) {
  const auto copy = staged_path(staged, name);
  if (!copy) return std::unexpected{copy.error()};
  std::error_code problem;
  fs::copy_file(source, *copy, problem);
  if (problem == std::errc::no_space_on_device) return fail(ErrorCode::disk_full, problem.message(), copy->string());
  if (problem) return fail(ErrorCode::io, problem.message(), source.string());
  fs::permissions(*copy, fs::perms::owner_read | fs::perms::owner_write, problem);
  return {};
}

std::optional<fs::path> companion_of(const fs::path& file, std::string_view extension) {
  std::error_code problem;
  const fs::path exact = fs::path{file}.replace_extension(extension);
  if (fs::is_regular_file(exact, problem)) return exact;
  for (const auto& entry : fs::directory_iterator{file.parent_path(), problem})
    if (entry.path().stem() == file.stem() && lower_extension(entry.path()) == extension &&
        entry.is_regular_file(problem))
      return entry.path();
  return std::nullopt;
}

}  // namespace riskmap
