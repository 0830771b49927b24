// The subcommands: one file each, one line each in the table. A subcommand declares its options and returns what to do.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "layers/core/date.h"
#include "layers/core/language.h"

namespace CLI {
class App;
}

namespace riskmap {

// Exit statuses (`decisions.md` 24).
enum class ExitStatus : int { done = 0, refused = 1, usage = 2, unreachable = 3 };

// The global options, read before the action runs.
struct CommandContext {
  Language language = Language::en;
  std::optional<Date> today;
  bool is_planar = false;
};

using CommandAction = std::function<ExitStatus(const CommandContext&)>;

struct CommandSpec {
  std::string_view name;
  const char* summary;  // English id of the help text
  std::string_view example;
  CommandAction (*declare)(CLI::App& options);
  bool is_hidden = false;
  bool writes_register = false;  // and then reports
};

std::span<const CommandSpec> commands();

CommandAction declare_new(CLI::App& options);
CommandAction declare_info(CLI::App& options);
CommandAction declare_boundaries(CLI::App& options);
CommandAction declare_import(CLI::App& options);
CommandAction declare_edit(CLI::App& options);
CommandAction declare_export(CLI::App& options);
CommandAction declare_render(CLI::App& options);
CommandAction declare_classify(CLI::App& options);
CommandAction declare_weights(CLI::App& options);
CommandAction declare_hotspots(CLI::App& options);
CommandAction declare_check(CLI::App& options);
CommandAction declare_backup(CLI::App& options);
CommandAction declare_copy(CLI::App& options);
CommandAction declare_checkout(CLI::App& options);
CommandAction declare_checkin(CLI::App& options);
CommandAction declare_repair(CLI::App& options);
CommandAction declare_applicants(CLI::App& options);
CommandAction declare_make_sample(CLI::App& options);

}  // namespace riskmap
