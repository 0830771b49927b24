// The journal of reception days.
#include <imgui.h>

#include <algorithm>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_cards = 12;  // more come by "Show more"

struct GroupWords {
  std::string_view id;
  std::string title, nothing;
};

GroupWords words_of(ReceptionGroup group) {
  switch (group) {
    case ReceptionGroup::missed:
      return {"missed", tr("Planned and not held"), tr("Every planned reception was held or cancelled.")};
    case ReceptionGroup::this_week:
      return {"week", tr("In the next seven days"), tr("No reception in the next seven days.")};
    case ReceptionGroup::later:
      return {"later", tr("Planned for later"), tr("No reception is planned.")};
    case ReceptionGroup::held:
      return {"held", trc("receptions", "Held"), tr("No reception has been held yet.")};
    case ReceptionGroup::cancelled:
      return {"cancelled", trc("receptions", "Cancelled"), tr("No reception was cancelled.")};
  }
  return {};
}

std::string place_words(const RegisterSnapshot& snapshot, const Reception& reception) {
  if (reception.settlement != no_row) return place_label(snapshot, {AreaLevel::settlement, reception.settlement});
  const Row area = snapshot.find_area(reception.area_code, AreaLevel::rural_district);
  return area == no_row ? reception.place : place_label(snapshot, {AreaLevel::rural_district, area});
}

std::string head_words(const RegisterSnapshot& snapshot, const Reception& reception) {
  const auto head = std::ranges::find(reception.people, std::string_view{"HEAD"}, &ReceptionPerson::role);
  return head == reception.people.end() ? tr("Nobody heads it yet") : party_label(snapshot, head->party);
}

bool reception_card(const Session& session, const Reception& reception, std::string_view panel) {
  const auto& snapshot = *session.snapshot();
  const auto day = reception.day() ? format_date(*reception.day()) : std::string{};
  const std::string name = std::string{panel} + ".reception." + reception.uuid;
  Card card{name, {.is_pressable = true}};
  flowing_text(joined_with_dots({day, place_words(snapshot, reception)}),
               {.style = TextStyle::semi, .name = name + ".title"});
  flowing_text(
      joined_with_dots({code_label(snapshot, "reception_kind", reception.kind), head_words(snapshot, reception)}),
      {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".facts"});
  const auto count = static_cast<std::int64_t>(reception.appeals.size());
  if (reception.is_held())
    flowing_text(fill(trn("{n} appeal", "{n} appeals", count), {{"n", format_integer(count)}}),
                 {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".appeals"});
  if (!reception.cancel_reason.empty())
    flowing_text(reception.cancel_reason, {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".reason"});
  if (reception.is_planned() && reception.planned_on && *reception.planned_on < session.today()) {
    gap(6);
    late_mark(name + ".late", late_words(days_between(*reception.planned_on, session.today())));
  }
  return card.end();
}
}  // namespace

Intents receptions_list(const Session& session, ListsState& state) {
  Intents intents;
  const auto& journal = session.derived().receptions;
  if (button("receptions.new", tr("New reception"), {.icon = Icon::add, .is_enabled = session.document().can_edit()}))
    intents.push_back(OpenDialog{Dialog::reception_form, no_row, {}});
  gap(10);
  for (const auto group : reception_groups) {
    const auto words = words_of(group);
    const auto& places = journal.in(group);
    const std::string panel = "receptions." + std::string{words.id};
    auto& open = state.receptions[static_cast<std::size_t>(group)];
    if (!section_header(panel, words.title, format_integer(static_cast<std::int64_t>(places.size())), open.is_open))
      continue;
    gap(6);
    if (places.empty()) flowing_text(words.nothing, {.ink = Ink::text2, .name = panel + ".nothing"});
    const auto shown = std::min(places.size(), std::max(open.cards, most_cards));
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& reception = journal.receptions[places[i]];
      if (reception_card(session, reception, panel))
        intents.push_back(OpenDialog{Dialog::reception_form, no_row, reception.uuid});
      gap(8);
    }
    if (shown < places.size() && button(panel + ".more", tr("Show more"))) open.cards = shown + most_cards;
    gap(12);
  }
  return intents;
}

}  // namespace riskmap::ui
