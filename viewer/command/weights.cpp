// riskmap weights REGISTER|FILE --weights queen|rook|knn:K|knn:K:sym|distance:KM|file:NAME [--snap M] [-o FILE]
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/text/translate.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/output_target.h"
#include "viewer/command/weighed_layer.h"

namespace riskmap {

namespace {
struct WeightsArguments {
  WeighedArguments weighed;
  std::string out = "-";
};

Result<WeightsFormat> format_for(const std::string& out) {
  if (out == "-") return WeightsFormat::csv;
  if (const auto format = weights_format_of(out)) return *format;
  return fail(ErrorCode::usage, "neighbours are in .gal, .gwt or .csv", "-o", out);
}

ExitStatus write_for(const WeightsArguments& arguments, const CommandContext& context) {
  const auto format = format_for(arguments.out);
  if (!format) return refuse(format.error());
  if (const auto free = check_output_target(arguments.out, files_read(arguments.weighed)); !free)
    return refuse(free.error());
  const auto layer = open_weighed_layer(arguments.weighed, context);
  if (!layer) return refuse_file(layer.error(), arguments.weighed.file);
  const auto neighbours = neighbours_for_command(arguments.weighed, *layer, context);
  if (!neighbours) return refuse(neighbours.error());
  const auto written = write_output(arguments.out, [&](std::ostream& out) -> Result<void> {
    write_weights(out, *format, neighbours->neighbours, layer->ids,
                  [&](std::size_t from, std::size_t to) { return layer->places.distance(from, to); });
    return {};
  });
  return written ? ExitStatus::done : refuse(written.error());
}
}  // namespace

CommandAction declare_weights(CLI::App& options) {
  const auto arguments = std::make_shared<WeightsArguments>();
  add_weighed_options(options, arguments->weighed);
  add_text(options, "-o,--output", arguments->out, {"FILE", tr("a .csv, .gal or .gwt file; - is standard output")});
  return [arguments](const CommandContext& context) { return write_for(*arguments, context); };
}

}  // namespace riskmap
