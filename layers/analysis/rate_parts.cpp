#include "layers/analysis/rate_parts.h"

namespace riskmap {

RateParts rate_parts_of(const HotspotSource& source, const HotspotQuestion& question, const std::vector<Row>& rows) {
  const auto& indicator = question.indicator;
  const bool is_share = static_cast<bool>(indicator.cases);
  if (question.yes_no || (!is_share && !question.base)) return {};
  const auto summaries = summarise(source.snapshot, question.level, source.selected, source.facts, source.counting);
  RateParts parts;
  if (is_share) {
    for (const Row row : rows)
      parts.counts.push_back(indicator.of_kind(summaries[row])), parts.bases.push_back(indicator.cases(summaries[row]));
    return parts;
  }
  const auto counts = values_of(indicator, summaries).values, people = values_of(*question.base, summaries).values;
  for (const Row row : rows) parts.counts.push_back(counts[row]), parts.bases.push_back(people[row]);
  return parts;
}

}  // namespace riskmap
