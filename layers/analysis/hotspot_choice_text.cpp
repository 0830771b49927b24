#include "layers/analysis/hotspot_choice_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "layers/analysis/weights_choice.h"

namespace riskmap {

namespace {
std::optional<double> level_from(std::string_view text) {
  double level = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), level);
  const bool is_level = error == std::errc{} && end == text.data() + text.size() && level > 0 && level < 1;
  return is_level ? std::optional{level} : std::nullopt;
}

// A file belongs to the command that named it.
bool is_rule(std::string_view text) {
  const auto weights = weights_choice_from(text);
  return weights && weights->kind != WeightsKind::file;
}

void take(HotspotChoice& choice, std::string_view word, std::string_view rest) {
  if (word == "method") choice.method = hotspot_method_named(rest).value_or(choice.method);
  if (word == "correction") choice.correction = correction_named(rest).value_or(choice.correction);
  if (word == "alpha") choice.alpha = level_from(rest).value_or(choice.alpha);
  if (word == "weights" && is_rule(rest)) choice.weights = rest;
  if (word != "link") return;
  if (auto edit = link_edit_from(rest)) put(choice.edits, std::move(*edit));
}
}  // namespace

std::vector<std::string> lines_of(const HotspotChoice& choice) {
  const HotspotChoice usual;
  std::vector<std::string> lines;
  if (choice.method != usual.method) lines.push_back(fmt::format("method {}", name_of(choice.method)));
  if (choice.correction != usual.correction) lines.push_back(fmt::format("correction {}", name_of(choice.correction)));
  if (choice.alpha != usual.alpha) lines.push_back(fmt::format("alpha {}", choice.alpha));
  if (!choice.weights.empty()) lines.push_back("weights " + choice.weights);
  for (const auto& edit : choice.edits) lines.push_back("link " + text_of(edit));
  return lines;
}

HotspotChoice hotspot_choice_from(const std::vector<std::string>& lines) {
  HotspotChoice choice;
  for (const std::string_view line : lines)
    if (const auto space = line.find(' '); space != line.npos)
      take(choice, line.substr(0, space), line.substr(space + 1));
  return choice;
}

}  // namespace riskmap
