// The options of a command line that make classes, and what is said where classes of a raw count colour areas.
#pragma once
#include <string>

#include "layers/core/result.h"
#include "layers/exchange/register_scene.h"
#include "layers/style/fixed_breaks.h"

namespace CLI {
class App;
}

namespace riskmap {

// Each as it was written; "" = not given.
struct ClassOptions {
  std::string scheme, count, breaks;
};
// Refuses what does not go together: a number of classes beside a scheme that makes its own, anything beside breaks.
Result<void> check_class_options(const ClassOptions& options);
// --breaks. Empty ones are a slip, as of a script whose variable was not set.
void add_breaks(CLI::App& options, std::string& breaks);
// "10,20.5,30"; "" = not given.
Result<FixedBreaks> breaks_from(const std::string& text);

// Where areas are coloured by a raw number or share: what its rate, or the smoothed share, would say; nothing else.
std::string rate_offer(const PlaceValues& values, const LayerSpec& spec);

}  // namespace riskmap
