// riskmap render REGISTER|FILE -o map.png|map.svg|map.pdf
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <memory>
#include <ostream>

#include "layers/core/text.h"
#include "layers/exchange/context_text.h"
#include "layers/exchange/file_scene.h"
#include "layers/exchange/map_sheet.h"
#include "layers/exchange/place_layer.h"
#include "layers/exchange/register_scene.h"
#include "layers/exchange/scene_context.h"
#include "layers/geo/crs_trial.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/layer_crs.h"
#include "layers/geo/projection.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/vector_dataset.h"
#include "layers/geo/view_system.h"
#include "layers/store/register_file.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/period_words.h"
#include "layers/text/translate.h"
#include "viewer/command/class_options.h"
#include "viewer/command/hotspot_option.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/output_target.h"
#include "viewer/command/overlay_options.h"
#include "viewer/command/point_options.h"
#include "viewer/command/selection_option.h"
#include "viewer/command/view_options.h"
#include "viewer/session/load_report.h"

namespace riskmap {

namespace {
struct RenderArguments {
  std::string file, out, size = "1600x900", bbox, colour_by, scheme, where, period, crs, layer, theme = "light",
                         geometry, level, palette, source_crs, heat, hotspots, breaks,
                         given_count;  // -k as it was written
  std::vector<std::string> context, overlays;
  int class_count = 5;
  double dpi = 96;
  bool has_graticule = false, has_clusters = false;
};

struct Picture {
  MapScene scene;
  SheetOptions options;
  std::string advice{};  // said beside a picture that is drawn as asked
};

// What makes classes means nothing where a map has none.
Result<void> check_classing(const RenderArguments& arguments, bool is_register) {
  const GivenOption scheme{"--scheme", arguments.scheme}, count{"-k", arguments.given_count},
      breaks{"--breaks", arguments.breaks}, palette{"--palette", arguments.palette},
      field{"--colour-by", arguments.colour_by};
  if (auto fits = check_class_options({arguments.scheme, arguments.given_count, arguments.breaks}); !fits) return fits;
  if (!arguments.hotspots.empty())
    return none_given({scheme, count, breaks, palette}, "hotspots have their own colours");
  if (!arguments.heat.empty()) return none_given({field, scheme, count, breaks}, "a heat map has no classes");
  if (arguments.geometry == "ways_to_solve")
    return none_given({field, scheme, count, breaks, palette}, "ways to solve have their own colours");
  if (arguments.geometry == "points") return none_given({scheme, count, breaks, palette}, "symbols have no classes");
  if (!is_register && arguments.colour_by.empty())
    return none_given({scheme, count, breaks, palette}, "only with a field to colour by");
  return {};
}

Result<LayerSpec> layer_from(const RenderArguments& arguments, const PlaceLayers* layers) {
  LayerSpec spec;
  spec.class_count = arguments.class_count;
  spec.palette = arguments.palette;
  auto breaks = breaks_from(arguments.breaks);
  if (!breaks) return std::unexpected{std::move(breaks).error()};
  spec.breaks = std::move(*breaks);
  if (!arguments.palette.empty() && find_palette(arguments.palette) == nullptr)
    return fail(ErrorCode::usage, "unknown palette", "--palette", arguments.palette);
  if (!arguments.scheme.empty()) spec.scheme = scheme_named(arguments.scheme);
  if (!arguments.colour_by.empty()) spec.indicator = arguments.colour_by;
  if (!arguments.level.empty()) spec.level = *area_level_of(arguments.level);
  const bool has_real_cells = layers != nullptr && layers->layer(AreaLevel::settlement) != nullptr &&
                              !layers->layer(AreaLevel::settlement)->is_schematic;
  if (arguments.has_clusters || !arguments.heat.empty()) {
    if (!arguments.geometry.empty() && arguments.geometry != "areas")
      return fail(ErrorCode::usage, "points lie on areas", "--geometry", arguments.geometry);
    auto fits = take_points(arguments.heat, arguments.has_clusters, spec);
    return fits ? with_hotspots(arguments.hotspots, spec) : std::unexpected{std::move(fits).error()};
  }
  const std::string geometry = arguments.geometry.empty()
                                   ? (has_real_cells || spec.level != AreaLevel::settlement ? "areas" : "tiles")
                                   : arguments.geometry;
  spec.mode = geometry == "points" ? MapMode::symbols : *map_mode_named(geometry);
  return with_hotspots(arguments.hotspots, std::move(spec));
}

// "title_ru", "title_en" beside the register's main title, where it has them.
std::string title_of(const RegisterSnapshot& snapshot, Language language) {
  for (const auto& key : {"title_" + std::string{code_of(language)}, std::string{"title"}})
    if (const auto title = snapshot.meta.find(key); title != snapshot.meta.end()) return title->second;
  return {};
}

bool is_empty(const RowMask& selected) {
  return std::ranges::none_of(selected, [](auto row) { return row != 0; });
}

Said<Picture> register_picture(const RenderArguments& arguments, const CommandContext& context, Theme theme) {
  if (const auto fits = none_given({{"--layer", arguments.layer}}, "a register has no layers to choose from"); !fits)
    return std::unexpected{refuse(fits.error())};
  if (const auto fits = none_given({{"--source-crs", arguments.source_crs}}, "only of a plain file"); !fits)
    return std::unexpected{refuse(fits.error())};
  auto opened = open_for_command(arguments.file, OpenMode::read_only, context);
  if (!opened) return std::unexpected{refuse(opened.error())};
  const auto& snapshot = *opened->snapshot;
  const auto shapes = load_all_shapes(*opened->store);
  if (!shapes) return std::unexpected{refuse(shapes.error())};
  const auto layers = place_layers(snapshot, *shapes, arguments.crs);
  if (!layers) return std::unexpected{refuse(layers.error())};
  const auto spec = layer_from(arguments, &*layers);
  if (!spec) return std::unexpected{refuse(spec.error())};
  if (!find_indicator(snapshot, spec->indicator))
    return std::unexpected{refuse(unknown_indicator(snapshot, spec->indicator, "--colour-by").error())};
  const auto chosen = selected_issues({arguments.where, arguments.period}, *opened);
  if (!chosen) return std::unexpected{chosen.error()};
  const auto& [selected, counting] = *chosen;
  const auto facts = facts_of_all(snapshot, opened->today);
  auto values = place_values(snapshot, *spec, selected, facts, counting);
  if (const auto found = find_hotspots_for({snapshot, facts, selected, counting}, *spec, *shapes, values); !found)
    return std::unexpected{refuse(found.error())};
  const auto gathered = gather(cloud_of_issues(snapshot, facts, selected, layers->view_crs),
                               cloud_of_issues(snapshot, facts, {}, layers->view_crs), *spec, layers->view_crs, theme);
  if (const auto enough = check_gathered(gathered); !enough) return std::unexpected{refuse(enough.error())};
  SceneOptions options;
  options.theme = theme;
  options.gathered = &gathered;
  options.language = context.language;
  if (const auto set = set_overlays(options, arguments.overlays); !set) return std::unexpected{refuse(set.error())};
  const auto days = format_period(counting.period), day = format_date(opened->today);
  options.text = {.period = days.empty() ? day : days, .filter = arguments.where, .is_schematic = false};
  if (spec->points == PointLook::each)
    options.swarm = issue_swarm(swarm_places(snapshot, layers->view_crs), facts, selected, theme);
  Picture picture{register_scene(snapshot, *layers, *spec, values, selected, facts, options), {}};
  picture.options.is_to_scale = picture.scene.is_to_scale;
  picture.options.title = title_of(snapshot, context.language);
  picture.options.made_on = opened->today;
  picture.advice = is_empty(selected) ? tr("No problem matches the filter: the picture shows places without any.")
                                      : rate_offer(values, *spec);
  return picture;
}

// A file that names no system and was given one in which its numbers mean nothing would make an empty picture.
Result<void> check_assumed_crs(const FeatureTable& features, const std::string& crs) {
  if (crs.empty()) return {};
  if (std::ranges::find(features.refusals, refusal::no_crs, &Refusal::reason) == features.refusals.end()) {
    print_message("--source-crs: " + tr("The file names its own coordinate system. That one is used."));
    return {};
  }
  const auto trial = tried(sketch_of(features), crs, {});
  if (!trial) return std::unexpected{trial.error()};
  if (trial->fall != CrsTrial::Fall::impossible) return {};
  return fail(ErrorCode::coords_range, "the numbers lie outside the assumed coordinate system", "--source-crs", crs);
}

Result<FileLayer> layer_of_file(const RenderArguments& arguments) {
  OpenOptions open;
  open.layer = arguments.layer;
  open.assumed_crs = arguments.source_crs;
  auto features = read_for_command(arguments.file, open);
  if (!features) return std::unexpected{std::move(features).error()};
  if (auto fits = check_assumed_crs(*features, arguments.source_crs); !fits)
    return std::unexpected{std::move(fits).error()};
  auto layer = file_layer(std::make_shared<const FeatureTable>(std::move(*features)), arguments.crs);
  if (const auto off_map = layer ? off_map_text(*layer) : std::string{}; !off_map.empty())
    print_message(fmt::format("{}: {}", arguments.file, off_map));
  return layer;
}

Said<Picture> file_picture(const RenderArguments& arguments, const CommandContext& context, Theme theme) {
  if (const auto fits =
          none_given({{"--period", arguments.period},
                      {"--geometry", arguments.geometry},
                      {"--level", arguments.level},
                      {"--hotspots", arguments.hotspots},
                      {"--overlay", arguments.overlays.empty() ? std::string{} : arguments.overlays.front()}},
                     "only of a register");
      !fits)
    return std::unexpected{refuse(fits.error())};
  const auto layer = layer_of_file(arguments);
  if (!layer) return std::unexpected{refuse_file(layer.error(), arguments.file)};
  auto spec = layer_from(arguments, nullptr);
  if (!spec) return std::unexpected{refuse(spec.error())};
  spec->indicator = arguments.colour_by;
  const auto& columns = layer->indicators;
  if (!arguments.colour_by.empty() && std::ranges::find(columns, arguments.colour_by, &Indicator::id) == columns.end())
    return std::unexpected{
        refuse({ErrorCode::unknown_field, "no such field of numbers or kinds", "--colour-by", arguments.colour_by})};
  const auto chosen = selected_features({arguments.where, {}}, *layer->features, context.today.value_or(Date{}));
  if (!chosen) return std::unexpected{chosen.error()};
  const auto& selected = *chosen;
  FileSceneOptions options{
      .theme = theme, .language = context.language, .text = {}, .shows_labels = true, .selected = {}, .hovered = {}};
  options.text.filter = arguments.where;
  if (spec->points != PointLook::each && layer->geometry->kind != GeometryKind::points)
    return std::unexpected{refuse(
        {ErrorCode::usage, "only a file of points", arguments.has_clusters ? "--clusters" : "--heat", arguments.file})};
  const auto gathered = gather(cloud_of_points(*layer->geometry, selected), cloud_of_points(*layer->geometry, {}),
                               *spec, layer->view_crs, theme);
  if (const auto enough = check_gathered(gathered); !enough) return std::unexpected{refuse(enough.error())};
  options.gathered = &gathered;
  Picture picture{file_scene(*layer, *spec, selected, options), {}};
  picture.options.title = layer->features->layer_name;
  return picture;
}

Result<LoadedContext> context_from(const std::string& text, const std::string& view_crs, std::size_t number) {
  const auto asked = parse_context(text);
  if (!asked) return std::unexpected{asked.error()};
  auto loaded = load_context({asked->path, asked->name, {}, asked->crs}, view_crs);
  if (loaded.problem) return std::unexpected{in_file(*loaded.problem, asked->path)};
  loaded.layer.style = styled(first_context_style(loaded, number), *asked);
  if (!loaded.content) return loaded;
  const auto columns = text_columns(*loaded.content);
  for (const auto& column : {loaded.layer.style.colour_column, loaded.layer.style.label_column})
    if (!column.empty() && std::ranges::find(columns, column) == columns.end())
      return fail(ErrorCode::unknown_field, "no such column of texts", asked->path.string(), column);
  return loaded;
}

Result<void> put_context(MapScene& scene, const RenderArguments& arguments, Theme theme) {
  ContextLayers layers;
  for (const auto& text : arguments.context) {
    auto loaded = context_from(text, scene.view_crs, layers.size());
    if (!loaded) return std::unexpected{std::move(loaded).error()};
    if (const auto off_map = off_map_text(*loaded); !off_map.empty()) print_message(off_map);
    layers.push_back(std::move(*loaded));
  }
  if (!layers.empty() && !scene.is_to_scale) return fail(ErrorCode::usage, "tiles are no map for layers", "--context");
  add_context(scene, scene_context(layers, theme));
  return {};
}

// A map whose ground did not come whole is a map all the same.
void say_what_is_missing(const MapScene& scene) {
  if (!scene.context) return;
  for (const auto& picture : scene.context->pictures)
    if (const auto problem = picture.file->problem()) print_message(error_message(*problem));
}

Result<void> check_named_crs(std::initializer_list<GivenOption> options) {
  for (const auto& [name, value] : options)
    if (auto fits = value.empty() ? Result<void>{} : check_map_crs(value); !fits) {
      fits.error().where = name;
      return fits;
    }
  return {};
}

// The picture that is asked for, before anything is opened.
struct WantedSheet {
  SheetFormat format = SheetFormat::png;
  SheetOptions options;
  std::optional<Degrees> edges;
};

Result<WantedSheet> sheet_from(const RenderArguments& arguments) {
  WantedSheet wanted;
  const auto format = sheet_format_of(arguments.out);
  if (!format) return fail(ErrorCode::usage, "the picture's ending is .png, .svg or .pdf", "-o", arguments.out);
  wanted.format = *format;
  const auto size = size_from(arguments.size);
  if (!size) return std::unexpected{size.error()};
  wanted.options.size = *size;
  wanted.options.theme = *theme_named(arguments.theme);
  wanted.options.dots_per_inch = arguments.dpi;
  if (const auto fits = check_sheet_size(wanted.options, *format); !fits) return std::unexpected{fits.error()};
  if (arguments.bbox.empty()) return wanted;
  const auto edges = degrees_from(arguments.bbox);
  if (!edges) return std::unexpected{edges.error()};
  wanted.edges = *edges;
  return wanted;
}

ExitStatus render(const RenderArguments& arguments, const CommandContext& context) {
  if (const auto ready = set_up_gdal(); !ready) return refuse(ready.error());
  const auto crs = view_system_from(arguments.crs) ? std::string{} : arguments.crs;  // a word is always understood
  if (const auto known = check_named_crs({{"--crs", crs}, {"--source-crs", arguments.source_crs}}); !known)
    return refuse(known.error());
  const auto wanted = sheet_from(arguments);
  if (!wanted) return refuse(wanted.error());
  const auto theme = wanted->options.theme;
  const std::array<std::filesystem::path, 1> shown = {arguments.file};
  if (const auto free = check_output_target(arguments.out, shown); !free) return refuse(free.error());
  const bool is_register = looks_like_register(arguments.file);
  if (const auto fits = check_classing(arguments, is_register); !fits) return refuse(fits.error());
  auto picture = is_register ? register_picture(arguments, context, theme) : file_picture(arguments, context, theme);
  if (!picture) return picture.error();
  auto& options = picture->options;
  options.size = wanted->options.size;
  options.theme = theme;
  options.dots_per_inch = wanted->options.dots_per_inch;
  if (wanted->edges) {
    const auto box = view_from(*wanted->edges, picture->scene.view_crs);
    if (!box) return refuse(box.error());
    options.view = *box;
  }
  picture->scene.has_graticule = arguments.has_graticule;
  if (const auto put = put_context(picture->scene, arguments, theme); !put) return refuse(put.error());
  JobPool pool;
  const auto written = write_output(arguments.out, [&](std::ostream& out) {
    return write_map_sheet(picture->scene, options, {wanted->format, pool}, out);
  });
  say_what_is_missing(picture->scene);
  if (written && !picture->advice.empty()) print_message(picture->advice);
  return written ? ExitStatus::done : refuse(written.error());
}
}  // namespace

CommandAction declare_render(CLI::App& options) {
  const auto arguments = std::make_shared<RenderArguments>();
  add_text(options, "FILE", arguments->file, {"FILE", tr("a register or a vector file")})->required();
  add_text(options, "-o,--output", arguments->out, {"FILE", tr("the picture to write: map.png, map.svg or map.pdf")})
      ->required();
  add_text(options, "--size", arguments->size, {"WxH", tr("width and height in pixels")});
  add_text(options, "--bbox", arguments->bbox, {"W,S,E,N", tr("the part of the map, in degrees")});
  add_text(options, "--colour-by", arguments->colour_by,
           {"FIELD", tr("a field of numbers or of kinds, or an indicator of a register")});
  add_choice(options, "--scheme", arguments->scheme, scheme_choices, tr("how the classes are made"));
  const auto* count = add_number(options, "-k", arguments->class_count, {2, 9}, tr("the number of classes"));
  add_breaks(options, arguments->breaks);
  add_text(options, "--palette", arguments->palette, {"NAME", tr("the colours of the classes")});
  add_choice(options, "--geometry", arguments->geometry, "tiles|areas|points|ways_to_solve",
             tr("how the map is drawn"));
  add_text(
      options, "--heat", arguments->heat,
      {"METRES", tr("how densely problems or points lie, with this bandwidth, or fitting for one that suits them")});
  options.add_flag("--clusters", arguments->has_clusters, tr("points close together as one circle with their number"));
  add_hotspots(options, arguments->hotspots);
  add_choice(options, "--level", arguments->level, "settlement|rural_district|district",
             tr("which places are coloured"));
  add_text(options, "--crs", arguments->crs,
           {"NAME", tr("the coordinate system of the picture: EPSG:N, or utm, gauss-krueger, equal-area, web-mercator, "
                       "plate-carree for its place")});
  options.add_flag("--graticule", arguments->has_graticule, tr("meridians and parallels, with their degrees"));
  add_text(options, "--source-crs", arguments->source_crs,
           {"EPSG:N", tr("the coordinate system of a file that names none")});
  add_filter(options, arguments->where, tr("which problems, or which features of a plain file"));
  add_period(options, arguments->period);
  add_text(options, "--layer", arguments->layer, {"NAME", tr("a layer of the file")});
  add_texts(options, "--context", arguments->context,
            {"FILE[,STYLE…]", tr("a layer beside the theme, for example roads.gpkg,by=class,width=2,side=below")});
  add_texts(options, "--overlay", arguments->overlays,
            {"NAME[,STYLE…]", tr("the look of district, rural_districts, settlements or issue_points, for example "
                                 "settlements,opacity=0.5,scales=0-100000,shown=yes; the topmost first")});
  add_choice(options, "--theme", arguments->theme, "light|dark", tr("light or dark colours"));
  add_number(options, "--dpi", arguments->dpi, {48, 1200}, tr("dots per inch of the picture"));
  return [arguments, count](const CommandContext& context) {
    if (count->count() > 0) arguments->given_count = count->results().front();
    return render(*arguments, context);
  };
}

}  // namespace riskmap
