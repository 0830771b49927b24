// riskmap boundaries REGISTER FILE --level L --key FIELD  ·  riskmap boundaries REGISTER --derive L [--clip
// district|FILE]
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/geo/server_layer.h"
#include "layers/geo/vector_dataset.h"
#include "layers/store/boundaries.h"
#include "layers/store/pg_address.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/session/load_report.h"

namespace riskmap {

namespace {
struct BoundaryArguments {
  std::string file, shapes, level, key, layer, crs, derive, clip;
};

void report(const RegisterSnapshot& snapshot, const BoundaryMatch& match, const FeatureTable& shapes) {
  print_line(fill(tr("Matched: {n}"), {{"n", format_integer(static_cast<std::int64_t>(match.place_count()))}}));
  if (!match.code_field.empty())
    print_message(fill(tr("Names repeat, so the codes come from the field {field}."), {{"field", match.code_field}}));
  if (match.has_numbered_codes)
    print_message(tr("Names repeat and no field holds KATO codes, so the codes of these areas are numbered."));
  if (!match.recut_codes.empty())
    print_line(fill(tr("Schematic cells cut anew: {n}"),
                    {{"n", format_integer(static_cast<std::int64_t>(match.recut_codes.size()))}}));
  for (const auto& line : report_of({}, snapshot, match, shapes).lines) print_message(line);
}

// Of another register its own boundaries of that level.
Result<FeatureTable> shapes_of_register(const BoundaryArguments& arguments) {
  const char* reason = "a register knows the layers and the system of its boundaries";
  if (const auto fits = none_given({{"--layer", arguments.layer}, {"--crs", arguments.crs}}, reason); !fits)
    return std::unexpected{fits.error()};
  std::error_code ignored;
  if (std::filesystem::equivalent(arguments.file, arguments.shapes, ignored))
    return fail(ErrorCode::usage, "a register takes no boundaries from itself", "FILE", arguments.shapes);
  const auto store = open_register(arguments.shapes, OpenMode::read_only);
  if (!store) return std::unexpected{store.error()};
  return (*store)->load_shapes(*area_level_of(arguments.level));
}

Result<FeatureTable> read_shapes(const BoundaryArguments& arguments) {
  const bool is_address = is_register_address(arguments.shapes);
  // On a server a table is named; without one the register there is meant.
  if (is_address ? arguments.layer.empty() : looks_like_register(arguments.shapes))
    return shapes_of_register(arguments);
  OpenOptions options;
  options.layer = arguments.layer;
  options.assumed_crs = arguments.crs;
  if (is_address)
    if (const auto checked = check_address(arguments.shapes); !checked) return std::unexpected{checked.error()};
  auto shapes = is_address ? read_server_layer(address_parts(arguments.shapes), options)
                           : read_vector_file(arguments.shapes, options);
  if (shapes && shapes->crs_wkt.empty())
    return fail(ErrorCode::no_crs, "the file names no CRS; give --crs", arguments.shapes);
  return shapes;
}

// What the register remembers the shapes by.
std::string source_name(const BoundaryArguments& arguments) {
  if (!is_register_address(arguments.shapes)) return std::filesystem::path{arguments.shapes}.filename().string();
  return name_of_address(arguments.shapes) + (arguments.layer.empty() ? "" : ": " + arguments.layer);
}

ExitStatus load(OpenedRegister& opened, const BoundaryArguments& arguments, const Author& author) {
  const auto shapes = read_shapes(arguments);
  if (!shapes) return refuse(in_file(shapes.error(), arguments.shapes));
  const auto match = load_boundaries(*opened.store, *opened.snapshot, *area_level_of(arguments.level), *shapes,
                                     arguments.key, source_name(arguments), author);
  if (!match) {  // what keeps the register from being written is no fault of the shapes
    const bool is_registers = status_of_error(match.error().code) == ExitStatus::unreachable;
    return refuse(in_file(match.error(), is_registers ? arguments.file : arguments.shapes));
  }
  report(*opened.snapshot, *match, *shapes);
  return ExitStatus::done;
}

ExitStatus derive(OpenedRegister& opened, const BoundaryArguments& arguments, const Author& author) {
  const auto level = area_level_of(arguments.derive);
  Result<FeatureTable> clip = FeatureTable{};
  if (arguments.clip == "district")
    clip = opened.store->load_shapes(AreaLevel::district);
  else if (!arguments.clip.empty())
    clip = read_vector_file(arguments.clip);
  if (!clip) return refuse(clip.error());
  const auto derived =
      derive_boundaries(*opened.store, *opened.snapshot, *level, arguments.clip.empty() ? nullptr : &*clip, author);
  if (!derived) return refuse(derived.error());
  report(*opened.snapshot, *derived, {});
  return ExitStatus::done;
}
}  // namespace

CommandAction declare_boundaries(CLI::App& options) {
  const auto arguments = std::make_shared<BoundaryArguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")})->required();
  auto* shapes = add_text(options, "FILE", arguments->shapes,
                          {"FILE", tr("a vector file with the boundaries, or the address of a PostGIS database")});
  auto* level = add_choice(options, "--level", arguments->level, "district|rural_district|settlement",
                           tr("what the boundaries enclose"));
  auto* key = add_text(options, "--key", arguments->key, {"FIELD", tr("the field with the code or the name")});
  auto* layer =
      add_text(options, "--layer", arguments->layer, {"NAME", tr("a layer of the file, a table of the database")});
  auto* crs =
      add_text(options, "--crs", arguments->crs, {"EPSG:N", tr("the coordinate system of a file that names none")});
  auto* derived = add_choice(options, "--derive", arguments->derive, "settlement|rural_district",
                             tr("schematic cells from the points"));
  add_text(options, "--clip", arguments->clip, {"FILE", tr("the outline to clip to: a file, or the word district")})
      ->needs(derived);
  shapes->needs(level)->needs(key)->excludes(derived);
  for (auto* of_file : {level, key, layer, crs}) of_file->excludes(derived);
  return [arguments](const CommandContext& context) {
    if (arguments->shapes.empty() == arguments->derive.empty())
      return refuse({ErrorCode::usage, "give a file or --derive", "FILE | --derive", {}});
    auto opened = open_for_command(arguments->file, OpenMode::read_write, context);
    if (!opened) return refuse(opened.error());
    if (const auto info = opened->store->info(); info.is_read_only)
      return refuse({ErrorCode::read_only, info.read_only_reason, arguments->file, {}});
    const Author author{"command line", {}, "command line"};
    return arguments->derive.empty() ? load(*opened, *arguments, author) : derive(*opened, *arguments, author);
  };
}

}  // namespace riskmap
