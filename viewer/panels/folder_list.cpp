#include "viewer/panels/folder_list.h"

#include <cstdlib>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
namespace fs = std::filesystem;

}  // namespace

std::string file_size_text(std::uintmax_t bytes) {
  if (bytes < 1024 * 1024) return format_number(static_cast<double>(bytes) / 1024, 0) + "\u00A0" + tr("KiB");
  return format_number(static_cast<double>(bytes) / (1024.0 * 1024), 1) + "\u00A0" + tr("MiB");
}

fs::path home_folder() {
  const char* home = std::getenv("HOME");
  return home != nullptr ? home : "/";
}

void folder_list(std::string_view name, FolderView& view, std::string& path) {
  const std::string prefix{name};
  const auto parent = view.folder.parent_path();
  if (button(prefix + ".up", tr("Up"), {.icon = Icon::arrow_up, .is_enabled = parent != view.folder}))
    view = read_folder(parent, view.use);
  same_line();
  centre_in_line(line_height(TextStyle::small));
  shortened_text(view.folder.string(), {.style = TextStyle::small, .ink = Ink::text2});
  if (!view.error.empty()) banner(prefix + ".folder_problem", BannerKind::warning, view.error);
  const Scroll list{prefix + ".list", 300};
  int number = 0;
  for (const auto& entry : view.entries) {
    const auto text = entry.path.filename().string();
    const auto right = entry.is_folder ? std::string{} : file_size_text(entry.bytes);
    if (!list_row(prefix + ".entry." + std::to_string(number++), {.icon = entry.is_folder ? Icon::folder : Icon::map,
                                                                  .text = text,
                                                                  .right = right,
                                                                  .is_chosen = path == entry.path.string()}))
      continue;
    if (entry.is_folder) {
      view = read_folder(entry.path, view.use);
      break;
    }
    path = entry.path.string();
  }
  if (view.entries.empty() && view.error.empty()) text(tr("Nothing here can be opened."), {.ink = Ink::text2});
}

void folder_dialog(std::string_view name, std::optional<FolderView>& view, std::string& path) {
  if (!view) return;
  const std::string prefix{name};
  const std::string before = path;
  DialogFrame dialog{prefix, tr("Choose a folder"), {.width = 560}};
  if (dialog.body()) folder_list(prefix, *view, path);
  dialog.footer();
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool wants_folder = dialog.button("choose", tr("Save here"), ButtonKind::primary, view->error.empty());
  if (wants_folder) path = (view->folder / fs::path{path}.filename()).string();
  if (wants_folder || wants_cancel || dialog.is_dismissed() || path != before) view.reset();
}

}  // namespace riskmap::ui
