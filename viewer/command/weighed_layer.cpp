#include "viewer/command/weighed_layer.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "layers/analysis/feature_filter.h"
#include "layers/analysis/row_order.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/validity.h"
#include "layers/store/register_file.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/row_words.h"

namespace riskmap {

namespace {
std::string code_text_of(double value) {
  return std::isfinite(value) ? fmt::format("{:.15g}", value) : std::string{};
}

std::vector<std::string> row_numbers(std::size_t rows) {
  std::vector<std::string> ids;
  for (std::size_t row = 1; row <= rows; ++row) ids.push_back(std::to_string(row));
  return ids;
}

std::optional<std::vector<std::string>> values_as_ids(const FeatureTable& features, std::string_view field) {
  const auto* column = features.find_column(field);
  if (column == nullptr) return std::nullopt;
  if (!column->is_numeric()) return column->texts;
  std::vector<std::string> ids;
  for (const double number : column->numbers) ids.push_back(code_text_of(number));
  return ids;
}

Result<WeighedLayer> open_register_layer(const WeighedArguments& arguments, const CommandContext& context) {
  if (const auto fits = none_given({{"--layer", arguments.layer}}, "a register has no layers to choose from"); !fits)
    return std::unexpected{fits.error()};
  auto opened = open_for_command(arguments.file, OpenMode::read_only, context);
  if (!opened) return std::unexpected{opened.error()};
  WeighedLayer layer;
  layer.opened = std::move(*opened);
  if (!arguments.level.empty()) layer.level = *area_level_of(arguments.level);
  const auto shapes = layer.opened->store->load_shapes(layer.level);
  if (!shapes) return std::unexpected{shapes.error()};
  auto weighed = weighed_places(*layer.opened->snapshot, layer.level, &*shapes, context.is_planar);
  if (!weighed) return std::unexpected{std::move(weighed).error()};
  layer.features = std::move(weighed->areas), layer.places = std::move(weighed->places);
  layer.ids = std::move(weighed->ids), layer.place_rows = std::move(weighed->rows);
  layer.is_schematic = weighed->is_schematic;
  layer.order.resize(layer.ids.size());
  std::iota(layer.order.begin(), layer.order.end(), 0U);  // by code already
  layer.chosen.issues = select_issues({}, *layer.opened->snapshot, layer.opened->today);
  return layer;
}

Result<std::optional<double>> tolerance_from(const std::string& text) {
  if (text.empty()) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number) || number < 0)
    return fail(ErrorCode::usage, "a distance, 0 or more", "--snap", text);
  return number;
}

std::string range_words(const Connectivity& found, std::size_t rows) {
  if (rows < 2) return {};
  return fill(tr(", {least} to {most} a row, {mean} on average"),
              {{"least", std::to_string(found.least)},
               {"most", std::to_string(found.most)},
               {"mean", format_number(static_cast<double>(found.links) / static_cast<double>(rows), 2)}});
}

void tell_connectivity(const Neighbours& neighbours, const std::vector<std::string>& ids, const WeightsChoice& choice) {
  const auto found = connectivity_of(neighbours);
  print_message(fill(trn("Neighbours by {weights}: {n} link {of_rows}{range}. Connected groups: {groups}.",
                         "Neighbours by {weights}: {n} links {of_rows}{range}. Connected groups: {groups}.",
                         static_cast<std::int64_t>(found.links)),
                     {{"weights", text_of(choice)},
                      {"of_rows", trn("of {n} row", "of {n} rows", static_cast<std::int64_t>(neighbours.size()))},
                      {"range", range_words(found, neighbours.size())},
                      {"groups", format_integer(static_cast<std::int64_t>(found.components))}}));
  if (found.islands.empty()) return;
  std::vector<std::string> islands;
  for (const auto row : found.islands) islands.push_back(ids[row]);
  print_message(fill(tr("Without neighbours ({n}): {rows}."),
                     {{"n", std::to_string(islands.size())}, {"rows", some_of(islands)}}));
}

