// A folder to look through: the way up, its folders, its files.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "viewer/panels/file_dialogs.h"

namespace riskmap::ui {

std::filesystem::path home_folder();

// NAME.up, NAME.list, NAME.entry.0 …; a press enters a folder, or puts a file into `path`.
void folder_list(std::string_view name, FolderView& view, std::string& path);

// A dialog above a dialog, constructed in the lower one's body while `view` holds a folder: where `path` is to lie. A
// file that is pressed is taken with its name. NAME.choose, NAME.cancel.
void folder_dialog(std::string_view name, std::optional<FolderView>& view, std::string& path);

}  // namespace riskmap::ui
