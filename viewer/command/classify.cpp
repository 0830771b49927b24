// riskmap classify FILE --value FIELD --scheme S [-k N] [--json]
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

namespace riskmap {

namespace {
struct ClassifyArguments {
  std::string file, layer, value, scheme = "quantile";
  int count = 5;
  bool is_json = false;
};

// The values of a register's settlements by indicator, or of a plain file's column.
Result<std::vector<double>> values_from(const ClassifyArguments& arguments, const CommandContext& context) {
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
    return values_of(*indicator, summarise(snapshot, AreaLevel::settlement, everything, facts)).values;
  }
  OpenOptions options;
  options.layer = arguments.layer;
  const auto features = read_for_command(arguments.file, options);
  if (!features) return std::unexpected{features.error()};
  const auto columns = indicators_of(*features);
  if (std::ranges::find(columns, arguments.value, &Indicator::id) == columns.end())
    return fail(ErrorCode::unknown_field, "no such numeric field", "--value", arguments.value);
  return column_values(*features, arguments.value).values;
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
  options.add_flag("--json", arguments->is_json, tr("for machines: JSON"));
  return [arguments, count](const CommandContext& context) {
    const auto fits = check_class_count(arguments->scheme, count->count() > 0 ? count->results().front() : "");
    if (!fits) return refuse(fits.error());
    const auto values = values_from(*arguments, context);
    if (!values) return refuse_file(values.error(), arguments->file);
    auto classes = classify(*values, *scheme_named(arguments->scheme), arguments->count);
    shorten_breaks(classes, *values);
    print(classes, arguments->is_json);
    return ExitStatus::done;
  };
}

}  // namespace riskmap
