// The settings file in TOML.
#include "viewer/session/settings.h"

#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <system_error>

#include "layers/core/user_folder.h"
#include "layers/core/uuid.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

std::string computer_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

// Two people at one computer, or on two computers of one name, are two stations.
std::string new_station() {
  return computer_name() + ' ' + new_uuid();
}

// A number of any kind; what is none, NaN too, leaves the usual size.
float size_from(toml::node_view<const toml::node> node, float usual, float smallest, float largest) {
  const double number = node.value<double>().value_or(usual);
  return std::isnan(number) ? usual : static_cast<float>(std::clamp<double>(number, smallest, largest));
}

std::map<std::string, std::vector<std::string>> lines_from(toml::node_view<const toml::node> node) {
  std::map<std::string, std::vector<std::string>> by_path;
  if (const auto* documents = node.as_table())
    for (const auto& [path, lines] : *documents)
      if (const auto* texts = lines.as_array())
        for (const auto& line : *texts)
          if (const auto text = line.value<std::string>()) by_path[std::string{path.str()}].push_back(*text);
  return by_path;
}

toml::table table_of_lines(const std::map<std::string, std::vector<std::string>>& by_path) {
  toml::table documents;
  for (const auto& [path, lines] : by_path) {
    toml::array texts;
    for (const auto& line : lines) texts.push_back(line);
    documents.insert(path, std::move(texts));
  }
  return documents;
}

std::map<std::string, std::string> texts_from(toml::node_view<const toml::node> node) {
  std::map<std::string, std::string> texts;
  if (const auto* table = node.as_table())
    for (const auto& [key, value] : *table)
      if (const auto text = value.value<std::string>()) texts[std::string{key.str()}] = *text;
  return texts;
}

toml::table table_of_texts(const std::map<std::string, std::string>& texts) {
  toml::table table;
  for (const auto& [key, text] : texts) table.insert(key, text);
  return table;
}

// Not nothing, and not a place that is none.
std::optional<Bookmark> bookmark_from(const toml::node& node) {
  const auto* table = node.as_table();
  if (table == nullptr) return std::nullopt;
  const auto number = [table](const char* key) {
    return (*table)[key].value<double>().value_or(std::numeric_limits<double>::quiet_NaN());
  };
  const Bookmark bookmark{
      (*table)["name"].value_or(std::string{}), {number("lon"), number("lat")}, number("metres_per_pixel")};
  const bool is_place = std::abs(bookmark.place.lon) <= 180 && std::abs(bookmark.place.lat) <= 90;
  const bool is_sound = is_place && bookmark.metres_per_pixel > 0 && std::isfinite(bookmark.metres_per_pixel);
  return is_sound && !bookmark.name.empty() ? std::optional{bookmark} : std::nullopt;
}

std::map<std::string, std::vector<Bookmark>> bookmarks_from(const toml::table& table) {
  std::map<std::string, std::vector<Bookmark>> bookmarks;
  if (const auto* documents = table["bookmarks"].as_table())
    for (const auto& [path, list] : *documents)
      if (const auto* entries = list.as_array())
        for (const auto& entry : *entries)
          if (auto bookmark = bookmark_from(entry)) bookmarks[std::string{path.str()}].push_back(std::move(*bookmark));
  return bookmarks;
}

toml::table table_of_bookmarks(const std::map<std::string, std::vector<Bookmark>>& bookmarks) {
  toml::table documents;
  for (const auto& [path, list] : bookmarks) {
    toml::array entries;
    for (const auto& [name, place, metres] : list)
      entries.push_back(
          toml::table{{"name", name}, {"lon", place.lon}, {"lat", place.lat}, {"metres_per_pixel", metres}});
    documents.insert(path, std::move(entries));
  }
  return documents;
}

