// Where problems cluster beyond chance as export rows: every place of a level, also those of which nothing can be said.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "layers/analysis/finding_words.h"
#include "layers/analysis/join_words.h"
#include "layers/exchange/export_rows.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Sentences and the names of indicators are made in it.
class SpokenLanguage {
 public:
  explicit SpokenLanguage(Language wanted) : before_{language()} { set_language(wanted); }
  ~SpokenLanguage() { set_language(before_); }
  SpokenLanguage(const SpokenLanguage&) = delete;
  SpokenLanguage& operator=(const SpokenLanguage&) = delete;

 private:
  Language before_;
};

// Nine digits: as many as agree on every machine.
Value figure(double value) {
  if (!std::isfinite(value)) return {};
  const auto text = fmt::format("{:.9g}", value);
  double rounded = 0;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return Value{rounded};
}

// Problems are whole; means of other indicators are not.
Value seen_of(const RegisterHotspots& found, double seen) {
  if (!(found.counts_problems || found.question.yes_no) || !std::isfinite(seen)) return figure(seen);
  return Value{static_cast<std::int64_t>(std::llround(seen))};
}

void add_figures(Properties& row, const HotspotFinding& finding, const PlaceHotspot& place, const PlaceSummary& summary,
                 double value) {
  const auto& found = finding.found;
  const auto& statistic = place.statistic;
  // Those that were tested with it; those without data were not.
  const auto neighbours = finding.scan ? place.neighbours.size() : statistic.neighbours;
  row.emplace_back("value", number_of(found.question.indicator, value));
  row.emplace_back("people", summary.population ? Value{*summary.population} : Value{});
  row.emplace_back("neighbours", Value{static_cast<std::int64_t>(neighbours)});
  row.emplace_back("seen", seen_of(found, place.seen));
  row.emplace_back("expected", figure(place.expected));
  row.emplace_back("p", figure(statistic.p));
  row.emplace_back("p_adjusted", figure(statistic.p_adjusted));
  row.emplace_back("verdict", Value{std::string{name_of(statistic.verdict)}});
}

// What was asked and what holds for the whole level.
void describe(Properties& header, const HotspotFinding& finding) {
  const auto& [level, indicator, base, yes_no, request] = finding.found.question;
  header.emplace_back("level", Value{std::string{code_of(level)}});
  header.emplace_back("indicator", Value{indicator.id});
  header.emplace_back("base", base ? Value{base->id} : Value{});
  header.emplace_back("method", Value{std::string{name_of(request.method)}});
  if (yes_no) header.emplace_back("answer", Value{answer_looked_for(finding.found)});
  const bool has_neighbours = !finding.scan;  // a scan has one p for all its circles, too
  header.emplace_back("weights", has_neighbours ? Value{text_of(finding.ground.weights)} : Value{});
  header.emplace_back("correction", has_neighbours ? Value{std::string{name_of(request.correction)}} : Value{});
  header.emplace_back("alpha", Value{request.alpha});
  header.emplace_back("with_data", Value{static_cast<std::int64_t>(finding.found.with_data)});
  header.emplace_back("tested", Value{static_cast<std::int64_t>(finding.found.tested)});
  header.emplace_back("moran_statistic", figure(finding.found.global.statistic));
  header.emplace_back("moran_p", figure(finding.found.global.p));
  header.emplace_back("moran_p_dealt", figure(finding.found.dealt.p));
  const auto beside = [&](const std::string& name, const GlobalMoments& moments) {
    header.emplace_back(name + "_statistic", has_neighbours ? figure(moments.statistic) : Value{});
    header.emplace_back(name + "_p", has_neighbours ? figure(moments.p) : Value{});
  };
  beside("geary", finding.found.whole.geary), beside("general_g", finding.found.whole.general_g);
}
// What the figures do not hold: a reader who has only the file cannot know it otherwise.
void tell_left_out(ExportTable& table, const HotspotFinding& finding) {
  const auto& left_out = finding.scan ? finding.scan->left_out : finding.found.left_out;
  const auto number = [](std::size_t count) { return Value{static_cast<std::int64_t>(count)}; };
  table.header.emplace_back("problems_not_public", number(table.share.chosen - table.share.shown));
  table.header.emplace_back("problems_without_place", number(left_out.count()));
  std::string words = left_out_text(table.share);
  if (const auto outside = left_out_words(left_out); !outside.empty()) words += (words.empty() ? "" : ". ") + outside;
  table.header.emplace_back("left_out", words.empty() ? Value{} : Value{words});
}
}  // namespace

Result<void> add_hotspot_rows(ExportTable& table, const HotspotSource& source, const std::array<Features, 4>& shapes,
                              const ExportRequest& request) {
  const auto& [level, id, choice] = request.hotspots;
  const SpokenLanguage spoken{request.language};
  const auto indicator = find_indicator(source.snapshot, id);
  if (!indicator) return unknown_indicator(source.snapshot, id, "--indicator");
  const auto& level_shapes = shapes[static_cast<std::size_t>(level)];
  const auto finding = hotspots_by_choice(source, level, *indicator, choice, level_shapes);
  if (!finding) return std::unexpected{finding.error()};
  describe(table.header, *finding);
  tell_left_out(table, *finding);
  auto columns = IndicatorColumns::of(source.snapshot, request, level);
  if (!columns) return std::unexpected{std::move(columns).error()};
  const auto summaries = summarise(source.snapshot, level, source.selected, source.facts, source.counting);
  if (!request.indicators.empty()) columns->fill(summaries);
  const auto values = values_of(finding->found.question.indicator, summaries).values;
  table.shapes = level_shapes;
  for (const auto& place : finding->found.places) {
    auto row = place_row(source.snapshot, level_shapes, {level, place.row}, request);
    if (!row) continue;
    add_figures(row->properties, *finding, place, summaries[place.row], values[place.row]);
    if (!request.indicators.empty()) columns->add(place.row, row->properties);
    row->properties.emplace_back("sentence", Value{sentence_of(source.snapshot, *finding, place)});
    row->properties.emplace_back("as_of", as_of(request));
    table.has_shapes = table.has_shapes || row->shape.has_value();
    table.rows.push_back(std::move(*row));
  }
  return {};
}

}  // namespace riskmap
