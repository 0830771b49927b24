// The language of --script: what a person does, line by line, with the names of widgets for places.
//
//   click NAME · double NAME · clickmap LON LAT · key CHORD · text "…" · drag FROM TO · scroll NAME NOTCHES · drop FILE
//   wait idle · wait MILLISECONDS · shot FILE
//   expect NAME[.text|.value|.enabled|.visible] [= "…"]
//
// Words are quoted as in a shell; # begins a comment.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "viewer/panels/compat.h"

namespace riskmap {

namespace step {
struct Click {
  std::string name;
  int count = 1;
};
struct ClickMap {
  LonLat place;
};
struct PressKey {
  ui::Chord chord;
};
struct TypeText {
  std::string text;
};
struct Drag {
  std::string from, to;
};
struct Scroll {
  std::string name;
  float notches = 0;
};
struct DropFile {
  std::filesystem::path file;
};
struct WaitIdle {};
struct WaitTime {
  double seconds = 0;
};
enum class Property { any, text, value, enabled, visible };
struct Expect {
  std::string name;
  Property property = Property::any;
  std::string wanted{};
  bool only_exists = false;
};
struct Shot {
  std::filesystem::path file;
};
}  // namespace step

using StepKind = std::variant<step::Click, step::ClickMap, step::PressKey, step::TypeText, step::Drag, step::Scroll,
                              step::DropFile, step::WaitIdle, step::WaitTime, step::Expect, step::Shot>;
struct ScriptStep {
  int line = 0;
  std::string source;
  StepKind kind;
};
using Script = std::vector<ScriptStep>;

// ErrorCode::usage with the line in `where` and the offending words in `value`.
Result<Script> parse_script(std::string_view text);
// Splits as a shell does: spaces, 'single' and "double" quotes, backslash. Nothing when a quote stays open.
std::optional<std::vector<std::string>> shell_words(std::string_view line);

}  // namespace riskmap
