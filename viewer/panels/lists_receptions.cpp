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
constexpr std::size_t most_next = 5;

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
// A place says why somebody should go there; a press makes it a planned reception.
bool next_card(const Session& session, const NextReception& next) {
  const auto& snapshot = *session.snapshot();
  const Place place{AreaLevel::settlement, next.settlement};
  const std::string name = "receptions.next." + snapshot.settlements[next.settlement].kato;
  Card card{name, {.is_pressable = true, .is_chosen = session.view().place == place}};
  flowing_text(joined_with_dots({place_label(snapshot, place),
                                 rural_district_label(snapshot, snapshot.settlements[next.settlement])}),
               {.style = TextStyle::semi, .name = name + ".title"});
  flowing_text(sentence_of(snapshot, next, session.today()),
               {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".why"});
  return card.end();
}

// The reception that is planned here, or was and was not held, is opened, to be held, cancelled or put off; else a new
// one is planned.
Intents go_to(const Session& session, const NextReception& next) {
  const Place place{AreaLevel::settlement, next.settlement};
  if (!session.document().can_edit()) return {SelectPlace{place, true}};
  const auto* planned = next.planned_here();
  if (planned == nullptr) planned = next.overdue_here();
  if (planned == nullptr) return plan_reception(place);
  return {SelectPlace{place, true}, OpenDialog{Dialog::reception_form, no_row, planned->uuid}};
}

void next_section(Intents& intents, const Session& session, ListSection& open) {
  const auto& list = session.derived().next_receptions;
  constexpr std::string_view panel = "receptions.next";
  if (!section_header(panel, tr("Where to go next"), format_integer(static_cast<std::int64_t>(list.size())),
                      open.is_open))
    return;
  gap(6);
  const auto why = list.empty()
                       ? tr("There is no settlement to go to.")
                       : tr("By silence, residents, time since the last reception, late problems and distance. "
                            "A press plans a reception, or opens the one that is planned.");
  flowing_text(why, {.style = TextStyle::small, .ink = Ink::text2, .name = "receptions.next.how"});
  gap(6);
  const auto shown = std::min(list.size(), std::max(open.cards, most_next));
  for (std::size_t i = 0; i < shown; ++i) {
    if (next_card(session, list[i])) {
      const auto asked = go_to(session, list[i]);
      intents.insert(intents.end(), asked.begin(), asked.end());
    }
    gap(8);
  }
  if (shown < list.size() && button("receptions.next.more", tr("Show more"))) open.cards = shown + most_next;
  gap(12);
}
}  // namespace

Intents plan_reception(const Place& place) {
  const Row settlement = place.level == AreaLevel::settlement ? place.row : no_row;
  return {SelectPlace{place, true}, OpenDialog{Dialog::reception_form, settlement, {}}};
}

Intents receptions_list(const Session& session, ListsState& state) {
  Intents intents;
  const auto& journal = session.derived().receptions;
  if (button("receptions.new", tr("New reception"), {.icon = Icon::add, .is_enabled = session.document().can_edit()}))
    intents.push_back(OpenDialog{Dialog::reception_form, no_row, {}});
  gap(10);
  for (const auto group : reception_groups) {
    if (group == ReceptionGroup::held) next_section(intents, session, state.next_receptions);
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
