#include "viewer/command/hotspot_option.h"

#include "layers/text/translate.h"
#include "viewer/command/options.h"

namespace riskmap {

void add_hotspots(CLI::App& options, std::string& method) {
  add_choice(options, "--hotspots", method, "gi|lisa",
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

}  // namespace riskmap
