// riskmap check FILE…: what is wrong with a vector file or a register, and where
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "layers/geo/vector_dataset.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/output.h"
#include "viewer/session/load_report.h"

namespace riskmap {

namespace {
// Lines printed; 0 = sound.
Result<std::size_t> check_register(const std::string& file, const CommandContext& context) {
  auto opened = open_for_command(file, OpenMode::read_only, context);
  if (!opened) return std::unexpected{std::move(opened).error()};
  const auto problems = opened->store->check_integrity();
  if (!problems) return std::unexpected{problems.error()};
  for (const auto& problem : *problems) print_line(fmt::format("{}: {}", file, reason_or_words(problem)));
  const auto info = opened->store->info();
  for (const auto& remark : info.remarks) print_message(fmt::format("{}: {}", file, reason_or_words(remark)));
  if (const auto& reason = info.read_only_reason;
      !reason.empty() && std::ranges::find(*problems, reason) == problems->end())
    print_message(fmt::format("{}: {}", file, reason_or_words(reason)));
  return problems->size();
}

Result<std::size_t> check_file(const std::string& file) {
  auto dataset = VectorDataset::open(file);
  if (!dataset) return std::unexpected{std::move(dataset).error()};
  std::size_t count = 0;
  for (const auto& layer : dataset->layers()) {
    OpenOptions options;
    options.layer = layer.name;
    const auto features = dataset->read(options);
    if (!features) return std::unexpected{features.error()};
    for (const auto& refusal : features->refusals)
      print_line(fmt::format("{}: {}: {}", file, layer.name, refusal_text(refusal)));
    count += features->refusals.size();
  }
  return count;
}
}  // namespace

CommandAction declare_check(CLI::App& options) {
  const auto files = std::make_shared<std::vector<std::string>>();
  options.add_option("FILE", *files, tr("registers and vector files"))->required();
  return [files](const CommandContext& context) {
    auto status = ExitStatus::done;
    for (const auto& file : *files) {
      const auto count = looks_like_register(file) ? check_register(file, context) : check_file(file);
      if (!count)
        status = std::max(status, refuse(count.error()));
      else if (*count > 0)
        status = std::max(status, ExitStatus::refused);
    }
    return status;
  };
}

}  // namespace riskmap
