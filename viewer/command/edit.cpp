// riskmap edit REGISTER: JSON lines on standard input, one durable transaction a line, each answered once it is on
// disk.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iostream>
#include <memory>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/edit_line.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
// Of a line that is too long only so much is kept as shows that it is.
bool read_line(std::istream& in, std::string& line) {
  line.clear();
  auto& buffer = *in.rdbuf();
  for (int c = buffer.sbumpc(); c != std::char_traits<char>::eof(); c = buffer.sbumpc()) {
    if (c == '\n') return true;
    if (line.size() <= longest_line) line += static_cast<char>(c);
  }
  return !line.empty();
}

// Who cannot be told what became of a line would not know where to go on: the lines after it are not read.
ExitStatus tell_lost_answer(std::int64_t number, bool is_saved) {
  const auto sentence =
      is_saved ? tr("The edit of line {n} was saved, but the answer was lost. Later lines were not read.")
               : tr("The edit of line {n} was refused, and the answer was lost. Later lines were not read.");
  print_message(fill(sentence, {{"n", format_integer(number)}}));
  return ExitStatus::unreachable;
}
}  // namespace

CommandAction declare_edit(CLI::App& options) {
  struct Arguments {
    std::string file, author = "command line";
  };
  const auto arguments = std::make_shared<Arguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")})->required();
  add_text(options, "--author", arguments->author, {"NAME", tr("who edits, as the history says it")});
  return [arguments](const CommandContext& context) {
    auto opened = open_for_command(arguments->file, OpenMode::read_write, context);
    if (!opened) return refuse(opened.error());
    if (opened->store->info().is_read_only)
      return refuse({ErrorCode::read_only, opened->store->info().read_only_reason, arguments->file, {}});
    LineEditor editor{*opened->store, opened->snapshot, opened->today, {arguments->author, {}, "command line"}};
    auto status = ExitStatus::done;
    std::int64_t number = 0;
    for (std::string line; read_line(std::cin, line);) {
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      const auto answer = editor.apply(line);
      print_line(answer.json);
      if (!is_output_taken()) return tell_lost_answer(number, answer.is_ok);
      if (!answer.is_ok)
        status = std::max(status, status_of_error(answer.code) == ExitStatus::unreachable ? ExitStatus::unreachable
                                                                                          : ExitStatus::refused);
    }
    if (std::ferror(stdin) != 0)  // the loop takes a failure for the end of the lines
      status = std::max(
          status,
          refuse(
              {ErrorCode::io, errno == EISDIR ? "a folder, not a file" : "reading failed", tr("standard input"), {}}));
    return status;
  };
}

}  // namespace riskmap
