// A file under a temporary name, gone again when the program is interrupted before it has got its own.
#pragma once
#include <filesystem>
#include <system_error>

namespace riskmap {

// Names the file for as long as it lives; removes nothing by itself.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(const std::filesystem::path& file);
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

 private:
  std::size_t slot_;
};

// Gives the file its own name and overwrites nothing: std::errc::file_exists. A disk without hard links, such as a
// memory stick, gets a look and a rename instead; otherwise the draft stays beside it for its owner to remove.
std::error_code put_in_place(const std::filesystem::path& draft, const std::filesystem::path& place);

// From now on an interrupt (SIGINT, SIGTERM, SIGHUP) removes the named files, with whatever SQLite has left beside
// them, before it ends the program as ever. A signal that is ignored stays ignored.
void remove_unfinished_files_on_interrupt();

}  // namespace riskmap
