#include "layers/exchange/passport_grid.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "layers/core/number_text.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/exchange/import_places.h"

namespace riskmap {

namespace {
std::optional<double> bound(const Fields& fields, std::string_view name) {
  const auto value = field(fields, name);
  if (is_none(value)) return std::nullopt;
  return real_of(value);
}

std::vector<PassportColumn> columns_of_passport(const RegisterSnapshot& snapshot) {
  std::vector<PassportColumn> columns;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::indicator) continue;
    const auto text = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
    columns.push_back({text("code"),
                       {text("kk"), text("ru"), text("en")},
                       text("unit"),
                       bound(record.fields, "min_bound"),
                       bound(record.fields, "max_bound"),
                       {}});
  }
  return columns;
}

EnteredFigure figure_of(const StoredRecord& record, Date as_of) {
  return {real_of(field(record.fields, "value")), as_of, record.uuid, text_of(field(record.fields, "source")),
          record.version};
}

// As the table lies: settlements by the names of their rural district and their own, in the order of the alphabet.
void sort_places(std::vector<Row>& places, const RegisterSnapshot& snapshot, Language language) {
  const Collator collator;
  const auto key = [&](Row row) {
    const auto& settlement = snapshot.settlements[row];
    const Row area = snapshot.find_area(settlement.rural_district, AreaLevel::rural_district);
    const auto district = area == no_row ? std::string{} : snapshot.areas[area].names.in(language);
    return std::pair{collator.key(district), collator.key(settlement.names.in(language))};
  };
  std::ranges::sort(places, {}, key);
}

// Of one column: what its figures of the day share.
void fill_source(PassportGrid& grid, std::size_t column) {
  auto& source = grid.columns[column].source;
  bool is_first = true;
  for (std::size_t row = 0; row < grid.places.size(); ++row) {
    const auto& figure = grid.of_day[grid.index({row, column})];
    if (!figure) continue;
    if (!is_first && figure->source != source) return source.clear();
    source = figure->source, is_first = false;
  }
}

struct Figures {
  std::optional<EnteredFigure> of_day, earlier;
};

// By settlement and column.
using FiguresOfPlaces = std::map<std::pair<Row, std::size_t>, Figures>;

FiguresOfPlaces figures_about(const RegisterSnapshot& snapshot, const std::vector<PassportColumn>& columns, Date day) {
  std::unordered_map<std::string, std::size_t> column_of;
  for (std::size_t column = 0; column < columns.size(); ++column) column_of.emplace(columns[column].indicator, column);
  FiguresOfPlaces figures;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::indicator_value) continue;
    const auto column = column_of.find(text_of(field(record.fields, "indicator")));
    const Row place = snapshot.find_settlement(text_of(field(record.fields, "settlement")));
    const auto as_of = parse_iso_date(text_of(field(record.fields, "as_of")));
    if (column == column_of.end() || place == no_row || !as_of || *as_of > day) continue;
    auto& known = figures[{place, column->second}];
    if (*as_of == day)
      known.of_day = figure_of(record, *as_of);
    else if (!known.earlier || known.earlier->as_of < *as_of)
      known.earlier = figure_of(record, *as_of);
  }
  return figures;
}
}  // namespace

PassportGrid passport_grid(const RegisterSnapshot& snapshot, Date day, Language language) {
  PassportGrid grid{day, {}, columns_of_passport(snapshot), {}, {}};
  const auto figures = figures_about(snapshot, grid.columns, day);
  const auto has_figure = [&](Row place) {
    return std::ranges::any_of(
        figures, [place](const auto& known) { return known.first.first == place && known.second.of_day; });
  };
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (settlement.id && (settlement.status != "ABOLISHED" || has_figure(row))) grid.places.push_back(row);
  }
  sort_places(grid.places, snapshot, language);
  grid.of_day.resize(grid.places.size() * grid.columns.size());
  grid.earlier.resize(grid.of_day.size());
  for (std::size_t row = 0; row < grid.places.size(); ++row)
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const auto known = figures.find({grid.places[row], column});
      if (known == figures.end()) continue;
      grid.of_day[grid.index({row, column})] = known->second.of_day;
      grid.earlier[grid.index({row, column})] = known->second.earlier;
    }
  for (std::size_t column = 0; column < grid.columns.size(); ++column) fill_source(grid, column);
  return grid;
}

