// A thread looks at the share, so that the working ones never wait for a terminal.
#include "viewer/command/told_progress.h"

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
using std::chrono::milliseconds;

std::string span_words(double seconds) {
  constexpr double long_span = 90;
  if (seconds >= long_span) return trn("{n} minute", "{n} minutes", static_cast<std::int64_t>(std::ceil(seconds / 60)));
  const auto tens = static_cast<std::int64_t>(10 * std::ceil(seconds / 10));  // nobody knows it better
  return trn("{n} second", "{n} seconds", tens);
}
}  // namespace

std::optional<std::string> ProgressLines::line_at(milliseconds passed, double share) {
  constexpr milliseconds on_terminal{500}, elsewhere{30'000};
  if (passed < next_) return std::nullopt;
  next_ = passed + (is_terminal_ ? on_terminal : elsewhere);
  const auto done = format_percent(std::floor(100 * share) / 100);
  if (share <= 0) return fill(tr("{what}: {share} done."), {{"what", what_}, {"share", done}});
  const double left = static_cast<double>(passed.count()) / 1000 * (1 - share) / share;
  return fill(tr("{what}: {share} done, about {time} left."),
              {{"what", what_}, {"share", done}, {"time", span_words(left)}});
}

struct ToldProgress::State {
  State(std::string what, bool is_on_terminal) : lines{std::move(what), is_on_terminal}, is_terminal{is_on_terminal} {}

  void run(const std::stop_token& over) {
    constexpr milliseconds looks_apart{100};
    const auto start = std::chrono::steady_clock::now();
    std::unique_lock lock{mutex};
    while (!over.stop_requested()) {
      awake.wait_for(lock, over, looks_apart, [] { return false; });
      const auto passed = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
      const auto line = over.stop_requested() ? std::nullopt : lines.line_at(passed, share);
      if (line) say(*line);
    }
    if (is_terminal && has_spoken) put("\r\x1B[K");
  }
  void say(const std::string& line) {
    put(is_terminal ? "\r" + line + "\x1B[K" : line + "\n");
    has_spoken = true;
  }
  static void put(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
  }

  ProgressLines lines;
  bool is_terminal, has_spoken = false;
  std::atomic<double> share = 0;
  std::mutex mutex{};
  std::condition_variable_any awake{};
  std::jthread telling{};
};

ToldProgress::ToldProgress(std::string what)
    : state_{std::make_unique<State>(std::move(what), isatty(STDERR_FILENO) == 1)} {
  state_->telling = std::jthread{[state = state_.get()](const std::stop_token& over) { state->run(over); }};
}

ToldProgress::~ToldProgress() = default;

LongWork ToldProgress::work() const {
  return {.progress = [state = state_.get()](double share) { state->share = share; }, .stop = {}};
}

}  // namespace riskmap
