// The styles that a register carries for QGIS are those of our own light map.
#include "layers/store/layer_styles.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "layers/style/palette.h"

namespace riskmap {

TEST_CASE("QGIS draws a risk level in the colours of our light map") {
  const auto script = layer_styles_script();
  for (const auto level : {RiskLevel::low, RiskLevel::medium, RiskLevel::high, RiskLevel::critical}) {
    const auto symbol = symbol_of(level, Theme::light);
    const auto named = [](std::string_view name, Colour colour) {
      return fmt::format(R"(k="{}" v="{},{},{},255")", name, colour.r, colour.g, colour.b);
    };
    CHECK(script.find(named("color", symbol.fill)) != std::string::npos);
    CHECK(script.find(named("outline_color", symbol.stroke)) != std::string::npos);
  }
}

}  // namespace riskmap
