// A disk whose power fails: SQLite's default file system, with a memory of what has really been synced.
#pragma once

namespace riskmap::test {

struct PowerCut {
  unsigned seed = 1;
  int after_operations = 100;  // writes, syncs, truncations and deletions until the power fails
  bool ignores_sync = false;   // a disk that lies; the test must notice it
};

// Becomes the default file system of this process. When the power fails, each 512-byte sector written since its file's
// last sync is kept or lost by chance, likewise each new length and each deletion (the model of SQLite's own crash
// tests); then the process ends with status 9.
void use_disk_that_loses_power(const PowerCut& cut);

}  // namespace riskmap::test
