#include "viewer/command/describe_words.h"

#include <algorithm>
#include <span>

#include "layers/analysis/status_label.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Ids only: the functions below translate them.
struct Word {
  std::string_view json;
  const char* id;
};
constexpr Word members[] = {{"kind", "Kind"},
                            {"file", "File"},
                            {"driver", "Driver"},
                            {"layers", "Layers"},
                            {"name", "Name of the layer"},
                            {"geometry", "Kind of shapes"},
                            {"note", "Note"},
                            {"features", "Features"},
                            {"without_shape", "Without a shape"},
                            {"across_antimeridian", "Across the 180th meridian"},
                            {"vertices", "Vertices"},
                            {"crs", "Coordinate system"},
                            {"extent", "Extent"},
                            {"borders", "Borders"},
                            {"shared_share", "Share of their length that areas have in common"},
                            {"snap_m", "Vertices this near count as one, metres"},
                            {"moved_vertices", "Vertices moved by that"},
                            {"most_moved_m", "Moved by at most, metres"},
                            {"drawn_differently", "Drawn differently by the two areas they part"},
                            {"overlapping", "Of more than two areas, which overlap"},
                            {"fields", "Fields"},
                            {"remarks", "Remarks"},
                            {"first_remarks", "First remarks"},
                            {"row", "Row"},
                            {"what", "What is said"},
                            {"dropped", "Left out"},
                            {"error", "Error"},
                            {"detail", "Details"},
                            {"schema_version", "Version of the layout"},
                            {"read_only", "Read only"},
                            {"read_only_reason", "Why read only"},
                            {"integrity", "Soundness"},
                            {"today", "Today"},
                            {"settlements", "Settlements"},
                            {"areas", "Areas"},
                            {"district", "District"},
                            {"rural_district", "Rural districts"},
                            {"settlement", "Settlements"},
                            {"shapes", "Shapes"},
                            {"schematic", "Schematic"},
                            {"categories", "Categories"},
                            {"parties", "Organisations and people"},
                            {"issues", "Problems"},
                            {"issues_open", "Open problems"},
                            {"issues_by_status", "Problems by status"},
                            {"measures", "Measures"},
                            {"measures_without_problem", "Measures that belong to no problem"},
                            {"meta", "About the register"},
                            {"checkout", "A copy for a laptop"},
                            {"of", "Of the register"},
                            {"area", "Code of the place"},
                            {"since", "Since"},
                            {"with_applicants", "With the personal data of applicants"}};
constexpr Word words[] = {{"vector file", "map file"},
                          {"register", "register"},
                          {"points", "points"},
                          {"lines", "lines"},
                          {"polygons", "polygons"},
                          {"none", "none"},
                          {"integer", "whole number"},
                          {"real", "number"},
                          {"date", "date"},
                          {"text", "text"},
                          {"ok", "sound"},
                          {"unknown", "unknown"}};

std::string label_in(std::span<const Word> list, std::string_view json) {
  const auto found = std::ranges::find(list, json, &Word::json);
  return found == list.end() ? std::string{json} : tr(found->id);
}
}  // namespace

std::string member_label(std::string_view member) {
  if (const auto status = status_of(member)) return status_label(*status);
  return label_in(members, member);
}

std::string word_label(std::string_view word) {
  return label_in(words, word);
}

}  // namespace riskmap
