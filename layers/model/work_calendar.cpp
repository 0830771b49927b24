#include "layers/model/work_calendar.h"

#include <algorithm>
#include <array>

namespace riskmap {

namespace {
using std::chrono::days;

void put(std::vector<Date>& sorted, Date day, bool is_in) {
  const auto place = std::ranges::lower_bound(sorted, day);
  const bool is_there = place != sorted.end() && *place == day;
  if (is_in && !is_there) sorted.insert(place, day);
  if (!is_in && is_there) sorted.erase(place);
}

int count_within(const std::vector<Date>& sorted, Date after, Date until) {
  return static_cast<int>(std::ranges::upper_bound(sorted, until) - std::ranges::upper_bound(sorted, after));
}

struct Holiday {
  unsigned month, day;
  int from_year, to_year;
  const char* name;
};

// The law "On holidays in the Republic of Kazakhstan", 13.12.2001 No. 267-II, with its later changes.
constexpr int still = 9999;
constexpr std::array holidays = {Holiday{1, 1, 2002, still, "Жаңа жыл"},
                                 Holiday{1, 2, 2002, still, "Жаңа жыл"},
                                 Holiday{3, 8, 2002, still, "Халықаралық әйелдер күні"},
                                 Holiday{3, 21, 2010, still, "Наурыз мейрамы"},
                                 Holiday{3, 22, 2002, still, "Наурыз мейрамы"},
                                 Holiday{3, 23, 2010, still, "Наурыз мейрамы"},
                                 Holiday{5, 1, 2002, still, "Қазақстан халқының бірлігі мерекесі"},
                                 Holiday{5, 7, 2013, still, "Отан қорғаушы күні"},
                                 Holiday{5, 9, 2002, still, "Жеңіс күні"},
                                 Holiday{7, 6, 2009, still, "Астана күні"},
                                 Holiday{8, 30, 2002, still, "Конституция күні"},
                                 Holiday{10, 25, 2022, still, "Республика күні"},
                                 Holiday{12, 1, 2012, 2021, "Тұңғыш Президент күні"},
                                 Holiday{12, 16, 2002, still, "Тәуелсіздік күні"},
                                 Holiday{12, 17, 2002, 2021, "Тәуелсіздік күні"}};

struct MoonDay {
  int year;
  unsigned month, day;
};
constexpr std::array kurban_ait = {MoonDay{2020, 7, 31}, MoonDay{2021, 7, 20}, MoonDay{2022, 7, 9},
                                   MoonDay{2023, 6, 28}, MoonDay{2024, 6, 16}, MoonDay{2025, 6, 6},
                                   MoonDay{2026, 5, 27}, MoonDay{2027, 5, 16}};

Date day_of(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

// Christmas and Kurban Ait: a weekend swallows them.
void add_unmoved(std::vector<CalendarDay>& found, int year) {
  const auto add = [&found](Date day, const char* name) {
    if (is_weekday(day)) found.push_back({day, name});
  };
  add(day_of(year, 1, 7), "Православиелік Рождество");
  for (const auto& moon : kurban_ait)
    if (moon.year == year) add(day_of(year, moon.month, moon.day), "Құрбан айттың бірінші күні");
}

// Holidays on a weekend free the next days that are neither weekend nor free already.
void add_moved(std::vector<CalendarDay>& found, int year) {
  std::vector<CalendarDay> waiting;
  for (const auto& holiday : holidays) {
    if (year < holiday.from_year || year > holiday.to_year) continue;
    const Date day = day_of(year, holiday.month, holiday.day);
    (is_weekday(day) ? found : waiting).push_back({day, holiday.name});
  }
  const auto is_free = [&found](Date day) { return std::ranges::find(found, day, &CalendarDay::day) != found.end(); };
  for (auto [day, name] : waiting) {
    while (!is_weekday(day) || is_free(day)) day += days{1};
    found.push_back({day, name});
  }
}
}  // namespace

void WorkCalendar::set(Date day, bool is_workday) {
  const bool is_usual = is_weekday(day);
  put(free_weekdays_, day, is_usual && !is_workday);
  put(worked_weekends_, day, !is_usual && is_workday);
}

void WorkCalendar::forget(Date day) {
  set(day, is_weekday(day));
}

bool WorkCalendar::knows_year(int year) const {
  const Date eve = day_of(year - 1, 12, 31), last = day_of(year, 12, 31);
  return count_within(free_weekdays_, eve, last) + count_within(worked_weekends_, eve, last) > 0;
}

bool WorkCalendar::is_workday(Date day) const {
  return is_weekday(day) ? !std::ranges::binary_search(free_weekdays_, day)
                         : std::ranges::binary_search(worked_weekends_, day);
}

Date WorkCalendar::next_workday(Date day) const {
  while (!is_workday(day)) day += days{1};
  return day;
}

Date WorkCalendar::add_workdays(Date day, int count) const {
  for (; count > 0; --count) day = next_workday(day + days{1});
  return day;
}

int WorkCalendar::workdays_between(Date from, Date to) const {
  if (to <= from) return 0;
  return weekdays_between(from, to) - count_within(free_weekdays_, from, to) + count_within(worked_weekends_, from, to);
}

std::vector<CalendarDay> public_holidays(int first_year, int last_year) {
  std::vector<CalendarDay> found;
  for (int year = first_year; year <= last_year; ++year) {
    add_unmoved(found, year);
    add_moved(found, year);
  }
  std::ranges::sort(found, {}, &CalendarDay::day);
  return found;
}

}  // namespace riskmap
