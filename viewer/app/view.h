// The viewer: a window on a document, or the same without one for scripts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/language.h"
#include "viewer/command/command.h"

namespace riskmap {

struct ViewArguments {
  std::vector<std::string> files;
  std::string script, trace, size, theme;
  std::string drafts;  // the folder where a script keeps half-typed forms; "" = nowhere
  bool is_headless = false, lists_widgets = false;
  int scale_percent = 0;             // 0 = the settings'
  std::optional<Language> language;  // --lang
  std::optional<Language> locale_language;
  std::optional<Date> today;
};

ExitStatus view(const ViewArguments& arguments);

}  // namespace riskmap
