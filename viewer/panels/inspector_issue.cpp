// A problem: what, where, how grave, in which state; then its ways to solve, its facts and its history.
#include <imgui.h>

#include "layers/analysis/indicator.h"
#include "layers/core/text.h"
#include "layers/geo/geodesic.h"
#include "layers/model/rules.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/issue_card.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t short_description = 260;  // characters shown before "Show all"

Row selected_row(const Session& session) {
  return session.view().issue;
}

std::vector<HeadButton> head_buttons(const Session& session, const Issue& issue) {
  const bool can_edit = session.document().can_edit();
  const bool is_picking = session.view().tool == Tool::pick_point;
  const bool has_ground = session.has_ground(), shows_point = issue.point && session.derived().scene.is_to_scale;
  const auto zoom = shows_point ? Intent{FlyTo{*issue.point, 0}} : Intent{FitSelection{}};
  const auto place_tip = !has_ground   ? tr("Nothing open has real places to measure or mark.")
                         : issue.point ? tr("Move its point on the map")
                                       : tr("Place it on the map");
  return {{"inspector.zoom", Icon::locate, tr("Zoom to the place"), true, false, {zoom}},
          {"inspector.place_point",
           Icon::place,
           place_tip,
           can_edit && has_ground,
           is_picking,
           {SetTool{is_picking ? Tool::select : Tool::pick_point}}},
          {"inspector.delete",
           Icon::erase,
           tr("Delete…"),
           can_edit,
           false,
           {OpenDialog{Dialog::delete_issue, selected_row(session), {}}}}};
}

// The exact state in words, with its reason where one was given.
std::string state_words(const RegisterSnapshot& snapshot, const Issue& issue) {
  const bool needs_reason = issue.status == Status::on_hold || issue.status == Status::forwarded ||
                            group_of(issue.status) == StatusGroup::voided;
  return joined_with_dots({status_label(snapshot, issue.status),
                           needs_reason ? std::string_view{issue.status_reason} : std::string_view{}});
}

void icon_line(Icon icon) {
  const auto at = ImGui::GetCursorScreenPos();
  draw_icon(icon, at.x + px(8), at.y + line_height(TextStyle::body) / 2, tokens().text2, IconSize::small);
  ImGui::SetCursorScreenPos({at.x + px(22), at.y});
}

// A far point is kept: a pasture, a road. More often it is a slip of the hand.
void far_point(const RegisterSnapshot& snapshot, const Issue& issue, LonLat point, std::string_view name) {
  if (issue.settlement == no_row) return;
  const auto& home = snapshot.settlements[issue.settlement].point;
  if (!home || !lies_far_from_settlement(point, *home)) return;
  banner(name, BannerKind::warning,
         fill(tr("The point lies {length} from the settlement."),
              {{"length", format_length(geodesic_metres(point, *home))}}));
}

Intents places(const Session& session, const Issue& issue) {
  Intents intents;
  const auto& snapshot = *session.snapshot();
  if (const auto place = place_of(snapshot, issue)) {
    icon_line(Icon::place);
    if (link("inspector.place", place_label(snapshot, *place))) intents.push_back(SelectPlace{place, false});
  }
  for (const Row also : issue.also_settlements) {
    if (also == issue.settlement) continue;
    icon_line(Icon::link);
    const Place place{AreaLevel::settlement, also};
    if (link("inspector.also." + snapshot.settlements[also].kato, place_label(snapshot, place)))
      intents.push_back(SelectPlace{place, false});
  }
  return intents;
}

// Who answers for it, and which deputy watches over that.
Intents people(const Session& session, const Issue& issue) {
  Intents intents;
  for (const Row party : {issue.responsible, issue.curator}) {
    if (party == no_row) continue;
    icon_line(Icon::person);
    for (auto& intent : party_links(session, std::span{&party, 1})) intents.push_back(std::move(intent));
  }
  return intents;
}

void description(InspectorState& state, const Issue& issue) {
  if (issue.description.empty()) return;
  gap(8);
  const bool is_long = length_in_characters(issue.description) > short_description + 60;
  if (!is_long || state.is_description_open) {
    flowing_text(issue.description, {.ink = Ink::text2, .name = "inspector.description"});
    return;
  }
  flowing_text(std::string{first_characters(issue.description, short_description)} + "…",
               {.ink = Ink::text2, .name = "inspector.description"});
  if (link("inspector.description.more", tr("Show all of it"))) state.is_description_open = true;
}

