// An SQLite VFS around the default one.
#include "tests/system/cut_power_disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>

namespace riskmap::test {

namespace {
constexpr std::size_t sector = 512;

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream stream{path, std::ios::binary};
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

class Disk {
 public:
  Disk(const PowerCut& cut, sqlite3_vfs* real_system)
      : real(real_system), cut_(cut), random_(cut.seed), operations_(cut.after_operations) {}

  void seen(const std::string& path) { durable_.try_emplace(path, content_of(path)); }
  void synced(const std::string& path) {
    if (!cut_.ignores_sync) durable_[path] = content_of(path);
  }
  void count_operation() {
    if (--operations_ <= 0) fail();
  }

  sqlite3_vfs* real;

 private:
  bool is_kept() { return std::uniform_int_distribution{1, 10}(random_) <= 6; }

  // What a file may hold after the power came back.
  std::optional<std::string> survivor(const std::optional<std::string>& durable,
                                      const std::optional<std::string>& now) {
    if (!durable || !now) return is_kept() ? now : durable;
    const auto length = durable->size() == now->size() || is_kept() ? now->size() : durable->size();
    std::string mixed(length, '\0');
    for (std::size_t at = 0; at < length; at += sector) {
      const auto& source = is_kept() ? *now : *durable;
      if (at < source.size())
        std::copy_n(source.begin() + static_cast<std::ptrdiff_t>(at),
                    std::min({sector, length - at, source.size() - at}),
                    mixed.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return mixed;
  }

  [[noreturn]] void fail() {
    for (const auto& [path, durable] : durable_) {
      const auto left = survivor(durable, content_of(path));
      if (left)
        std::ofstream{path, std::ios::binary | std::ios::trunc} << *left;
      else
        std::filesystem::remove(path);
    }
    ::_exit(9);
  }

  PowerCut cut_;
  std::mt19937 random_;
  int operations_;
  std::map<std::string, std::optional<std::string>> durable_;
};

Disk* disk = nullptr;  // SQLite's callbacks carry no pointer of ours

struct File {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* real;
};

File& file_of(sqlite3_file* file) {
  return *reinterpret_cast<File*>(file);
}
sqlite3_file* real_of(sqlite3_file* file) {
  return file_of(file).real;
}

int close_file(sqlite3_file* file) {
  const int code = real_of(file)->pMethods->xClose(real_of(file));
  sqlite3_free(real_of(file));
  delete file_of(file).path;
  return code;
}
int read_file(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 at) {
  return real_of(file)->pMethods->xRead(real_of(file), buffer, amount, at);
}
int write_file(sqlite3_file* file, const void* buffer, int amount, sqlite3_int64 at) {
  const int code = real_of(file)->pMethods->xWrite(real_of(file), buffer, amount, at);
  disk->count_operation();
  return code;
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  const int code = real_of(file)->pMethods->xTruncate(real_of(file), size);
  disk->count_operation();
  return code;
}
int sync_file(sqlite3_file* file, int flags) {
  disk->count_operation();
  const int code = real_of(file)->pMethods->xSync(real_of(file), flags);
  disk->synced(*file_of(file).path);
  return code;
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock_file(sqlite3_file* file, int level) {
  return real_of(file)->pMethods->xLock(real_of(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
  return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
int check_reserved(sqlite3_file* file, int* out) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}
int control_file(sqlite3_file* file, int op, void* argument) {
  return real_of(file)->pMethods->xFileControl(real_of(file), op, argument);
}
int sector_size(sqlite3_file*) {
  return sector;
}
int characteristics(sqlite3_file*) {
  return 0;
}  // promises nothing about writes that SQLite could rely on

constexpr sqlite3_io_methods methods = {
    1,         close_file,  read_file,      write_file,   truncate_file, sync_file,       size_of_file,
    lock_file, unlock_file, check_reserved, control_file, sector_size,   characteristics, nullptr,
    nullptr,   nullptr,     nullptr,        nullptr,      nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto& opened = file_of(file);
  opened.base.pMethods = nullptr;
  opened.real = static_cast<sqlite3_file*>(sqlite3_malloc(disk->real->szOsFile));
  // Only what this process may write is at risk: PROJ opens its own database, which belongs to the whole machine.
  if (name && (flags & SQLITE_OPEN_READWRITE) != 0) disk->seen(name);
  const int code = disk->real->xOpen(disk->real, name, opened.real, flags, out_flags);
  if (code != SQLITE_OK) {
    sqlite3_free(opened.real);
    return code;
  }
  opened.path = new std::string{name ? name : ""};
  opened.base.pMethods = &methods;
  return code;
}

int delete_file(sqlite3_vfs*, const char* name, int syncs_folder) {
  disk->seen(name);
  const int code = disk->real->xDelete(disk->real, name, syncs_folder);
  disk->count_operation();
  if (syncs_folder) disk->synced(name);
  return code;
}
}  // namespace

void use_disk_that_loses_power(const PowerCut& cut) {
  auto* real = sqlite3_vfs_find(nullptr);
  static Disk the_disk{cut, real};
  disk = &the_disk;
  static sqlite3_vfs shim = *real;
  shim.szOsFile = sizeof(File);
  shim.zName = "loses-power";
  shim.pNext = nullptr;
  shim.xOpen = open_file;
  shim.xDelete = delete_file;
  sqlite3_vfs_register(&shim, 1);
}

}  // namespace riskmap::test
