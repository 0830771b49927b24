// Choosing files: opening a register, a map or boundaries; exporting.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// What a person looks for in a folder: what opens, or what can be attached to a record.
enum class FolderUse { open, attach };

// A folder as a list; read when it is entered, not every frame.
struct FolderView {
  struct Entry {
    std::filesystem::path path;
    bool is_folder = false;
    std::uintmax_t bytes = 0;
  };
  std::filesystem::path folder;
  std::vector<Entry> entries;
  std::string error;  // why it could not be read
  FolderUse use = FolderUse::open;
};
// Folders first, then files of that use; hidden ones left out. Names sort by the Kazakh alphabet.
FolderView read_folder(const std::filesystem::path& folder, FolderUse use = FolderUse::open);
std::string file_size_text(std::uintmax_t bytes);  // "182 KiB"

std::filesystem::path start_folder(const Session& session);  // the open document's, or the person's own
// The nearest folder on the way to a file that is there.
std::filesystem::path existing_folder(const std::filesystem::path& file);

struct OpenFileState {
  FolderView view;
  std::string path;  // as typed or chosen
  FileUse use = FileUse::map;
  bool is_from_laptop = false;  // a copy that is brought back
  std::string attach_to;        // the uuid of the record that a file is attached to; "" = it is not for that
  Entity attach_to_entity = Entity::issue;
  bool is_fresh = true;  // the path takes the keyboard once
};
void fill_open_file(OpenFileState& state, const Session& session);
void fill_file_to_attach(OpenFileState& state, const Session& session, Entity owner_entity, const std::string& owner);
Intents open_file_dialog(const Session& session, OpenFileState& state);

struct ExportState {
  std::string path;
  std::size_t what = 0, format = 0, profile = 0;
  bool asks_to_replace = false;
  std::optional<FolderView> folder;   // while one is being chosen
  std::string refused_path, refusal;  // why what stands under this name is not replaced
};
void fill_export(ExportState& state, const Session& session);
Intents export_dialog(const Session& session, ExportState& state);

}  // namespace riskmap::ui
