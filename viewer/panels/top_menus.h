// What the menus of the top bar offer: each command with its icon, its keys and when it can be given.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/icons.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct Command {
  std::string name;
  std::string text;
  Icon icon;
  std::string_view chord;
  Intent intent;
  bool is_enabled = true, is_on = false, starts_group = false;
};

struct WorkspaceEntry {
  Workspace workspace;
  std::string_view id, menu_name, switch_name;
  Icon icon;
  std::string text;
  std::string_view chord;
};
std::array<WorkspaceEntry, 4> workspace_entries();

std::vector<Command> file_commands(const Session& session);
std::vector<Command> edit_commands(const Session& session);
std::vector<Command> view_commands(const Session& session);
// One a workspace, named by the given member of its entry.
std::vector<Command> workspace_commands(const Session& session, std::string_view WorkspaceEntry::* name);

}  // namespace riskmap::ui
