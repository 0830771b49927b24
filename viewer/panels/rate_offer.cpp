#include "viewer/panels/rate_offer.h"

#include "layers/analysis/indicator_rates.h"
#include "layers/analysis/indicator_shares.h"
#include "layers/text/translate.h"

namespace riskmap::ui {

std::optional<RateOffer> rate_offer(const Session& session) {
  const auto& layer = session.view().layer;
  const auto& values = session.derived().values;
  const bool colours_areas = layer.mode == MapMode::areas || layer.mode == MapMode::tiles;
  if (session.snapshot() == nullptr || !colours_areas || draws_hotspots(layer) || session.derived().scene.heat)
    return std::nullopt;
  if (const auto counted = count_behind(*session.snapshot(), values.indicator))
    return RateOffer{{}, tr("Show the number instead"), counted->id};
  if (const auto share = share_behind(*session.snapshot(), values.indicator))
    return RateOffer{{}, tr("Show the shares as they are"), share->id};
  if (values.indicator.cases)
    return RateOffer{tr("A share of few problems says little."), tr("Show smoothed shares"),
                     smoothed_share_id(values.indicator.id)};
  if (!follows_residents(values.indicator) || values.total.population.value_or(0) <= 0) return std::nullopt;
  return RateOffer{tr("Numbers are highest where most people live."), tr("Show per 1,000 residents"),
                   rate_id(values.indicator.id)};
}

}  // namespace riskmap::ui
