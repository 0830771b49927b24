// Reading a folder.
#include <algorithm>
#include <array>
#include <span>
#include <system_error>

#include "layers/core/text.h"
#include "viewer/panels/file_dialogs.h"

namespace riskmap::ui {

namespace {
constexpr std::array<std::string_view, 24> known_endings = {
    ".gpkg", ".shp", ".geojson", ".json", ".geojsonl", ".topojson", ".fgb", ".kml",
    ".kmz",  ".tab", ".mif",     ".dxf",  ".gml",      ".zip",      ".csv", ".tif",
    ".tiff", ".png", ".jpg",     ".jpeg", ".mbtiles",  ".xlsx",     ".ods", ".tsv"};

constexpr std::array<std::string_view, 4> attached_endings = {".jpg", ".jpeg", ".png", ".pdf"};

bool is_known(const std::filesystem::path& path, FolderUse use) {
  const std::span<const std::string_view> endings =
      use == FolderUse::attach ? std::span<const std::string_view>{attached_endings} : known_endings;
  return std::ranges::find(endings, lower_case(path.extension().string())) != endings.end();
}
}  // namespace

FolderView read_folder(const std::filesystem::path& folder, FolderUse use) {
  FolderView view{.folder = folder, .entries = {}, .error = {}, .use = use};
  std::error_code error;
  for (std::filesystem::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    if (name.starts_with('.') || name.ends_with(".private.gpkg") || !is_valid_utf8(name)) continue;
    std::error_code ignored;
    const bool is_folder = entry->is_directory(ignored);
    if (!is_folder && !is_known(entry->path(), use)) continue;
    view.entries.push_back({entry->path(), is_folder, is_folder ? 0 : entry->file_size(ignored)});
  }
  if (error) view.error = error.message();
  const Collator collator;
  std::ranges::stable_sort(view.entries, [&](const FolderView::Entry& a, const FolderView::Entry& b) {
    if (a.is_folder != b.is_folder) return a.is_folder;
    return collator.compare(a.path.filename().string(), b.path.filename().string()) < 0;
  });
  return view;
}

}  // namespace riskmap::ui
