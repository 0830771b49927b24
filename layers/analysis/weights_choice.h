// How neighbours are found, as it is written on the command line and in saved views: "queen", "knn:6", "knn:6:sym",
// "distance:15".
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "layers/analysis/contiguity.h"
#include "layers/analysis/place_distance.h"
#include "layers/analysis/weights_file.h"

namespace riskmap {

enum class WeightsKind { queen, rook, nearest, distance, file };

struct WeightsChoice {
  WeightsKind kind = WeightsKind::queen;
  bool is_both_ways = false;     // nearest: whoever counts a place is counted by it
  std::size_t count = 0;         // nearest
  double distance = 0;           // kilometres, or the layer's units when planar
  std::filesystem::path file{};  // .gal, .gwt, .csv
};

// queen, rook, knn:K, knn:K:sym, distance:KM, file:NAME. Error: usage.
Result<WeightsChoice> weights_choice_from(std::string_view text);
std::string text_of(const WeightsChoice& choice);

struct WeightsOptions {
  std::optional<double> tolerance{};  // of contiguity (contiguity.h)
  bool is_planar = false;
};

// What neighbours are found from: rows of areas and of places, one for one.
struct WeightsSource {
  const FeatureTable* areas = nullptr;
  const Places* places = nullptr;
  const RowNames* names = nullptr;
};

// Every link both ways. Error: too_large.
Result<Neighbours> both_ways(const Neighbours& neighbours);

// Contiguity says more than neighbours; otherwise only those are filled.
Result<Contiguity> find_neighbours(const WeightsSource& source, const WeightsChoice& choice,
                                   const WeightsOptions& options);

}  // namespace riskmap
