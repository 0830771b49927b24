// A session on the sample district for panels, and a desk that lays a panel out, applies what it asks and reads it.
#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>

#include "layers/core/uuid.h"
#include "layers/store/new_register.h"
#include "layers/text/translate.h"
#include "tests/ui/driver.h"
#include "viewer/panels/layout.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// The sample register, built once for all tests of the program and copied for each: tests may edit it.
class SampleFile {
 public:
  SampleFile() : file_{std::filesystem::temp_directory_path() / ("riskmap-ui-" + new_uuid() + ".gpkg")} {
    static const Original original;
    std::filesystem::copy_file(original.file, file_);
  }
  ~SampleFile() {
    std::error_code ignored;
    for (const auto* ending : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(file_.string() + ending, ignored);
    std::filesystem::remove(file_.parent_path() / (file_.stem().string() + ".private.gpkg"), ignored);
  }
  SampleFile(const SampleFile&) = delete;
  SampleFile& operator=(const SampleFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return file_; }

 private:
  struct Original {
    std::filesystem::path file = std::filesystem::temp_directory_path() / ("riskmap-ui-" + new_uuid() + ".gpkg");
    Original() {
      const auto built = create_register(file, std::string{RISKMAP_SOURCE_DIR} + "/data/tolebi");
      if (!built) throw std::runtime_error{built.error().detail};
    }
    ~Original() {
      std::error_code ignored;
      std::filesystem::remove(file, ignored);
    }
  };
  std::filesystem::path file_;
};

struct DeskOptions {
  Language language = Language::kk;
  float scale = 1, width = 1440, height = 900;
};

// Without a clock flights take no time.
inline SessionOptions options_for(Language language, std::function<double()> clock = {}) {
  SessionOptions options;
  options.language = language;
  options.clock = std::move(clock);
  return options;
}

// Panels are built frame by frame; what they return is applied at once and kept for the test to read.
class Desk {
 public:
  explicit Desk(const DeskOptions& options = {}, std::function<double()> clock = {})
      : options_{options},
        session{options_for(options.language, std::move(clock))},
        driver{Look{.scale = options.scale, .language = options.language, .has_motion = false},
               options.width * options.scale, options.height * options.scale} {
    session.apply(OpenPath{file_.path()});
    session.wait_until_idle();
    INFO((session.toast() ? session.toast()->text : std::string{}));
    REQUIRE(session.snapshot() != nullptr);
    apply(SetAuthor{"Аян Серік", "бас маман"});
  }
  ~Desk() { set_language(Language::en); }

  void show(std::function<Intents(const Layout&)> panel) {
    driver.show_panels([this, panel = std::move(panel)] {
      const auto layout =
          layout_of(session, options_.width * options_.scale, options_.height * options_.scale, options_.scale);
      for (auto& intent : panel(layout)) {
        session.apply(intent);
        asked.push_back(std::move(intent));
      }
      session.update();
    });
  }
  void apply(const Intent& intent) {
    session.apply(intent);
    session.wait_until_idle();
  }
  [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }
  // Waits for the store, then draws what came of it.
  void settle() {
    session.wait_until_idle();
    driver.frames(3);
  }
  void press(std::initializer_list<const char*> chords) {
    for (const auto* chord : chords) {
      driver.key(chord);
      settle();
    }
  }
  template <typename Wanted>
  [[nodiscard]] const Wanted* last() const {
    for (auto intent = asked.rbegin(); intent != asked.rend(); ++intent)
      if (const auto* found = intent->template as<Wanted>()) return found;
    return nullptr;
  }
  [[nodiscard]] Row issue_named(const std::string& number) const {
    const auto& issues = session.snapshot()->issues;
    for (Row row = 0; row < issues.size(); ++row)
      if (issues[row].reg_no == number) return row;
    return no_row;
  }

 private:
  DeskOptions options_;
  SampleFile file_;

 public:
  Session session;
  Driver driver;
  Intents asked;
};

// Every combination a panel must be readable in.
inline void in_every_look(const std::function<void(Desk&)>& check) {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      Desk desk{{.language = language, .scale = scale}};
      check(desk);
    }
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

}  // namespace riskmap::ui