void tell_contiguity(const Contiguity& found, const std::vector<std::string>& ids) {
  const auto distance =
      found.is_in_metres ? format_number(found.tolerance, 4) + "\u00A0" + tr("m") : format_number(found.tolerance, 9);
  std::vector<std::string> added, overlaps;
  for (const auto& [a, b] : found.by_tolerance) added.push_back(ids[a] + "–" + ids[b]);
  for (const auto& overlap : found.overlaps) overlaps.push_back(ids[overlap.a] + "–" + ids[overlap.b]);
  print_message(fill(tr("Borders touch when they come as near as {distance}."), {{"distance", distance}}));
  if (!added.empty())
    print_message(fill(tr("Pairs whose borders do not meet exactly ({n}): {pairs}."),
                       {{"n", std::to_string(added.size())}, {"pairs", some_of(added)}}));
  if (!overlaps.empty())
    print_message(fill(tr("Pairs that cover the same ground ({n}), an error of the data: {pairs}."),
                       {{"n", std::to_string(overlaps.size())}, {"pairs", some_of(overlaps)}}));
}

bool chooses_nothing(const RowMask& mask) {
  return std::ranges::none_of(mask, [](unsigned char is_chosen) { return is_chosen != 0; });
}

bool is_beyond_globe(const Box& extent) {
  return extent.min_x < -180 || extent.max_x > 180 || extent.min_y < -90 || extent.max_y > 90;
}

bool has_shape(const FeatureTable& features, std::size_t row) {
  return features.part_offset[row] < features.part_offset[row + 1];
}

// What has no place at all cannot be compared with its neighbours. Degrees beyond the globe are no places, and a file
// of degrees in which such numbers stand is not silently taken for a plane.
Result<void> check_shapes(const FeatureTable& features, const std::string& file, const CommandContext& context) {
  if (features.size() == 0) return fail(ErrorCode::no_geometry, "a layer without features", file);
  if (features.vertex_count() == 0) return fail(ErrorCode::no_geometry, "features without shapes", file);
  const bool are_degrees = features.is_geographic || std::ranges::find(features.refusals, refusal::outside_world,
                                                                       &Refusal::reason) != features.refusals.end();
  if (context.is_planar || !are_degrees) return {};
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < features.size(); ++row)
    if (has_shape(features, row) && is_beyond_globe(features.extent_of(row))) rows.push_back(std::to_string(row + 1));
  if (rows.empty()) return {};
  return fail(
      ErrorCode::invalid_input, "coordinates outside the globe", file,
      fill(trn("row {rows}", "rows {rows}", static_cast<std::int64_t>(rows.size())), {{"rows", some_of(rows)}}));
}

std::string kind_word(GeometryKind kind) {
  return kind == GeometryKind::points ? tr("points") : kind == GeometryKind::lines ? tr("lines") : tr("polygons");
}

// What was refused because the layer's shapes are of another kind, by row number: "point", "line", "polygon".
std::map<std::string, std::string> rows_of_another_kind(const FeatureTable& features) {
  const std::array<std::pair<std::string_view, std::string>, 3> kinds = {
      {{refusal::other_points, trc("shape", "point")},
       {refusal::other_lines, trc("shape", "line")},
       {refusal::other_polygons, trc("shape", "polygon")}}};
  std::map<std::string, std::string> rows;
  for (const auto& refused : features.refusals)
    for (const auto& [reason, kind] : kinds)
      if (refused.reason == reason) rows[std::to_string(refused.row)] = kind;
  return rows;
}

// Rows of a plain file that take no part, and those whose neighbours may be wrong.
void tell_shapes(const WeighedLayer& layer) {
  const auto other_kinds = rows_of_another_kind(layer.features);
  std::vector<std::string> shapeless, others, invalid;
  for (std::size_t row = 0; row < layer.features.size(); ++row) {
    if (has_shape(layer.features, row)) continue;
    const auto other = other_kinds.find(layer.ids[row]);
    if (other == other_kinds.end())
      shapeless.push_back(layer.ids[row]);
    else
      others.push_back(fmt::format("{} ({})", other->first, other->second));
  }
  if (!others.empty())
    print_message(fill(tr("The shapes of the layer are {kind}. Rows of another kind have no neighbours ({n}): {rows}."),
                       {{"kind", kind_word(layer.features.kind)},
                        {"n", format_integer(std::ssize(others))},
                        {"rows", some_of(others)}}));
  if (const auto flaws = find_invalid_shapes(layer.features))
    for (const auto& flaw : *flaws) invalid.push_back(layer.ids[flaw.feature]);
  if (!shapeless.empty())
    print_message(fill(trn("Without a shape, and so without neighbours: row {rows}.",
                           "Without a shape, and so without neighbours ({n}): rows {rows}.",
                           static_cast<std::int64_t>(shapeless.size())),
                       {{"rows", some_of(shapeless)}}));
  if (!invalid.empty())
    print_message(fill(trn("The shape is not valid, its neighbours may be wrong: row {rows}. `riskmap check` says why.",
                           "The shapes are not valid, their neighbours may be wrong ({n}): rows {rows}. `riskmap "
                           "check` says why.",
                           static_cast<std::int64_t>(invalid.size())),
                       {{"rows", some_of(invalid)}}));
}
}  // namespace

