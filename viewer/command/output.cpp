// Standard streams.
#include "viewer/command/output.h"

#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
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

// Whether all of it arrived is asked once, by end_output.
void print_line(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}
void print_message(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

ExitStatus end_output(ExitStatus status) {
  const bool is_flushed = std::fflush(stdout) == 0;
  const bool is_full = !is_flushed && errno == ENOSPC;
  if (is_flushed && std::ferror(stdout) == 0) return status;
  return std::max(status, refuse({is_full ? ErrorCode::disk_full : ErrorCode::io, "standard output", {}, {}}));
}

Result<void> write_output(const std::filesystem::path& target,
                          const std::function<Result<void>(std::ostream&)>& write) {
  return target == "-" ? write(std::cout) : write_whole_file(target, write);
}

}  // namespace riskmap
