// The names of verdicts, methods, corrections and ways to find neighbours (declared in hotspot_words.h).
#include "layers/analysis/hotspot_words.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

std::string label_of(PlaceVerdict verdict) {
  switch (verdict) {
    case PlaceVerdict::hot:
      return trc("hotspot", "More than by chance");
    case PlaceVerdict::cold:
      return trc("hotspot", "Less than by chance");
    case PlaceVerdict::high_high:
      return trc("hotspot", "High among high");
    case PlaceVerdict::low_low:
      return trc("hotspot", "Low among low");
    case PlaceVerdict::high_low:
      return trc("hotspot", "High among low");
    case PlaceVerdict::low_high:
      return trc("hotspot", "Low among high");
    case PlaceVerdict::cluster:
      return trc("hotspot", "Cluster");
    case PlaceVerdict::not_significant:
      return trc("hotspot", "Not significant");
    case PlaceVerdict::untestable:
      return trc("hotspot", "Cannot be tested");
    case PlaceVerdict::no_neighbours:
      return trc("hotspot", "No neighbours");
    case PlaceVerdict::at_mean:
      return trc("hotspot", "Exactly at the mean");
    case PlaceVerdict::absent:
      return trc("hotspot", "The other answer");
    case PlaceVerdict::undefined:
      return trc("hotspot", "All values are the same");
    case PlaceVerdict::no_data:
      return tr("No data");
  }
  return {};
}

std::string label_of(HotspotMethod method) {
  switch (method) {
    case HotspotMethod::gi:
      return "Getis-Ord Gi*";  // a name, in every language
    case HotspotMethod::lisa:
      return tr("Local Moran");
    case HotspotMethod::joincount:
      return tr("Join count");
    case HotspotMethod::scan:
      return tr("Spatial scan");
  }
  return {};
}

std::string label_of(Correction correction) {
  switch (correction) {
    case Correction::none:
      return tr("Not adjusted");
    case Correction::bh:
      return tr("Benjamini–Hochberg");
    case Correction::by:
      return tr("Benjamini–Yekutieli");
    case Correction::holm:
      return tr("Holm");
    case Correction::bonferroni:
      return tr("Bonferroni");
  }
  return {};
}

std::string label_of(const WeightsChoice& weights) {
  switch (weights.kind) {
    case WeightsKind::queen:
      return tr("touching, corners too");
    case WeightsKind::rook:
      return tr("sharing a border");
    case WeightsKind::nearest:
      if (weights.is_both_ways)
        return trn("{n} nearest place, both ways", "{n} nearest places, both ways",
                   static_cast<std::int64_t>(weights.count));
      return trn("{n} nearest place", "{n} nearest places", static_cast<std::int64_t>(weights.count));
    case WeightsKind::distance:
      return fill(tr("within {distance}"), {{"distance", format_length(weights.distance * 1000)}});
    case WeightsKind::file:
      return weights.file.filename().string();
  }
  return {};
}

}  // namespace riskmap
