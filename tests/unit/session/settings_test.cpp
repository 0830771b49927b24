// What belongs to the person: kept, read again, never in the way.
#include "viewer/session/settings.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using sample::TemporaryFolder;

namespace {

LoadedSettings from(std::string_view text) {
  const TemporaryFolder folder;
  std::ofstream{folder.file("settings.toml"), std::ios::binary} << text;
  return load_settings(folder.file("settings.toml"));
}

}  // namespace

TEST_CASE("settings come back as they were saved") {
  const TemporaryFolder folder;
  const auto file = folder.file("deep") / "folder" / "settings.toml";
  Settings settings;
  settings.language = Language::ru;
  settings.theme = Theme::dark;
  settings.scale_percent = 125;
  settings.window_width = 1920;
  settings.window_height = 1080;
  settings.table_height = 300.5F;
  settings.inspector_width = 401;
  settings.layers_width = 233;
  settings.last_register = "/үй/төле би \"2026\".gpkg";
  settings.recent = {settings.last_register, "/a\\b.gpkg"};
  settings.context = {{"/үй/a.b \"1\".gpkg", {"/roads.gpkg,width=2", "/жол.shp"}}};
  settings.overlays = {{"/үй/a.b \"1\".gpkg", {"settlements,shown=no,opacity=0.5,scales=0-1000"}}};
  settings.hotspots = {{"/үй/a.b \"1\".gpkg", {"method lisa", "link added settlement a b"}}};
  settings.classes = {{"/үй/a.b \"1\".gpkg", {"per_1000", "locked 2 5.5"}}};
  settings.view_systems = {{"/үй/a.b \"1\".gpkg", "equal-area"}};
  settings.bookmarks = {{"/үй/a.b \"1\".gpkg", {{"Көпір", {69.9, -42.25}, 12.5}, {"\"2\"", {180, 90}, 0.1}}}};
  settings.reduces_motion = true;
  settings.author = {"Ә. Қасымов", "бас маман", {}};
  sample::taken(save_settings(settings, file));
  const auto loaded = load_settings(file);
  CHECK_FALSE(loaded.remark);
  const auto& read = loaded.settings;
  CHECK(read.language == settings.language);
  CHECK(read.theme == settings.theme);
  CHECK(read.scale_percent == settings.scale_percent);
  CHECK(read.window_width == settings.window_width);
  CHECK(read.window_height == settings.window_height);
  CHECK(read.table_height == settings.table_height);
  CHECK(read.inspector_width == settings.inspector_width);
  CHECK(read.layers_width == settings.layers_width);
  CHECK(read.last_register == settings.last_register);
  CHECK(read.recent == settings.recent);
  CHECK(read.context == settings.context);
  CHECK(read.overlays == settings.overlays);
  CHECK(read.hotspots == settings.hotspots);
  CHECK(read.classes == settings.classes);
  CHECK(read.view_systems == settings.view_systems);
  CHECK(read.bookmarks == settings.bookmarks);
  CHECK(read.reduces_motion);
  CHECK(read.author.name == settings.author.name);
  CHECK(read.author.post == settings.author.post);
}

TEST_CASE("a station is the person's on this computer: new for another person, the same after a restart") {
  const TemporaryFolder folder;
  const auto first = load_settings(folder.file("settings.toml")).settings;
  CHECK_FALSE(first.author.station.empty());
  CHECK(load_settings(folder.file("other.toml")).settings.author.station != first.author.station);
  sample::taken(save_settings(first, folder.file("settings.toml")));
  CHECK(load_settings(folder.file("settings.toml")).settings.author.station == first.author.station);
}

TEST_CASE("a pipe in the place of the settings does not hold up the start") {
  const TemporaryFolder folder;
  const auto pipe = folder.file("settings.toml");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(load_settings(pipe).settings.scale_percent == 100);
}

TEST_CASE("without HOME the settings lie in the person's own folder, never in a shared one") {
  const char* home = std::getenv("HOME");
  const std::string before = home != nullptr ? home : "";
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const std::string config_before = config != nullptr ? config : "";
  unsetenv("HOME");
  unsetenv("XDG_CONFIG_HOME");
  CHECK_FALSE(settings_file().string().starts_with("/tmp"));
  if (home != nullptr) setenv("HOME", before.c_str(), 1);
  if (config != nullptr) setenv("XDG_CONFIG_HOME", config_before.c_str(), 1);
}

TEST_CASE("without a file everything is as at the first start") {
  const auto loaded = load_settings("/nowhere/settings.toml");
  CHECK_FALSE(loaded.remark);
  CHECK_FALSE(loaded.settings.language);
  CHECK(loaded.settings.theme == Theme::light);
  CHECK(loaded.settings.scale_percent == 100);
  CHECK(loaded.settings.recent.empty());
  CHECK(loaded.settings.author.name.empty());
}

