#include "viewer/command/hotspot_option.h"

#include <array>
#include <utility>

#include "layers/text/translate.h"
#include "viewer/command/options.h"

namespace riskmap {

void add_hotspots(CLI::App& options, std::string& method) {
  add_choice(options, "--hotspots", method, "gi|lisa|joincount|scan",
             tr("of a register: where the indicator clusters beyond chance, instead of classes"));
}

Result<LayerSpec> with_hotspots(const std::string& method, LayerSpec spec) {
  if (method.empty()) return spec;
  if (spec.mode == MapMode::ways_to_solve || spec.points == PointLook::heat)
    return fail(ErrorCode::usage, "this kind of map has its own colours", "--hotspots", method);
  spec.shows_hotspots = true;
  spec.hotspots.method = *hotspot_method_named(method);
  return spec;
}

Result<void> find_hotspots_for(const HotspotSource& source, const LayerSpec& spec,
                               const std::array<Features, 4>& shapes, PlaceValues& values) {
  if (!draws_hotspots(spec)) return {};
  auto found = hotspots_by_choice(source, spec.level, values.indicator, spec.hotspots,
                                  shapes[static_cast<std::size_t>(spec.level)]);
  if (!found) return std::unexpected{std::move(found).error()};
  put_hotspots(values, spec, std::make_shared<const HotspotFinding>(std::move(*found)));
  return {};
}

void add_tested_places(CLI::App& options, TestedPlaces& tested) {
  add_choice(options, "--level", tested.level, "settlement|rural_district|district", tr("of hotspots: whose places"));
  add_text(options, "--indicator", tested.indicator, {"ID", tr("of hotspots: the indicator that is tested")});
  add_choice(options, "--method", tested.method, "gi|lisa|joincount|scan",
             tr("of hotspots: Getis-Ord Gi*, local Moran, join count or the spatial scan"));
  add_text(options, "--weights", tested.weights,
           {"queen|rook|knn:K|knn:K:sym|distance:KM", tr("of hotspots: who is whose neighbour")});
  add_choice(options, "--correction", tested.correction, "none|bh|by|holm|bonferroni",
             tr("of hotspots: how p is adjusted for many tests at once"));
  add_level(options, "--alpha", tested.alpha, tr("of hotspots: the level of significance"));
}

Result<HotspotExport> tested_places_from(const TestedPlaces& tested, ExportWhat what) {
  const auto& [level, indicator, method, weights, correction, alpha] = tested;
  const std::array typed = {std::pair{"--level", &level}, std::pair{"--indicator", &indicator},
                            std::pair{"--method", &method}, std::pair{"--weights", &weights},
                            std::pair{"--correction", &correction}};
  for (const auto& [name, text] : typed)
    if (what != ExportWhat::hotspots && !text->empty())
      return fail(ErrorCode::usage, "only with --what hotspots", name, *text);
  if (what != ExportWhat::hotspots && alpha > 0) return fail(ErrorCode::usage, "only with --what hotspots", "--alpha");
  for (const auto& [name, text] : {std::pair{"--weights", &weights}, std::pair{"--correction", &correction}})
    if (method == name_of(HotspotMethod::scan) && !text->empty())
      return fail(ErrorCode::usage, "a scan has circles, not neighbours", name, *text);
  HotspotExport out;
  if (!level.empty()) out.level = *area_level_of(level);
  if (!indicator.empty()) out.indicator = indicator;
  if (!method.empty()) out.choice.method = *hotspot_method_named(method);
  if (!correction.empty()) out.choice.correction = *correction_named(correction);
  if (alpha > 0) out.choice.alpha = alpha;
  if (weights.empty()) return out;
  auto choice = weights_choice_from(weights);
  if (!choice) return fail(choice.error().code, choice.error().detail, "--weights", weights);
  if (choice->kind == WeightsKind::file)
    return fail(ErrorCode::usage, "weights from a file are for riskmap hotspots", "--weights", weights);
  out.choice.weights = weights;
  return out;
}

}  // namespace riskmap
