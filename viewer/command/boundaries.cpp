// riskmap boundaries REGISTER FILE --level L --key FIELD  ·  riskmap boundaries REGISTER --derive L [--clip
// district|FILE]
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>

#include "layers/geo/vector_dataset.h"
#include "layers/store/boundaries.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
struct BoundaryArguments {
  std::string file, shapes, level, key, layer, crs, derive, clip;
};

void report(const BoundaryMatch& match) {
  print_line(fill(tr("Matched: {n}"), {{"n", format_integer(static_cast<std::int64_t>(match.matched_codes.size()))}}));
  if (!match.code_field.empty())
    print_message(fill(tr("Names repeat, so the codes come from the field {field}."), {{"field", match.code_field}}));
  if (match.has_numbered_codes)
    print_message(tr("Names repeat and no field holds KATO codes, so the codes of these areas are numbered."));
  for (const auto& name : match.unmatched_features)
    print_message(fill(tr("No such place in the register: {name}"), {{"name", name}}));
  for (const auto& code : match.kept_codes) print_message(fill(tr("Keeps the shape it had: {code}"), {{"code", code}}));
  if (!match.recut_codes.empty())
    print_line(fill(tr("Schematic cells cut anew: {n}"),
                    {{"n", format_integer(static_cast<std::int64_t>(match.recut_codes.size()))}}));
  for (const auto& code : match.outside_codes)
    print_message(fill(tr("Outside the new boundary, stays where it is: {code}"), {{"code", code}}));
}

Result<BoundaryMatch> load(OpenedRegister& opened, const BoundaryArguments& arguments, const Author& author) {
  const auto level = area_level_of(arguments.level);
  OpenOptions options;
  options.layer = arguments.layer;
  options.assumed_crs = arguments.crs;
  const auto shapes = read_vector_file(arguments.shapes, options);
  if (!shapes) return std::unexpected{shapes.error()};
  if (shapes->crs_wkt.empty()) return fail(ErrorCode::no_crs, "the file names no CRS; give --crs", arguments.shapes);
  return load_boundaries(*opened.store, *opened.snapshot, *level, *shapes, arguments.key,
                         std::filesystem::path{arguments.shapes}.filename().string(), author);
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
  report(*derived);
  return ExitStatus::done;
}
}  // namespace

CommandAction declare_boundaries(CLI::App& options) {
  const auto arguments = std::make_shared<BoundaryArguments>();
  add_text(options, "REGISTER", arguments->file, {"REGISTER", tr("the file of the register")})->required();
  auto* shapes = add_text(options, "FILE", arguments->shapes, {"FILE", tr("a vector file with the boundaries")});
  auto* level = add_choice(options, "--level", arguments->level, "district|rural_district|settlement",
                           tr("what the boundaries enclose"));
  auto* key = add_text(options, "--key", arguments->key, {"FIELD", tr("the field with the code or the name")});
  add_text(options, "--layer", arguments->layer, {"NAME", tr("a layer of the file")});
  add_text(options, "--crs", arguments->crs, {"EPSG:N", tr("the coordinate system of a file that names none")});
  auto* derived = add_choice(options, "--derive", arguments->derive, "settlement|rural_district",
                             tr("schematic cells from the points"));
  add_text(options, "--clip", arguments->clip, {"FILE", tr("the outline to clip to: a file, or the word district")})
      ->needs(derived);
  shapes->needs(level)->needs(key)->excludes(derived);
  return [arguments](const CommandContext& context) {
    if (arguments->shapes.empty() == arguments->derive.empty())
      return refuse({ErrorCode::usage, "give a file or --derive", "FILE | --derive", {}});
    auto opened = open_for_command(arguments->file, OpenMode::read_write, context);
    if (!opened) return refuse(opened.error());
    const Author author{"command line", {}, "command line"};
    if (!arguments->derive.empty()) return derive(*opened, *arguments, author);
    const auto match = load(*opened, *arguments, author);
    if (!match) return refuse(in_file(match.error(), arguments->shapes));
    report(*match);
    return ExitStatus::done;
  };
}

}  // namespace riskmap
