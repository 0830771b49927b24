// Bytes from web servers: http and https only, several at once, each within limits of time and size. Proxies and
// certificates as curl has them from the environment. One thread's own, but for wake().
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

inline constexpr std::size_t most_answer_bytes = 4 << 20;

struct WebAnswer {
  std::size_t question = 0;  // as it was numbered
  // Errors: not_found (the server has no such thing), too_large, unreachable (no answer in time, refused, broken off).
  Result<std::string> bytes;
};

class WebClient {
 public:
  WebClient();
  ~WebClient();  // breaks off what is under way, and waits for nothing
  WebClient(const WebClient&) = delete;
  WebClient& operator=(const WebClient&) = delete;

  void ask(std::size_t question, const std::string& url, std::size_t most_bytes = most_answer_bytes);
  [[nodiscard]] std::size_t under_way() const;
  // What has ended. Waits for as long for something to end, or until it is woken.
  std::vector<WebAnswer> answers(std::chrono::milliseconds patience);
  void wake();  // from any thread

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One thing, waited for. Errors: as above, cancelled.
Result<std::string> fetch(const std::string& url, const std::stop_token& stop = {},
                          std::size_t most_bytes = most_answer_bytes);

bool is_web_address(std::string_view text);  // http:// or https:// and a host
std::string host_of(std::string_view address);

}  // namespace riskmap
