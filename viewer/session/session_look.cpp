// Intents that change what is shown and nothing else.
#include <algorithm>

#include "layers/text/translate.h"
#include "viewer/session/class_filter.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

void Session::Applier::operator()(const SetWorkspace& intent) const {
  auto& view = session.view_;
  view.workspace = intent.workspace;
  // Each workspace opens with the panels its work needs; a person may open and close them afterwards.
  view.is_table_open = intent.workspace == Workspace::register_table;
  view.is_inspector_open = intent.workspace == Workspace::register_table && (view.place || view.issue != no_row);
}

void Session::Applier::operator()(const SetLayer& intent) const {
  const bool has_new_ground =
      session.view_.layer.mode != intent.layer.mode || session.view_.layer.level != intent.layer.level;
  if (has_other_classes(session.view_.layer, intent.layer)) session.view_.filter.map_classes.clear();
  const bool has_other_choice = session.view_.layer.hotspots != intent.layer.hotspots;
  session.view_.layer = intent.layer;
  if (has_other_choice) session.remember_hotspots();
  session.remember_classes();
  session.view_.layer.class_count = std::clamp(intent.layer.class_count, 2, 9);
  session.view_.layer.opacity = std::clamp(intent.layer.opacity, 0.1, 1.0);
  session.view_.hovered.reset();
  if (!has_new_ground) return;
  const Box extent_before = session.derived_.values().scene.extent;
  session.derived_.update(session.document_, session.view_, session.today_);
  if (!session.derived_.values().scene.is_to_scale) session.apply(SetTool{Tool::select});
  // Tiles lie elsewhere than the places they stand for: a change of ground shows the whole again.
  if (!(session.derived_.values().scene.extent == extent_before)) session.fit_whole();
}

void Session::Applier::operator()(const ToggleLayer& intent) const {
  auto& hidden = session.view_.hidden_layers;
  if (!hidden.erase(intent.layer)) hidden.insert(intent.layer);
  session.remember_overlays();
}

void Session::Applier::operator()(const SetFilter& intent) const {
  session.view_.filter = intent.filter;
}

void Session::Applier::operator()(const SelectPlace& intent) const {
  session.select(intent.place, no_row, intent.fly_there);
}

void Session::Applier::operator()(const SelectIssue& intent) const {
  const auto* snapshot = session.snapshot();
  if (snapshot == nullptr || intent.issue == no_row || intent.issue >= snapshot->issues.size()) return;
  const auto& issue = snapshot->issues[intent.issue];
  std::optional<Place> place;
  if (issue.settlement != no_row)
    place = Place{AreaLevel::settlement, issue.settlement};
  else if (issue.area != no_row)
    place = Place{snapshot->areas[issue.area].level, issue.area};
  session.select(place, intent.issue, intent.fly_there);
}

void Session::Applier::operator()(const LookAtParty& intent) const {
  const auto* snapshot = session.snapshot();
  if (snapshot == nullptr || (intent.party != no_row && intent.party >= snapshot->parties.size())) return;
  session.view_.party = intent.party;
  session.view_.is_inspector_open = true;
  session.view_.opened_last = SidePanel::inspector;
}

void Session::Applier::operator()(const SetTable& intent) const {
  session.view_.table = intent.table;
}

void Session::Applier::operator()(const TogglePanel& intent) const {
  auto& view = session.view_;
  switch (intent.panel) {
    case TogglePanel::Panel::table:
      view.is_table_open = !view.is_table_open;
      break;
    case TogglePanel::Panel::legend:
      view.is_legend_open = !view.is_legend_open;
      break;
    case TogglePanel::Panel::layers:
      view.layers_choice[view.workspace] = !session.shown_panels_.layers;
      view.opened_last = SidePanel::layers;
      break;
    case TogglePanel::Panel::inspector:
      view.is_inspector_open = !view.is_inspector_open || !session.shown_panels_.inspector;
      view.opened_last = SidePanel::inspector;
      break;
  }
}

void Session::Applier::operator()(const TellShown& intent) const {
  session.shown_panels_ = intent.panels;
}

void Session::Applier::operator()(const SetLanguage& intent) const {
  session.view_.language = intent.language;
  session.settings_.language = intent.language;
  set_language(intent.language);
  session.toast_.reset();  // it speaks the language of before; the list of messages keeps it
  session.save_settings();
}

void Session::Applier::operator()(const SetTheme& intent) const {
  session.view_.theme = intent.theme;
  session.settings_.theme = intent.theme;
  session.save_settings();
}

void Session::Applier::operator()(const SetScale& intent) const {
  session.view_.scale_percent = std::clamp(intent.percent, 80, 200);
  session.settings_.scale_percent = session.view_.scale_percent;
  session.save_settings();
}

void Session::Applier::operator()(const SetPanelSize& intent) const {
  auto& settings = session.settings_;
  if (intent.table_height > 0) settings.table_height = std::clamp(intent.table_height, 120.0F, 520.0F);
  if (intent.inspector_width > 0) settings.inspector_width = std::clamp(intent.inspector_width, 300.0F, 560.0F);
  if (intent.layers_width > 0) settings.layers_width = std::clamp(intent.layers_width, 220.0F, 420.0F);
}

void Session::Applier::operator()(const OpenDialog& intent) const {
  session.leave_draft();
  session.applicant_desk_ = {};
  session.expired_.reset();
  session.view_.dialog = intent.dialog;
  session.view_.dialog_row = intent.row;
  ++session.view_.dialog_serial;
  session.view_.dialog_text = intent.text;
  session.commit_.stage = CommitState::Stage::idle;
  session.commit_.problems.clear();
  session.commit_.error.reset();
}

void Session::Applier::operator()(const CloseDialog&) const {
  session.leave_draft();
  session.applicant_desk_ = {};
  session.expired_.reset();
  session.view_.dialog = Dialog::none;
  session.view_.dialog_row = no_row;
  session.view_.dialog_text.clear();
  session.incoming_.reset();
  session.asks_to_quit_ = false;
}

void Session::Applier::operator()(const DismissToast&) const {
  session.toast_.reset();
}

void Session::Applier::operator()(const Quit&) const {
  if (is_filled_in(session.view_.dialog))
    session.asks_to_quit_ = true;
  else
    session.wants_quit_ = true;
}

void Session::Applier::operator()(const StayOpen&) const {
  session.asks_to_quit_ = false;
}

}  // namespace riskmap
