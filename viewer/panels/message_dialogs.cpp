#include "viewer/panels/message_dialogs.h"

#include <imgui.h>

#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_lines = 500;  // drawn; all of them are copied

const LoadReport* report_named(const Session& session, const std::string& serial) {
  const auto& log = session.message_log();
  const auto found = std::ranges::find(log, serial, [](const auto& toast) { return std::to_string(toast.serial); });
  return found == log.end() ? nullptr : found->report.get();
}

std::string joined_lines(const LoadReport& report) {
  std::string text;
  for (const auto& line : report.lines) text += line + "\n";
  return text;
}
}  // namespace

Intents messages_dialog(const Session& session) {
  Intents intents;
  DialogFrame dialog{"messages", tr("Messages"), {.width = 640}};
  if (dialog.body()) {
    if (session.message_log().empty()) text(tr("Nothing has been said yet."), {.ink = Ink::text2});
    const Scroll list{"messages.list", 360};
    for (const auto& told : session.message_log()) {
      const auto name = "messages." + std::to_string(told.serial);
      const bool is_problem = told.kind == riskmap::Toast::Kind::problem;
      flowing_text(told.text, {.ink = is_problem ? Ink::danger : Ink::text, .name = name});
      if (told.report && link(name + ".list", tr("Show list")))
        intents.push_back(OpenDialog{Dialog::load_report, no_row, std::to_string(told.serial)});
    }
  }
  dialog.footer();
  if (dialog.button("close", tr("Close"), ButtonKind::primary) || dialog.is_dismissed())
    intents.push_back(CloseDialog{});
  return intents;
}

Intents load_report_dialog(const Session& session) {
  const auto* report = report_named(session, session.view().dialog_text);
  if (report == nullptr) return {CloseDialog{}};
  DialogFrame dialog{"load_report", tr("Remarks on the file"), {.width = 640}};
  if (dialog.body()) {
    shortened_text(report->title, {.ink = Ink::text2});
    const Scroll list{"load_report.list", 360};
    const auto shown = std::min(report->lines.size(), most_lines);
    for (std::size_t i = 0; i < shown; ++i)
      flowing_text(report->lines[i], {.style = TextStyle::small, .name = "load_report.line." + std::to_string(i)});
    if (const auto rest = report->lines.size() - shown; rest > 0)
      text(fill(tr("And {n} more: copy the list to see them."),
                {{"n", format_integer(static_cast<std::int64_t>(rest))}}),
           {.style = TextStyle::small, .ink = Ink::text2});
  }
  dialog.footer();
  if (dialog.button("copy", tr("Copy the list"), ButtonKind::secondary))
    ImGui::SetClipboardText(joined_lines(*report).c_str());
  const bool is_closed = dialog.button("close", tr("Close"), ButtonKind::primary);
  return is_closed || dialog.is_dismissed() ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
