#include "layers/analysis/weights_choice.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "layers/analysis/nearest.h"

namespace riskmap {

namespace {
constexpr std::string_view symmetric = ":sym";

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::unexpected<Error> not_a_choice(std::string_view text) {
  return fail(ErrorCode::usage, "queen, rook, knn:K, knn:K:sym, distance:KM or file:NAME", {}, std::string{text});
}
}  // namespace

Result<WeightsChoice> weights_choice_from(std::string_view text) {
  const auto colon = text.find(':');
  const auto word = text.substr(0, colon), rest = colon == text.npos ? std::string_view{} : text.substr(colon + 1);
  if (text == "queen") return WeightsChoice{.kind = WeightsKind::queen};
  if (text == "rook") return WeightsChoice{.kind = WeightsKind::rook};
  if (word == "file" && !rest.empty()) return WeightsChoice{.kind = WeightsKind::file, .file = std::string{rest}};
  if (word == "knn") {
    const bool is_both_ways = rest.ends_with(symmetric);
    const auto count = number_in<std::size_t>(is_both_ways ? rest.substr(0, rest.size() - symmetric.size()) : rest);
    constexpr std::size_t most = 1000;
    if (!count || *count < 1 || *count > most) return not_a_choice(text);
    return WeightsChoice{.kind = WeightsKind::nearest, .is_both_ways = is_both_ways, .count = *count};
  }
  if (word == "distance") {
    const auto distance = number_in<double>(rest);
    if (!distance || !std::isfinite(*distance) || *distance <= 0) return not_a_choice(text);
    return WeightsChoice{.kind = WeightsKind::distance, .distance = *distance};
  }
  return not_a_choice(text);
}

std::string text_of(const WeightsChoice& choice) {
  switch (choice.kind) {
    case WeightsKind::queen:
      return "queen";
    case WeightsKind::rook:
      return "rook";
    case WeightsKind::nearest:
      return fmt::format("knn:{}{}", choice.count, choice.is_both_ways ? symmetric : std::string_view{});
    case WeightsKind::distance:
      return fmt::format("distance:{}", choice.distance);
    case WeightsKind::file:
      break;
  }
  return "file:" + choice.file.string();
}

Result<Neighbours> both_ways(const Neighbours& neighbours) {
  auto found = mutual(neighbours);
  if (found.links.size() >= most_links) return fail(ErrorCode::too_large, "more links than fit into memory");
  return found;
}

Result<Contiguity> find_neighbours(const WeightsSource& source, const WeightsChoice& choice,
                                   const WeightsOptions& options) {
  if (choice.kind == WeightsKind::queen || choice.kind == WeightsKind::rook)
    return find_contiguity(*source.areas,
                           {.rule = choice.kind == WeightsKind::queen ? ContiguityRule::queen : ContiguityRule::rook,
                            .tolerance = options.tolerance,
                            .is_planar = options.is_planar});
  constexpr double metres = 1000;
  const double reach = choice.distance * (source.places->is_planar ? 1 : metres);
  auto neighbours = choice.kind == WeightsKind::file       ? read_weights_file(choice.file, *source.names)
                    : choice.kind == WeightsKind::distance ? neighbours_within(*source.places, reach)
                                                           : nearest_neighbours(*source.places, choice.count);
  if (neighbours && choice.is_both_ways) neighbours = both_ways(*neighbours);
  if (!neighbours) return std::unexpected{std::move(neighbours).error()};
  Contiguity found;
  found.neighbours = std::move(*neighbours);
  return found;
}

}  // namespace riskmap
