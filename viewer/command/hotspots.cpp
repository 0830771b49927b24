// riskmap hotspots REGISTER|FILE [--where EXPR] [--period A..B] [--indicator I | --value FIELD] [--method
// gi|lisa|joincount|scan] [--weights …] …
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <tuple>

#include "layers/analysis/chance_words.h"
#include "layers/analysis/chosen_places.h"
#include "layers/analysis/hotspot_words.h"
#include "layers/analysis/indicator.h"
#include "layers/analysis/join_words.h"
#include "layers/analysis/rates.h"
#include "layers/analysis/row_order.h"
#include "layers/analysis/verdict_counts.h"
#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/hotspot_head.h"
#include "viewer/command/hotspot_option.h"
#include "viewer/command/hotspot_output.h"
#include "viewer/command/hotspot_scan.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/output_target.h"
#include "viewer/command/row_words.h"
#include "viewer/command/weighed_layer.h"

namespace riskmap {

namespace {
constexpr std::string_view no_base = "none", population = "population";

struct HotspotArguments {
  WeighedArguments weighed;
  SelectionText selection;
  std::string indicator, value, base, method = "gi", inference, correction, format, out = "-";
  int permutations = 0, seed = 1;  // 0 = not given
  double alpha = 0.05;
};

// What no statistic can use is no data, and is said to be.
Result<std::vector<double>> column_of(const WeighedLayer& layer, const std::string& name, const char* option) {
  const auto* const column = layer.features.find_column(name);
  if (column == nullptr) return fail(ErrorCode::unknown_field, "no such numeric field", option, name);
  if (is_without_values(*column)) return fail(ErrorCode::unknown_field, "a field without values", option, name);
  const auto columns = indicators_of(layer.features);
  if (std::ranges::find(columns, name, &Indicator::id) == columns.end())
    return fail(ErrorCode::unknown_field, "a field of texts", option, name);
  auto values = column_values(layer.features, name).values;
  std::vector<std::string> beyond;
  for (const auto row : rows_where(values, is_too_large)) {
    beyond.push_back(layer.ids[row]);
    values[row] = std::numeric_limits<double>::quiet_NaN();
  }
  tell_too_large(name, beyond);
  return values;
}

// Places without people behind them take no part, and are named; counts below 0 are no counts.
Result<void> check_rate(const WeighedLayer& layer, const std::vector<double>& counts, const std::vector<double>& base,
                        const HotspotArguments& arguments) {
  if (!rows_where(counts, [](double count) { return count < 0; }).empty())
    return fail(ErrorCode::invalid_input, "counts below 0", "--value", arguments.value);
  std::vector<std::string> empty;
  for (const auto row : rows_where(base, [](double people) { return people <= 0; })) empty.push_back(layer.ids[row]);
  if (!empty.empty())
    print_message(fill(trn("No rate where {field} is 0 or less: row {rows}.",
                           "No rate where {field} is 0 or less ({n}): rows {rows}.", std::ssize(empty)),
                       {{"field", arguments.base}, {"rows", some_of(empty)}}));
  return {};
}

// Of a plain file.
Result<std::vector<double>> field_for(const HotspotArguments& arguments, const WeighedLayer& layer) {
  if (!arguments.indicator.empty())
    return fail(ErrorCode::usage, "a plain file has no indicators", "--indicator", arguments.indicator);
  if (arguments.value.empty()) return fail(ErrorCode::usage, "which field is looked at", "--value");
  return column_of(layer, arguments.value, "--value");
}

// Of a plain file: a field, and what it is a part of; without a base that is empty.
struct FileColumns {
  std::vector<double> values{}, base{};
};
Result<FileColumns> columns_for(const HotspotArguments& arguments, const WeighedLayer& layer) {
  auto values = field_for(arguments, layer);
  if (!values) return std::unexpected{std::move(values).error()};
  if (arguments.base.empty() || arguments.base == no_base) return FileColumns{std::move(*values), {}};
  auto base = column_of(layer, arguments.base, "--base");
  if (!base) return std::unexpected{base.error()};
  if (auto fits = check_rate(layer, *values, *base, arguments); !fits) return std::unexpected{std::move(fits).error()};
  return FileColumns{std::move(*values), std::move(*base)};
}

// Of a register: an indicator as the window would take it, or with the base that is named.
Result<HotspotQuestion> question_for(const HotspotArguments& arguments, const WeighedLayer& layer,
                                     const HotspotRequest& request) {
  const auto& snapshot = *layer.opened->snapshot;
  const bool has_indicator = !arguments.indicator.empty();
  const auto id = has_indicator ? arguments.indicator : arguments.value.empty() ? "open" : arguments.value;
  auto indicator = indicator_named(snapshot, id, has_indicator ? "--indicator" : "--value");
  if (!indicator) return std::unexpected{std::move(indicator).error()};
  auto question = fitting_question(snapshot, layer.level, *indicator, request);
  print_message(fill(tr("Looked at: {what}."), {{"what", question.indicator.label}}));
  const bool is_rate = question.indicator.id != indicator->id && question.indicator.kind == IndicatorKind::count;
  const bool counts = indicator->kind == IndicatorKind::count && indicator->id != population;
  const char* why_no_base = request.method == HotspotMethod::joincount
                                ? "a join count asks the places, not their people"
                            : is_rate ? "a rate has its residents already"
                            : !counts ? "only what is counted has residents behind it"
                                      : "";
  const bool are_people_known = std::ranges::any_of(
      snapshot.settlements, [](const Settlement& place) { return place.population.value_or(0) > 0; });
  if (is_rate && !question.base && request.method != HotspotMethod::joincount)
    return fail(ErrorCode::invalid_input, "no residents to make a rate of", has_indicator ? "--indicator" : "--value",
                id);
  if (*why_no_base != '\0') {
    if (auto fits = none_given({{"--base", arguments.base}}, why_no_base); !fits)
      return std::unexpected{std::move(fits).error()};
  } else if (arguments.base == no_base || (arguments.base.empty() && !question.base)) {
    question.base.reset();
    print_message(are_people_known ? tr("Bare counts are compared: more people bring more of them. --base population "
                                        "compares residents.")
                                   : tr("Bare counts are compared: more people bring more of them. How many people "
                                        "live anywhere is not known."));
  } else if (!arguments.base.empty()) {
    auto base = indicator_named(snapshot, arguments.base, "--base");
    if (!base) return std::unexpected{std::move(base).error()};
    question.base = std::move(*base);
  }
  if (question.base && arguments.base.empty() && !is_rate)
    print_message(tr("Compared by residents. --base none compares bare counts."));
  return question;
}

HotspotRequest request_from(const HotspotArguments& arguments) {
  HotspotRequest request{.method = *hotspot_method_named(arguments.method), .alpha = arguments.alpha};
  request.permutations.seed = static_cast<std::uint64_t>(arguments.seed);
  if (arguments.permutations > 0) request.permutations.count = static_cast<std::size_t>(arguments.permutations);
  if (!arguments.inference.empty()) request.inference = *inference_named(arguments.inference);
  if (!arguments.correction.empty()) request.correction = *correction_named(arguments.correction);
  return request;
}

Result<FoundHotspots> find_in_register(const HotspotQuestion& question, const WeighedLayer& layer,
                                       const Neighbours& neighbours) {
  const auto& snapshot = *layer.opened->snapshot;
  const auto facts = facts_of_all(snapshot, layer.opened->today);
  const auto& [issues, counting] = layer.chosen;
  const auto found = register_hotspots({snapshot, facts, issues, counting}, question, layer.place_rows, neighbours);
  if (!found) return std::unexpected{found.error()};
  FoundHotspots finding{.statistics = {.places = {},
                                       .with_data = found->with_data,
                                       .tested = found->tested,
                                       .counted = found->counted,
                                       .global = found->global},
                        .dealt = found->dealt,
                        .whole = found->whole};
  finding.parts = rate_parts_of({snapshot, facts, issues, counting}, question, layer.place_rows);
  if (found->question.yes_no) {
    finding.answer = answer_looked_for(*found);
    print_message(fill(tr("Looked for: {answer}."), {{"answer", finding.answer}}));
  }
  for (const auto& place : found->places) {
    finding.statistics.places.push_back(place.statistic);
    finding.sentences.push_back(sentence_of(snapshot, *found, place));
  }
  return finding;
}

bool is_significant(const PlaceStatistic& place) {
  return place.verdict <= PlaceVerdict::cluster;
}

// Deals of a whole layer go over every row and link, so that of many no more are made than take a moment.
void tell_fewer_deals(const DealtMoran& dealt, const HotspotRequest& request) {
  const auto wanted = request.permutations.count;
  if (request.inference == Inference::analytic || dealt.deals >= wanted) return;
  const auto all = format_integer(static_cast<std::int64_t>(wanted));
  print_message(
      dealt.deals == 0
          ? fill(tr("So many rows and links are too many to deal the whole layer at random; single rows have their "
                    "{n} deals."),
                 {{"n", all}})
          : fill(tr("With so many rows and links, {n} deals of the whole layer would take too long; single rows have "
                    "as many."),
                 {{"n", all}}));
}

void tell_whole(const FoundHotspots& found, const HotspotRequest& request) {
  const auto& [global, dealt] = std::tie(found.statistics.global, found.dealt);
  if (std::ranges::all_of(found.statistics.places, [](const auto& place) { return place.neighbours == 0; }))
    return print_message(tr("Nobody has a neighbour with a value: nothing can be said of the whole layer."));
  if (!std::isfinite(global.z))
    return print_message(tr("The values are all the same, or too few: nothing can be said of the whole layer."));
  print_message(fill(
      tr("Moran's I of the whole layer: {i}, by chance about {e}, {p}."),
      {{"i", format_number(global.statistic, 4)}, {"e", format_number(global.expected, 4)}, {"p", p_words(global.p)}}));
  if (dealt.deals > 0)
    print_message(
        fill(trn("From {n} random deal: {p}.", "From {n} random deals: {p}.", static_cast<std::int64_t>(dealt.deals)),
             {{"p", p_words(dealt.p)}}));
  tell_fewer_deals(dealt, request);
}

void tell_results(const Hotspots& found, const HotspotRequest& request) {
  const auto number = [](std::size_t count) { return format_integer(static_cast<std::int64_t>(count)); };
  print_message(
      fill(tr("Rows with data: {rows}. Tested: {tested}. Significant at {alpha} ({correction}): {n}. Cannot be "
              "tested: {untestable}."),
           {{"rows", number(found.with_data)},
            {"tested", number(testable_places(found))},
            {"alpha", level_words(request.alpha)},
            {"correction", std::string{name_of(request.correction)}},
            {"n", number(static_cast<std::size_t>(std::ranges::count_if(found.places, is_significant)))},
            {"untestable", number(places_with(PlaceVerdict::untestable, found))}}));
  if (const auto needed = deals_needed(request, found.tested)) print_message(few_deals_words(*needed));
  if (request.inference == Inference::exact && found.counted < found.tested)
    print_message(
        fill(trn("Too many cases to count for {n} row: its p comes from random deals, {permutations} in all.",
                 "Too many cases to count for {n} rows: their p comes from random deals, {permutations} in all.",
                 static_cast<std::int64_t>(found.tested - found.counted)),
             {{"permutations", number(request.permutations.count)}}));
  if (request.method == HotspotMethod::joincount &&
      2 * std::ranges::count(found.places, 1.0, &PlaceStatistic::value) > std::ssize(found.places))
    print_message(
        tr("More than half of the rows are 1. Join counts are for the rarer case: look at the zeros instead."));
}

Result<HotspotFormat> format_for(const HotspotArguments& arguments) {
  const auto of_ending = hotspot_format_of(arguments.out);
  if (arguments.format.empty())
    return of_ending ? *of_ending
           : arguments.out == "-"
               ? Result<HotspotFormat>{HotspotFormat::csv}
               : fail(ErrorCode::usage, "results are in .csv, .json or .geojson", "-o", arguments.out);
  const auto named = *hotspot_format_named(arguments.format);
  if (of_ending && *of_ending != named)
    return fail(ErrorCode::usage, "the file's ending names another format", "--format " + arguments.format,
                arguments.out);
  return named;
}

// In the rows' own order, so that a shuffled file gives the same to the last bit. With a base rates are tested, made
// comparable between small and large places.
Result<FoundHotspots> find_in_file(const FileColumns& columns, const Neighbours& neighbours,
                                   const std::vector<std::uint32_t>& order, const HotspotRequest& request) {
  const bool is_rate = !columns.base.empty();
  auto ordered = in_order(columns.values, order);
  if (is_rate) ordered = standardised_rates(ordered, in_order(columns.base, order));
  const auto links = in_order(neighbours, order);
  auto found = find_hotspots(ordered, links, request);
  if (!found) return std::unexpected{std::move(found).error()};
  FoundHotspots finding{
      .statistics = *found, .dealt = dealt_global(ordered, links, request), .whole = whole_layer(ordered, links)};
  if (is_rate) finding.parts = {columns.values, columns.base};
  for (std::size_t i = 0; i < order.size(); ++i) finding.statistics.places[order[i]] = found->places[i];
  return finding;
}

// One deal of a scan goes over every circle: ten million would take hours.
constexpr int most_scan_deals = 99'999;

// What a scan is asked of a register or of the fields of a plain file.
Result<ScanAsked> scan_asked(const HotspotArguments& arguments, const WeighedLayer& layer) {
  ScanAsked asked{.options = {.seed = static_cast<std::uint64_t>(arguments.seed), .alpha = arguments.alpha},
                  .out = arguments.out};
  if (arguments.permutations > 0) asked.options.deals = static_cast<std::size_t>(arguments.permutations);
  if (layer.opened) {
    auto question = question_for(arguments, layer, {});
    if (!question) return std::unexpected{std::move(question).error()};
    asked.what = question->indicator.id == "open" ? std::string{} : question->indicator.label;
    if (question->base) asked.base = question->base->label;
    asked.head = head_of(*question, arguments.selection);
    asked.question =
        ScanQuestion{layer.level, std::move(question->indicator), std::move(question->base), asked.options};
    return asked;
  }
  auto counts = field_for(arguments, layer);
  if (!counts) return std::unexpected{std::move(counts).error()};
  asked.counts = std::move(*counts), asked.what = arguments.value,
  asked.base = arguments.base == no_base ? std::string{} : arguments.base;
  asked.head = head_of_field(arguments.value, asked.base, arguments.selection);
  if (asked.base.empty()) return asked;
  auto people = column_of(layer, arguments.base, "--base");
  if (!people) return std::unexpected{std::move(people).error()};
  asked.people = std::move(*people);
  return asked;
}

ExitStatus scan_for(const HotspotArguments& arguments, const WeighedLayer& layer, HotspotFormat format) {
  const auto fits = none_given({{"--weights", arguments.weighed.weights},
                                {"--snap", arguments.weighed.tolerance},
                                {"--inference", arguments.inference},
                                {"--correction", arguments.correction}},
                               "a scan has circles, not neighbours");
  if (!fits) return refuse(fits.error());
  if (arguments.permutations > most_scan_deals)
    return refuse({ErrorCode::usage, "more deals than a scan makes", "--permutations",
                   fmt::format("{}", arguments.permutations)});
  auto asked = scan_asked(arguments, layer);
  if (!asked) return refuse(asked.error());
  asked->format = format;
  return answer_scan(*asked, layer, arguments.weighed.file);
}

// Of a plain file a filter leaves rows out; in a register the places stay, with nothing in them.
void tell_chosen_places(const HotspotArguments& arguments, const WeighedLayer& layer) {
  const auto filter = parse_filter(arguments.selection.where);
  if (layer.opened && filter && chooses_places(*filter, *layer.opened->snapshot)) print_message(chosen_places_words());
}

ExitStatus find_for(const HotspotArguments& arguments, const CommandContext& context) {
  const auto format = format_for(arguments);
  if (!format) return refuse(format.error());
  if (const auto free = check_output_target(arguments.out, files_read(arguments.weighed)); !free)
    return refuse(free.error());
  auto layer = open_weighed_layer(arguments.weighed, context);
  if (!layer) return refuse_file(layer.error(), arguments.weighed.file);
  if (const auto kept = keep_selected(*layer, arguments.selection, context); !kept) return kept.error();
  tell_chosen_places(arguments, *layer);
  if (arguments.method == "scan") return scan_for(arguments, *layer, *format);
  const auto request = request_from(arguments);
  const auto question = layer->opened ? question_for(arguments, *layer, request) : HotspotQuestion{};
  if (!question) return refuse(question.error());
  const auto columns = layer->opened ? FileColumns{} : columns_for(arguments, *layer);
  if (!columns) return refuse(columns.error());
  const auto neighbours = neighbours_for_command(arguments.weighed, *layer, context);
  if (!neighbours) return refuse(neighbours.error());
  const auto& links = neighbours->neighbours;
  auto found =
      layer->opened ? find_in_register(*question, *layer, links) : find_in_file(*columns, links, layer->order, request);
  if (!found) return refuse(in_file(found.error(), arguments.weighed.file));
  tell_whole(*found, request);
  tell_results(found->statistics, request);
  const auto base = arguments.base == no_base ? std::string{} : arguments.base;
  const HotspotTable table{.found = *found,
                           .request = request,
                           .layer = *layer,
                           .weighed = *neighbours,
                           .weights = text_of(*chosen_weights(arguments.weighed, *layer)),
                           .head = layer->opened ? head_of(*question, arguments.selection)
                                                 : head_of_field(arguments.value, base, arguments.selection)};
  const auto written =
      write_output(arguments.out, [&](std::ostream& out) { return write_hotspots(table, *format, out); });
  return written ? ExitStatus::done : refuse(written.error());
}

void add_chance_options(CLI::App& options, HotspotArguments& arguments) {
  add_choice(options, "--inference", arguments.inference, "analytic|exact|permutation",
             tr("how chance is worked out: by a formula, by counting all cases, by random deals; where few are counted "
                "the formula claims too much"));
  add_number(options, "--permutations", arguments.permutations, {9, 9'999'999}, tr("the number of random deals"));
  add_number(options, "--seed", arguments.seed, {0, 2'147'483'647}, tr("the same seed, the same random deals"));
  add_level(options, "--alpha", arguments.alpha, tr("the level of significance"));
  add_choice(options, "--correction", arguments.correction, "none|bh|by|holm|bonferroni",
             tr("how p is adjusted for many tests at once"));
}
}  // namespace

CommandAction declare_hotspots(CLI::App& options) {
  const auto arguments = std::make_shared<HotspotArguments>();
  add_weighed_options(options, arguments->weighed);
  add_selection(options, arguments->selection, tr("which problems, or which features of a plain file"));
  auto* const indicator =
      add_text(options, "--indicator", arguments->indicator, {"ID", tr("an indicator of a register")});
  add_text(options, "--value", arguments->value, {"FIELD", tr("a field of numbers, or an indicator of a register")})
      ->excludes(indicator);
  add_text(options, "--base", arguments->base,
           {"FIELD|none", tr("people or cases behind the value: then rates are compared; counts of a register are by "
                             "residents unless none is said")});
  add_choice(options, "--method", arguments->method, "gi|lisa|joincount|scan",
             tr("Getis-Ord Gi*, local Moran, join count or the spatial scan"));
  add_chance_options(options, *arguments);
  add_choice(options, "--format", arguments->format, "csv|json|geojson",
             tr("when the ending of the file name does not tell"));
  add_text(options, "-o,--output", arguments->out, {"FILE", tr("the file to write, or - for standard output")});
  return [arguments](const CommandContext& context) { return find_for(*arguments, context); };
}

}  // namespace riskmap
