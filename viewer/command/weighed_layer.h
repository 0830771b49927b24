// The rows that statistics of place are made for: a register's places or the features of a plain file, what they are
// called and who is whose neighbour.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/weighed_places.h"
#include "layers/model/place.h"
#include "viewer/command/selection_option.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace riskmap {

struct WeighedArguments {
  std::string file, layer, level, weights, tolerance;
};
// FILE, --layer, --level, --weights and --snap.
void add_weighed_options(CLI::App& options, WeighedArguments& arguments);

struct WeighedLayer {
  FeatureTable features{};  // a register's areas of the level, row by row; those without a shape have no parts
  Places places{};
  std::vector<std::string> ids{};          // of the rows: 1, 2, … in a plain file, codes in a register
  bool is_schematic = false;               // a register's borders of this level were derived from points
  std::optional<OpenedRegister> opened{};  // none = a plain file
  AreaLevel level = AreaLevel::settlement;
  std::vector<Row> place_rows{};       // of the snapshot, one for each row here
  std::vector<std::uint32_t> order{};  // of the rows by what they are (row_order.h): a shuffled file, the same answers
  Selected chosen{};                   // of a register: all, until keep_selected
};
// The files that are read for it: a result replaces none of them.
std::vector<std::filesystem::path> files_read(const WeighedArguments& arguments);
Result<WeighedLayer> open_weighed_layer(const WeighedArguments& arguments, const CommandContext& context);
// Of a register the problems that count, of a plain file the features there are; these keep their row numbers.
Said<void> keep_selected(WeighedLayer& layer, const SelectionText& selection, const CommandContext& context);

// Of a register's place, in the language of whoever asks; a plain file does not say which of its fields is a name.
std::optional<std::string> name_at(const WeighedLayer& layer, std::size_t row);

template <typename Is>
std::vector<std::size_t> rows_where(const std::vector<double>& values, Is is) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (is(values[row])) rows.push_back(row);
  return rows;
}
// What --weights asks for; without it queen for real borders, the nearest for points and schematic ones.
Result<WeightsChoice> chosen_weights(const WeighedArguments& arguments, const WeighedLayer& layer);

// Says on standard error how many links there are, who has none, what a tolerance added and which areas overlap.
Result<Contiguity> neighbours_for_command(const WeighedArguments& arguments, const WeighedLayer& layer,
                                          const CommandContext& context);

}  // namespace riskmap
