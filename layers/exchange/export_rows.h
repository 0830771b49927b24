// The rows of each kind of export.
#pragma once
#include "layers/analysis/indicator.h"
#include "layers/analysis/indicator_summary.h"
#include "layers/exchange/export_table.h"
#include "layers/model/place.h"

namespace riskmap {

// Sensitivity 0 in the record and in its category: limited and closed matters leave the office only as counts.
bool may_be_published(const RegisterSnapshot& snapshot, const Issue& issue);
// Opaque and stable: HMAC-SHA-256 of the uuid under the register's own key, first 16 bytes in hex.
std::string published_id(const RegisterSnapshot& snapshot, std::string_view uuid);
// Six decimals in what is published: a tenth of a metre, as far as a settlement's point can mean.
LonLat published_point(LonLat point);

// Stopped work leaves the rows it has.
void add_issue_rows(ExportTable& table, const RegisterSnapshot& snapshot, const RowMask& selected,
                    const IssueFactTable& facts, const ExportRequest& request, const LongWork& work);
void add_measure_rows(ExportTable& table, const RegisterSnapshot& snapshot, const RowMask& selected,
                      const ExportRequest& request, const LongWork& work);
Result<void> add_place_rows(ExportTable& table, const HotspotSource& source, const std::array<Features, 4>& shapes,
                            AreaLevel level, const ExportRequest& request);
// One row a place of the request's level: what was found there among the selected problems, and its sentence.
Result<void> add_hotspot_rows(ExportTable& table, const HotspotSource& source, const std::array<Features, 4>& shapes,
                              const ExportRequest& request);

// The indicators of a place as columns: those that were asked for, else all; in what is published none about people
// where few live.
class IndicatorColumns {
 public:
  // Errors: unknown_field, access.
  static Result<IndicatorColumns> of(const RegisterSnapshot& snapshot, const ExportRequest& request, AreaLevel level);
  void fill(const std::vector<PlaceSummary>& places);
  void add(Row row, Properties& properties) const;

 private:
  std::vector<Indicator> indicators_;
  std::vector<IndicatorValues> values_;
  std::vector<unsigned char> is_small_;  // by place: too few residents for figures about people
  bool is_published_ = false;
};

// A place's code, names and shape, as any row about it begins; nothing for a row that is no place of the level.
std::optional<ExportRow> place_row(const RegisterSnapshot& snapshot, const Features& level_shapes, const Place& place,
                                   const ExportRequest& request);
// A published day is a month.
Value as_of(const ExportRequest& request);
// An indicator's value as it is written; none for no data.
Value number_of(const Indicator& indicator, double value);
// The value of a place; of a rate also "ID_low" and "ID_high", between which the true one lies 95 times in 100.
void add_figure(Properties& properties, const Indicator& indicator, const IndicatorValues& values, Row row);

}  // namespace riskmap
