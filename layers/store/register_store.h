// Where the register lives. One interface; a store belongs to one thread (store_thread.h owns it for the viewer).
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/long_work.h"
#include "layers/core/result.h"
#include "layers/geo/feature_table.h"
#include "layers/model/edit.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// What may be done with the applicants of a register (applicant_store.h).
struct ApplicantsAccess {
  enum class State {
    none_yet,  // their file will be made with the first of them
    open,
    read_only,
    missing,     // there were some, and their file is not beside the register
    unreadable,  // not for this person, locked, damaged
    foreign,     // the file belongs to another register
    unsupported  // this store keeps none
  } state = State::unsupported;
  std::string file;
  std::string reason;  // English, for the log
  [[nodiscard]] bool can_read() const { return state == State::open || state == State::read_only; }
  [[nodiscard]] bool can_write() const { return state == State::open || state == State::none_yet; }
};

struct StoreInfo {
  std::string path;
  int schema_version = 0;
  bool is_read_only = false;
  std::string
      read_only_reason;  // English, "" when writable: "the file's folder is not writable", "newer minor schema" …
  std::vector<std::string> remarks;  // English: a hot journal was rolled back, the file is in WAL mode …
  ApplicantsAccess applicants;
};

struct HistoryRow {
  std::string at, who, batch, kind, action;  // at: UTC; action INSERT UPDATE DELETE …
  Entity entity = Entity::issue;
  std::string entity_uuid, field;
  Value before, after;
  std::string reason;
};

// Shapes of areas of one level on their way into the register: WGS 84, one row a code.
struct ShapeSet {
  AreaLevel level;
  FeatureTable shapes;  // column `code`; names and parent_code where an area may be new. No parts = it loses its shape
  bool is_schematic = false;
  std::string source;
};

struct UndoState {
  bool can_undo = false, can_redo = false;
  std::string undo_batch, redo_batch;      // what undo (redo) would turn, by its name in Accepted; "" = nothing
  std::string undo_summary, redo_summary;  // the batch's first record: entity and uuid, for the menu
};

// Who has changed a record since the edit that undo (redo) would turn, and what of it.
struct UndoObstacle {
  Entity entity = Entity::issue;
  std::string uuid, name;           // its number or its name, as the history last knew it
  std::string who;                  // "Дана, Айгүл"; "external" = another program
  std::vector<std::string> fields;  // in the order of their names
  bool is_removed = false;
};

// What a map can be made of before the records are read.
struct RegisterGlimpse {
  Snapshot places;           // areas, settlements, categories, parties and the lists: no other record
  std::vector<int> open_at;  // open problems by settlement row, those that also concern it included
};

class RegisterStore {
 public:
  virtual ~RegisterStore() = default;

  [[nodiscard]] virtual StoreInfo info() const = 0;
  // Everything but shapes. Errors: locked, damaged, cancelled.
  virtual Result<Snapshot> load(const LongWork& work) = 0;
  Result<Snapshot> load() { return load({}); }
  // Nothing where there are fewer problems than that, about: the whole is read soon.
  virtual Result<std::optional<RegisterGlimpse>> glimpse(std::int64_t fewest_problems) = 0;
  // Polygons of one level (columns "code", "uuid"), WGS 84, rows in the order of their fid.
  virtual Result<FeatureTable> load_shapes(AreaLevel level) = 0;

  // One durable transaction: BEGIN IMMEDIATE, version checks, statements, history by trigger, COMMIT. On any error
  // nothing has changed. Errors: conflict (somebody changed the record: where = field names, value = who), gone,
  // locked, read_only, disk_full, and what a constraint refuses (its code in Error::code).
  virtual Result<Accepted> commit(const Edit& edit, const Author& author) = 0;
  // The author's own newest not-undone batch; err.nothing_to_undo; err.conflict names who changed what since.
  virtual Result<Accepted> undo(const Author& author) = 0;
  virtual Result<Accepted> redo(const Author& author) = 0;
  virtual UndoState undo_state(const Author& author) = 0;
  // After err.conflict; nothing when the way is free. `kind`: undo or redo.
  virtual Result<std::optional<UndoObstacle>> undo_obstacle(const Author& author, EditKind kind) = 0;
  // Leaves the batch that undo (redo) would turn as it is for good, so that the next one is reached (after a
  // conflict).
  virtual Result<void> skip(const Author& author, EditKind kind) = 0;

  // Replaces or adds the shapes of areas by code, all sets as one undoable batch. See boundaries.h for the matching.
  // err.cancelled: nothing has changed.
  virtual Result<Accepted> put_shapes(const std::vector<ShapeSet>& sets, const Author& author,
                                      const LongWork& work) = 0;

  // The bytes of attachments with this checksum, those at appeals among them. Errors: not_found; damaged where they are
  // others than the checksum says.
  virtual Result<std::string> file_bytes(const std::string& sha256) = 0;

  // Changes made by others since the last call (another process, QGIS); nothing when there are none.
  virtual Result<std::optional<Accepted>> changes_by_others() = 0;
  virtual Result<std::vector<HistoryRow>> history_of(Entity entity, const std::string& uuid) = 0;
  // What the store and the schema say about the register; of a file quick_check, foreign keys, spatial index against
  // geometries. One English line per problem; empty = sound.
  virtual Result<std::vector<std::string>> check_integrity() = 0;
  virtual Result<void> back_up(const std::filesystem::path& copy) = 0;
};

// Opens a register: a file, or what a server keeps under an address (pg_address.h). Errors: not_found, not_a_register,
// newer_schema, locked, damaged, access, unreachable.
enum class OpenMode { read_write, read_only };
Result<std::unique_ptr<RegisterStore>> open_register(const std::filesystem::path& file,
                                                     OpenMode mode = OpenMode::read_write);

// True for a server's address, and when the file holds our rm_meta table, or so many others of ours that it has lost
// that one (cheap; never locks).
bool looks_like_register(const std::filesystem::path& file);

}  // namespace riskmap
