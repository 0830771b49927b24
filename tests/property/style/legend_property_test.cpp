#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string_view>

#include "layers/style/legend.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Back from "1,234.5" as English writes it.
double number_in(std::string label) {
  std::erase(label, ',');
  if (label.starts_with("−")) label.replace(0, std::string_view{"−"}.size(), "-");
  return std::stod(label);
}

std::vector<double> random_values(std::mt19937& random) {
  std::vector<double> values(std::uniform_int_distribution<std::size_t>{1, 50}(random));
  const int kind = std::uniform_int_distribution{0, 2}(random);
  for (double& value : values) {
    const double unit = std::uniform_real_distribution{0.0, 1.0}(random);
    value = kind == 0 ? std::floor(unit * 30) : kind == 1 ? std::exp(unit * 14) : unit;
  }
  return values;
}
}  // namespace

TEST_CASE("the written ranges hold exactly the values of their classes") {
  set_language(Language::en);
  std::mt19937 random{53};
  Indicator indicator;
  indicator.kind = IndicatorKind::number;
  for (int round = 0; round < 800; ++round) {
    const auto values = random_values(random);
    const Scheme scheme = all_schemes()[static_cast<std::size_t>(round) % (all_schemes().size() - 1)];
    const auto classes = classify(values, scheme, std::uniform_int_distribution{1, 7}(random));
    const auto labels = break_labels(indicator, classes, values);
    CAPTURE(round);
    CAPTURE(name_of(scheme));
    REQUIRE(labels.size() == classes.breaks.size());
    for (const double value : values) {
      const auto found = static_cast<std::size_t>(classes.class_of(value));
      const double low = number_in(labels[found]), high = number_in(labels[found + 1]);
      CHECK((found == 0 ? value >= low - 1e-9 : value > low - 1e-9));
      CHECK(value <= high * (1 + 1e-9) + 1e-9);
    }
  }
}

}  // namespace riskmap
