// How far long work has come, on standard error: on a terminal one line that is written over, else a line now and then.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "layers/core/long_work.h"

namespace riskmap {

// What is said and when. Work that is done soon says nothing.
class ProgressLines {
 public:
  ProgressLines(std::string what, bool is_terminal) : what_{std::move(what)}, is_terminal_{is_terminal} {}
  // After so long with so much done, 0…1; nothing = no line is due.
  std::optional<std::string> line_at(std::chrono::milliseconds passed, double share);

 private:
  std::string what_;
  bool is_terminal_;
  std::chrono::milliseconds next_{3000};
};

// While it lives it tells what its work has come to. An interrupt ends the program as ever.
class ToldProgress {
 public:
  explicit ToldProgress(std::string what);
  ~ToldProgress();
  ToldProgress(const ToldProgress&) = delete;
  ToldProgress& operator=(const ToldProgress&) = delete;
  [[nodiscard]] LongWork work() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
