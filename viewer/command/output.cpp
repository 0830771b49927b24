// Standard streams.
#include "viewer/command/output.h"

#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iostream>

#include "layers/exchange/whole_file.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

ExitStatus status_of_error(ErrorCode code) {
  switch (code) {
    case ErrorCode::locked:
    case ErrorCode::read_only:
    case ErrorCode::damaged:
    case ErrorCode::disk_full:
    case ErrorCode::unreachable:
      return ExitStatus::unreachable;
    case ErrorCode::usage:
    case ErrorCode::filter_syntax:
      return ExitStatus::usage;
    default:
      return ExitStatus::refused;
  }
}

Result<void> check_register_name(const std::string& file) {
  if (file == "-") return fail(ErrorCode::usage, "a register is no stream", {}, file);
  return {};
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

bool is_output_taken() {
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

ExitStatus end_output(ExitStatus status, bool writes_register) {
  errno = 0;
  if (is_output_taken()) return status;
  const bool is_full = errno == ENOSPC;
  if (writes_register && status == ExitStatus::done)  // nobody is to try again
    print_message(tr("The output could not be written in full. Check where it goes.") + " " +
                  tr("The register itself was written."));
  else
    print_message(is_full ? error_message({ErrorCode::disk_full, "standard output", {}, {}})
                          : tr("The output could not be written in full. Check where it goes."));
  return ExitStatus::unreachable;
}

Result<void> write_output(const std::filesystem::path& target,
                          const std::function<Result<void>(std::ostream&)>& write) {
  if (target != "-") return write_whole_file(target, write);
  auto written = write(std::cout);
  std::cout.flush();
  if (!written && written.error().code == ErrorCode::io && !std::cout) return {};
  return written;
}

}  // namespace riskmap
