// Saving who is whose neighbour, as other programs read it.
#pragma once
#include <optional>
#include <string>

#include "viewer/panels/file_dialogs.h"

namespace riskmap::ui {

struct LinksSaveState {
  std::string path;
  std::size_t format = 0;
  bool asks_to_replace = false;
  std::optional<FolderView> folder;   // while one is being chosen
  std::string refused_path, refusal;  // why what stands under this name is not replaced
};
void fill_links_save(LinksSaveState& state, const Session& session);
Intents links_save_dialog(const Session& session, LinksSaveState& state);

}  // namespace riskmap::ui
