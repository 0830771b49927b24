#include "layers/geo/web_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace riskmap {

namespace {
constexpr long connect_seconds = 8, whole_seconds = 20, most_redirects = 3, most_connections = 6;
constexpr const char* schemes = "http,https";
constexpr const char* program = "RiskMap/2026.1";  // servers of map tiles turn away whoever gives no name

// Both are void to curl.
struct EndTransfer {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct EndAll {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

struct Transfer {
  std::size_t question = 0, most_bytes = 0;
  std::string bytes;
  bool is_too_large = false;
  std::unique_ptr<CURL, EndTransfer> curl{curl_easy_init()};
};

std::size_t take(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& transfer = *static_cast<Transfer*>(target);
  transfer.is_too_large = transfer.bytes.size() + count > transfer.most_bytes;
  if (transfer.is_too_large) return 0;  // breaks it off
  transfer.bytes.append(bytes, count);
  return count;
}

void prepare(Transfer& transfer, const std::string& url) {
  CURL* curl = transfer.curl.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, schemes);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, schemes);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, most_redirects);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, program);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // all that curl can unpack
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);  // a name that is still being looked up holds nobody up
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
}

Result<std::string> outcome_of(Transfer& transfer, CURLcode code) {
  long status = 0;
  curl_easy_getinfo(transfer.curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (transfer.is_too_large)
    return fail(ErrorCode::too_large, fmt::format("more than {} MiB", transfer.most_bytes >> 20));
  if (code != CURLE_OK) return fail(ErrorCode::unreachable, curl_easy_strerror(code));
  if (status == 404 || status == 410 || status == 204) return fail(ErrorCode::not_found, std::to_string(status));
  if (status != 200) return fail(ErrorCode::unreachable, "HTTP " + std::to_string(status));
  return std::move(transfer.bytes);
}
}  // namespace

struct WebClient::State {
  // In this order: curl wants its transfers ended before what holds them.
  std::unique_ptr<CURLM, EndAll> multi{curl_multi_init()};
  std::map<CURL*, std::unique_ptr<Transfer>> transfers;
  ~State() {
    for (const auto& [curl, transfer] : transfers) curl_multi_remove_handle(multi.get(), curl);
  }
};

WebClient::WebClient() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(ready);
  state_ = std::make_unique<State>();
  curl_multi_setopt(state_->multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, most_connections);
}

WebClient::~WebClient() = default;

void WebClient::ask(std::size_t question, const std::string& url, std::size_t most_bytes) {
  auto transfer = std::make_unique<Transfer>();
  transfer->question = question;
  transfer->most_bytes = most_bytes;
  prepare(*transfer, url);
  CURL* curl = transfer->curl.get();
  state_->transfers.emplace(curl, std::move(transfer));
  curl_multi_add_handle(state_->multi.get(), curl);
}

std::size_t WebClient::under_way() const {
  return state_->transfers.size();
}

std::vector<WebAnswer> WebClient::answers(std::chrono::milliseconds patience) {
  CURLM* multi = state_->multi.get();
  int running = 0, left = 0;
  curl_multi_perform(multi, &running);
  if (running == static_cast<int>(state_->transfers.size())) {
    curl_multi_poll(multi, nullptr, 0, static_cast<int>(patience.count()), nullptr);
    curl_multi_perform(multi, &running);
  }
  std::vector<WebAnswer> answers;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* curl = message->easy_handle;
    const auto code = message->data.result;  // the message is gone with its transfer
    auto& transfer = *state_->transfers.at(curl);
    answers.push_back({transfer.question, outcome_of(transfer, code)});
    curl_multi_remove_handle(multi, curl);
    state_->transfers.erase(curl);
  }
  return answers;
}

void WebClient::wake() {
  curl_multi_wakeup(state_->multi.get());
}

Result<std::string> fetch(const std::string& url, const std::stop_token& stop, std::size_t most_bytes) {
  constexpr std::chrono::milliseconds look_up{100};  // for a stop
  WebClient client;
  client.ask(0, url, most_bytes);
  while (!stop.stop_requested())
    if (auto answers = client.answers(look_up); !answers.empty()) return std::move(answers.front().bytes);
  return fail(ErrorCode::cancelled, "stopped");
}

bool is_web_address(std::string_view text) {
  return !host_of(text).empty();
}

std::string host_of(std::string_view address) {
  constexpr std::array<std::string_view, 2> starts = {"http://", "https://"};
  const auto start = std::ranges::find_if(starts, [&](std::string_view word) { return address.starts_with(word); });
  if (start == starts.end()) return {};
  address.remove_prefix(start->size());
  address = address.substr(0, address.find_first_of("/?#"));
  if (const auto at = address.rfind('@'); at != address.npos) address.remove_prefix(at + 1);  // a name and a password
  return std::string{address.substr(0, address.find(':'))};
}

}  // namespace riskmap
