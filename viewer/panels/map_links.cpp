#include "viewer/panels/map_links.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float dot_radius = 3, ring_radius = 9, sign_radius = 7, dash = 7, name_margin = 2;

struct LinkPicture {
  const HotspotFinding& finding;
  const KnownNeighbours& known;
  std::vector<std::optional<ImVec2>> at{};  // of each place, window pixels
  std::optional<std::uint32_t> focus{};
  std::vector<Rect> names{};  // window pixels
  [[nodiscard]] const Neighbours& neighbours() const { return known.links.neighbours; }
};

std::optional<std::uint32_t> row_of(const HotspotFinding& finding, const std::optional<Place>& place) {
  if (!place || place->level != finding.found.question.level) return std::nullopt;
  const auto& places = finding.found.places;
  const auto found = std::ranges::find(places, place->row, &PlaceHotspot::row);
  if (found == places.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - places.begin());
}

std::vector<Rect> in_window(const std::vector<Rect>& names, const Layout& layout) {
  const float x = layout.map.left, y = layout.map.top, margin = px(name_margin);
  std::vector<Rect> out;
  for (const auto& name : names)
    out.push_back({x + name.left - margin, y + name.top - margin, x + name.right + margin, y + name.bottom + margin});
  return out;
}

LinkPicture picture_of(const Session& session, const Layout& layout, const std::vector<Rect>& names) {
  const auto& finding = *session.derived().hotspots;
  const auto& view = session.view();
  LinkPicture picture{finding, *finding.known};
  picture.names = in_window(names, layout);
  for (const auto& place : finding.found.places) {
    const auto middle = session.middle_of({finding.found.question.level, place.row});
    picture.at.push_back(middle ? std::optional{ImVec2{layout.map.left + static_cast<float>(middle->x),
                                                       layout.map.top + static_cast<float>(middle->y)}}
                                : std::nullopt);
  }
  for (const auto& place : {view.links.from, view.hovered, view.place})
    if (!picture.focus) picture.focus = row_of(finding, place);
  return picture;
}

// Which part of a line lies in a rectangle, from 0 to 1; nothing = none.
std::optional<std::pair<double, double>> part_inside(ScreenPoint from, ScreenPoint to, const Rect& rect) {
  double begin = 0, end = 1;
  const auto cut = [&](double at, double step, double low, double high) {
    if (step == 0) return at > low && at < high;
    const auto [enters, leaves] = std::minmax({(low - at) / step, (high - at) / step});
    begin = std::max(begin, enters), end = std::min(end, leaves);
    return begin < end;
  };
  if (!cut(from.x, to.x - from.x, static_cast<double>(rect.left), static_cast<double>(rect.right)) ||
      !cut(from.y, to.y - from.y, static_cast<double>(rect.top), static_cast<double>(rect.bottom)))
    return std::nullopt;
  return std::pair{begin, end};
}

struct Stroke {
  Colour colour{};
  double opacity = 1, casing = 0;  // of the line, and of the lighter ground under it
  float width = 1;
};

void line(ImVec2 from, ImVec2 to, const Stroke& stroke) {
  auto& list = *ImGui::GetWindowDrawList();
  if (stroke.casing > 0) list.AddLine(from, to, packed(tokens().map.casing, stroke.casing), px(stroke.width + 2));
  list.AddLine(from, to, packed(stroke.colour, stroke.opacity), px(stroke.width));
}

void dashed_line(ImVec2 from, ImVec2 to, const Stroke& stroke) {
  const float dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
  for (float begin = 0; begin < length; begin += 2 * px(dash)) {
    const float a = begin / length, b = std::min(1.0F, (begin + px(dash)) / length);
    line({from.x + a * dx, from.y + a * dy}, {from.x + b * dx, from.y + b * dy}, stroke);
  }
}

void line_beside_names(const LinkPicture& picture, ImVec2 from, ImVec2 to, const Stroke& stroke,
                       void (*draw)(ImVec2, ImVec2, const Stroke&) = line) {
  const auto window_point = [](ScreenPoint point) {
    return ImVec2{static_cast<float>(point.x), static_cast<float>(point.y)};
  };
  for (const auto& [begin, end] : pieces_beside(picture.names, {from.x, from.y}, {to.x, to.y}))
    draw(window_point(begin), window_point(end), stroke);
}

// What was done by hand is told by a sign too, not by the line alone.
void sign(ImVec2 from, ImVec2 to, LinkChange change) {
  const float x = (from.x + to.x) / 2, y = (from.y + to.y) / 2, arm = px(sign_radius) * 0.5F;
  draw_disc(x, y, px(sign_radius) + px(1), tokens().map.casing);
  draw_disc(x, y, px(sign_radius), tokens().accent);
  draw_line(x - arm, y, x + arm, y, tokens().on_accent, px(2));
  if (change == LinkChange::added) draw_line(x, y - arm, x, y + arm, tokens().on_accent, px(2));
}

void ring(ImVec2 at, Colour colour) {
  auto& list = *ImGui::GetWindowDrawList();
  list.AddCircle(at, px(ring_radius), packed(tokens().map.casing), 0, px(5));
  list.AddCircle(at, px(ring_radius), packed(colour), 0, px(2.5F));
}

