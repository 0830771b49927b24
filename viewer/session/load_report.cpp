#include "viewer/session/load_report.h"

#include <utility>

#include "layers/geo/refusal_reasons.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
void add_refusals(LoadReport& report, const FeatureTable& features) {
  for (const auto& refusal : features.refusals) report.lines.push_back(refusal_text(refusal));
}

// A place by its code: people know the name.
std::string place_name(const RegisterSnapshot& snapshot, const std::string& code) {
  if (const Row row = snapshot.find_settlement(code); row != no_row) return snapshot.settlement_label(row, language());
  for (const auto& area : snapshot.areas)
    if (area.id && area.code == code) return area.names.in(language());
  return code;
}
}  // namespace

std::string refusal_text(const Refusal& refusal) {
  const auto row = refusal.row == 0 ? std::string{} : fill(tr("row {n}"), {{"n", std::to_string(refusal.row)}}) + ": ";
  return row + reason_or_words(refusal.reason);
}

std::string loss_text(const FeatureTable& features) {
  std::string text;
  std::int64_t dropped = 0;
  for (const auto& refusal : features.refusals) {
    if (refusal.reason.starts_with(refusal::partial_read)) text = reason_or_words(refusal.reason);
    if (refusal.is_dropped && refusal.row > 0) ++dropped;
  }
  if (dropped == 0) return text;
  if (!text.empty()) text += ' ';
  return text +
         trn("{n} feature of the file could not be drawn", "{n} features of the file could not be drawn", dropped);
}

std::string off_map_text(const FileLayer& layer) {
  std::string text;
  if (layer.dropped_rings > 0)
    text = trn("{n} outline has no place in the map's projection and is not drawn.",
               "{n} outlines have no place in the map's projection and are not drawn.",
               static_cast<std::int64_t>(layer.dropped_rings));
  if (layer.cut_rings == 0) return text;
  if (!text.empty()) text += ' ';
  return text + trn("{n} outline reaches beyond what the map's projection can show and is cut there.",
                    "{n} outlines reach beyond what the map's projection can show and are cut there.",
                    static_cast<std::int64_t>(layer.cut_rings));
}

std::string off_map_text(const LoadedContext& layer) {
  if (layer.problem && layer.problem->code == ErrorCode::coords_range)
    return fill(tr("{layer}: nothing of it has a place in the map's projection."), {{"layer", layer.title()}});
  const auto text = layer.content ? off_map_text(*layer.content) : std::string{};
  return text.empty() ? text : layer.title() + ": " + text;
}

LoadReport report_of(std::string title, const FeatureTable& features) {
  LoadReport report{std::move(title), {}};
  add_refusals(report, features);
  return report;
}

LoadReport report_of(std::string title, const RegisterSnapshot& snapshot, const BoundaryMatch& match,
                     const FeatureTable& features) {
  LoadReport report{std::move(title), {}};
  for (const auto& name : match.unmatched_features)
    report.lines.push_back(fill(tr("No such place in the register: {name}"), {{"name", name}}));
  for (const auto& name : match.far_features)
    report.lines.push_back(fill(
        tr("Lies far from the place it names: {name}. Check the coordinate system and which coordinate comes first."),
        {{"name", name}}));
  for (const auto& code : match.outside_codes)
    report.lines.push_back(
        fill(tr("Outside the new boundary, stays where it is: {code}"), {{"code", place_name(snapshot, code)}}));
  add_refusals(report, features);
  for (const auto& code : match.kept_codes)
    report.lines.push_back(fill(tr("Keeps the shape it had: {code}"), {{"code", place_name(snapshot, code)}}));
  return report;
}

}  // namespace riskmap
