// riskmap classify FILE --value FIELD [--scheme S [-k N] | --breaks A,B,…] [--json]
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "layers/analysis/category_column.h"
#include "layers/analysis/indicator.h"
#include "layers/geo/vector_dataset.h"
#include "layers/style/layer_spec.h"
#include "layers/text/translate.h"
#include "viewer/command/class_options.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

namespace {
struct ClassifyArguments {
  std::string file, layer, value, scheme, breaks;
  int count = 5;
  bool is_json = false;
};

struct ClassifiedValues {
  Indicator indicator;
  std::vector<double> values;
};

Result<ClassifiedValues> values_of_file(const ClassifyArguments& arguments) {
  OpenOptions options;
  options.layer = arguments.layer;
  const auto features = read_for_command(arguments.file, options);
  if (!features) return std::unexpected{features.error()};
  auto columns = indicators_of(*features);
  std::ranges::move(category_indicators(*features), std::back_inserter(columns));
  const auto found = std::ranges::find(columns, arguments.value, &Indicator::id);
  if (found == columns.end())
    return fail(ErrorCode::unknown_field, "no such field of numbers or kinds", "--value", arguments.value);
  if (found->kind != IndicatorKind::category)
    return ClassifiedValues{*found, column_values(*features, found->id).values};
  if (auto fits = none_given({{"--scheme", arguments.scheme}, {"--breaks", arguments.breaks}}, "texts are no numbers");
      !fits)
    return std::unexpected{std::move(fits).error()};
  return ClassifiedValues{*found, category_values(*found, *features).values};
}

// The values of a register's settlements by indicator, or of a plain file's column.
Result<ClassifiedValues> values_from(const ClassifyArguments& arguments, const CommandContext& context) {
  if (looks_like_register(arguments.file)) {
    if (const auto fits = none_given({{"--layer", arguments.layer}}, "a register has no layers to choose from"); !fits)
      return std::unexpected{fits.error()};
    const auto opened = open_for_command(arguments.file, OpenMode::read_only, context);
    if (!opened) return std::unexpected{opened.error()};
    const auto& snapshot = *opened->snapshot;
    const auto indicator = find_indicator(snapshot, arguments.value);
    if (!indicator) return fail(ErrorCode::unknown_field, "no such indicator", "--value", arguments.value);
    const auto facts = facts_of_all(snapshot, opened->today);
    const auto everything = select_issues({}, snapshot, opened->today);
    auto values = values_of(*indicator, summarise(snapshot, AreaLevel::settlement, everything, facts)).values;
    return ClassifiedValues{*indicator, std::move(values)};
  }
  return values_of_file(arguments);
}

// 0.8 rather than the 0.8000000000000007 of a sum: fifteen digits, as long as every value stays in its class.
void shorten_breaks(Classes& classes, const std::vector<double>& values) {
  for (double& exact : classes.breaks) {
    const double shorter = std::stod(fmt::format("{:.15g}", exact));
    const auto changes_side = [&](double value) { return (value <= exact) != (value <= shorter); };
    if (std::ranges::none_of(values, changes_side)) exact = shorter;
  }
}

nlohmann::ordered_json json_of(const Indicator& indicator, const Classes& classes) {
  nlohmann::ordered_json json{{"scheme", std::string{name_of(classes.scheme)}}, {"k", classes.size()}};
  if (indicator.kind == IndicatorKind::category)
    for (std::size_t i = 0; i < classes.size(); ++i) json["values"].push_back(category_label(indicator, i));
  else
    json["breaks"] = classes.breaks;
  json["counts"] = classes.counts;
  if (indicator.kind != IndicatorKind::category) json["ssd"] = classes.ssd;
  json["missing"] = classes.missing;
  return json;
}

// What lies beyond every value is not told; JSON has every break.
void print_lines(const Indicator& indicator, const Classes& all) {
  const auto classes = told(all).classes;
  for (std::size_t i = 0; i < classes.size(); ++i)
    print_line(indicator.kind == IndicatorKind::category
                   ? fmt::format("{}\t{}", category_label(indicator, i), classes.counts[i])
                   : fmt::format("{}{}, {}]\t{}", i == 0 ? '[' : '(', classes.breaks[i], classes.breaks[i + 1],
                                 classes.counts[i]));
  if (indicator.kind != IndicatorKind::category) print_line(fmt::format("ssd\t{}", classes.ssd));
  print_line(fmt::format("missing\t{}", classes.missing));
  if (all.is_reduced()) print_message(tr("Fewer classes than asked: values repeat"));
}

LayerSpec spec_from(const ClassifyArguments& arguments, FixedBreaks breaks) {
  LayerSpec spec;
  spec.scheme = scheme_named(arguments.scheme).value_or(Scheme::quantile);
  spec.class_count = arguments.count;
  spec.breaks = std::move(breaks);
  return spec;
}

// Numbers that only stand for levels are classified like any others here.
Classes classes_from(const ClassifiedValues& found, const LayerSpec& spec) {
  if (found.indicator.kind == IndicatorKind::category) return classes_of(spec, found.indicator, found.values);
  if (!spec.breaks.is_empty()) return classify_by(found.values, spec.breaks.inner);
  return classify(found.values, *spec.scheme, spec.class_count);
}

ExitStatus run_classify(const ClassifyArguments& arguments, const std::string& given_count,
                        const CommandContext& context) {
  if (const auto fits = check_class_options({arguments.scheme, given_count, arguments.breaks}); !fits)
    return refuse(fits.error());
  auto breaks = breaks_from(arguments.breaks);
  if (!breaks) return refuse(breaks.error());
  const auto found = values_from(arguments, context);
  if (!found) return refuse_file(found.error(), arguments.file);
  auto classes = classes_from(*found, spec_from(arguments, std::move(*breaks)));
  shorten_breaks(classes, found->values);
  if (arguments.is_json)
    print_line(json_of(found->indicator, classes).dump());
  else
    print_lines(found->indicator, classes);
  return ExitStatus::done;
}
}  // namespace

CommandAction declare_classify(CLI::App& options) {
  const auto arguments = std::make_shared<ClassifyArguments>();
  add_text(options, "FILE", arguments->file, {"FILE", tr("a register or a vector file")})->required();
  add_text(options, "--layer", arguments->layer, {"NAME", tr("a layer of the file")});
  add_text(options, "--value", arguments->value,
           {"FIELD", tr("a field of numbers or of kinds, or an indicator of a register")})
      ->required();
  add_choice(options, "--scheme", arguments->scheme, scheme_choices, tr("how the classes are made"));
  const auto* count = add_number(options, "-k", arguments->count, {1, 64}, tr("the number of classes"));
  add_text(options, "--breaks", arguments->breaks, {"A,B,…", tr("breaks between the classes, instead of a scheme")});
  options.add_flag("--json", arguments->is_json, tr("for machines: JSON"));
  return [arguments, count](const CommandContext& context) {
    return run_classify(*arguments, count->count() > 0 ? count->results().front() : "", context);
  };
}

}  // namespace riskmap
