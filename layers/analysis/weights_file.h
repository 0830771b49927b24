// Neighbours as files: GAL and GWT as GeoDa, spdep and PySAL write them, and our own CSV (id,count,neighbours).
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/weights.h"
#include "layers/core/result.h"

namespace riskmap {

enum class WeightsFormat { gal, gwt, csv };
// By the ending of the name.
std::optional<WeightsFormat> weights_format_of(const std::filesystem::path& file);

// What the rows of a layer are called in a file of neighbours.
struct RowNames {
  std::vector<std::string> ids{};  // of each row, unique: "1", "2", … or codes
  // The values of another field, when the layer has it: a GAL or GWT names the field its ids are from.
  std::function<std::optional<std::vector<std::string>>(std::string_view)> of_field{};
};

// The third column of a GWT is a distance and no weight of ours; a row that names itself is no neighbour of its own; a
// row that the file leaves out has none. Errors: not_found, access, too_large, format with the line (also for a row or
// a neighbour that stands twice and for a count that is another), code_unknown for an id that no row has.
Result<Neighbours> read_weights_file(const std::filesystem::path& file, const RowNames& names);

// `distance` is asked for GWT only.
void write_weights(std::ostream& out, WeightsFormat format, const Neighbours& neighbours,
                   const std::vector<std::string>& ids,
                   const std::function<double(std::size_t, std::size_t)>& distance);

}  // namespace riskmap
