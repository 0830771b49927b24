// Coloured areas say of a raw count above all where many people live, and of a share of few cases next to nothing: the
// way to the rate or to the smoothed share, and back.
#pragma once
#include <optional>
#include <string>

#include "viewer/session/session.h"

namespace riskmap::ui {

struct RateOffer {
  std::string words;      // why; "" on the way back
  std::string link;       // what is offered
  std::string indicator;  // its id
};
// Nothing where no count and no share colours areas or tiles, or where nobody knows how many people live anywhere.
std::optional<RateOffer> rate_offer(const Session& session);

}  // namespace riskmap::ui
