// How often the spatial scan cries wolf on maps without clusters, and how often it finds planted ones, where places
// differ by a coefficient of variation of 0, 0.3 and 0.5: with its own null, and as a plain Poisson scan would answer.
// scan_maps [MAPS] [DEALS] [DISTRICT]: the villages of data/tolebi and made-up districts. Status 1 where the scan cries
// wolf more or less often than it may.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "layers/analysis/dice.h"
#include "layers/analysis/spatial_scan.h"
#include "layers/core/csv.h"

namespace riskmap {
namespace {

struct District {
  std::string name;
  Places places;
  std::vector<double> people;
  int cases = 0;
};

District sample_district(std::string name, int cases) {
  const std::string folder = RISKMAP_SOURCE_DIR "/data/tolebi/";
  std::map<std::string, double, std::less<>> people;
  const auto figures = read_csv_file(folder + "indicator_values.csv");
  for (const auto& record : figures->records)
    if (record.cells[1] == "population") people[record.cells[0]] = std::stod(record.cells[3]);
  District district{std::move(name), {}, {}, cases};
  const auto settlements = read_csv_file(folder + "settlements.csv");
  for (const auto& record : settlements->records) {
    district.places.y.push_back(std::stod(record.cells[*settlements->find_column("lat")]));
    district.places.x.push_back(std::stod(record.cells[*settlements->find_column("lon")]));
    district.people.push_back(people.at(record.cells[0]));
  }
  return district;
}

// `spread`: of the logarithm of how many people live there.
District made_district(std::string name, std::size_t count, double spread, int cases) {
  District district{std::move(name), {}, {}, cases};
  Dice dice{count, 17};
  district.places.is_planar = true;
  for (std::size_t i = 0; i < count; ++i) {
    district.places.x.push_back(dice.share()), district.places.y.push_back(dice.share());
    double normal = -6;
    for (int n = 0; n < 12; ++n) normal += dice.share();
    district.people.push_back(std::round(1000 * std::exp(spread * normal)));
  }
  return district;
}

// Rates times factors of that variation, gamma or lognormal; `raised` places times `risk`.
struct Truth {
  double variation = 0, risk = 1;
  std::vector<std::size_t> raised{};
  bool is_lognormal = false;
};

double factor(const Truth& truth, Dice& dice) {
  if (truth.variation == 0) return 1;
  const double variance = truth.variation * truth.variation;
  return truth.is_lognormal ? dice.factor(variance) : dice.gamma(1 / variance) * variance;
}

std::vector<double> cases_of(const District& district, const Truth& truth, Dice& dice) {
  auto shares = district.people;
  double all = 0, before = 0;
  for (auto& share : shares) share *= factor(truth, dice);
  for (const auto place : truth.raised) shares[place] *= truth.risk;
  for (const double share : shares) all += share;
  std::vector<double> counts;
  auto left = static_cast<std::int64_t>(district.cases);
  for (const double share : shares) {
    const auto count = dice.successes(left, std::min(1.0, share / (all - before)));
    before += share, left -= count;
    counts.push_back(static_cast<double>(count));
  }
  return counts;
}

struct Answers {
  int dispersed = 0, poisson = 0, rejected = 0, hits = 0;
  double variance = 0;
};

Answers answers_for(const District& district, const Truth& truth, int maps, std::size_t deals) {
  const auto windows = *ScanWindows::around(district.places, district.people);
  Answers answers;
  for (int map = 0; map < maps; ++map) {
    Dice dice{static_cast<std::uint64_t>(1000 * truth.variation + 7), static_cast<std::uint64_t>(map)};
    const auto counts = cases_of(district, truth, dice);
    const ScanSubject subject{counts, district.people, district.places, windows};
    const ScanOptions options{.deals = deals, .seed = static_cast<std::uint64_t>(map) + 1};
    const auto poisson = *scan_under(ScanNull::poisson, subject, options);
    const auto dispersed = *scan_under(null_for(poisson), subject, options);
    const auto claims = [](const ScanRun& run) { return !run.clusters.empty() && run.clusters.front().p <= 0.05; };
    answers.dispersed += claims(dispersed) ? 1 : 0;
    answers.poisson += claims(poisson) ? 1 : 0;
    answers.rejected += poisson.dispersion.p <= 0.05 ? 1 : 0;
    answers.variance += dispersed.dispersion.variance / maps;
    if (claims(dispersed) && !truth.raised.empty())
      answers.hits += std::ranges::any_of(dispersed.clusters.front().rows, [&](std::size_t row) {
        return std::ranges::find(truth.raised, row) != truth.raised.end();
      });
  }
  return answers;
}

// Of the villages 0.05 ± 0.01; of fewer, or other, places so often at most: cases so few take few values.
bool is_as_promised(const District& district, int claims, int maps) {
  const double share = static_cast<double>(claims) / maps;
  return share <= 0.06 && (share >= 0.04 || !district.name.starts_with("sample"));
}

void print_row(const District& district, const std::string& truth, const Answers& answers, int maps) {
  const auto share = [maps](int count) { return static_cast<double>(count) / maps; };
  fmt::print("{:<26} {:<24} {:>9.3f} {:>9.3f} {:>9.3f} {:>9.3f} {:>9.3f}\n", district.name, truth,
             share(answers.dispersed), share(answers.poisson), share(answers.rejected), share(answers.hits),
             std::sqrt(answers.variance));
  std::fflush(stdout);
}

// The place and its nearest few.
std::vector<std::size_t> around(const District& district, std::size_t centre, std::size_t count) {
  std::vector<std::size_t> rows(district.people.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  std::ranges::sort(rows, {}, [&](std::size_t row) { return district.places.distance(centre, row); });
  rows.resize(count);
  return rows;
}

// How many kinds of maps without a cluster are not as promised.
int simulate(const District& district, int maps, std::size_t deals) {
  int broken = 0;
  const auto without = [&](const std::string& truth, const Truth& made) {
    const auto answers = answers_for(district, made, maps, deals);
    print_row(district, "no cluster, " + truth, answers, maps);
    broken += is_as_promised(district, answers.dispersed, maps) ? 0 : 1;
  };
  for (const double variation : {0.0, 0.3, 0.5})
    without(fmt::format("CV {}", variation), {.variation = variation, .is_lognormal = true});
  without("gamma, CV 0.5", {.variation = 0.5});
  const int fewer = std::max(1, maps / 5);
  for (const double variation : {0.0, 0.3, 0.5})
    for (const double risk : {2.0, 3.0})
      print_row(
          district, fmt::format("six places x{}, CV {}", risk, variation),
          answers_for(district,
                      {.variation = variation, .risk = risk, .raised = around(district, 3, 6), .is_lognormal = true},
                      fewer, deals),
          fewer);
  return broken;
}
}  // namespace
}  // namespace riskmap

int main(int argc, char** argv) {
  using namespace riskmap;
  const int maps = argc > 1 ? std::atoi(argv[1]) : 5000;
  const auto deals = static_cast<std::size_t>(argc > 2 ? std::atoi(argv[2]) : 199);
  const std::string wanted = argc > 3 ? argv[3] : "";
  fmt::print("{:<26} {:<24} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "district", "truth", "found", "Poisson", "dispersed",
             "hits", "CV fitted");
  const std::vector<District> districts{
      sample_district("sample, 155 cases", 155), sample_district("sample, 600 cases", 600),
      made_district("equal 55, 300 cases", 55, 0, 300), made_district("hundred, 1000 cases", 100, 0.8, 1000),
      made_district("twelve, 150 cases", 12, 0.5, 150)};
  int broken = 0;
  for (const auto& district : districts)
    if (district.name.starts_with(wanted)) broken += simulate(district, maps, deals);
  if (broken > 0) fmt::print("{} kinds of maps without a cluster have another share than promised\n", broken);
  return broken > 0 ? 1 : 0;
}
