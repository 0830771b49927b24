// riskmap export REGISTER --what … [--where EXPR] [--profile public|internal] -o FILE|-
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/core/text.h"
#include "layers/exchange/export_writer.h"
#include "layers/exchange/place_layer.h"
#include "layers/store/past_state.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/hotspot_option.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/selection_option.h"
#include "viewer/session/export_job.h"

namespace riskmap {

namespace {
struct ExportArguments {
  std::string file, what = "issues", format, where, period, as_of, indicators, profile = "public", geometry = "auto",
                    out;
  TestedPlaces tested;
};

ExportGeometry geometry_named(std::string_view name) {
  return name == "point"  ? ExportGeometry::point
         : name == "area" ? ExportGeometry::area
         : name == "none" ? ExportGeometry::none
                          : ExportGeometry::automatic;
}

Result<ExportFormat> chosen_format(const ExportArguments& arguments) {
  const auto named = export_format_named(arguments.format), of_ending = export_format_of(arguments.out);
  if (named && of_ending && *named != *of_ending)
    return fail(ErrorCode::usage, "the file's ending names another format", "--format " + arguments.format,
                arguments.out);
  if (named) return *named;
  if (arguments.out == "-") return ExportFormat::geojson;
  if (of_ending) return *of_ending;
  return fail(ErrorCode::usage, "the file's ending names no format", "-o", arguments.out);
}

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (const auto& part : split(list, ','))
    if (auto word = trimmed(part); !word.empty()) words.push_back(std::move(word));
  return words;
}

// To the register as it stood at the end of that day, seen on that day.
Result<void> turn_back(OpenedRegister& opened, const std::string& as_of, const CommandContext& context) {
  if (as_of.empty()) return {};
  const auto day = parse_iso_date(as_of);
  if (!day) return fail(ErrorCode::date_format, "not an ISO date", "--as-of", as_of);
  auto past = state_after(*opened.store, *opened.snapshot, *day);
  if (!past) return std::unexpected{std::move(past).error()};
  opened.snapshot = std::move(*past), opened.today = context.today.value_or(*day);
  return {};
}

Said<std::size_t> write(const ExportArguments& arguments, const CommandContext& context) {
  const auto format = chosen_format(arguments);
  if (!format) return std::unexpected{refuse(format.error())};
  const bool has_areas = arguments.what != "issues" && arguments.what != "measures";
  if (arguments.geometry == "area" && !has_areas)
    return std::unexpected{refuse({ErrorCode::usage, "no rows with an area", "--geometry", arguments.geometry})};
  if (!arguments.indicators.empty() && !has_areas)
    return std::unexpected{
        refuse({ErrorCode::usage, "only rows of places have indicators", "--indicators", arguments.indicators})};
  const auto period = period_from(arguments.period);
  if (!period) return std::unexpected{refuse(period.error())};
  const auto tested = tested_places_from(arguments.tested, *export_what_named(arguments.what));
  if (!tested) return std::unexpected{refuse(tested.error())};
  if (const auto checked = check_export_target(arguments.out); !checked)
    return std::unexpected{refuse(checked.error())};
  auto opened = open_for_command(arguments.file, OpenMode::read_only, context);
  if (!opened) return std::unexpected{refuse(opened.error())};
  if (const auto turned = turn_back(*opened, arguments.as_of, context); !turned)
    return std::unexpected{refuse(turned.error())};
  const auto filter = parse_filter(arguments.where);
  if (!filter) return std::unexpected{refuse_filter(filter.error())};
  if (const auto checked = check_filter(*filter, *opened->snapshot); !checked)
    return std::unexpected{refuse_filter(checked.error())};
  const auto shapes = load_all_shapes(*opened->store);
  if (!shapes) return std::unexpected{refuse(shapes.error())};
  const ExportRequest request{
      .what = *export_what_named(arguments.what),
      .profile = arguments.profile == "public" ? ExportProfile::open_data : ExportProfile::internal,
      .geometry = geometry_named(arguments.geometry),
      .where = arguments.where,
      .period = *period,
      .indicators = words_of(arguments.indicators),
      .language = context.language,
      .today = opened->today,
      .hotspots = *tested};
  const auto table = export_table(*opened->snapshot, *shapes, request);
  if (!table) return std::unexpected{refuse(table.error())};
  std::size_t count = 0;
  const auto written = write_output(arguments.out, [&](std::ostream& out) -> Result<void> {
    const auto rows = write_export(*table, *format, out);
    if (!rows) return std::unexpected{rows.error()};
    count = *rows;
    return {};
  });
  if (!written) return std::unexpected{refuse(written.error())};
  if (const auto left_out = left_out_text(table->share); !left_out.empty()) print_message(left_out);
  if (const auto n = static_cast<std::int64_t>(table->measures_left_out); n > 0)
    print_message(trn("{n} measure belongs to no problem, so the filter left it out.",
                      "{n} measures belong to no problem, so the filter left them out.", n));
  return count;
}
}  // namespace

CommandAction declare_export(CLI::App& options) {
  const auto arguments = std::make_shared<ExportArguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")})->required();
  add_text(options, "-o,--output", arguments->out, {"FILE", tr("the file to write, or - for standard output")})
      ->required();
  add_choice(options, "--what", arguments->what, "issues|settlements|rural_districts|districts|measures|hotspots",
             tr("what is written"));
  add_choice(options, "--format", arguments->format, "geojson|geojsonseq|csv|gpkg|kml|xlsx",
             tr("when the ending of the file name does not tell"));
  add_tested_places(options, arguments->tested);
  add_filter(options, arguments->where, tr("which problems, in the filter language"));
  add_period(options, arguments->period);
  add_text(options, "--as-of", arguments->as_of,
           {"DAY", tr("the records as they stood at the end of that day, by their history")});
  add_text(options, "--indicators", arguments->indicators,
           {"ID,ID…", tr("of places: which indicators, in this order; without it all")});
  add_choice(options, "--profile", arguments->profile, "public|internal", tr("who may read it"));
  add_choice(options, "--geometry", arguments->geometry, "auto|point|area|none", tr("which shapes go with the rows"));
  return [arguments](const CommandContext& context) {
    const auto count = write(*arguments, context);
    if (!count) return count.error();
    if (arguments->out != "-")
      print_message(fill(tr("Records exported: {n}"), {{"n", format_integer(static_cast<std::int64_t>(*count))}}));
    return ExitStatus::done;
  };
}

}  // namespace riskmap
