// What the window shows: everything a person can switch, without any of the data.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "layers/core/language.h"
#include "layers/exchange/overlay_look.h"
#include "layers/geo/view_system.h"
#include "layers/model/place.h"
#include "layers/model/records.h"
#include "layers/raster/camera.h"
#include "layers/style/layer_spec.h"
#include "viewer/session/filter_state.h"
#include "viewer/session/settings.h"

namespace riskmap {

enum class Workspace { map, register_table, clusters, today };
// The corner at the bottom that the legend stands in: where it costs the map less. Scale bar and notes take the other.
enum class LegendSide { left, right };
// Panels at the map's sides; what the window shows of what is open there.
enum class SidePanel { layers, inspector };
struct ShownPanels {
  bool layers = true, inspector = true;
  friend bool operator==(const ShownPanels&, const ShownPanels&) = default;
};
enum class Tool { select, distance, area, pick_point };
// Whether a picked point goes to the settlement, border or line that it nearly meets.
enum class Snap { off, on };

// A feature of a layer beside the theme: its layer's place in Document::context.
struct ContextFeature {
  std::size_t layer = 0;
  std::uint32_t feature = 0;
  friend bool operator==(const ContextFeature&, const ContextFeature&) = default;
};

// What lies under a point of the map: one of the three, or nothing.
struct MapHit {
  std::optional<Place> place;
  Row issue = no_row;
  std::optional<ContextFeature> feature{};
  friend bool operator==(const MapHit&, const MapHit&) = default;
};

// The links between places, seen on the map while clusters are looked at.
struct LinksView {
  bool is_open = false;
  bool is_changing = false;            // a press on two places turns the link between them
  std::optional<Place> from{};         // the first of the two
  std::optional<std::size_t> count{};  // places with so many neighbours are marked
  friend bool operator==(const LinksView&, const LinksView&) = default;
};

// The layers of the list on the left, each with an eye.
enum class LayerKind { theme, issue_points, settlements, rural_districts, district, labels, graticule };

enum class IssueColumn { number, settlement, category, title, next_step, responsible, level, status, due };

struct TableState {
  IssueColumn sort = IssueColumn::due;
  bool is_ascending = true;
  std::set<IssueColumn> hidden;
  friend bool operator==(const TableState&, const TableState&) = default;
};

// Which dialog is open; its own fields live in its panel.
enum class Dialog {
  none,
  issue_form,      // dialog_text: the appeal it is made of
  appeal_form,     // dialog_text: the appeal's uuid; "" = a new one
  reception_form,  // dialog_text: the reception's uuid; "" = a new one
  measure_form,
  party_form,       // dialog_text: the party's uuid; "" = a new one
  entry_form,       // dialog_text: the uuid of an entry of the reference lists, or the list of a new one
  attachment_form,  // dialog_text: the uuid of an attached file
  document_form,    // dialog_text: the document or the problem of a new one; with dialog_row the letter that it answers
  passport,
  status_change,
  delete_issue,
  open_file,
  choose_crs,
  projection,
  file_use,
  export_file,
  save_neighbours,
  import_table,
  take_to_laptop,
  laptop_return,
  expired_applicants,
  settings,
  reference_lists,  // dialog_text: the list shown first; "" = the first
  about,
  shortcuts,
  author,
  palette,
  bookmark,  // dialog_row: the one to rename; no_row = a new one
  bookmarks,
  review_note,
  messages,
  load_report
};

// Dialogs a person fills in: neither a file nor the window's closing takes them away unasked.
constexpr bool is_filled_in(Dialog dialog) {
  return dialog == Dialog::issue_form || dialog == Dialog::appeal_form || dialog == Dialog::reception_form ||
         dialog == Dialog::measure_form || dialog == Dialog::document_form || dialog == Dialog::party_form ||
         dialog == Dialog::entry_form || dialog == Dialog::attachment_form || dialog == Dialog::passport ||
         dialog == Dialog::status_change || dialog == Dialog::review_note || dialog == Dialog::author ||
         dialog == Dialog::laptop_return;
}

struct ViewState {
  Workspace workspace = Workspace::map;
  LayerSpec layer;  // mode, level, indicator, scheme, classes, palette, opacity
  std::set<LayerKind> hidden_layers{LayerKind::graticule};
  OverlayLooks overlays;  // of a register
  FilterState filter;
  std::optional<Place> place;             // selected
  Row issue = no_row;                     // selected; its place is then `place`
  std::optional<ContextFeature> feature;  // selected; then nothing else is
  Row party = no_row;                     // looked at, over what is selected
  ScreenPoint listed_at;                  // what lies there is listed
  std::uint64_t listed_serial = 0;        // grows with every listing
  std::optional<LonLat> marked;           // coordinates that a person went to
  std::optional<Place> hovered;
  Camera camera;
  bool is_camera_set = false;  // false until the first fit
  LinksView links;
  ViewSystem system = ViewSystem::fitting;
  Tool tool = Tool::select;
  std::vector<LonLat> measured;  // the points of the measuring tool, or the one picked point
  TableState table;
  bool is_table_open = false, is_inspector_open = false, is_legend_open = true;
  std::map<Workspace, bool> layers_choice;       // a person's own word on the layers; without it the room decides
  SidePanel opened_last = SidePanel::inspector;  // lies in front where there is room for one only
  LegendSide legend_side = LegendSide::left;     // chosen when everything is shown, kept while the map moves
  Language language = Language::kk;
  std::optional<Language> map_language;  // none = the interface's
  Theme theme = Theme::light;
  int scale_percent = 100;
  bool asks_author = false;  // before an edit; a dialog that is open waits behind and keeps what was typed
  Dialog dialog = Dialog::none;
  Row dialog_row = no_row;          // the issue or measure a dialog is about; no_row = a new one
  std::uint64_t dialog_serial = 0;  // grows with every opening: the same dialog opened again starts afresh
  std::string draft;                // id of the draft that the open form is kept as; "" = nothing is typed yet
  std::string dialog_text;          // a file path, a subject key or a message's serial a dialog is about
};

}  // namespace riskmap