void add_weighed_options(CLI::App& options, WeighedArguments& arguments) {
  add_text(options, "FILE", arguments.file, {"FILE", tr("a register or a vector file")})->required();
  add_text(options, "--layer", arguments.layer, {"NAME", tr("a layer of the file")});
  add_choice(options, "--level", arguments.level, "settlement|rural_district|district",
             tr("of a register: whose places"));
  add_text(options, "--weights", arguments.weights,
           {"queen|rook|knn:K|knn:K:sym|distance:KM|file:NAME", tr("who is whose neighbour")});
  add_text(options, "--snap", arguments.tolerance,
           {"M", tr("how near borders come that touch, in metres (of the layer when planar)")});
}

std::vector<std::filesystem::path> files_read(const WeighedArguments& arguments) {
  std::vector<std::filesystem::path> files{arguments.file};
  if (const auto choice = weights_choice_from(arguments.weights); choice && choice->kind == WeightsKind::file)
    files.push_back(choice->file);
  return files;
}

Result<WeighedLayer> open_weighed_layer(const WeighedArguments& arguments, const CommandContext& context) {
  if (looks_like_register(arguments.file)) return open_register_layer(arguments, context);
  if (const auto fits = none_given({{"--level", arguments.level}}, "a plain file has no levels"); !fits)
    return std::unexpected{fits.error()};
  OpenOptions options;
  options.layer = arguments.layer;
  auto features = read_for_command(arguments.file, options);
  if (!features) return std::unexpected{features.error()};
  if (auto fits = check_shapes(*features, arguments.file, context); !fits)
    return std::unexpected{std::move(fits).error()};
  auto places = places_of(*features, context.is_planar);
  if (!places) return std::unexpected{places.error()};
  WeighedLayer layer;
  layer.features = std::move(*features);
  layer.places = std::move(*places);
  layer.ids = row_numbers(layer.features.size());
  layer.order = own_order(layer.features, layer.places);
  return layer;
}

std::optional<std::string> name_at(const WeighedLayer& layer, std::size_t row) {
  if (!layer.opened) return std::nullopt;
  const auto& snapshot = *layer.opened->snapshot;
  return layer.level == AreaLevel::settlement ? snapshot.settlement_label(layer.place_rows[row], language())
                                              : snapshot.areas[layer.place_rows[row]].names.in(language());
}

Said<void> keep_selected(WeighedLayer& layer, const SelectionText& selection, const CommandContext& context) {
  if (layer.opened) {
    auto chosen = selected_issues(selection, *layer.opened);
    if (!chosen) return std::unexpected{chosen.error()};
    const auto& matching = chosen->counting.about ? *chosen->counting.about : chosen->issues;
    if (!selection.where.empty() && chooses_nothing(matching))
      return std::unexpected{refuse({ErrorCode::invalid_input, "no problem matches", "--where", selection.where})};
    layer.chosen = std::move(*chosen);
    return {};
  }
  const auto selected = selected_features(selection, layer.features, context.today.value_or(Date{}));
  if (!selected) return std::unexpected{selected.error()};
  if (selected->empty()) return {};
  if (chooses_nothing(*selected))
    return std::unexpected{refuse({ErrorCode::invalid_input, "no row matches", "--where", selection.where})};
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < selected->size(); ++row)
    if ((*selected)[row] != 0) ids.push_back(layer.ids[row]);
  layer.features = selected_only(layer.features, *selected);
  layer.ids = std::move(ids);
  auto places = places_of(layer.features, context.is_planar);
  if (!places) return std::unexpected{refuse(places.error())};
  layer.places = std::move(*places);
  layer.order = own_order(layer.features, layer.places);
  return {};
}

