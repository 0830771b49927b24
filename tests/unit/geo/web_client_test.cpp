// The only way to the network: http and https, within limits.
#include "layers/geo/web_client.h"

#include <doctest/doctest.h>

#include <thread>

#include "tests/unit/geo/tile_server.h"

using namespace riskmap;

namespace {
ErrorCode refusal_of(const std::string& url) {
  const auto answer = fetch(url);
  REQUIRE_FALSE(answer);
  return answer.error().code;
}
}  // namespace

TEST_CASE("what a server gives is fetched, over a redirect too") {
  const test::TileServer server;
  CHECK(fetch(server.address("/page")) == std::string{"<html>Not a tile</html>"});
  CHECK(fetch(server.address("/again"))->starts_with("\x89PNG"));
}

TEST_CASE("what is not there, is too large or fails is refused by what it is") {
  const test::TileServer server;
  CHECK(refusal_of(server.address("/tile/9/0/0.png")) == ErrorCode::not_found);
  CHECK(refusal_of(server.address("/huge")) == ErrorCode::too_large);
  CHECK(refusal_of(server.address("/broken")) == ErrorCode::unreachable);
  CHECK(refusal_of("http://127.0.0.1:1/") == ErrorCode::unreachable);
}

TEST_CASE("no address and no redirect leads to a file or to another kind of server") {
  const test::TileServer server;
  for (const auto& url : {server.address("/away"), std::string{"file:///etc/passwd"}, std::string{"ftp://127.0.0.1/"},
                          std::string{"gopher://127.0.0.1/"}}) {
    CAPTURE(url);
    const auto answer = fetch(url);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().detail.find("protocol") != std::string::npos);  // it was not even tried
  }
  for (const char* url : {"/etc/passwd", ""}) CHECK(refusal_of(url) == ErrorCode::unreachable);
}

TEST_CASE("a server that never answers is left when the answer is no longer wanted") {
  const test::TileServer server;
  std::stop_source stop;
  std::jthread soon{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    stop.request_stop();
  }};
  const auto answer = fetch(server.address("/never"), stop.get_token());
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == ErrorCode::cancelled);
}

TEST_CASE("the host of an address is read from it; what is no web address has none") {
  CHECK(host_of("https://tiles.example.org/{z}/{x}/{y}.png") == "tiles.example.org");
  CHECK(host_of("http://me:word@example.org:8080?q") == "example.org");
  for (const char* text : {"file:///tmp/x", "C:/maps", "/tmp/a.tif", "https://", "ftp://example.org"}) {
    CAPTURE(text);
    CHECK_FALSE(is_web_address(text));
  }
}