bool is_by_hand(const LinkPicture& picture, std::uint32_t row, std::uint32_t other) {
  const auto [from, to] = std::minmax(row, other);
  return std::ranges::binary_search(picture.known.links.added, Link{from, to});
}

// Each pair once, whichever of the two counts the other. Many lines are fainter, so that the map stays to be seen.
void draw_pairs(const LinkPicture& picture) {
  constexpr std::size_t many = 600;
  const auto& neighbours = picture.neighbours();
  const bool is_faint = picture.focus.has_value() || neighbours.links.size() > many;
  const Stroke stroke{tokens().map.outline, is_faint ? 0.35 : 0.75, is_faint ? 0 : 0.5, 1.2F};
  if (neighbours.links.size() > most_drawn_links) return;
  for (std::uint32_t row = 0; row < neighbours.size(); ++row)
    for (const auto other : neighbours.of(row)) {
      const bool is_second = other < row && std::ranges::binary_search(neighbours.of(other), row);
      if (is_second || is_by_hand(picture, row, other) || !picture.at[row] || !picture.at[other]) continue;
      line_beside_names(picture, *picture.at[row], *picture.at[other], stroke);
    }
}

// The neighbours that the place in focus is reckoned with.
void draw_focus(const LinkPicture& picture) {
  if (!picture.focus || !picture.at[*picture.focus]) return;
  for (const auto other : picture.neighbours().of(*picture.focus))
    if (picture.at[other] && !is_by_hand(picture, *picture.focus, other))
      line_beside_names(picture, *picture.at[*picture.focus], *picture.at[other], {tokens().accent, 1, 0.9, 2.4F});
}

void draw_by_hand(const LinkPicture& picture) {
  const Stroke stroke{tokens().accent, 1, 0.9, 3};
  const auto& links = picture.known.links;
  for (const auto& [from, to] : links.added)
    if (picture.at[from] && picture.at[to]) line_beside_names(picture, *picture.at[from], *picture.at[to], stroke);
  for (const auto& [from, to] : links.taken)
    if (picture.at[from] && picture.at[to])
      line_beside_names(picture, *picture.at[from], *picture.at[to], stroke, dashed_line);
  for (const auto& [from, to] : links.added)
    if (picture.at[from] && picture.at[to]) sign(*picture.at[from], *picture.at[to], LinkChange::added);
  for (const auto& [from, to] : links.taken)
    if (picture.at[from] && picture.at[to]) sign(*picture.at[from], *picture.at[to], LinkChange::taken);
}

bool hides_name(const LinkPicture& picture, ImVec2 at) {
  const float radius = px(dot_radius);
  return std::ranges::any_of(picture.names, [&](const Rect& name) {
    return at.x > name.left - radius && at.x < name.right + radius && at.y > name.top - radius &&
           at.y < name.bottom + radius;
  });
}

void draw_places(const Session& session, const LinkPicture& picture) {
  const auto& links = session.view().links;
  const auto from = row_of(picture.finding, links.from);
  for (std::uint32_t row = 0; row < picture.at.size(); ++row) {
    if (!picture.at[row]) continue;
    const auto at = *picture.at[row];
    const auto count = picture.neighbours().count(row);
    const bool is_marked = from == row || links.count == count;
    if (is_marked || count == 0) ring(at, is_marked ? tokens().accent : tokens().warning);
    const bool is_chosen = is_marked || picture.focus == row;
    const bool has_dot = !hides_name(picture, at);
    if (has_dot) draw_disc(at.x, at.y, px(dot_radius) + px(1), tokens().map.casing);
    if (has_dot) draw_disc(at.x, at.y, px(dot_radius), is_chosen ? tokens().accent : tokens().map.outline);
    const float reach = px(dot_radius + 2);
    report("map.links." + picture.known.ids[row], {at.x - reach, at.y - reach, at.x + reach, at.y + reach},
           {.value = std::to_string(count)});
  }
}
}  // namespace

std::vector<LinePiece> pieces_beside(const std::vector<Rect>& rects, ScreenPoint from, ScreenPoint to) {
  std::vector<std::pair<double, double>> hidden;
  for (const auto& rect : rects)
    if (const auto part = part_inside(from, to, rect)) hidden.push_back(*part);
  hidden.emplace_back(1, 1);
  std::ranges::sort(hidden);
  const auto at = [&](double share) {
    return ScreenPoint{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
  };
  std::vector<LinePiece> pieces;
  double begin = 0;
  for (const auto& [enters, leaves] : hidden) {
    if (enters > begin) pieces.emplace_back(at(begin), at(enters));
    begin = std::max(begin, leaves);
  }
  return pieces;
}

void draw_links(const Session& session, const Layout& layout, const std::vector<Rect>& names) {
  if (!session.shows_links()) return;
  const auto picture = picture_of(session, layout, names);
  draw_pairs(picture);
  draw_focus(picture);
  draw_by_hand(picture);
  draw_places(session, picture);
}

}  // namespace riskmap::ui
