// Runs tile_server.py as long as it lives.
#pragma once
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace riskmap::test {

class TileServer {
 public:
  TileServer() {
    setenv("no_proxy", "127.0.0.1", 1);
    int ends[2] = {};
    REQUIRE(pipe(ends) == 0);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      execlp("python3", "python3", RISKMAP_SOURCE_DIR "/tests/unit/geo/tile_server.py", nullptr);
      _exit(127);
    }
    close(ends[1]);
    FILE* said = fdopen(ends[0], "r");
    const bool has_started = std::fscanf(said, "%d", &port_) == 1;
    std::fclose(said);
    REQUIRE(has_started);
  }
  ~TileServer() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  TileServer(const TileServer&) = delete;
  TileServer& operator=(const TileServer&) = delete;

  [[nodiscard]] std::string address(const std::string& place) const {
    return "http://127.0.0.1:" + std::to_string(port_) + place;
  }
  [[nodiscard]] std::string tiles() const { return address("/tile/{z}/{x}/{y}.png"); }

 private:
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace riskmap::test
