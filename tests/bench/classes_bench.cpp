// Times the exact natural breaks of 100 000 values into 7 classes beside R's classInt, where it is there (half a
// minute), and holds ours to be as good.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "figures.h"
#include "layers/analysis/classify.h"

namespace riskmap::bench {
namespace {

constexpr int count = 100'000;

struct Peer {
  double ms = 0, squares = 0;  // ms 0 = R has no classInt
};

Peer classint() {
  const auto command =
      "Rscript " + std::string{RISKMAP_BENCH_FOLDER} + "/classint_times.R " + std::to_string(count) + " 2>/dev/null";
  Peer peer;
  if (FILE* const answer = popen(command.c_str(), "r")) {
    double seconds = 0, squares = 0;
    if (std::fscanf(answer, "%lf %lf", &seconds, &squares) == 2) peer = {seconds * 1000, squares};
    pclose(answer);
  }
  return peer;
}

void measure() {
  std::vector<double> values;
  for (std::int64_t i = 1; i <= count; ++i)
    values.push_back(std::exp(static_cast<double>(i * 7919 % 100'003) / 20'000));
  Classes classes;
  const auto ours = median_cost(5, [&] { classes = classify(values, Scheme::fisher, 7); });
  const auto peer = classint();
  print_row("natural breaks, exact: 100 000 values, 7 classes", ours, peer.ms);
  if (peer.ms == 0 || classes.ssd <= peer.squares * (1 + 1e-9)) return;
  fmt::print("our squares {} are more than classInt's {}\n", classes.ssd, peer.squares);
  std::exit(1);
}

}  // namespace
}  // namespace riskmap::bench

int main() {
  riskmap::bench::print_load();
  riskmap::bench::print_head();
  riskmap::bench::measure();
  return 0;
}
