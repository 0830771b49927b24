// A vector file over an open map: does it lie beside it, is it a map of its own, are these the register's boundaries?
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct FileUseState {
  std::shared_ptr<const IncomingFile> file;
  FileUse use = FileUse::boundaries;  // what was chosen: boundaries, context or map
  std::vector<std::string> layers;    // of the file, with shapes
  std::size_t layer = 0;              // into them: the one that was read, or the one that will be
  std::size_t level = 0;              // into boundary_levels
  std::size_t key = 0;                // into the level's fields, the best first
};
void fill_file_use(FileUseState& state, const Session& session);
Intents file_use_dialog(const Session& session, FileUseState& state);

}  // namespace riskmap::ui
