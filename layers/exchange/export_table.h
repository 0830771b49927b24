// The rows of an export before they have a format: what is written, for whom, about what.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/register_hotspots.h"
#include "layers/core/long_work.h"
#include "layers/exchange/geojson_writer.h"
#include "layers/model/filter.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

enum class ExportWhat { issues, settlements, rural_districts, districts, measures, hotspots };
std::string_view name_of(ExportWhat what);
std::optional<ExportWhat> export_what_named(std::string_view name);

// open_data: an allow-list, safe by construction. internal: everything but applicants (`domain.md` §7).
enum class ExportProfile { open_data, internal };
enum class ExportGeometry { automatic, point, area, none };  // automatic: areas where borders are official, else points

// Which places are tested, and what for; not what the other kinds of rows are made of.
struct HotspotExport {
  AreaLevel level = AreaLevel::settlement;
  std::string indicator = "open";
  HotspotChoice choice{};
};

struct ExportRequest {
  ExportWhat what = ExportWhat::issues;
  ExportProfile profile = ExportProfile::open_data;
  ExportGeometry geometry = ExportGeometry::automatic;
  std::string where;                      // the filter language; always selects issues
  Period period{};                        // of their registration; of appeals, receptions and aid by their own day
  std::vector<std::string> indicators{};  // columns of places, in this order; empty = all
  Language language = Language::kk;       // of labels
  Date today{};
  HotspotExport hotspots{};
};

struct ExportRow {
  std::string id;
  std::optional<LonLat> point;
  std::optional<std::size_t> shape;  // feature of ExportTable::shapes
  Properties properties;
};

// Of the chosen problems, those that the public profile may show: no drafts, nothing sensitive.
struct PublicShare {
  std::size_t chosen = 0, shown = 0;
};
PublicShare public_share(const RegisterSnapshot& snapshot, const RowMask& chosen);
// "34 of 42: 8 are drafts or of sensitive categories"; empty when nothing is left out.
std::string left_out_text(const PublicShare& share);

// The conditions of a filter on what the public profile does not publish; they live as long as the filter.
std::vector<const FilterNode*> unpublished_in(const FilterNode& filter);

struct ExportTable {
  Properties header;            // members of the collection: as_of, office, profile
  std::vector<ExportRow> rows;  // by id, so that the same content gives the same bytes
  Features shapes;              // WGS 84; null when no row has a shape
  bool has_shapes = false;
  PublicShare share;                  // of a public export
  std::size_t measures_left_out = 0;  // by a filter of problems: those that belong to no problem
};

// Errors: filter_syntax, unknown_field, what the weights of hotspots refuse, access when a filter or an indicator is
// named that the open profile does not publish, cancelled.
Result<ExportTable> export_table(const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes,
                                 const ExportRequest& request, const LongWork& work = {});

}  // namespace riskmap
