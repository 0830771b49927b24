#include "viewer/command/point_options.h"

#include <charconv>

#include "viewer/command/output.h"

namespace riskmap {

Result<double> bandwidth_from(const std::string& text) {
  constexpr double least = 1, most = 1e6;
  if (text == "fitting") return 0;
  double metres = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), metres);
  if (error != std::errc{} || end != text.data() + text.size() || !(metres >= least && metres <= most))
    return fail(ErrorCode::usage, "metres from 1 to 1 000 000, or fitting", "--heat", text);
  return metres;
}

Result<void> take_points(const std::string& heat, bool has_clusters, LayerSpec& spec) {
  if (has_clusters) {
    spec.points = PointLook::clusters;
    return heat.empty() ? Result<void>{} : fail(ErrorCode::usage, "a heat map has no clusters", "--clusters");
  }
  const auto bandwidth = bandwidth_from(heat);
  if (!bandwidth) return std::unexpected{bandwidth.error()};
  spec.points = PointLook::heat, spec.bandwidth_m = *bandwidth;
  return {};
}

Result<void> check_gathered(const GatheredPoints& points) {
  if (points.look == PointLook::each || points.is_shown()) return {};
  print_message(doubt_in_words(points));
  return fail(ErrorCode::invalid_input, "too few points", points.look == PointLook::heat ? "--heat" : "--clusters");
}

}  // namespace riskmap
