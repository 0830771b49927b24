// riskmap classify FILE --value FIELD [--scheme S [-k N] | --breaks A,B,…] [--level L] [--where EXPR] [--period A..B]
//                  [--json]
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "layers/analysis/category_column.h"
#include "layers/analysis/class_words.h"
#include "layers/analysis/indicator.h"
#include "layers/geo/vector_dataset.h"
#include "layers/style/layer_spec.h"
#include "layers/text/translate.h"
#include "viewer/command/class_options.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"
#include "viewer/command/row_words.h"
#include "viewer/command/selection_option.h"

namespace riskmap {

namespace {
struct ClassifyArguments {
  std::string file, layer, level, value, scheme, breaks;
  SelectionText selection;
  int count = 5;
  bool is_json = false;
};

struct ClassifiedValues {
  Indicator indicator;
  std::vector<double> values;
};

bool is_of_level(const RegisterSnapshot& snapshot, AreaLevel level, Row row) {
  if (level == AreaLevel::settlement) return static_cast<bool>(snapshot.settlements[row].id);
  return snapshot.areas[row].id && snapshot.areas[row].level == level;
}

bool chooses_nothing(const RowMask& mask) {
  return std::ranges::none_of(mask, [](unsigned char is_chosen) { return is_chosen != 0; });
}

// Of the places of one level, by indicator.
Said<ClassifiedValues> values_in_register(const ClassifyArguments& arguments, const CommandContext& context) {
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
  const auto& matching = chosen->counting.about ? *chosen->counting.about : chosen->issues;
  if (!arguments.selection.where.empty() && chooses_nothing(matching))
    return refused({ErrorCode::invalid_input, "no problem matches", "--where", arguments.selection.where});
  const auto level = arguments.level.empty() ? AreaLevel::settlement : *area_level_of(arguments.level);
  const auto facts = facts_of_all(snapshot, opened->today);
  const auto places = summarise(snapshot, level, chosen->issues, facts, chosen->counting);
  const auto all = values_of(*indicator, places).values;
  ClassifiedValues found{*indicator, {}};
  for (Row row = 0; row < all.size(); ++row)
    if (is_of_level(snapshot, level, row)) found.values.push_back(all[row]);
  return found;
}

std::vector<double> kept(const std::vector<double>& values, const RowMask& selected) {
  if (selected.empty()) return values;
  std::vector<double> out;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (selected[row] != 0) out.push_back(values[row]);
  return out;
}

// Of the selected rows, by their numbers in the file.
void tell_too_large_in(const std::string& field, const std::vector<double>& values, const RowMask& selected) {
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (is_too_large(values[row]) && (selected.empty() || selected[row] != 0)) rows.push_back(std::to_string(row + 1));
  tell_too_large(field, rows);
}

// Of a plain file's column.
Said<ClassifiedValues> values_in_file(const ClassifyArguments& arguments, const CommandContext& context) {
  const auto refused = [&](const Error& error) { return std::unexpected{refuse_file(error, arguments.file)}; };
  if (const auto fits = none_given({{"--level", arguments.level}}, "a plain file has no levels"); !fits)
    return refused(fits.error());
  OpenOptions options;
  options.layer = arguments.layer;
  const auto features = read_for_command(arguments.file, options);
  if (!features) return refused(features.error());
  auto columns = indicators_of(*features);
  std::ranges::move(category_indicators(*features), std::back_inserter(columns));
  const auto found = std::ranges::find(columns, arguments.value, &Indicator::id);
  if (found == columns.end()) {
    const auto* const column = features->find_column(arguments.value);
    const bool is_empty = column != nullptr && is_without_values(*column);
    return refused({ErrorCode::unknown_field, is_empty ? "a field without values" : "no such field of numbers or kinds",
                    "--value", arguments.value});
  }
  const auto selected = selected_features(arguments.selection, *features, context.today.value_or(Date{}));
  if (!selected) return std::unexpected{selected.error()};
  if (!selected->empty() && chooses_nothing(*selected))
    return refused({ErrorCode::invalid_input, "no row matches", "--where", arguments.selection.where});
  if (found->kind != IndicatorKind::category) {
    const auto values = column_values(*features, found->id).values;
    tell_too_large_in(found->id, values, *selected);
    return ClassifiedValues{*found, kept(values, *selected)};
  }
  const auto scheme = scheme_named(arguments.scheme) == Scheme::unique ? std::string{} : arguments.scheme;
  const auto fits = none_given({{"--scheme", scheme}, {"--breaks", arguments.breaks}}, "texts are no numbers");
  if (!fits) return refused(fits.error());
  return ClassifiedValues{*found, kept(category_values(*found, *features).values, *selected)};
}

// 0.8 rather than the 0.8000000000000007 of a sum: fifteen digits, as long as every value stays in its class. A break
// that is a value stays that value.
void shorten_breaks(Classes& classes, const std::vector<double>& values) {
  for (double& exact : classes.breaks) {
    if (std::ranges::find(values, exact) != values.end()) continue;
    const auto text = fmt::format("{:.15g}", exact);
    double shorter = exact;  // of the smallest numbers there are nothing may be left
    std::from_chars(text.data(), text.data() + text.size(), shorter);
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
  if (const auto words = why_fewer_classes(all); !words.empty()) print_message(words);
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
  const auto found =
      looks_like_register(arguments.file) ? values_in_register(arguments, context) : values_in_file(arguments, context);
  if (!found) return found.error();
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
  add_breaks(options, arguments->breaks);
  add_choice(options, "--level", arguments->level, "settlement|rural_district|district",
             tr("of a register: whose places"));
  add_selection(options, arguments->selection, tr("which problems, or which features of a plain file"));
  options.add_flag("--json", arguments->is_json, tr("for machines: JSON"));
  return [arguments, count](const CommandContext& context) {
    return run_classify(*arguments, count->count() > 0 ? count->results().front() : "", context);
  };
}

}  // namespace riskmap
