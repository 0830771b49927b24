// A damaged SQLite file of ours, opened as far as it goes: a copy, so that not a byte of the file itself changes.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "layers/core/result.h"
#include "layers/core/unfinished_file.h"
#include "layers/geo/temporary_folder.h"
#include "layers/store/sql_connection.h"

struct sqlite3;

namespace riskmap {

// What a sound file of its kind looks like.
struct FileModel {
  std::filesystem::path empty;  // made by this program, with every table and no record
  std::string proof;            // a query that finds more than 0 in every file of this kind, and in no other
};

class DamagedFile {
 public:
  // Where the head of the file or the list of its tables is destroyed, they are taken from the model: both were made in
  // the same order, so their tables begin on the same pages; the proof shows whether it is so. Error: damaged where
  // nothing of it can be read even then; not_found, access, io, disk_full of the copying.
  static Result<DamagedFile> open(const std::filesystem::path& file, const FileModel& model);

  [[nodiscard]] Connection connection() const { return Connection{handle_.get()}; }
  [[nodiscard]] bool has_borrowed_tables() const { return has_borrowed_tables_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  using Handle = std::unique_ptr<sqlite3, Close>;
  static Result<Handle> opened(const std::filesystem::path& copy);
  static Result<void> borrow_tables(const std::filesystem::path& copy, const std::filesystem::path& from);
  DamagedFile(TemporaryFolder folder, std::unique_ptr<UnfinishedFile> unfinished, Handle handle,
              bool has_borrowed_tables)
      : folder_(std::move(folder)),
        unfinished_(std::move(unfinished)),
        handle_(std::move(handle)),
        has_borrowed_tables_(has_borrowed_tables) {}

  TemporaryFolder folder_;
  std::unique_ptr<UnfinishedFile> unfinished_;  // an interrupt leaves no copy behind
  Handle handle_;
  bool has_borrowed_tables_ = false;
};

}  // namespace riskmap
