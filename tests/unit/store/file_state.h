// How a register file opens, in a word.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "tests/unit/store/store_fixture.h"

namespace riskmap::test {

inline Edit harmless(std::int64_t version = 1) {
  return edit(set(Entity::issue, no_water, version, {{"severity", Value{std::int64_t{5}}}}));
}

inline std::string how_it_opens(const std::filesystem::path& file) {
  const auto store = open_register(file);
  if (!store) return std::string{name_of(store.error().code)};
  const auto info = (*store)->info();
  const auto snapshot = (*store)->load();
  if (!snapshot) return "cannot be read: " + words(snapshot.error());
  if (!info.is_read_only) return "writable";
  const auto refused = (*store)->commit(harmless(), ayan);
  return refusal(refused) + ": " + info.read_only_reason;
}

// Runs `task` as an ordinary user in a process of its own; root may write everywhere. Its answer, or why there is none.
template <typename Task>
std::string as_ordinary_user(const Task& task) {
  constexpr uid_t nobody = 65534;
  int channel[2];
  if (::pipe(channel) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    std::string answer = "cannot become an ordinary user";
    if (::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0)) answer = task();
    static_cast<void>(!::write(channel[1], answer.data(), answer.size()));
    ::_exit(0);
  }
  ::close(channel[1]);
  std::string answer;
  char buffer[512];
  for (ssize_t n = 0; (n = ::read(channel[0], buffer, sizeof buffer)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(n));
  ::close(channel[0]);
  ::waitpid(child, nullptr, 0);
  return answer;
}

}  // namespace riskmap::test
