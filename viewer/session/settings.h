// What belongs to the person, not to the register: language, theme, scale, window, last register, who they are.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/language.h"
#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/style/palette.h"
#include "viewer/session/bookmark.h"

namespace riskmap {

struct Settings {
  std::optional<Language> language;  // none = the locale's, else Kazakh
  Theme theme = Theme::light;
  int scale_percent = 100;      // 80–200
  bool reduces_motion = false;  // no flights, no blinking
  int window_width = 1440, window_height = 900;
  float table_height = 268, inspector_width = 352, layers_width = 280;  // logical pixels
  std::string last_register;
  std::vector<std::string> recent;  // newest first, at most ten
  // The layers beside a map, by its path: the lines of layers/exchange/context_text.h, the topmost first.
  std::map<std::string, std::vector<std::string>> context;
  // What lies over a register's theme, by its path: the lines of layers/exchange/overlay_look.h, the topmost first.
  std::map<std::string, std::vector<std::string>> overlays;
  // How hotspots are looked for in a register, by its path: the lines of layers/analysis/hotspot_choice_text.h.
  std::map<std::string, std::vector<std::string>> hotspots;
  // Breaks that a person set or locked, by the map's path: the indicator, then a line of layers/style/fixed_breaks.h.
  std::map<std::string, std::vector<std::string>> classes;
  std::map<std::string, std::string> view_systems;         // by the map's path: the words of layers/geo/view_system.h
  std::map<std::string, std::vector<Bookmark>> bookmarks;  // by the map's path
  Author author;                                           // empty name = not asked yet
};

std::filesystem::path settings_file();  // $XDG_CONFIG_HOME/riskmap/settings.toml
std::filesystem::path user_data_folder();
std::filesystem::path drafts_folder();  // of half-typed forms (drafts.h)  // $XDG_DATA_HOME/riskmap

// A missing file is the defaults; a damaged one too, with its parse error returned beside them (the file is kept as
// settings.toml.damaged when the next save replaces it). Values out of range are clamped.
struct LoadedSettings {
  Settings settings;
  std::optional<Error> remark;
};
LoadedSettings load_settings(const std::filesystem::path& file);
// Written beside and renamed, so that a cut leaves the old or the new file.
Result<void> save_settings(const Settings& settings, const std::filesystem::path& file);

}  // namespace riskmap
