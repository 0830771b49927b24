// riskmap check FILE…: what is wrong with a vector file or a register, and where
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "layers/geo/longitudes.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/validity.h"
#include "layers/geo/vector_dataset.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/output.h"
#include "viewer/session/layer_borders.h"
#include "viewer/session/load_report.h"

namespace riskmap {

namespace {
constexpr std::size_t most_listed = 20;  // of one kind

struct CheckArguments {
  std::vector<std::string> files;
  bool lists_all = false;
};

// Lines on standard output: the first of every kind, then how many there are.
class Findings {
 public:
  Findings(std::string subject, bool lists_all) : subject_{std::move(subject)}, lists_all_{lists_all} {}

  void add(const std::string& reason, const std::string& text) {
    ++count_;
    const auto number = ++kinds_[kind_of(reason)];
    if (lists_all_ || number <= most_listed) say(text);
  }
  void end() const {
    for (const auto& [kind, number] : kinds_)
      if (!lists_all_ && number > most_listed)
        say(fill(tr("{n} remarks of this kind, {listed} of them listed; --all lists the others: {reason}"),
                 {{"n", format_integer(static_cast<std::int64_t>(number))},
                  {"listed", format_integer(most_listed)},
                  {"reason", reason_or_words(kind)}}));
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  // The reason without the record and the place that follow it.
  static std::string kind_of(const std::string& reason) {
    const auto colon = reason.find(": ");
    return colon == std::string::npos ? reason : reason.substr(0, colon + 2) + "…";
  }
  void say(const std::string& text) const { print_line(fmt::format("{}: {}", subject_, text)); }

  std::string subject_;
  bool lists_all_;
  std::map<std::string, std::size_t> kinds_;
  std::size_t count_ = 0;
};

// How many findings; 0 = sound.
Result<std::size_t> check_register(const std::string& file, bool lists_all, const CommandContext& context) {
  auto opened = open_for_command(file, OpenMode::read_only, context);
  if (!opened) return std::unexpected{std::move(opened).error()};
  const auto problems = opened->store->check_integrity();
  if (!problems) return std::unexpected{problems.error()};
  Findings findings{file, lists_all};
  for (const auto& problem : *problems) findings.add(problem, reason_or_words(problem));
  findings.end();
  const auto info = opened->store->info();
  for (const auto& remark : info.remarks) print_message(fmt::format("{}: {}", file, reason_or_words(remark)));
  if (const auto& reason = info.read_only_reason;
      !reason.empty() && std::ranges::find(*problems, reason) == problems->end())
    print_message(fmt::format("{}: {}", file, reason_or_words(reason)));
  if (const auto n = static_cast<std::int64_t>(opened->snapshot->aid().size()); n > 0)
    print_message(fmt::format("{}: {}: {}", file, tr("Measures that belong to no problem"), format_integer(n)));
  return findings.count();
}

// The first text of a row, by which a person finds it again.
std::string name_of_row(const FeatureTable& features, std::size_t row) {
  for (const auto& column : features.columns)
    if (column.type == ColumnType::text && !column.texts[row].empty()) return column.texts[row] + ", ";
  return {};
}

// The file's own ids, as far as the reader keeps them.
void check_ids(const FeatureTable& features, Findings& findings) {
  std::set<std::int64_t> seen;
  for (std::size_t i = 0; i < features.fid.size(); ++i)
    if (!seen.insert(features.fid[i]).second) {
      const Refusal refusal{static_cast<std::int64_t>(i) + 1,
                            std::string{refusal::repeated_id} + std::to_string(features.fid[i]), false};
      findings.add(refusal.reason, refusal_text(refusal));
    }
}

void check_meridian(const FeatureTable& features, Findings& findings) {
  if (!features.is_geographic || features.kind == GeometryKind::points) return;
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    if (!crosses_antimeridian(features, feature)) continue;
    const Refusal refusal{static_cast<std::int64_t>(feature) + 1, std::string{refusal::crosses_antimeridian}, false};
    findings.add(refusal.reason, refusal_text(refusal));
  }
}

// GEOS names the place where the reader only saw that something was wrong.
Result<void> check_layer(const FeatureTable& features, Findings& findings) {
  const auto flaws = find_invalid_shapes(features);
  if (!flaws) return std::unexpected{flaws.error()};
  std::set<std::int64_t> flawed_rows;
  for (const auto& flaw : *flaws) flawed_rows.insert(static_cast<std::int64_t>(flaw.feature) + 1);
  for (const auto& refusal : features.refusals) {
    const bool is_said_better = refusal.reason == refusal::crossing_ring || refusal.reason == refusal::hole_outside ||
                                refusal.reason == refusal::ring_without_area;
    if (!is_said_better || !flawed_rows.contains(refusal.row)) findings.add(refusal.reason, refusal_text(refusal));
  }
  for (const auto& flaw : *flaws) {
    const Refusal refusal{static_cast<std::int64_t>(flaw.feature) + 1,
                          flaw.reason + name_of_row(features, flaw.feature) + place_text(flaw), false};
    findings.add(refusal.reason, refusal_text(refusal));
  }
  return {};
}

// Gaps and overlaps between neighbours, by the middle of the border.
void check_borders(const Features& features, Findings& findings) {
  const auto layer = file_layer(features);
  const auto borders = layer ? find_borders(*layer) : std::optional<LayerBorders>{};
  if (!borders) return;
  const auto add = [&](std::string_view reason, const std::vector<LonLat>& places) {
    for (const auto& place : places) {
      const Refusal refusal{0, std::string{reason} + format_lonlat(place), false};
      findings.add(refusal.reason, refusal_text(refusal));
    }
  };
  add(refusal::differing_border, borders->differing);
  add(refusal::crowded_border, borders->crowded);
}

Result<std::size_t> check_file(const std::string& file, bool lists_all) {
  auto dataset = VectorDataset::open(file);
  if (!dataset) return std::unexpected{std::move(dataset).error()};
  std::size_t count = 0;
  for (const auto& layer : dataset->layers()) {
    OpenOptions options;
    options.layer = layer.name;
    auto read = dataset->read(options);
    if (!read) return std::unexpected{read.error()};
    const auto features = std::make_shared<const FeatureTable>(std::move(*read));
    Findings findings{fmt::format("{}: {}", file, layer.name), lists_all};
    if (const auto checked = check_layer(*features, findings); !checked) return std::unexpected{checked.error()};
    check_ids(*features, findings);
    check_meridian(*features, findings);
    check_borders(features, findings);
    findings.end();
    count += findings.count();
  }
  return count;
}
}  // namespace

CommandAction declare_check(CLI::App& options) {
  const auto arguments = std::make_shared<CheckArguments>();
  options.add_option("FILE", arguments->files, tr("registers and vector files"))->required();
  options.add_flag("--all", arguments->lists_all, tr("list everything found, however much it is"));
  return [arguments](const CommandContext& context) {
    auto status = ExitStatus::done;
    for (const auto& file : arguments->files) {
      const auto count = looks_like_register(file) ? check_register(file, arguments->lists_all, context)
                                                   : check_file(file, arguments->lists_all);
      if (!count)
        status = std::max(status, refuse(count.error()));
      else if (*count > 0)
        status = std::max(status, ExitStatus::refused);
    }
    return status;
  };
}

}  // namespace riskmap
