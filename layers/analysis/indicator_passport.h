// The fields of a register's passport as indicators, one each.
#pragma once
#include <string>
#include <vector>

#include "layers/analysis/indicator.h"

namespace riskmap {

// "passport_CODE" for every field but the population, which is an indicator of its own.
std::vector<Indicator> passport_indicators(const RegisterSnapshot& snapshot);

// How an area's value comes from its settlements, in the current language.
std::string mean_of_settlements();

// A figure of the passport as a person reads it, with its unit: "12,4 %", "126 families".
std::string format_figure(const PassportField& field, double value);

}  // namespace riskmap
