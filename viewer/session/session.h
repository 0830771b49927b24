// The whole program behind the window: what is open, what is shown, what follows from it, what is under way. Panels
// read it and return intents; apply() is the only way in, update() the only place where work done elsewhere arrives.
// Knows neither window nor GL nor ImGui.
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/long_work.h"
#include "layers/exchange/scene_clusters.h"
#include "layers/geo/border_report.h"
#include "layers/geo/projection.h"
#include "layers/model/applicant.h"
#include "layers/model/expired_applicants.h"
#include "layers/model/region.h"
#include "layers/model/rules.h"
#include "layers/raster/map_room.h"
#include "layers/store/register_store.h"
#include "viewer/session/derived.h"
#include "viewer/session/document.h"
#include "viewer/session/flight.h"
#include "viewer/session/incoming_file.h"
#include "viewer/session/intent.h"
#include "viewer/session/laptop_return.h"
#include "viewer/session/load_report.h"
#include "viewer/session/settings.h"
#include "viewer/session/view_state.h"

namespace riskmap {

struct IncomingTable;   // incoming_table.h
struct OpenedRegister;  // opened_register.h

using OpenFile = std::function<Result<void>(const std::filesystem::path&)>;

struct SessionOptions {
  std::optional<Date> today;         // --today; none = the sample's own day, else the office's civil day
  std::optional<Language> language;  // --lang; none = the settings', else the locale's, else Kazakh
  std::optional<Language> locale_language;
  std::chrono::milliseconds glimpse_after{150};  // of a file that is being read, where nothing is open
  std::int64_t large_register = 20'000;  // problems: from so many on its places are shown before its records are read
  std::filesystem::path sample_settlements{};  // a table with `lat` and `lon`: see IncomingFile::settlements
  std::filesystem::path settings_file;         // empty = nothing is remembered (scripts, tests)
  std::filesystem::path drafts_folder{};       // empty = no half-typed form is kept
  bool asks_author = true;                     // before the first edit; scripts edit without a name
  // Shows a file by the program that the system has for it; none = that is not offered (scripts, tests).
  OpenFile open_file{};
  std::function<double()> clock{};  // seconds, for flights; none = they take no time (scripts, tests)
  std::function<void()> wake;       // called from other threads when update() has something to do
};

struct Toast {
  enum class Kind { info, success, problem } kind = Kind::info;
  std::string text;
  std::string batch;                           // the edit it tells of, which it offers to undo while that is the newest
  std::uint64_t serial = 0;                    // a new toast has a new number
  std::shared_ptr<const LoadReport> report{};  // what it counts, line by line; null = nothing to list
  std::optional<EditKind> offers_skip{};       // undo (redo) cannot turn that edit: it offers to leave it as it is
};

struct RunningJob {
  std::string label;
  double progress = 0;  // 0…1; negative = unknown
  bool can_cancel = false;
};

// What a form has asked about the people behind appeals and about their files; empty while no form does.
struct ApplicantDesk {
  std::string appeal;                    // asked for
  std::optional<Applicant> applicant{};  // nothing while the store has not answered, or cannot
  std::size_t appeals = 0;               // of the same person, this one counted
  std::string searched{};                // what `found` answers
  std::vector<Applicant> found{};
  std::vector<StoredRecord> files{};  // at that appeal, as records of attachments
};

// How the last edit went; forms watch the serial they caused.
struct CommitState {
  enum class Stage { idle, pending, accepted, refused } stage = Stage::idle;
  std::uint64_t serial = 0;
  std::vector<FieldProblem> problems;  // beside their fields
  std::optional<Error> error;          // of the record as a whole: a conflict, a lock, a full disk
  std::vector<std::string> uuids;      // touched records, the first is the one the person edited
};

class Session {
 public:
  explicit Session(SessionOptions options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void apply(const Intent& intent);
  void apply(const Intents& intents);
  // Takes finished work in and brings the derived values up to date. True = something on the screen changed.
  bool update();
  // What was found about the borders of the areas on the map: a line among the messages.
  void note_borders(const Geometry& areas, const BorderReport& report);
  // Waits until no job runs and no edit is pending (scripts and tests only).
  void wait_until_idle();

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const ViewState& view() const { return view_; }
  [[nodiscard]] const Derived& derived() const { return derived_.values(); }
  // derived().scene as the map's scale has it: points that crowd there are clusters.
  [[nodiscard]] const MapScene& shown_scene() const {
    return shown_scene_ != nullptr ? *shown_scene_ : derived().scene;
  }
  // Problems of a settlement, those that also concern it included, by row; found without a walk over all.
  [[nodiscard]] std::vector<Row> problems_at(Row settlement) const { return derived_.issues_at(settlement); }
  [[nodiscard]] const ShownPanels& shown_panels() const { return shown_panels_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] bool can_open_files() const { return static_cast<bool>(options_.open_file); }
  [[nodiscard]] Date today() const { return today_; }
  [[nodiscard]] const std::optional<Toast>& toast() const { return toast_; }
  [[nodiscard]] const std::deque<Toast>& message_log() const { return log_; }  // newest first
  [[nodiscard]] const std::optional<RunningJob>& job() const { return job_; }
  [[nodiscard]] const CommitState& commit() const { return commit_; }
  [[nodiscard]] const UndoState& undo_state() const { return undo_; }
  [[nodiscard]] bool is_idle() const;
  [[nodiscard]] bool is_flying() const { return flight_.has_value(); }  // the camera, to another place
  [[nodiscard]] bool wants_quit() const { return wants_quit_; }
  // A person wants to leave; the open form says whether anything would be lost.
  [[nodiscard]] bool asks_to_quit() const { return asks_to_quit_; }
  // The document is what has been read so far of a file, or the places of a register.
  [[nodiscard]] bool is_arriving() const { return coming_.has_value(); }
  // Null until a register is open and its records are read.
  [[nodiscard]] const RegisterSnapshot* snapshot() const {
    return document_.reg && !is_arriving() ? document_.reg->snapshot.get() : nullptr;
  }
  [[nodiscard]] const FileLayer* file_layer() const { return document_.file ? document_.file->layer.get() : nullptr; }
  // The layer of a feature beside the theme; null once it is gone.
  [[nodiscard]] const FileLayer* content_of(const ContextFeature& feature) const;
  // Null without a register, and until what a register holds can be searched.
  [[nodiscard]] const SearchIndex* search() const { return search_.get(); }
  // The file a dialog asks about; null when there is none.
  [[nodiscard]] std::shared_ptr<const IncomingFile> incoming() const { return incoming_; }
  // The table whose import is looked at; null when there is none.
  [[nodiscard]] std::shared_ptr<const IncomingTable> incoming_table() const { return incoming_table_; }
  // A copy that comes back from a laptop and asks; null while none does.
  [[nodiscard]] std::shared_ptr<const LaptopReturn> laptop_return() const { return laptop_return_; }
  [[nodiscard]] const ApplicantDesk& applicant_desk() const { return applicant_desk_; }
  // Whose data have been kept for as long as they may be; nothing while the store has not answered, or cannot.
  [[nodiscard]] const std::optional<std::vector<ExpiredApplicant>>& expired_applicants() const { return expired_; }
  [[nodiscard]] const DraftBook& drafts() const { return drafts_; }  // of the register that is open
  // History of the selected issue, newest first; empty until it has been read.
  [[nodiscard]] const std::vector<HistoryRow>& history() const { return history_; }

  // Of the map that is open, in the order in which they were kept.
  [[nodiscard]] const std::vector<Bookmark>& bookmarks() const;
  [[nodiscard]] std::optional<Bookmark> bookmark_here(std::string name) const;  // what the map shows; none over tiles
  // Whether some picture of what is open shows places where they lie: tools that measure or mark need one.
  [[nodiscard]] bool has_ground() const;
  // Of the map texture's pixel, and back; nothing over tiles, which lie elsewhere than their places.
  [[nodiscard]] std::optional<LonLat> lonlat_at(ScreenPoint point) const;
  [[nodiscard]] std::optional<ScreenPoint> screen_of(LonLat place) const;
  // All that lies under a point of the map texture, the uppermost first.
  [[nodiscard]] std::vector<MapHit> hits_at(ScreenPoint point) const;
  // Where a place stands on the map: its tile, its point or the middle of its shape; nothing where it is not drawn.
  [[nodiscard]] std::optional<ScreenPoint> middle_of(const Place& place) const;
  [[nodiscard]] bool has_links() const;  // clusters were looked for among neighbours
  // Links between places are on the map, and what they are: derived().hotspots is there.
  [[nodiscard]] bool shows_links() const;
  // The settlement, corner or line within 8 pixels that a picked point goes to.
  [[nodiscard]] std::optional<LonLat> snap_at(ScreenPoint point) const;
  [[nodiscard]] ScreenPoint free_middle() const;  // of what panels leave of the map: where the keyboard aims
  // The measured polygon of three or more points; of a distance the circle around its first point through its last.
  [[nodiscard]] std::optional<Region> measured_region() const;
  [[nodiscard]] double metres_per_pixel() const;  // true ground metres at the centre

 private:
  struct Work;     // the store thread, the job pool and their results
  struct Applier;  // one overload per intent
  // Long work with a name, which the status bar shows and a person can stop; what it hands over ends it.
  struct Ticket {
    std::uint64_t number = 0;
    LongWork work;
  };
  Ticket begin_job(std::string label);
  void end_job(std::uint64_t number);
  void reckon_hotspots();  // where they are looked at and their inputs have moved
  void show_job();

  void open(const OpenPath& asked, const std::string& assumed_crs);
  void opened(Result<OpenedRegister> opened);
  void opened(Result<BroughtFile> file);
  void show_arriving(FileDocument so_far, const Box& extent);
  void show_arriving(RegisterDocument places);
  void keep_camera(const Camera& camera, const std::string& view_crs);
  // Of a register whose records are still being read there is only the picture.
  [[nodiscard]] bool waits_for_records(const Intent& intent) const;
  void show(FileDocument document);
  void ask_about(IncomingFile file);
  void ask_to_finish();  // the dialog, before a file takes its place
  void preview(const std::shared_ptr<const TableRequest>& request);
  void previewed(IncomingTable table);
  void imported(const Accepted& accepted, const IncomingTable& table);
  void brought_from_laptop(const CheckinRequest& request, const Result<CheckinReport>& report);
  void add_context(const std::vector<ContextLayer>& asked);
  void take_context(ContextLayers loaded);
  void show_layers(ContextLayers layers);
  void show_context();      // beside the document that has come
  void recall_context();    // what was beside it the last time
  void remember_context();  // in the settings
  void recall_overlays();   // the looks of what lies over a register's theme
  void remember_overlays();
  void recall_classes();  // breaks that a person set or locked, with their indicator
  void remember_classes();
  void recall_hotspots();  // how they are looked for in a register
  void remember_hotspots();
  void press_link_end(ScreenPoint point);
  [[nodiscard]] std::optional<Place> link_end_at(ScreenPoint point) const;
  [[nodiscard]] ViewState fresh_view() const;  // of nothing in particular, as a person has set the window
  void close_document();
  [[nodiscard]] std::string remembered_view(const std::filesystem::path& path) const;  // "" = fitting
  [[nodiscard]] std::optional<Region> region_of_box(ScreenPoint from, ScreenPoint to) const;
  void keep_bookmarks(std::vector<Bookmark> bookmarks);  // in the settings
  void keep_within(const std::optional<Region>& region);
  void remember_view();  // the system of the view, in the settings
  void say_what_is_off_map();
  void project_anew(ViewSystem before);  // everything into the system of the view; back to `before` where that fails
  // True = the edit is kept until a person has said who edits.
  bool waits_for_author(const Intent& edit);
  void commit(Edit edit);
  // user: the edit that commit() is about
  void ask_to_write(EditKind kind, std::function<Result<Accepted>(RegisterStore&)> write);
  void tell_why_not(EditKind kind);  // who stands in the way of undo or redo
  void accepted(const Accepted& accepted);
  void take_over(const Accepted& accepted);
  void renew_appeal_files();  // on the desk
  void prepare_search();
  void refuse(std::vector<FieldProblem> problems, std::optional<Error> error);
  void note_step(std::optional<Error> error);
  void reload_shapes();
  void after_edit_or_open();  // asks the store what can be undone, and the selected history
  void step_back_or_forth(EditKind kind, const std::string& only_batch);
  void request_history();
  void bring_drafts();
  void leave_draft();
  void select(std::optional<Place> place, Row issue, bool flies);
  void fit(const Box& box);
  void fit_whole();
  [[nodiscard]] bool has_side_moved(const ResizeMap& room) const;  // and nothing but a side
  void take_room(const ResizeMap& room);
  void stay_under_pointer(const ResizeMap& before);
  void fly_from(const Camera& before);  // to the camera of the view
  void fly_on();
  void land();
  static bool ends_flight(const Intent& intent);
  bool bring_ground();  // false: there is none
  void set_projection();
  [[nodiscard]] std::optional<Place> pointed_at() const;
  void tell(Toast::Kind kind, std::string text, const std::string& batch = {}, LoadReport report = {});
  void tell(const Error& error);
  void note(std::string text);  // among the messages, without a toast
  void save_settings();
  void scale_scene();
  void open_cluster(const Box& members);
  [[nodiscard]] std::optional<Box> cluster_at(ScreenPoint point) const;  // where its members lie
  [[nodiscard]] MapHit hit_at(ScreenPoint point) const;                  // the uppermost
  [[nodiscard]] MapHit next_hit(ScreenPoint point);  // the one below the last, where the same spot is pressed again
  [[nodiscard]] std::vector<MapHit> context_hits_at(MapPoint point, ContextSide side) const;
  [[nodiscard]] std::vector<MapHit> area_hits_at(MapPoint point) const;
  [[nodiscard]] bool is_drawn(const LoadedContext& loaded) const;
  [[nodiscard]] bool is_selected(const MapHit& hit) const;
  void select(const MapHit& hit);
  [[nodiscard]] Box box_of(const Place& place) const;
  [[nodiscard]] Box box_of(const ContextFeature& feature) const;

  SessionOptions options_;
  Settings settings_;
  Date today_{};
  Document document_;
  ViewState view_;
  DerivedGraph derived_;
  ScaledScene scaled_;
  const MapScene* shown_scene_ = nullptr;  // of `scaled_` or of `derived_`
  std::optional<ScreenPoint> pointer_;     // over the map
  ShownPanels shown_panels_;
  std::optional<Flight> flight_;
  std::optional<MapPoint> chosen_at_;  // where the map was pressed the last time
  std::optional<Box> flown_to_;        // aimed at again when the inspector that opens with it has taken its room
  Workspace room_workspace_ = Workspace::map;  // `room_` was told in
  double fitted_left_ = 0, fitted_right_ = 0;  // the map's sides in the window when everything was shown
  ResizeMap room_{};                           // what panels and overlays leave of the map
  Geometry whole_of_;                          // the shapes `whole_` was made of
  MapContent whole_;                           // what "show everything" shows
  std::optional<Toast> toast_;
  std::deque<Toast> log_;
  std::optional<RunningJob> job_;
  CommitState commit_;
  std::optional<Intent> waiting_edit_;                // for the author's name
  std::shared_ptr<const IncomingFile> waiting_file_;  // what that edit loads
  UndoState undo_;
  ApplicantDesk applicant_desk_;
  std::optional<std::vector<ExpiredApplicant>> expired_;
  DraftBook drafts_;
  std::vector<HistoryRow> history_;
  std::shared_ptr<const SearchIndex> search_;
  std::shared_ptr<const IncomingFile> incoming_;
  std::optional<Box> coming_;  // what an arriving file will cover, view CRS
  std::shared_ptr<const IncomingTable> incoming_table_;
  std::shared_ptr<const LaptopReturn> laptop_return_;
  std::vector<std::filesystem::path> beside_;  // to open beside the document that is on its way
  std::optional<Projection> projection_;       // lon/lat to the picture's CRS
  std::string projection_crs_;
  std::unique_ptr<Work> work_;
  std::uint64_t toast_serial_ = 0;
  bool wants_quit_ = false, asks_to_quit_ = false, has_changed_ = true, is_fitted_ = true;
};

}  // namespace riskmap