TEST_CASE("a damaged file is told, kept beside, and does not stop the program") {
  const TemporaryFolder folder;
  const auto file = folder.file("settings.toml");
  std::ofstream{file} << "theme = \"dark\nscale_percent =";
  const auto loaded = load_settings(file);
  REQUIRE(loaded.remark);
  CHECK(loaded.settings.theme == Theme::light);
  CHECK(std::filesystem::exists(file.string() + ".damaged"));
  sample::taken(save_settings(loaded.settings, file));
  CHECK_FALSE(load_settings(file).remark);
}

TEST_CASE("bytes that are no text are a damaged file") {
  CHECK(from("theme = \"\xff\xfe\"").remark);
}

TEST_CASE("values out of range are brought back into it") {
  const auto small = from(
                         "scale_percent = 3\n[window]\nwidth = 5\nheight = -1\ntable_height = 0\ninspector_width = "
                         "1.0\nlayers_width = -9.5")
                         .settings;
  CHECK(small.scale_percent == 80);
  CHECK(small.window_width == 1280);
  CHECK(small.window_height == 720);
  CHECK(small.table_height == 120);
  CHECK(small.inspector_width == 300);
  CHECK(small.layers_width == 220);
  const auto large = from(
                         "scale_percent = 9999\n[window]\nwidth = 99999\nheight = 99999\ntable_height = "
                         "1e9\ninspector_width = inf\nlayers_width = 5e30")
                         .settings;
  CHECK(large.scale_percent == 200);
  CHECK(large.window_width == 16384);
  CHECK(large.window_height == 16384);
  CHECK(large.table_height == 520);
  CHECK(large.inspector_width == 560);
  CHECK(large.layers_width == 420);
}

TEST_CASE("what is no number is no size") {
  const auto settings = from("[window]\ntable_height = nan\ninspector_width = -nan\nlayers_width = \"wide\"").settings;
  CHECK(std::isfinite(settings.table_height));
  CHECK(std::isfinite(settings.inspector_width));
  CHECK(settings.layers_width == 280);
}

TEST_CASE("values of another kind are passed over") {
  const auto loaded = from(
      "language = 7\ntheme = [\"dark\"]\nscale_percent = \"big\"\nrecent = \"one\"\nauthor = 3\nwindow = "
      "\"large\"\nnew_thing = true");
  CHECK_FALSE(loaded.remark);
  CHECK_FALSE(loaded.settings.language);
  CHECK(loaded.settings.theme == Theme::light);
  CHECK(loaded.settings.scale_percent == 100);
  CHECK(loaded.settings.recent.empty());
}

TEST_CASE("an unknown language is none") {
  CHECK_FALSE(from("language = \"tt\"").settings.language);
}

TEST_CASE("at most ten files are remembered") {
  std::string text = "recent = [";
  for (int i = 0; i < 30; ++i) text += "\"/" + std::to_string(i) + ".gpkg\",";
  const auto recent = from(text + "]").settings.recent;
  REQUIRE(recent.size() == 10);
  CHECK(recent.front() == "/0.gpkg");
}

TEST_CASE("settings that cannot be saved are said and the old file stays") {
  const TemporaryFolder folder;
  std::ofstream{folder.file("plain")} << "x";
  CHECK_FALSE(save_settings({}, folder.file("plain") / "settings.toml"));
}

TEST_CASE("settings lie where the desktop wants them") {
  setenv("XDG_CONFIG_HOME", "/tmp/config", 1);
  setenv("XDG_DATA_HOME", "/tmp/data", 1);
  CHECK(settings_file() == "/tmp/config/riskmap/settings.toml");
  CHECK(user_data_folder() == "/tmp/data/riskmap");
  setenv("XDG_CONFIG_HOME", "relative", 1);
  setenv("HOME", "/somewhere/person", 1);
  CHECK(settings_file() == "/somewhere/person/.config/riskmap/settings.toml");
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_DATA_HOME");
}

TEST_CASE("a bookmark that is no place is left out, the others stay") {
  const auto loaded = from(R"([bookmarks]
"/a.gpkg" = [{name = "no place", lon = 300, lat = 0, metres_per_pixel = 1}, {name = "no scale", lon = 3, lat = 0},
  {name = "endless", lon = 3, lat = nan, metres_per_pixel = 1}, {lon = 3, lat = 4, metres_per_pixel = 1}, 7,
  {name = "sound", lon = 3, lat = 4, metres_per_pixel = 2}]
"/b.gpkg" = "none")");
  REQUIRE(loaded.settings.bookmarks.size() == 1);
  CHECK(loaded.settings.bookmarks.at("/a.gpkg") == std::vector{Bookmark{"sound", {3, 4}, 2}});
}
