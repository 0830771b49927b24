// Selection and order of the rows; their properties are in export_issues.cpp and export_places.cpp.
#include "layers/exchange/export_table.h"

#include <algorithm>
#include <array>

#include "layers/exchange/export_rows.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 6> what_names = {"issues",    "settlements", "rural_districts",
                                                        "districts", "measures",    "hotspots"};

// Fields a filter may name when the result is published: those the result shows, and coarser ones.
constexpr std::array<std::string_view, 9> open_fields = {
    "settlement", "rural_district", "category", "group", "level", "open", "overdue", "registered_on", "closed_on"};

void find_unpublished(const FilterNode& filter, std::vector<const FilterNode*>& found) {
  using Kind = FilterNode::Kind;
  const bool is_condition = filter.kind == Kind::compare || filter.kind == Kind::flag;
  const bool is_closed = is_condition && std::ranges::find(open_fields, filter.field) == open_fields.end();
  if (is_closed || filter.kind == Kind::measure || filter.kind == Kind::appeal) return found.push_back(&filter);
  for (const auto& part : filter.parts) find_unpublished(part, found);
}

// What is counted: the chosen problems, and those that they were chosen from by the day of their registration.
struct Selection {
  RowMask selected, on_any_day;
};

Result<Selection> selection(const RegisterSnapshot& snapshot, const ExportRequest& request, PublicShare& share) {
  auto filter = parse_filter(request.where);
  if (!filter) return std::unexpected{std::move(filter).error()};
  if (auto checked = check_filter(*filter, snapshot); !checked) return std::unexpected{std::move(checked).error()};
  if (request.profile == ExportProfile::open_data)
    if (const auto hidden = unpublished_in(*filter); !hidden.empty())
      return fail(ErrorCode::access, "the public profile does not publish this field", {},
                  hidden.front()->field.empty() ? text_of(*hidden.front()) : hidden.front()->field);
  const auto any_day = select_issues(*filter, snapshot, request.today);
  Selection found{any_day, any_day};
  if (!request.period.is_everything()) keep_registered_in(snapshot, request.period, found.selected);
  if (request.profile != ExportProfile::open_data) return found;
  share = public_share(snapshot, found.selected);
  for (Row row = 0; row < any_day.size(); ++row)
    if (any_day[row] != 0 && !may_be_published(snapshot, snapshot.issues[row]))
      found.selected[row] = 0, found.on_any_day[row] = 0;
  return found;
}

Properties header_of(const RegisterSnapshot& snapshot, const ExportRequest& request) {
  Properties header{{"what", Value{std::string{name_of(request.what)}}},
                    {"profile", Value{request.profile == ExportProfile::open_data ? "public" : "internal"}},
                    {"as_of", Value{request.profile == ExportProfile::open_data ? iso_date(request.today).substr(0, 7)
                                                                                : iso_date(request.today)}}};
  if (const auto& [from, to] = request.period; !request.period.is_everything())
    header.emplace_back("period", Value{(from ? iso_date(*from) : "") + ".." + (to ? iso_date(*to) : "")});
  for (const char* key : {"office", "sample"})
    if (const auto found = snapshot.meta.find(key); found != snapshot.meta.end())
      header.emplace_back(key, Value{found->second});
  return header;
}
}  // namespace

std::vector<const FilterNode*> unpublished_in(const FilterNode& filter) {
  std::vector<const FilterNode*> found;
  find_unpublished(filter, found);
  return found;
}

PublicShare public_share(const RegisterSnapshot& snapshot, const RowMask& chosen) {
  PublicShare share;
  for (Row row = 0; row < chosen.size(); ++row) {
    if (chosen[row] == 0) continue;
    ++share.chosen;
    share.shown += may_be_published(snapshot, snapshot.issues[row]) ? 1U : 0U;
  }
  return share;
}

std::string left_out_text(const PublicShare& share) {
  if (share.shown == share.chosen) return {};
  const auto number = [](std::size_t n) { return format_integer(static_cast<std::int64_t>(n)); };
  const auto left_out = static_cast<std::int64_t>(share.chosen - share.shown);
  return fill(trn("{shown} of {total}: {n} is a draft or of a sensitive category",
                  "{shown} of {total}: {n} are drafts or of sensitive categories", left_out),
              {{"shown", number(share.shown)}, {"total", number(share.chosen)}});
}

std::string_view name_of(ExportWhat what) {
  return what_names[static_cast<std::size_t>(what)];
}

std::optional<ExportWhat> export_what_named(std::string_view name) {
  const auto found = std::ranges::find(what_names, name);
  if (found == what_names.end()) return std::nullopt;
  return static_cast<ExportWhat>(found - what_names.begin());
}

Result<ExportTable> export_table(const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes,
                                 const ExportRequest& request, const LongWork& work) {
  if (request.what == ExportWhat::measures && request.profile == ExportProfile::open_data)
    return fail(ErrorCode::access, "measures are exported with the internal profile only", {}, "measures");
  // Without a key anybody could make the same names from the uuids.
  if (request.what == ExportWhat::issues && request.profile == ExportProfile::open_data &&
      !snapshot.meta.contains("public_id_key"))
    return fail(ErrorCode::access, "the register has no key to hide record names with", "rm_meta: public_id_key");
  ExportTable table;
  auto chosen = selection(snapshot, request, table.share);
  if (!chosen) return std::unexpected{std::move(chosen).error()};
  table.header = header_of(snapshot, request);
  const auto facts = facts_of_all(snapshot, request.today);
  const HotspotSource source{snapshot, facts, chosen->selected, {request.period, std::move(chosen->on_any_day)}};
  Result<void> added;
  switch (request.what) {
    case ExportWhat::issues:
      add_issue_rows(table, snapshot, chosen->selected, facts, request, work);
      break;
    case ExportWhat::measures:
      add_measure_rows(table, snapshot, chosen->selected, request, work);
      break;
    case ExportWhat::settlements:
      added = add_place_rows(table, source, shapes, AreaLevel::settlement, request);
      break;
    case ExportWhat::rural_districts:
      added = add_place_rows(table, source, shapes, AreaLevel::rural_district, request);
      break;
    case ExportWhat::districts:
      added = add_place_rows(table, source, shapes, AreaLevel::district, request);
      break;
    case ExportWhat::hotspots:
      added = add_hotspot_rows(table, source, shapes, request);
      break;
  }
  if (!added) return std::unexpected{std::move(added).error()};
  if (work.is_stopped()) return fail(ErrorCode::cancelled, "the export was stopped");
  std::ranges::stable_sort(table.rows, {}, &ExportRow::id);
  return table;
}

}  // namespace riskmap
