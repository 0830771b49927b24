// A GL context without a display, for tests of the gpu floor (which knows no surface of the app's).
#pragma once
#include <memory>

namespace riskmap {

class EglContext {
 public:
  EglContext();  // says why when there is none
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;
  explicit operator bool() const { return is_current_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  bool is_current_ = false;
};

}  // namespace riskmap