Intents main_buttons(const Session& session, const Issue& issue) {
  Intents intents;
  const bool can_edit = session.document().can_edit();
  const auto edit = tr("Edit…"), status = trc("button", "Status…"), status_tip = tr("Change status…");
  const ButtonOptions edit_options{.icon = Icon::edit, .is_enabled = can_edit};
  const ButtonOptions status_options{
      .icon = Icon::sync,
      .is_enabled = can_edit && !transitions_from(*session.snapshot(), issue.status).empty(),
      .tooltip = status_tip};
  if (button("inspector.edit", edit, edit_options))
    intents.push_back(OpenDialog{Dialog::issue_form, selected_row(session), {}});
  wrap_next(button_width(status, status_options));
  if (button("inspector.change_status", status, status_options))
    intents.push_back(OpenDialog{Dialog::status_change, selected_row(session), {}});
  return intents;
}

// While a point is being picked: what to do, and the way to keep it or leave.
Intents picking(const Session& session, const Issue& issue) {
  Intents intents;
  if (session.view().tool != Tool::pick_point) return intents;
  gap(10);
  Card card{"inspector.picking", {.edge = tokens().accent, .background = tokens().surface2}};
  const auto& picked = session.view().measured;
  flowing_text(picked.empty() ? tr("Press the map where the problem is.") : format_lonlat(picked.front()),
               {.name = "inspector.picked"});
  if (!picked.empty()) far_point(*session.snapshot(), issue, picked.front(), "inspector.picked_far");
  if (button("inspector.save_point", tr("Save the point"),
             {.kind = ButtonKind::primary, .is_enabled = picked.size() == 1})) {
    Change change{.kind = ChangeKind::set,
                  .entity = Entity::issue,
                  .uuid = issue.uuid,
                  .version = issue.version,
                  .before = {},
                  .after = {}};
    change.after = {{"geom", Value{point_text(picked.front())}}, {"location_accuracy", Value{"EXACT"}}};
    intents = {CommitChange{std::move(change)}, SetTool{Tool::select}};
  }
  wrap_next(button_width(tr("Cancel"), {}));
  if (button("inspector.cancel_point", tr("Cancel"))) intents.push_back(SetTool{Tool::select});
  return intents;
}

void add(Intents& all, Intents more) {
  for (auto& intent : more) all.push_back(std::move(intent));
}
}  // namespace

Intents issue_page(const Session& session, InspectorState& state) {
  const auto& snapshot = *session.snapshot();
  const auto& issue = snapshot.issues[selected_row(session)];
  Intents intents = page_head(issue.reg_no, head_buttons(session, issue));
  flowing_text(issue.title, {.style = TextStyle::heading, .name = "inspector.title"});
  gap(8);
  const auto& facts = session.derived().facts.facts[selected_row(session)];
  state_marks("inspector", issue, facts);
  const auto level = level_label(facts.level);
  wrap_next(px(44) + text_width(level, TextStyle::small_semi));
  level_pips("inspector.level", static_cast<int>(facts.level), level);
  flowing_text(state_words(snapshot, issue), {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.state"});
  gap(8);
  add(intents, places(session, issue));
  if (issue.point) far_point(snapshot, issue, *issue.point, "inspector.far");
  if (issue.category != no_row) {
    icon_line(category_icon(snapshot.categories[issue.category].code));
    flowing_text(category_label(snapshot, issue.category), {.name = "inspector.category"});
  }
  add(intents, people(session, issue));
  description(state, issue);
  gap(12);
  add(intents, main_buttons(session, issue));
  add(intents, picking(session, issue));
  gap(14);
  const std::array<PageTab, 3> tabs = {
      {{"ways", tr("Ways to solve")}, {"facts", trc("tab", "Facts")}, {"history", trc("tab", "History")}}};
  page_tabs(tabs, state.issue_tab);
  gap(12);
  if (state.issue_tab == 0) {
    add(intents, issue_ways(session, issue));
    add(intents, issue_documents(session, selected_row(session)));
    add(intents, issue_files(session, selected_row(session)));
    add(intents, issue_appeals(session, selected_row(session)));
  } else if (state.issue_tab == 1)
    issue_facts(session, issue);
  else
    issue_history(session);
  return intents;
}

void issue_facts(const Session& session, const Issue& issue) {
  const auto& snapshot = *session.snapshot();
  const auto fields = fields_of(snapshot, issue);
  for (const auto& spec : spec_of(Entity::issue).fields) {
    if (spec.name == "title" || spec.name == "description") continue;  // above, in full
    const auto value = field(fields, spec.name);
    if (is_none(value) || (spec.name == "reopen_count" && integer_of(value) == 0)) continue;
    fact_row("inspector.fact." + std::string{spec.name}, field_label("issue", spec.name),
             value_words(snapshot, Entity::issue, spec.name, value));
  }
}

}  // namespace riskmap::ui
