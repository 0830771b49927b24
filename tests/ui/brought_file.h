// A desk to which a file is brought: the layer list and the dialogs, as the window has them.
#pragma once
#include <filesystem>
#include <fstream>
#include <string_view>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/layers_panel.h"

namespace riskmap::ui {

struct FileDesk {
  FileDesk(std::string_view text, const char* ending, FileUse use,
           const DeskOptions& options = {.language = Language::en})
      : desk{options}, file{std::filesystem::temp_directory_path() / (new_uuid() + ending)} {
    std::ofstream{file, std::ios::binary} << text;
    desk.show([this](const Layout& layout) {
      auto intents = layers_panel(desk.session, panel, layout);
      for (auto& intent : dialogs(desk.session, *state)) intents.push_back(std::move(intent));
      return intents;
    });
    desk.apply(OpenPath{file, use});
    desk.driver.frames(4);
  }
  ~FileDesk() {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
  FileDesk(const FileDesk&) = delete;
  FileDesk& operator=(const FileDesk&) = delete;

  Desk desk;
  LayersPanelState panel;
  Dialogs state = make_dialogs();
  std::filesystem::path file;
};

}  // namespace riskmap::ui
