// Collected in memory, written once at the end: measuring must not cost what it measures.
#include "viewer/app/trace.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace riskmap {
namespace {

// When the kernel started the process, so that loading the program counts too: field 22 of /proc/self/stat is in clock
// ticks since boot.
double ms_before_main() {
  std::ifstream stat{"/proc/self/stat"}, uptime{"/proc/uptime"};
  std::string text{std::istreambuf_iterator<char>{stat}, {}};
  double up_seconds = 0;
  uptime >> up_seconds;
  const std::size_t after_name = text.rfind(')');
  if (after_name == std::string::npos || !(up_seconds > 0)) return 0;
  std::istringstream fields{text.substr(after_name + 2)};
  std::string field;
  for (int i = 3; i <= 22; ++i) fields >> field;
  const double started = std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
  return std::max(0.0, (up_seconds - started) * 1000);
}

double rounded(double ms) {
  return std::round(ms * 1000) / 1000;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

nlohmann::json json_of(const FrameRecord& f) {
  return {{"at_ms", rounded(f.at_ms)},
          {"ui_ms", rounded(f.ui_ms)},
          {"ui_paint_ms", rounded(f.ui_paint_ms)},
          {"map_ms", rounded(f.map_ms)},
          {"compose_ms", rounded(f.compose_ms)},
          {"present_ms", rounded(f.present_ms)},
          {"ui", f.has_ui},
          {"map", f.has_map},
          {"presented", f.is_presented},
          {"input", f.input_events},
          {"ui_painted_share", rounded(f.ui_painted_share)}};
}

}  // namespace

Trace::Trace()
    : start_(Clock::now() -
             std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::milli>{ms_before_main()})) {
}

double Trace::now_ms() const {
  return std::chrono::duration<double, std::milli>{Clock::now() - start_}.count();
}

void Trace::phase(std::string_view name) {
  phases_.push_back({std::string{name}, now_ms()});
}

void Trace::frame(const FrameRecord& record) {
  frames_.push_back(record);
}

std::string Trace::json() const {
  nlohmann::json phases = nlohmann::json::array(), frames = nlohmann::json::array();
  for (const Phase& phase : phases_) phases.push_back({{"name", phase.name}, {"at_ms", rounded(phase.at_ms)}});
  std::vector<double> totals;
  for (const FrameRecord& record : frames_) {
    frames.push_back(json_of(record));
    if (record.is_presented) totals.push_back(record.total_ms());
  }
  const nlohmann::json summary{{"frames", frames_.size()},
                               {"presented", totals.size()},
                               {"p50_ms", rounded(quantile(totals, 0.5))},
                               {"p95_ms", rounded(quantile(totals, 0.95))}};
  return nlohmann::json{{"phases", phases}, {"frames", frames}, {"summary", summary}}.dump(1);
}

Result<void> Trace::write(const std::filesystem::path& file) const {
  std::ofstream stream{file};
  stream << json() << '\n';
  stream.close();
  if (!stream) return fail(ErrorCode::io, "the trace could not be written", file.string());
  return {};
}

}  // namespace riskmap
