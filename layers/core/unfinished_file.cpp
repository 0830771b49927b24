// A signal handler sees nothing but what has static storage, and may call little more than unlink().
#include "layers/core/unfinished_file.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <climits>
#include <cstring>
#include <string>

namespace riskmap {

namespace {
constexpr std::array suffixes = {"", "-journal", "-wal", "-shm"};

struct Slot {
  std::atomic<bool> is_taken, is_named;
  char names[suffixes.size()][PATH_MAX];
};
std::array<Slot, 8> slots;  // more are never written at once; a file beyond them is only not removed

void remove_and_end(int number) {
  for (const auto& slot : slots)
    if (slot.is_named)
      for (const auto& name : slot.names) ::unlink(name);
  ::raise(number);  // the handler is gone by now
}
}  // namespace

UnfinishedFile::UnfinishedFile(const std::filesystem::path& file) : slot_{0} {
  const auto name = std::filesystem::absolute(file).string();
  for (; slot_ < slots.size(); ++slot_) {
    if (name.size() + std::strlen(suffixes[1]) >= PATH_MAX || slots[slot_].is_taken.exchange(true)) continue;
    for (std::size_t i = 0; i < suffixes.size(); ++i) std::strcpy(slots[slot_].names[i], (name + suffixes[i]).c_str());
    slots[slot_].is_named = true;
    return;
  }
}

UnfinishedFile::~UnfinishedFile() {
  if (slot_ == slots.size()) return;
  slots[slot_].is_named = false;
  slots[slot_].is_taken = false;
}

std::error_code put_in_place(const std::filesystem::path& draft, const std::filesystem::path& place) {
  std::error_code problem, ignored;
  std::filesystem::create_hard_link(draft, place, problem);
  if (!problem) return {};
  if (std::filesystem::exists(std::filesystem::symlink_status(place, ignored)))
    return std::make_error_code(std::errc::file_exists);
  std::filesystem::rename(draft, place, problem);
  return problem;
}

void remove_unfinished_files_on_interrupt() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action{};
    if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = remove_and_end;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(number, &action, nullptr);
  }
}

}  // namespace riskmap
