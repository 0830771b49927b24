// Who changed what and when, in words, newest first.
#include <imgui.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "layers/analysis/attention.h"
#include "layers/analysis/hotspot_lines.h"
#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/review_lines.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t longest_value = 90;  // characters of a long text

// The register's offset from UTC (setting utc_offset_minutes; +05:00 when it has none).
std::chrono::minutes office_offset(const RegisterSnapshot& snapshot) {
  int minutes = 300;
  if (const auto found = snapshot.settings.find("utc_offset_minutes"); found != snapshot.settings.end())
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), minutes);
  return std::chrono::minutes{minutes};
}

// "2025-03-02T09:05:00Z" as the office's day and time of day.
std::string local_time(const std::string& at, std::chrono::minutes offset) {
  const auto day = at.size() >= 16 ? parse_iso_date(std::string_view{at}.substr(0, 10)) : std::nullopt;
  int hour = 0, minute = 0;
  if (!day || std::from_chars(&at[11], &at[13], hour).ec != std::errc{} ||
      std::from_chars(&at[14], &at[16], minute).ec != std::errc{})
    return at;
  const auto moment = *day + std::chrono::hours{hour} + std::chrono::minutes{minute} + offset;
  const auto local_day = std::chrono::floor<std::chrono::days>(moment);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(moment - local_day).count();
  const auto two = [](std::int64_t n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return format_date(local_day) + ", " + two(minutes / 60) + ":" + two(minutes % 60);
}

std::string shown(std::string words) {
  if (length_in_characters(words) <= longest_value) return words;
  return std::string{first_characters(words, longest_value)} + "…";
}

// What one batch did to the problem.
struct Entry {
  const HistoryRow* first = nullptr;
  std::vector<const HistoryRow*> rows;
};

std::vector<Entry> entries_of(const std::vector<HistoryRow>& history) {
  std::vector<Entry> entries;
  for (const auto& row : history) {
    const bool is_same = !entries.empty() && entries.back().first->at == row.at &&
                         entries.back().first->batch == row.batch && entries.back().first->action == row.action;
    if (!is_same) entries.push_back({&row, {}});
    entries.back().rows.push_back(&row);
  }
  std::ranges::reverse(entries);  // the order in the file, not the clock's: a second holds many edits
  return entries;
}

std::string action_words(const HistoryRow& row) {
  if (row.kind == "UNDO") return tr("Undone");
  if (row.kind == "REDO") return tr("Done again");
  if (row.kind == "IMPORT") return tr("Imported");
  if (row.action == "INSERT") return trc("history", "Registered");
  return row.action == "DELETE" ? trc("history", "Deleted") : trc("history", "Changed");
}

std::string person(const HistoryRow& row) {
  return row.who == "external" ? tr("another program") : row.who;
}

void change_line(const RegisterSnapshot& snapshot, const HistoryRow& row, const std::string& name) {
  const auto words = [&](const Value& value) { return shown(value_words(snapshot, row.entity, row.field, value)); };
  const auto change = is_none(row.before) ? words(row.after) : words(row.before) + " → " + words(row.after);
  fact_row(name, field_label(spec_of(row.entity).name, row.field), change);
}

// What the line of the deputies' lists was about: "Badly overdue".
std::string matter_of(const AttentionReview& review) {
  if (review.reason == hotspot_review_reason) return tr("Clusters beyond chance");
  for (int reason = 0; reason <= static_cast<int>(AttentionReason::silent); ++reason)
    if (code_of(static_cast<AttentionReason>(reason)) == review.reason)
      return title_of(static_cast<AttentionReason>(reason));
  return review.reason;
}

void part_title(const std::string& words) {
  text(words, {.style = TextStyle::small_semi, .ink = Ink::text2});
  gap(6);
}

// What was said in the deputies' lists of this problem or place, all of it, newest first. Returns whether there is any.
bool said_of(const Session& session, const std::string& uuid) {
  int count = 0;
  for (const auto& review : stored_reviews(*session.snapshot())) {
    if (uuid.empty() || !review.subject.starts_with(uuid)) continue;
    if (count == 0) part_title(tr("Reviews and notes"));
    const auto name = "inspector.said." + std::to_string(count++);
    flowing_text(matter_of(review), {.style = TextStyle::semi, .name = name});
    review_lines(session, review, {.by = reviewed_by(review)}, name);
    gap(10);
  }
  return count > 0;
}
}  // namespace

void place_history(const Session& session, const Place& place) {
  if (said_of(session, uuid_of(*session.snapshot(), place))) gap(6);
}

void issue_history(const Session& session) {
  const auto& snapshot = *session.snapshot();
  const bool was_said = said_of(session, snapshot.issues[session.view().issue].uuid);
  const auto entries = entries_of(session.history());
  if (was_said && !entries.empty()) part_title(tr("Changes"));
  if (entries.empty() && !was_said)
    flowing_text(tr("Nothing has been changed since the register was made."),
                 {.ink = Ink::text2, .name = "inspector.no_history"});
  const auto offset = office_offset(snapshot);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& first = *entries[i].first;
    const std::string name = "inspector.history." + std::to_string(i);
    flowing_text(joined_with_dots({action_words(first), person(first)}), {.style = TextStyle::semi, .name = name});
    text(local_time(first.at, offset), {.style = TextStyle::small, .ink = Ink::text3, .name = name + ".when"});
    if (!first.reason.empty())
      flowing_text("«" + first.reason + "»", {.style = TextStyle::small, .ink = Ink::text2, .name = name + ".reason"});
    for (const auto* row : entries[i].rows)
      if (!row->field.empty()) change_line(snapshot, *row, name + "." + row->field);
    if (i + 1 < entries.size()) divider();
  }
}

}  // namespace riskmap::ui