// Which of the places on one point is nearer cannot be told from where they are: all are, or none.
void tell_one_point(const WeighedLayer& layer, const Neighbours& neighbours, std::size_t count) {
  std::vector<std::string> rows;
  for (const auto row : rows_on_one_point(layer.places)) rows.push_back(layer.ids[row]);
  if (rows.empty()) return;
  std::size_t added = 0;
  for (std::size_t row = 0; row < neighbours.size(); ++row) added += std::max(count, neighbours.count(row)) - count;
  print_message(fill(tr("Rows that stand on one point with another ({n}): {rows}. Where one of them is among the "
                        "nearest, all are. Links that this adds: {links}."),
                     {{"n", format_integer(std::ssize(rows))},
                      {"rows", some_of(rows)},
                      {"links", format_integer(static_cast<std::int64_t>(added))}}));
}

// What the choice means where it is not what its words say.
void tell_choice(const WeightsChoice& choice, const WeighedLayer& layer, const Neighbours& neighbours) {
  const auto others = layer.ids.size() - 1;
  if (choice.kind == WeightsKind::nearest && choice.count > others)
    print_message(fill(tr("More neighbours are asked for than there are other rows ({n}): all of them are taken."),
                       {{"n", format_integer(static_cast<std::int64_t>(others))}}));
  if (choice.kind == WeightsKind::nearest) tell_one_point(layer, neighbours, choice.count);
  if (choice.kind == WeightsKind::distance && layer.places.is_planar)
    print_message(tr("The distance is in the units of the layer, not in kilometres."));
}

// Says how many links that adds.
Result<void> return_links(Neighbours& neighbours) {
  auto all = both_ways(neighbours);
  if (!all) return std::unexpected{std::move(all).error()};
  const auto added = static_cast<std::int64_t>(all->links.size() - neighbours.links.size());
  neighbours = std::move(*all);
  print_message(trn("Every link holds both ways; that adds {n} link.",
                    "Every link holds both ways; that adds {n} links.", added));
  return {};
}

Result<WeightsChoice> chosen_weights(const WeighedArguments& arguments, const WeighedLayer& layer) {
  if (arguments.weights.empty()) return fitting_weights(layer.features, layer.places, layer.is_schematic);
  auto choice = weights_choice_from(arguments.weights);
  if (!choice) {
    auto error = choice.error();
    error.where = "--weights";
    return std::unexpected{std::move(error)};
  }
  return choice;
}

Result<Contiguity> neighbours_for_command(const WeighedArguments& arguments, const WeighedLayer& layer,
                                          const CommandContext& context) {
  const auto choice = chosen_weights(arguments, layer);
  if (!choice) return std::unexpected{choice.error()};
  const bool is_contiguity = choice->kind == WeightsKind::queen || choice->kind == WeightsKind::rook;
  const auto tolerance = tolerance_from(arguments.tolerance);
  if (!tolerance) return std::unexpected{tolerance.error()};
  if (*tolerance && !is_contiguity)
    return fail(ErrorCode::usage, "only with queen or rook", "--snap", arguments.tolerance);
  if (!layer.opened) tell_shapes(layer);
  const bool is_nearest = choice->kind == WeightsKind::nearest;
  auto one_way = *choice;  // what is added to it is told
  one_way.is_both_ways = false;
  const auto places = is_nearest ? in_order(layer.places, layer.order) : layer.places;
  const RowNames names{layer.ids, [&](std::string_view field) { return values_as_ids(layer.features, field); }};
  auto found = find_neighbours({&layer.features, &places, &names}, one_way,
                               {.tolerance = *tolerance, .is_planar = context.is_planar});
  if (!found) return std::unexpected{std::move(found).error()};
  if (is_nearest) found->neighbours = in_order(found->neighbours, inverse_of(layer.order));
  tell_choice(*choice, layer, found->neighbours);
  if (choice->is_both_ways)
    if (const auto returned = return_links(found->neighbours); !returned) return std::unexpected{returned.error()};
  tell_connectivity(found->neighbours, layer.ids, *choice);
  if (is_contiguity) tell_contiguity(*found, layer.ids);
  if (is_contiguity && layer.is_schematic)
    print_message(tr("The borders are schematic: who touches whom depends on how they were drawn."));
  return found;
}

}  // namespace riskmap
