// riskmap classify FILE --value FIELD --scheme S [-k N] [--level L] [--where EXPR] [--period A..B] [--json]
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "layers/analysis/indicator.h"
#include "layers/geo/vector_dataset.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/selection_option.h"

namespace riskmap {

namespace {
struct ClassifyArguments {
  std::string file, layer, level, value, scheme = "quantile";
  SelectionText selection;
  int count = 5;
  bool is_json = false;
};

bool is_of_level(const RegisterSnapshot& snapshot, AreaLevel level, Row row) {
  if (level == AreaLevel::settlement) return static_cast<bool>(snapshot.settlements[row].id);
  return snapshot.areas[row].id && snapshot.areas[row].level == level;
}

// Of the places of one level, by indicator.
Said<std::vector<double>> values_in_register(const ClassifyArguments& arguments, const CommandContext& context) {
  const auto refused = [&](const Error& error) { return std::unexpected{refuse_file(error, arguments.file)}; };
  if (const auto fits = none_given({{"--layer", arguments.layer}}, "a register has no layers to choose from"); !fits)
    return refused(fits.error());
  const auto opened = open_for_command(arguments.file, OpenMode::read_only, context);
  if (!opened) return refused(opened.error());
  const auto& snapshot = *opened->snapshot;
  const auto indicator = indicator_named(snapshot, arguments.value, "--value");
  if (!indicator) return refused(indicator.error());
  const auto chosen = selected_issues(arguments.selection, *opened);
  if (!chosen) return std::unexpected{chosen.error()};
  const auto level = arguments.level.empty() ? AreaLevel::settlement : *area_level_of(arguments.level);
  const auto facts = facts_of_all(snapshot, opened->today);
  const auto places = summarise(snapshot, level, chosen->issues, facts, chosen->counting);
  const auto all = values_of(*indicator, places).values;
  std::vector<double> values;
  for (Row row = 0; row < all.size(); ++row)
    if (is_of_level(snapshot, level, row)) values.push_back(all[row]);
  return values;
}

// Of a plain file's column.
Said<std::vector<double>> values_in_file(const ClassifyArguments& arguments, const CommandContext& context) {
  const auto refused = [&](const Error& error) { return std::unexpected{refuse_file(error, arguments.file)}; };
  if (const auto fits = none_given({{"--level", arguments.level}}, "a plain file has no levels"); !fits)
    return refused(fits.error());
  OpenOptions options;
  options.layer = arguments.layer;
  const auto features = read_for_command(arguments.file, options);
  if (!features) return refused(features.error());
  const auto columns = indicators_of(*features);
  if (std::ranges::find(columns, arguments.value, &Indicator::id) == columns.end())
    return refused({ErrorCode::unknown_field, "no such numeric field", "--value", arguments.value});
  const auto selected = selected_features(arguments.selection, *features, context.today.value_or(Date{}));
  if (!selected) return std::unexpected{selected.error()};
  auto values = column_values(*features, arguments.value).values;
  if (selected->empty()) return values;
  std::vector<double> kept;
  for (std::size_t row = 0; row < values.size(); ++row)
    if ((*selected)[row] != 0) kept.push_back(values[row]);
  return kept;
}

// 0.8 rather than the 0.8000000000000007 of a sum: fifteen digits, as long as every value stays in its class.
void shorten_breaks(Classes& classes, const std::vector<double>& values) {
  for (double& exact : classes.breaks) {
    const double shorter = std::stod(fmt::format("{:.15g}", exact));
    const auto changes_side = [&](double value) { return (value <= exact) != (value <= shorter); };
    if (std::ranges::none_of(values, changes_side)) exact = shorter;
  }
}

void print(const Classes& classes, bool is_json) {
  if (is_json) {
    const nlohmann::ordered_json json{{"scheme", std::string{name_of(classes.scheme)}},
                                      {"k", classes.size()},
                                      {"breaks", classes.breaks},
                                      {"counts", classes.counts},
                                      {"ssd", classes.ssd},
                                      {"missing", classes.missing}};
    return print_line(json.dump());
  }
  for (std::size_t i = 0; i < classes.size(); ++i)
    print_line(
        fmt::format("{}{}, {}]\t{}", i == 0 ? '[' : '(', classes.breaks[i], classes.breaks[i + 1], classes.counts[i]));
  print_line(fmt::format("ssd\t{}\nmissing\t{}", classes.ssd, classes.missing));
}
}  // namespace

CommandAction declare_classify(CLI::App& options) {
  const auto arguments = std::make_shared<ClassifyArguments>();
  add_text(options, "FILE", arguments->file, {"FILE", tr("a register or a vector file")})->required();
  add_text(options, "--layer", arguments->layer, {"NAME", tr("a layer of the file")});
  add_text(options, "--value", arguments->value, {"FIELD", tr("a field of numbers, or an indicator of a register")})
      ->required();
  add_choice(options, "--scheme", arguments->scheme, scheme_choices, tr("how the classes are made"));
  const auto* count = add_number(options, "-k", arguments->count, {1, 64}, tr("the number of classes"));
  add_choice(options, "--level", arguments->level, "settlement|rural_district|district",
             tr("of a register: whose places"));
  add_selection(options, arguments->selection, tr("which problems, or which features of a plain file"));
  options.add_flag("--json", arguments->is_json, tr("for machines: JSON"));
  return [arguments, count](const CommandContext& context) {
    const auto fits = check_class_count(arguments->scheme, count->count() > 0 ? count->results().front() : "");
    if (!fits) return refuse(fits.error());
    const auto values = looks_like_register(arguments->file) ? values_in_register(*arguments, context)
                                                             : values_in_file(*arguments, context);
    if (!values) return values.error();
    auto classes = classify(*values, *scheme_named(arguments->scheme), arguments->count);
    shorten_breaks(classes, *values);
    print(classes, arguments->is_json);
    return ExitStatus::done;
  };
}

}  // namespace riskmap