std::string passport_key(const RegisterSnapshot& snapshot, const PassportGrid& grid, PassportCell cell) {
  return snapshot.settlements[grid.places[cell.row]].uuid + "/" + grid.columns[cell.column].indicator;
}

FigureFlaw flaw_of(const PassportColumn& column, std::string_view typed) {
  if (trimmed(typed).empty()) return FigureFlaw::none;
  const auto value = number_from(typed);
  if (!value) return FigureFlaw::no_number;
  if (*value < 0 && column.least.value_or(0) >= 0) return FigureFlaw::negative;
  if (column.unit == "%" && *value > 100) return FigureFlaw::more_than_all;
  const bool is_outside = (column.least && *value < *column.least) || (column.most && *value > *column.most);
  return is_outside ? FigureFlaw::unusual : FigureFlaw::none;
}

namespace {
using Block = std::vector<std::vector<std::string>>;

Block cells_of(std::string_view copied) {
  Block block;
  for (auto& line : split(copied, '\n')) {
    if (line.ends_with('\r')) line.pop_back();
    auto cells = split(line, '\t');
    for (auto& cell : cells) cell = trimmed(cell);
    block.push_back(std::move(cells));
  }
  while (!block.empty() && std::ranges::all_of(block.back(), &std::string::empty)) block.pop_back();
  return block;
}

bool is_words(const std::string& cell) {
  return !cell.empty() && !number_from(cell);
}

// A name without its unit, as it is compared.
std::string bare_name(std::string_view name) {
  std::string key;
  for (const auto& word : folded_words(fold(name))) key += (key.empty() ? "" : " ") + word;
  return key;
}

std::optional<std::size_t> column_named(const PassportGrid& grid, const std::string& text) {
  const auto key = bare_name(text);
  std::optional<std::size_t> found;
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    const auto& one = grid.columns[column];
    const bool is_it = text == one.indicator || key == bare_name(one.names.kk) || key == bare_name(one.names.ru) ||
                       key == bare_name(one.names.en);
    if (!is_it) continue;
    if (found) return std::nullopt;
    found = column;
  }
  return found;
}

// Where the lines and the columns of a block lie; nothing where the register has no such name.
struct Places {
  std::vector<std::optional<std::size_t>> rows, columns;
  std::size_t first_row = 0, first_column = 0;  // of the block's figures
};

void lay_by_names(Places& places, const RegisterSnapshot& snapshot, const PassportGrid& grid, const Block& block,
                  std::vector<std::string>& unknown) {
  PlaceFinder finder{snapshot};
  for (std::size_t line = places.first_row; line < block.size(); ++line) {
    const auto& name = block[line].front();
    if (name.empty()) continue;
    const auto& answer = finder.find({{}, name, {}});
    const bool is_sure = !answer.finding || *answer.finding == Finding::former_name;
    const auto found =
        is_sure ? std::ranges::find(grid.places, answer.settlement) : grid.places.end();  // a guess is none
    if (found == grid.places.end())
      unknown.push_back(name);
    else
      places.rows[line] = static_cast<std::size_t>(found - grid.places.begin());
  }
}

void lay_by_header(Places& places, const PassportGrid& grid, const std::vector<std::string>& header,
                   std::vector<std::string>& unknown) {
  for (std::size_t cell = places.first_column; cell < header.size(); ++cell) {
    if (header[cell].empty()) continue;
    places.columns[cell] = column_named(grid, header[cell]);
    if (!places.columns[cell]) unknown.push_back(header[cell]);
  }
}