Settings settings_from(const toml::table& table) {
  Settings settings;
  if (const auto code = table["language"].value<std::string>()) settings.language = language_of(*code);
  settings.theme = table["theme"].value_or(std::string{"light"}) == "dark" ? Theme::dark : Theme::light;
  settings.scale_percent = std::clamp(table["scale_percent"].value_or(100), 80, 200);
  settings.reduces_motion = table["reduces_motion"].value_or(false);
  settings.window_width = std::clamp(table["window"]["width"].value_or(1440), 1280, 16384);
  settings.window_height = std::clamp(table["window"]["height"].value_or(900), 720, 16384);
  settings.table_height = size_from(table["window"]["table_height"], settings.table_height, 120, 520);
  settings.inspector_width = size_from(table["window"]["inspector_width"], settings.inspector_width, 300, 560);
  settings.layers_width = size_from(table["window"]["layers_width"], settings.layers_width, 220, 420);
  settings.last_register = table["last_register"].value_or(std::string{});
  if (const auto* recent = table["recent"].as_array())
    for (const auto& entry : *recent)
      if (const auto path = entry.value<std::string>(); path && settings.recent.size() < 10)
        settings.recent.push_back(*path);
  settings.context = lines_from(table["context"]);
  settings.overlays = lines_from(table["overlays"]);
  settings.hotspots = lines_from(table["hotspots"]);
  settings.classes = lines_from(table["classes"]);
  settings.view_systems = texts_from(table["view_systems"]);
  settings.bookmarks = bookmarks_from(table);
  settings.author.name = table["author"]["name"].value_or(std::string{});
  settings.author.post = table["author"]["post"].value_or(std::string{});
  settings.author.station = table["author"]["station"].value_or(std::string{});
  return settings;
}

toml::table table_of(const Settings& settings) {
  toml::array recent;
  for (const auto& path : settings.recent) recent.push_back(path);
  toml::table table{{"theme", settings.theme == Theme::dark ? "dark" : "light"},
                    {"scale_percent", settings.scale_percent},
                    {"reduces_motion", settings.reduces_motion},
                    {"window", toml::table{{"width", settings.window_width},
                                           {"height", settings.window_height},
                                           {"table_height", settings.table_height},
                                           {"inspector_width", settings.inspector_width},
                                           {"layers_width", settings.layers_width}}},
                    {"last_register", settings.last_register},
                    {"recent", recent},
                    {"context", table_of_lines(settings.context)},
                    {"overlays", table_of_lines(settings.overlays)},
                    {"hotspots", table_of_lines(settings.hotspots)},
                    {"classes", table_of_lines(settings.classes)},
                    {"view_systems", table_of_texts(settings.view_systems)},
                    {"bookmarks", table_of_bookmarks(settings.bookmarks)},
                    {"author", toml::table{{"name", settings.author.name},
                                           {"post", settings.author.post},
                                           {"station", settings.author.station}}}};
  if (settings.language) table.insert("language", std::string{code_of(*settings.language)});
  return table;
}
}  // namespace

fs::path settings_file() {
  const auto folder = user_folder("XDG_CONFIG_HOME", ".config");
  return folder.empty() ? fs::path{} : folder / "settings.toml";
}
fs::path user_data_folder() {
  return user_folder("XDG_DATA_HOME", ".local/share");
}

fs::path drafts_folder() {
  const auto folder = user_data_folder();
  return folder.empty() ? fs::path{} : folder / "drafts";
}

LoadedSettings load_settings(const fs::path& file) {
  LoadedSettings loaded;
  std::error_code unknown;
  std::ifstream in;
  if (fs::is_regular_file(file, unknown)) in.open(file);  // a pipe would never end
  if (in.is_open()) {
    std::ostringstream text;
    text << in.rdbuf();
    try {
      loaded.settings = settings_from(toml::parse(text.str()));
    } catch (const toml::parse_error& error) {
      loaded.remark = Error{ErrorCode::format, std::string{error.description()}, file.string(), {}};
      std::error_code ignored;
      fs::copy_file(file, file.string() + ".damaged", fs::copy_options::overwrite_existing, ignored);
    }
  }
  auto& station = loaded.settings.author.station;
  if (station.empty()) station = file.empty() ? computer_name() : new_station();
  return loaded;
}

Result<void> save_settings(const Settings& settings, const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const fs::path draft = file.string() + ".new";
  {
    std::ofstream out{draft};
    out << table_of(settings) << '\n';
    out.flush();
    if (!out) return fail(ErrorCode::io, "cannot write settings", draft.string());
  }
  fs::rename(draft, file, error);
  if (error) return fail(ErrorCode::io, error.message(), file.string());
  return {};
}

}  // namespace riskmap
