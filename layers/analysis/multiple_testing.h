// Levels of significance for many tests at once: p values as if each stood alone (R's p.adjust).
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace riskmap {

// bh: Benjamini-Hochberg, step-up; by: Benjamini-Yekutieli, for any dependence.
enum class Correction { none, bh, by, holm, bonferroni };

std::string_view name_of(Correction correction);
std::optional<Correction> correction_named(std::string_view name);

// NaN stays NaN and is no member of the family.
std::vector<double> adjusted_p(std::span<const double> p, Correction correction);

}  // namespace riskmap