// The places of a block's figures: by its own names, else onwards from a cell.
Places lay(const RegisterSnapshot& snapshot, const PassportGrid& grid, PassportCell at, const Block& block,
           std::vector<std::string>& unknown) {
  Places places;
  std::size_t widest = 0;
  for (const auto& cells : block) widest = std::max(widest, cells.size());
  places.rows.resize(block.size());
  places.columns.resize(widest);
  const bool has_names = widest > 1 && std::ranges::any_of(block.begin() + (block.size() > 1 ? 1 : 0), block.end(),
                                                           [](const auto& cells) { return is_words(cells.front()); });
  places.first_column = has_names ? 1 : 0;
  const auto& top = block.front();
  const bool has_header =
      block.size() > 1 && top.size() > places.first_column &&
      std::ranges::any_of(top.begin() + static_cast<std::ptrdiff_t>(places.first_column), top.end(),
                          [&grid](const auto& cell) { return column_named(grid, cell).has_value(); });
  places.first_row = has_header ? 1 : 0;
  if (has_names)
    lay_by_names(places, snapshot, grid, block, unknown);
  else
    for (std::size_t line = places.first_row; line < block.size(); ++line)
      places.rows[line] = at.row + line - places.first_row;
  if (has_header)
    lay_by_header(places, grid, top, unknown);
  else
    for (std::size_t cell = places.first_column; cell < widest; ++cell)
      places.columns[cell] = at.column + cell - places.first_column;
  return places;
}
}  // namespace

PastedFigures paste_figures(const RegisterSnapshot& snapshot, const PassportGrid& grid, PassportCell at,
                            std::string_view block) {
  PastedFigures pasted;
  const auto cells = cells_of(block);
  if (cells.empty()) return pasted;
  const auto places = lay(snapshot, grid, at, cells, pasted.unknown);
  for (std::size_t line = places.first_row; line < cells.size(); ++line)
    for (std::size_t cell = places.first_column; cell < cells[line].size(); ++cell) {
      const auto row = places.rows[line], column = places.columns[cell];
      if (cells[line][cell].empty() || !row || !column) continue;  // an empty cell says nothing
      if (*row >= grid.places.size() || *column >= grid.columns.size())
        ++pasted.beyond;
      else
        pasted.cells.push_back({PassportCell{*row, *column}, cells[line][cell]});
    }
  return pasted;
}

bool is_block(std::string_view copied) {
  const auto end = copied.find_last_not_of("\r\n");
  return end != copied.npos && copied.substr(0, end + 1).find_first_of("\t\n") != copied.npos;
}

namespace {
Change change_of(ChangeKind kind, std::string uuid, std::int64_t version, Fields after) {
  return {.kind = kind,
          .entity = Entity::indicator_value,
          .uuid = std::move(uuid),
          .version = version,
          .before = {},
          .after = std::move(after)};
}

// One cell: typed anew, emptied, or only said to be from elsewhere.
std::optional<Change> cell_change(const std::optional<EnteredFigure>& figure, const Value& typed,
                                  const std::optional<std::string>& source) {
  const auto text = is_none(typed) ? std::nullopt : std::optional{trimmed(text_of(typed))};
  if (figure && text && text->empty()) return change_of(ChangeKind::remove, figure->uuid, figure->version, {});
  Fields after;
  if (text)
    if (const auto value = number_from(*text); value && (!figure || *value != figure->value))
      after.emplace("value", Value{*value});
  if (!figure)
    return after.empty() ? std::nullopt : std::optional{change_of(ChangeKind::add, new_uuid(), 0, std::move(after))};
  if (source && *source != figure->source) after.emplace("source", source->empty() ? Value{} : Value{*source});
  if (after.empty()) return std::nullopt;
  return change_of(ChangeKind::set, figure->uuid, figure->version, std::move(after));
}
}  // namespace

std::vector<Change> passport_changes(const RegisterSnapshot& snapshot, const PassportGrid& grid, const Fields& typed,
                                     const Fields& sources) {
  std::vector<Change> changes;
  for (std::size_t row = 0; row < grid.places.size(); ++row)
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const auto& indicator = grid.columns[column];
      const auto said = field(sources, indicator.indicator);
      const auto source = is_none(said) ? std::nullopt : std::optional{trimmed(text_of(said))};
      auto change = cell_change(grid.of_day[grid.index({row, column})],
                                field(typed, passport_key(snapshot, grid, {row, column})), source);
      if (!change) continue;
      if (change->kind == ChangeKind::add) {
        change->after.emplace("settlement", Value{snapshot.settlements[grid.places[row]].uuid});
        change->after.emplace("indicator", Value{indicator.indicator});
        change->after.emplace("as_of", Value{iso_date(grid.day)});
        const auto from = source.value_or(indicator.source);
        if (!from.empty()) change->after.emplace("source", Value{from});
      }
      changes.push_back(*std::move(change));
    }
  return changes;
}

}  // namespace riskmap
