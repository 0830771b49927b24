// What a person asked for. Panels return intents and change nothing; Session::apply is the one place that acts.
#pragma once
#include <array>
#include <concepts>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/exchange/context_layer.h"
#include "layers/model/edit.h"
#include "layers/store/checkin.h"
#include "layers/store/checkout.h"
#include "viewer/session/drafts.h"
#include "viewer/session/view_state.h"

namespace riskmap {

struct TableRequest;  // incoming_table.h

// --- looking
struct SetWorkspace {
  Workspace workspace;
};
struct SetLayer {
  LayerSpec layer;
};  // mode, indicator, scheme, classes, palette, opacity
struct ToggleLayer {
  LayerKind layer;
};
struct SetOverlay {
  Overlay overlay{};
  OverlayLook look;
};
struct SwapOverlays {
  Overlay one{}, other{};
};  // in the drawing order
struct SetFilter {
  FilterState filter;
};
struct SelectPlace {
  std::optional<Place> place;
  bool fly_there = false;
};
struct SelectIssue {
  Row issue = no_row;
  bool fly_there = false;
};
struct LookAtParty {
  Row party = no_row;  // no_row = back to what is selected
};
struct HoverAt {
  std::optional<ScreenPoint> point;
};  // physical pixels of the map texture; none = the pointer left
struct ClickAt {
  ScreenPoint point;
  Snap snap = Snap::on;
};
// Lists all that lies there, to choose from; without a point at the middle of the free map.
struct ListHits {
  std::optional<ScreenPoint> point{};
};
struct SelectHit {
  MapHit hit;
};  // of those under a point
struct DoubleClickAt {
  ScreenPoint point;
};
struct SetTable {
  TableState table;
};
struct TogglePanel {
  enum class Panel { table, inspector, layers, legend } panel;
};

// What the window has room for of the panels that are open, so that a toggle turns what a person sees.
struct TellShown {
  ShownPanels panels;
};

// --- moving
struct PanBy {
  double dx = 0, dy = 0;
};  // physical pixels, the map follows the pointer
struct ZoomBy {
  double factor = 1;
  std::optional<ScreenPoint> about;
};  // none = the map's middle
struct FitAll {};
struct FitSelection {};
struct FlyTo {
  LonLat place;
  double metres_per_pixel = 0;  // 0 = keep the scale
  bool leaves_mark = false;
};
struct EndFlight {};  // arrives at once
struct ClearMark {};
struct ResizeMap {
  ImageSize size;
  Box free;  // a rectangle under no overlay: where flights and zooms aim
  // What overlays take, with the legend in the left and in the right corner; empty = fit into `free`.
  std::array<std::vector<Box>, 2> covers{};
  ScreenPoint corner{};  // the map's upper left one in the window
  ImageSize window{};
  friend bool operator==(const ResizeMap&, const ResizeMap&) = default;
};  // physical pixels

struct SetViewSystem {
  ViewSystem system;
};  // the place and the scale stay

// --- bookmarks, by their place in Session::bookmarks()
struct AddBookmark {
  std::string name;
};  // what the map shows now; nothing over tiles
struct RenameBookmark {
  std::size_t index;
  std::string name;
};
struct RemoveBookmark {
  std::size_t index;
};
struct GoToBookmark {
  std::size_t index;
};

// --- links between places
struct SetLinks {
  LinksView links;
};
struct TurnLink {
  Place one{}, other{};
};  // of the level that is looked at: a link comes where there was none, one that was there goes
struct SaveNeighbours {
  std::filesystem::path path;  // .csv, .gal or .gwt
};

// --- tools
struct SetTool {
  Tool tool;
};
struct ClearMeasured {};
struct TakeLastMeasured {};  // the last point away
// The filter keeps what lies in a part of the map, if the picture shows true places.
struct KeepBox {
  ScreenPoint from, to;
};  // physical pixels of the map
struct KeepShown {};  // what is measured, which ends, else what is in view

// --- documents
// What a vector file is to be; ask = a person is asked where it could be both. context = a layer beside the open map.
// table = problems for the open register.
enum class FileUse { map, boundaries, context, table, ask };
struct OpenPath {
  std::filesystem::path path;
  FileUse use = FileUse::map;
  std::vector<std::filesystem::path> beside{};  // of a map: layers to open beside it
  std::string layer{};                          // of the file; "" = the first with shapes
};
struct MissRegister {
  std::filesystem::path path;
};  // the register of last time is gone: the person is told, and it stays among the recent ones
struct ChooseCrs {
  std::string crs;
};  // for the incoming file, which names none
struct LoadBoundariesFrom {
  std::filesystem::path path;
  AreaLevel level;
  std::string key_field;
};
struct ExportTo {
  std::filesystem::path path;
  std::string what;
  std::string format;
  bool is_public = true;
};
struct MakeSlip {
  std::string appeal;
};  // the applicant's slip, a PDF beside the register
struct MakeReceptionPack {
  std::string reception;
};  // what those who go there take along, a PDF beside the register
// A photograph or a paper read from a file and attached to a record.
struct AttachFile {
  Entity owner_entity = Entity::issue;
  std::string owner;  // uuid
  std::filesystem::path file;
};
// The bytes of an attachment into a file of their own; never over one that is there.
struct KeepAttachment {
  std::string sha256;
  std::filesystem::path file;
};
// A copy of them, shown by the program that the system has for such files.
struct OpenAttachment {
  std::string sha256;
};
struct CancelJob {};
// The incoming table read or understood otherwise; nothing is written.
struct PreviewImport {
  std::shared_ptr<const TableRequest> request;
};
struct TakeImport {};  // the incoming table, as one undo step
struct SaveImportErrors {
  std::filesystem::path path;
};  // its refused rows

// --- layers beside the theme, by their place in Document::context
struct SetContextStyle {
  std::size_t index;
  ContextStyle style;
};
struct MoveContext {
  std::size_t index;
  std::size_t to;
};
struct RemoveContext {
  std::size_t index;
};

// --- editing
struct CommitChange {
  Change change;
};  // completed and checked by the session
struct CommitEdit {
  std::vector<Change> changes;
  std::string reason;
  std::vector<ApplicantChange> applicants{};  // completed and checked by the session, as the changes are
  std::vector<FileContent> files{};
};
struct Undo {
  std::string batch;
};  // only while it is the newest; none = the newest, whichever it is
struct Redo {};
struct SkipEdit {
  EditKind kind = EditKind::undo;
  std::string batch;
};  // leaves this edit as it is, if undo (redo) would turn it: somebody has changed its record since
struct SetAuthor {
  std::string name, post;
};
struct DropEdit {};  // the one that waits for the author's name
struct MarkReviewed {
  std::string subject, reason, note;
  std::string state = "REVIEWED";  // OPEN: the line stays, with its note and whom it was given to
  std::string assigned_to{};       // a party's uuid
};

// --- a part of the register on a laptop; what a person must decide comes to Session::laptop_return()
struct TakeToLaptop {
  CheckoutRequest request;
};
struct BringFromLaptop {
  CheckinRequest request;  // its station is the session's own
};

// --- applicants; they come to Session::applicant_desk()
struct AskApplicant {
  std::string appeal;
};
struct FindApplicants {
  std::string words;  // of a name or a phone
  Fields person;      // whose appeals are counted
};
struct EraseApplicants {
  std::vector<std::string> appeals;
};
struct AskExpiredApplicants {};  // they come to Session::expired_applicants()

// --- half-typed forms
struct KeepDraft {
  FormDraft draft;  // of the form that is open
};
struct DropDraft {
  std::string id;
};
struct OpenDraft {
  std::string id;
};
struct PasteMessage {
  std::string text;
};  // a draft of an appeal is made of it and opened

// --- the window
struct SetLanguage {
  Language language;
};
struct SetTheme {
  Theme theme;
};
struct SetScale {
  int percent;
};
struct SetReducedMotion {
  bool is_reduced;
};
struct SetPanelSize {
  float table_height = 0, inspector_width = 0, layers_width = 0;
};  // 0 = keep; logical pixels
struct OpenDialog {
  Dialog dialog;
  Row row = no_row;
  std::string text;
};
struct CloseDialog {};
struct DismissToast {};
struct Quit {};      // with a form open the form answers first: with CloseDialog and Quit, or with StayOpen
struct StayOpen {};  // the form has changes that are not to be lost

template <typename... Kind>
struct IntentKinds {
  template <typename Asked>
  static constexpr bool contain = (std::same_as<Asked, Kind> || ...);
  template <typename Asked>
  static constexpr std::size_t index_of = [] {
    std::size_t index = 0;
    (void)((std::same_as<Asked, Kind> || (++index, false)) || ...);
    return index;
  }();
};

using EveryIntent =
    IntentKinds<SetWorkspace, SetLayer, ToggleLayer, SetOverlay, SwapOverlays, SetFilter, SelectPlace, SelectIssue,
                LookAtParty, HoverAt, ClickAt, ListHits, SelectHit, DoubleClickAt, SetTable, TogglePanel, TellShown,
                PanBy, ZoomBy, FitAll, FitSelection, FlyTo, EndFlight, ClearMark, ResizeMap, SetViewSystem, SetLinks,
                TurnLink, SaveNeighbours, AddBookmark, RenameBookmark, RemoveBookmark, GoToBookmark, SetTool,
                ClearMeasured, TakeLastMeasured, KeepBox, KeepShown, OpenPath, MissRegister, ChooseCrs,
                LoadBoundariesFrom, ExportTo, MakeSlip, MakeReceptionPack, AttachFile, KeepAttachment, OpenAttachment,
                CancelJob, PreviewImport, TakeImport, SaveImportErrors, SetContextStyle, MoveContext, RemoveContext,
                CommitChange, CommitEdit, Undo, Redo, SkipEdit, SetAuthor, DropEdit, MarkReviewed, TakeToLaptop,
                BringFromLaptop, AskApplicant, FindApplicants, EraseApplicants, AskExpiredApplicants, KeepDraft,
                DropDraft, OpenDraft, PasteMessage, SetLanguage, SetTheme, SetScale, SetReducedMotion, SetPanelSize,
                OpenDialog, CloseDialog, DismissToast, Quit, StayOpen>;

// One of the above. Behind a pointer, for every panel makes intents: each compiles the kinds it names, not the copies
// and moves of all ninety.
class Intent {
 public:
  template <typename Asked>
    requires(EveryIntent::contain<Asked>)
  Intent(Asked asked)  // NOLINT(google-explicit-constructor): a panel lists what it asks for
      : kind_(EveryIntent::index_of<Asked>), asked_(std::make_shared<const Asked>(std::move(asked))) {}
  template <typename Asked>
  [[nodiscard]] bool is() const {
    return kind_ == EveryIntent::index_of<Asked>;
  }
  // What was asked, or null where it is an intent of another kind.
  template <typename Asked>
  [[nodiscard]] const Asked* as() const {
    return is<Asked>() ? static_cast<const Asked*>(asked_.get()) : nullptr;
  }

 private:
  std::size_t kind_;
  std::shared_ptr<const void> asked_;
};
using Intents = std::vector<Intent>;

}  // namespace riskmap
