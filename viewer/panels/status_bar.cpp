// The bar at the bottom.
#include <imgui.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/core/date.h"
#include "layers/model/checkout.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/projection_dialog.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr double metres_per_inch = 0.0254, logical_pixels_per_inch = 96;

struct Cursor {
  float x, y, limit;
};

void part(Cursor& cursor, std::string_view name, std::string_view text, Icon icon = Icon::none,
          std::optional<Colour> colour = {}) {
  if (text.empty()) return;
  const float width = text_width(text, TextStyle::small);
  if (cursor.x + width + (icon != Icon::none ? px(20) : 0) > cursor.limit) return;
  if (icon != Icon::none) {
    draw_icon(icon, cursor.x + px(8), cursor.y, colour.value_or(tokens().text2), IconSize::small);
    cursor.x += px(20);
  }
  draw_text_in({cursor.x, cursor.y - px(14), cursor.x + width + 1, cursor.y + px(14)}, text, TextStyle::small,
               tokens().text2);
  report(name, {cursor.x, cursor.y - px(14), cursor.x + width, cursor.y + px(14)}, {.text = text, .value = text});
  cursor.x += width + px(18);
}

std::string counts(const Session& session) {
  const auto& derived = session.derived();
  if (session.file_layer() != nullptr)
    return fill(tr("Features: {total} · shown: {shown}"),
                {{"total", format_integer(derived.total_count)}, {"shown", format_integer(derived.selected_count)}});
  if (session.snapshot() == nullptr) return {};
  return fill(tr("Problems: {total} · shown: {shown}"),
              {{"total", format_integer(derived.total_count)}, {"shown", format_integer(derived.selected_count)}});
}

std::string scale_text(const Session& session) {
  const double metres = session.metres_per_pixel() * static_cast<double>(kit().look.scale);
  if (!std::isfinite(metres) || !(metres > 0)) return {};
  const double denominator = metres * logical_pixels_per_inch / metres_per_inch;
  const double digits = std::pow(10, std::floor(std::log10(denominator)) - 2);
  return "1\u00A0:\u00A0" +
         format_integer(std::llround(denominator / digits) * static_cast<long long>(std::max(1.0, digits)));
}

// From the right edge inwards.
void right_part(float& right, float y, std::string_view name, const std::string& text) {
  if (text.empty()) return;
  const float width = text_width(text, TextStyle::small);
  right -= width;
  draw_text_in({right, y - px(14), right + width + 1, y + px(14)}, text, TextStyle::small, tokens().text2);
  report(name, {right, y - px(14), right + width, y + px(14)}, {.text = text, .value = text});
  right -= px(18);
}

// The same, to be pressed.
bool crs_part(float& right, float y, const std::string& text) {
  if (text.empty()) return false;
  const float width = text_width(text, TextStyle::small);
  right -= width;
  ImGui::SetCursorScreenPos({right - px(6), y - px(11)});
  const Item here = item("status.crs", width + px(12), px(22), {.tooltip = tr("Map projection")});
  if (here.is_hovered) fill_rect(here.rect, tokens().surface2, 4);
  draw_text_in({right, y - px(14), right + width + 1, y + px(14)}, text, TextStyle::small, tokens().text2);
  draw_line(right, y + px(8), right + width, y + px(8), tokens().border);
  report("status.crs", here.rect, {.text = text, .value = text, .is_focused = here.is_focused});
  right -= px(18);
  return here.is_pressed;
}

// The file took nothing; a conflict or a rule that refuses is the form's affair.
bool could_not_write(const CommitState& commit) {
  if (commit.stage != CommitState::Stage::refused || !commit.error) return false;
  constexpr std::array causes = {ErrorCode::not_found, ErrorCode::access, ErrorCode::open,
                                 ErrorCode::damaged,   ErrorCode::locked, ErrorCode::read_only,
                                 ErrorCode::disk_full, ErrorCode::io,     ErrorCode::internal};
  return std::ranges::find(causes, commit.error->code) != causes.end();
}

std::string name_of_place(const RegisterSnapshot& snapshot, const std::string& code) {
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district})
    if (const Row row = snapshot.find_area(code, level); row != no_row) return snapshot.areas[row].names.in(language());
  const Row row = snapshot.find_settlement(code);
  return row == no_row ? code : snapshot.settlement_label(row, language());
}

std::string checkout_text(const RegisterSnapshot& snapshot, const Checkout& checkout) {
  const auto day = parse_iso_date(std::string_view{checkout.at}.substr(0, 10));
  return fill(tr("Copy for a laptop: {place}, {date}"),
              {{"place", name_of_place(snapshot, checkout.area)}, {"date", day ? format_date(*day) : checkout.at}});
}
}  // namespace

Intents status_bar(const Session& session, const MapPanelState& map, const Layout& layout) {
  Intents intents;
  Panel panel{"status", layout.status_bar, {.padding = 0, .scrolls = false}};
  if (!panel) return intents;
  draw_line(0, layout.status_bar.top, layout.status_bar.right, layout.status_bar.top, tokens().border);
  const float middle = layout.status_bar.centre_y();
  float right = layout.status_bar.right - px(12);
  if (const auto& scene = session.derived().scene; scene.is_to_scale && !session.document().is_empty()) {
    right_part(right, middle, "status.scale", scale_text(session));
    if (crs_part(right, middle, projection_text(session)))
      intents.push_back(OpenDialog{Dialog::projection, no_row, {}});
  }
  if (map.pointer)
    if (const auto place = session.lonlat_at(*map.pointer))
      right_part(right, middle, "status.coordinates", format_lonlat(*place));
  Cursor cursor{px(12), middle, right};
  const auto& document = session.document();
  part(cursor, "status.file", document.path().filename().string(), Icon::storage);
  if (session.snapshot() != nullptr) {
    if (document.reg->info.is_read_only)
      part(cursor, "status.saved", tr("Read only"), Icon::lock, tokens().warning);
    else if (session.commit().stage == CommitState::Stage::pending)
      part(cursor, "status.saved", tr("Saving…"), Icon::sync);
    else if (could_not_write(session.commit()))
      part(cursor, "status.saved", tr("Not saved"), Icon::error, tokens().danger);
    else
      part(cursor, "status.saved", tr("Saved"), Icon::check_circle, tokens().success);
    part(cursor, "status.today", format_date(session.today()), Icon::calendar);
    if (document.reg->snapshot->meta.contains("sample_today"))
      part(cursor, "status.sample", tr("Sample data"), Icon::info, tokens().warning);
    if (const auto checkout = checkout_of(document.reg->snapshot->meta))
      part(cursor, "status.checkout", checkout_text(*document.reg->snapshot, *checkout), Icon::info, tokens().warning);
  }
  part(cursor, "status.counts", counts(session));
  if (const auto& job = session.job()) {
    part(cursor, "status.job", job->label);
    ImGui::SetCursorScreenPos({cursor.x, cursor.y - px(12)});
    if (progress("status.progress", job->progress, {.can_be_cancelled = job->can_cancel}))
      intents.push_back(CancelJob{});
  }
  return intents;
}

}  // namespace riskmap::ui
