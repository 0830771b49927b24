// riskmap checkin REGISTER COPY
#include "layers/store/checkin.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <fstream>
#include <memory>
#include <sstream>

#include "layers/core/text.h"
#include "layers/store/checkin_words.h"
#include "layers/text/entity_labels.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
constexpr std::string_view whole_record_word = "record";  // in the place of a field
constexpr std::size_t longest_value = 200;                // characters

std::optional<CheckinSide> side_named(std::string_view word) {
  if (word == "laptop") return CheckinSide::laptop;
  if (word == "office") return CheckinSide::office;
  return std::nullopt;
}

// "UUID FIELD laptop|office" a line.
Result<CheckinChoices> choices_in(const std::string& file) {
  std::ifstream in{file};
  if (!in) return fail(ErrorCode::not_found, "no such file", file);
  CheckinChoices choices;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::istringstream words{line};
    std::string uuid, field, side, more;
    if (!(words >> uuid) || uuid.starts_with("#")) continue;
    words >> field >> side;
    const auto chosen = side_named(side);
    if (!chosen || words >> more)
      return fail(ErrorCode::invalid_input, "a choice is UUID FIELD laptop or office",
                  fmt::format("{}:{}", file, number), line);
    choices[{uuid, field == whole_record_word ? std::string{} : field}] = *chosen;
  }
  return choices;
}

std::string value_words(const CheckinConflict& conflict, const Value& value, bool is_gone) {
  if (conflict.is_personal) return tr("(not shown)");
  if (is_gone) return tr("(removed)");
  if (conflict.field.empty()) return tr("(changed)");
  const auto text = text_of(value);
  const auto beginning = first_characters(text, longest_value);
  return "«" + std::string{beginning} + (beginning.size() < text.size() ? "…»" : "»");
}

std::string touch_words(const Touch& touch) {
  return touch.who.empty() ? std::string{} : fmt::format(" ({}, {})", touch.who, touch.at);
}

void list_conflict(const CheckinConflict& conflict) {
  const auto entity = spec_of(conflict.entity).name;
  const bool is_record = conflict.field.empty();
  print_line(fmt::format("{} {}", conflict.uuid, is_record ? whole_record_word : std::string_view{conflict.field}));
  print_line(fmt::format("  {} «{}»{}", entity_label(entity), conflict.name,
                         is_record ? std::string{} : ": " + field_label(entity, conflict.field)));
  print_line(
      "  " +
      fill(tr("laptop: {value}"), {{"value", value_words(conflict, conflict.laptop, conflict.is_gone_on_laptop)}}) +
      touch_words(conflict.laptop_by));
  print_line(
      "  " +
      fill(tr("office: {value}"), {{"value", value_words(conflict, conflict.office, conflict.is_gone_in_office)}}) +
      touch_words(conflict.office_by));
}

ExitStatus tell_conflicts(const CheckinReport& report) {
  for (const auto& conflict : report.conflicts) list_conflict(conflict);
  print_message(
      fill(tr("Both sides have changed: {n}. Nothing was written. Decide all at once (--keep laptop or --keep "
              "office), or each by a line of a file (--decide): the first line of each above, and laptop or "
              "office."),
           {{"n", format_integer(static_cast<std::int64_t>(report.conflicts.size()))}}));
  return ExitStatus::refused;
}

ExitStatus tell(const CheckinReport& report) {
  if (!report.conflicts.empty()) return tell_conflicts(report);
  print_message(brought_words(report));
  if (!report.not_renewed) {
    print_message(tr("The copy holds its part of the register as it stands now."));
    return ExitStatus::done;
  }
  print_message(tr("The copy itself could not be brought up to date; the next checkin does it."));
  refuse(*report.not_renewed);
  return ExitStatus::done;
}

ExitStatus refuse_checkin(const Error& error) {
  if (error.code != ErrorCode::unsupported) return refuse(error);
  print_message(
      tr("A server does not keep the personal data of applicants yet, and the copy holds new ones. Nothing "
         "was written. To bring back the rest, add --without-applicants: they stay beside the copy."));
  return ExitStatus::refused;
}
}  // namespace

CommandAction declare_checkin(CLI::App& options) {
  struct Arguments {
    std::string file, keep, decide;
    CheckinRequest request{.copy = {}, .station = "command line"};
    std::string copy;
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register, or its address")})
      ->required();
  add_text(options, "COPY", arguments->copy, {"COPY", tr("the copy that was on the laptop")})->required();
  add_choice(options, "--keep", arguments->keep, "laptop|office",
             tr("whose value stays wherever both have changed one field"));
  add_text(options, "--decide", arguments->decide,
           {"FILE", tr("a line for each such field: UUID FIELD laptop, or office")});
  options.add_flag("--without-applicants", arguments->request.leaves_applicants,
                   tr("leave new personal data of applicants beside the copy"));
  return [arguments](const CommandContext& context) {
    auto& request = arguments->request;
    request.copy = arguments->copy;
    request.otherwise = side_named(arguments->keep);
    if (!arguments->decide.empty()) {
      auto choices = choices_in(arguments->decide);
      if (!choices) return refuse(choices.error());
      request.choices = *std::move(choices);
    }
    const auto opened = open_for_command(arguments->file, OpenMode::read_write, context);
    if (!opened) return refuse(opened.error());
    const auto report = check_in(*opened->store, request);
    return report ? tell(*report) : refuse_checkin(report.error());
  };
}

}  // namespace riskmap
