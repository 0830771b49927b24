// Standard streams.
#include "viewer/command/output.h"

#include <fmt/format.h>
#include <cstdio>
#include <iostream>

#include "layers/exchange/whole_file.h"
#include "layers/text/messages.h"

namespace riskmap {

ExitStatus status_of_error(ErrorCode code) {
  switch (code) {
    case ErrorCode::locked:
    case ErrorCode::read_only:
    case ErrorCode::damaged:
    case ErrorCode::disk_full:
      return ExitStatus::unreachable;
    case ErrorCode::usage:
    case ErrorCode::filter_syntax:
      return ExitStatus::usage;
    default:
      return ExitStatus::refused;
  }
}

ExitStatus refuse(const Error& error) {
  print_message(error_message(error));
  return status_of_error(error.code);
}

ExitStatus refuse_filter(const Error& error) {
  print_message("--where: " + filter_message(error));
  return ExitStatus::usage;
}

Error in_file(Error error, const std::filesystem::path& file) {
  if (error.where.find(file.filename().string()) == std::string::npos)  // it may stand there as an absolute path
    error.where = file.string() + (error.where.empty() ? "" : ": " + error.where);
  return error;
}

void print_line(const std::string& text) {
  fmt::print("{}\n", text);
}
void print_message(const std::string& text) {
  fmt::print(stderr, "{}\n", text);
}

Result<void> write_output(const std::filesystem::path& target,
                          const std::function<Result<void>(std::ostream&)>& write) {
  return target == "-" ? write(std::cout) : write_whole_file(target, write);
}

}  // namespace riskmap
