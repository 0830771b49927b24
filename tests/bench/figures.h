// What every benchmark prints: name, ours in ms, the peer's in ms, peer over ours, and our processor time.
#pragma once
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace riskmap::bench {

struct Cost {
  double wall_ms = 0, cpu_ms = 0;  // cpu: of the whole process, which a busy machine disturbs least
};

// What the same work took time after time.
class Costs {
 public:
  template <typename Work>
  void add(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t busy = std::clock();
    work();
    cpu_.push_back(static_cast<double>(std::clock() - busy) * 1000 / CLOCKS_PER_SEC);
    wall_.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  // Medians of both.
  [[nodiscard]] Cost median() {
    std::ranges::sort(wall_);
    std::ranges::sort(cpu_);
    return {wall_[wall_.size() / 2], cpu_[cpu_.size() / 2]};
  }

 private:
  std::vector<double> wall_, cpu_;
};

template <typename Work>
Cost median_cost(int times, Work&& work) {
  Costs costs;
  for (int i = 0; i < times; ++i) costs.add(work);
  return costs.median();
}

// Of two works that take turns.
template <typename First, typename Second>
std::pair<Cost, Cost> median_costs(int times, First&& first, Second&& second) {
  Costs of_first, of_second;
  for (int i = 0; i < times; ++i) of_first.add(first), of_second.add(second);
  return {of_first.median(), of_second.median()};
}

inline void print_head() {
  fmt::print("{:<50} {:>10} {:>10} {:>8} {:>10}\n", "name", "ours ms", "peer ms", "ratio", "cpu ms");
}

// peer_ms 0 = not measured.
inline void print_row(const std::string& name, Cost ours, double peer_ms) {
  const std::string peer = peer_ms > 0 ? fmt::format("{:.1f}", peer_ms) : "-";
  const std::string ratio = peer_ms > 0 ? fmt::format("{:.1f}", peer_ms / ours.wall_ms) : "-";
  fmt::print("{:<50} {:>10.2f} {:>10} {:>8} {:>10.2f}\n", name, ours.wall_ms, peer, ratio, ours.cpu_ms);
  std::fflush(stdout);
}

inline void print_load() {
  std::ifstream load{"/proc/loadavg"};
  std::string minute;
  if (load >> minute) fmt::print("load average {}\n", minute);
}

}  // namespace riskmap::bench
