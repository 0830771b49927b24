// The search palette.
#include <algorithm>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/shortcuts.h"
#include "viewer/panels/small_dialogs.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_hits = 12, most_commands = 6;

struct Hit {
  Icon icon;
  std::string text, grey, right;
  Intents intents;
};

Hit hit_of(const Session& session, const SearchHit& found) {
  const auto& snapshot = *session.snapshot();
  const auto grey = found.matched.empty() ? found.detail : found.matched + " · " + found.detail;
  switch (found.kind) {
    case HitKind::settlement:
      return {Icon::village, found.title, grey, {}, {SelectPlace{Place{AreaLevel::settlement, found.row}, true}}};
    case HitKind::area:
      return {Icon::map, found.title, grey, {}, {SelectPlace{Place{snapshot.areas[found.row].level, found.row}, true}}};
    case HitKind::party:
      return {Icon::person, found.title, grey, {}, {LookAtParty{found.row}}};
    case HitKind::issue:
      break;
  }
  return {category_icon(snapshot.categories[snapshot.issues.core(found.row).category].code),
          found.title,
          grey,
          {},
          {SelectIssue{found.row, true}}};
}

// What the search knows may be older than the register, by a moment.
bool is_there(const RegisterSnapshot& snapshot, const SearchHit& found) {
  switch (found.kind) {
    case HitKind::settlement:
      return static_cast<bool>(snapshot.settlements[found.row].id);
    case HitKind::area:
      return static_cast<bool>(snapshot.areas[found.row].id);
    case HitKind::party:
      return static_cast<bool>(snapshot.parties[found.row].id);
    case HitKind::issue:
      break;
  }
  return static_cast<bool>(snapshot.issues.core(found.row).id);
}

// Found by its name in any language, shown by the one of the interface and, beside it, what was found.
void add_features(std::vector<Hit>& hits, const FileLayer& file, const std::string& needle, Language language) {
  const auto& names = file.names.in(language);
  if (needle.empty() || names.empty()) return;
  for (Row row = 0; row < file.features->size() && hits.size() < most_hits; ++row)
    for (const auto& name : names) {
      const auto& text = file.features->find_column(name)->texts[row];
      if (fold(text).find(needle) == std::string::npos) continue;
      const std::string title{file.name_of(row, language)};
      hits.push_back({Icon::map,
                      title,
                      text == title ? std::string{} : text,
                      {},
                      {SelectPlace{Place{AreaLevel::settlement, row}, true}}});
      break;
    }
}

void add_bookmarks(std::vector<Hit>& hits, const Session& session, const std::string& needle) {
  const auto& kept = session.bookmarks();
  for (std::size_t i = 0; i < kept.size() && !needle.empty(); ++i)
    if (fold(kept[i].name).find(needle) != std::string::npos)
      hits.push_back({Icon::bookmark, kept[i].name, format_lonlat(kept[i].place), {}, {GoToBookmark{i}}});
}

// Where a person looks: what coordinates leave open is taken to lie near it.
LonLat middle_of(const Session& session) {
  const auto& size = session.view().camera.size;
  if (const auto middle = session.lonlat_at({size.width / 2.0, size.height / 2.0})) return *middle;
  if (const auto* snapshot = session.snapshot())  // over tiles
    for (const auto& settlement : snapshot->settlements)
      if (settlement.id && settlement.point) return *settlement.point;
  return {};
}

std::string order_text(const PlaceText& coordinates) {
  switch (coordinates.order) {
    case PlaceText::Order::latitude_first:
      return tr("latitude, longitude");
    case PlaceText::Order::longitude_first:
      return tr("longitude, latitude");
    case PlaceText::Order::metres:
      break;
  }
  return coordinates.crs;
}

// Near enough to see a house; a closer look stays.
Hit hit_of(const Session& session, const PlaceText& coordinates) {
  constexpr double close_metres_per_pixel = 2;
  const double scale = std::min(session.view().camera.metres_per_pixel, close_metres_per_pixel);
  return {Icon::place,
          format_lonlat(coordinates.place),
          order_text(coordinates),
          {},
          {FlyTo{coordinates.place, scale, true}}};
}

std::vector<Hit> hits_of(const Session& session, const SmallDialogsState& state) {
  const auto& query = state.query;
  std::vector<Hit> hits;
  if (state.coordinates && session.has_ground()) hits.push_back(hit_of(session, *state.coordinates));
  const auto needle = fold(query);
  add_bookmarks(hits, session, needle);
  if (const auto* search = session.search(); search != nullptr && !query.empty())
    for (const auto& found : search->find(query, session.view().language, most_hits))
      if (is_there(*session.snapshot(), found)) hits.push_back(hit_of(session, found));
  if (const auto* file = session.file_layer()) add_features(hits, *file, needle, session.view().language);
  std::size_t commands = 0;
  for (const auto& shortcut : all_shortcuts()) {
    const auto what = tr(shortcut.what);
    const bool matches = needle.empty() || fold(what).find(needle) != std::string::npos;
    if (!matches || std::ranges::any_of(hits, [&](const Hit& hit) { return hit.text == what; })) continue;
    hits.push_back({Icon::keyboard, what, {}, std::string{shortcut.chord}, shortcut.intents(session)});
    if (++commands == most_commands) break;
  }
  return hits;
}
}  // namespace

Intents palette_dialog(const Session& session, SmallDialogsState& state) {
  DialogFrame dialog{"palette", tr("Search"), {.width = 600, .is_kept_by_fields = false}};
  Intents chosen;
  bool is_chosen = false;
  if (dialog.body()) {
    if (state.is_fresh) focus_widget("palette.query");
    state.is_fresh = false;
    const auto typed = text_field(
        "palette.query", state.query,
        {.placeholder = tr("Settlement, problem no., coordinates, command…"), .icon = Icon::search, .height = 40});
    if (typed) {
      state.cursor = 0;
      state.coordinates = place_in(state.query, middle_of(session));
    }
    const auto hits = hits_of(session, state);
    if (!hits.empty()) {
      if (is_chord_pressed({.key = Key::down}, Repeat::yes)) state.cursor = std::min(state.cursor + 1, hits.size() - 1);
      if (is_chord_pressed({.key = Key::up}, Repeat::yes) && state.cursor > 0) --state.cursor;
    }
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const bool is_pressed = list_row("palette.hit." + std::to_string(i), {.icon = hits[i].icon,
                                                                            .text = hits[i].text,
                                                                            .grey = hits[i].grey,
                                                                            .right = hits[i].right,
                                                                            .is_chosen = i == state.cursor,
                                                                            .height = 36});
      if (!is_pressed && !(typed.is_entered && i == state.cursor)) continue;
      chosen = hits[i].intents;
      is_chosen = true;
    }
    if (session.snapshot() != nullptr && session.search() == nullptr)
      wrapped_text(tr("The register is still being made ready for the search."),
                   {.ink = Ink::text2, .name = "palette.preparing"});
    else if (hits.empty())
      text(tr("Nothing found"), {.ink = Ink::text2});
  }
  dialog.footer(tr("Arrows choose, Enter opens, Escape closes"));
  if (is_chosen) {
    chosen.insert(chosen.begin(), CloseDialog{});
    return chosen;
  }
  return dialog.is_dismissed() ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
