// How a subcommand speaks: results on standard output, refusals and messages on standard error.
#pragma once
#include <expected>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

#include "layers/core/result.h"
#include "viewer/command/command.h"

namespace riskmap {

// The exit status an error calls for: 3 when the store is locked, read-only, unreachable or damaged, else 1.
ExitStatus status_of_error(ErrorCode code);
// Refuses the "-" of standard output where a register is to be written.
Result<void> check_register_name(const std::string& file);
// One line on standard error, in the current language; returns the exit status.
ExitStatus refuse(const Error& error);
// The same for a filter that cannot be read or names what does not exist: a wrong command.
ExitStatus refuse_filter(const Error& error);
// The same error with the file that was asked for in front of the layer or the field.
Error in_file(Error error, const std::filesystem::path& file);

// A value, or how the program ends: the reason has been said.
template <typename T>
using Said = std::expected<T, ExitStatus>;

void print_line(const std::string& text);  // standard output
// Whether everything printed so far is out of the program's hands.
bool is_output_taken();
void print_message(const std::string& text);  // standard error
// The command's own end, or that what it said on standard output did not arrive whole: then 3. What a command has done
// by then stays done.
ExitStatus end_output(ExitStatus status, bool writes_register = false);

// Standard output for "-", else a whole file (layers/exchange/whole_file.h). Whether standard output took it is said by
// end_output.
Result<void> write_output(const std::filesystem::path& target, const std::function<Result<void>(std::ostream&)>& write);

}  // namespace riskmap
