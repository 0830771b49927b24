// A date is cut into numbers and words; how they are joined says which it is.
#include "layers/exchange/import_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "layers/core/text.h"

namespace riskmap {

namespace {
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<Date> day_of(int year, int month, int day) {
  if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return parse_iso_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

// The beginnings of the months' names, folded, in three languages; any ending may follow («наурыздағы», «марта»).
struct MonthName {
  std::string_view beginning;
  int month;
};
constexpr std::array month_names = {
    MonthName{"кантар", 1},   MonthName{"акпан", 2},   MonthName{"наурыз", 3},  MonthName{"сауир", 4},
    MonthName{"мамыр", 5},    MonthName{"маусым", 6},  MonthName{"шилде", 7},   MonthName{"тамыз", 8},
    MonthName{"кыркуиек", 9}, MonthName{"казан", 10},  MonthName{"караша", 11}, MonthName{"желтоксан", 12},
    MonthName{"январ", 1},    MonthName{"феврал", 2},  MonthName{"март", 3},    MonthName{"апрел", 4},
    MonthName{"маи", 5},      MonthName{"мая", 5},     MonthName{"июн", 6},     MonthName{"июл", 7},
    MonthName{"август", 8},   MonthName{"сентябр", 9}, MonthName{"октябр", 10}, MonthName{"ноябр", 11},
    MonthName{"декабр", 12},  MonthName{"jan", 1},     MonthName{"feb", 2},     MonthName{"mar", 3},
    MonthName{"apr", 4},      MonthName{"may", 5},     MonthName{"jun", 6},     MonthName{"jul", 7},
    MonthName{"aug", 8},      MonthName{"sep", 9},     MonthName{"oct", 10},    MonthName{"nov", 11},
    MonthName{"dec", 12}};

int month_named(std::string_view word) {
  const auto* found =
      std::ranges::find_if(month_names, [word](const MonthName& name) { return word.starts_with(name.beginning); });
  return found == month_names.end() ? 0 : found->month;
}

struct Parts {
  std::vector<int> numbers;
  std::vector<std::size_t> digits;  // of each number
  int month = 0;                    // by name
  bool has_other_words = false;
  std::string joints;  // the characters between numbers, but for blanks and words
};

// Words that may stand in a date beside the month: «жылғы», «г.», «года», «ж.».
bool belongs_to_year(std::string_view word) {
  constexpr std::array<std::string_view, 8> words = {"жылгы", "жыл", "жылы", "жылдын", "ж", "г", "год", "года"};
  return std::ranges::find(words, word) != words.end();
}

void take_word(Parts& parts, std::string_view word) {
  if (const int month = month_named(word); month != 0 && parts.month == 0)
    parts.month = month;
  else if (!belongs_to_year(word))
    parts.has_other_words = true;
}

Parts parts_of(std::string_view folded) {
  Parts parts;
  for (std::size_t i = 0; i < folded.size();) {
    const auto from = i;
    if (is_digit(folded[i])) {
      while (i < folded.size() && is_digit(folded[i])) ++i;
      int number = -1;
      std::from_chars(folded.data() + from, folded.data() + i, number);
      parts.numbers.push_back(number);
      parts.digits.push_back(i - from);
      continue;
    }
    const auto is_letter = [&](std::size_t at) {
      const auto c = static_cast<unsigned char>(folded[at]);
      return c >= 0x80 || (c >= 'a' && c <= 'z');
    };
    while (i < folded.size() && is_letter(i)) ++i;
    if (i > from)
      take_word(parts, folded.substr(from, i - from));
    else if (const char c = folded[i++]; c != ' ')
      parts.joints += c;
  }
  return parts;
}

int full_year(int year, std::size_t digits, const DateRules& rules) {
  if (digits > 2) return year;
  return year <= rules.two_digit_limit ? 2000 + year : 1900 + year;
}

// "14:05", "14:05:30" or "T14:05…" after a blank: the day alone matters.
std::string_view without_time(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == text.npos || colon < 2) return text;
  const auto gap = text.find_last_of(" t", colon);
  if (gap == text.npos || gap < 6 || colon - gap > 3) return text;
  return text.substr(0, gap);
}

DateReading of_day(std::optional<Date> day) {
  return day ? DateReading{day, {}, false} : DateReading{{}, Finding::date_unreadable, false};
}

constexpr int first_serial = 36526, last_serial = 73050, shift_of_1904 = 1462;  // 2000–2099

Date day_of_serial(int serial) {
  return Date{std::chrono::year{1899} / 12 / 30} + std::chrono::days{serial};
}

// "44197" or "44197,5".
DateReading of_serial(const Parts& parts, const DateRules& rules) {
  const int serial = parts.numbers[0] + (rules.counts_from_1904 ? shift_of_1904 : 0);
  if (serial < first_serial || serial > last_serial) return {{}, Finding::date_unreadable, false};
  return {day_of_serial(serial), Finding::excel_date, false};
}

DateReading with_slashes(const Parts& parts, const DateRules& rules) {
  const int a = parts.numbers[0], b = parts.numbers[1], year = full_year(parts.numbers[2], parts.digits[2], rules);
  if (a > 12) return of_day(day_of(year, b, a));
  if (b > 12) return of_day(day_of(year, a, b));
  if (rules.is_ambiguous && a != b) return {{}, Finding::date_ambiguous, false};
  return rules.order == DateOrder::month_first ? of_day(day_of(year, a, b)) : of_day(day_of(year, b, a));
}

DateReading with_name(const Parts& parts, const DateRules& rules) {
  if (parts.numbers.size() != 2) return {{}, Finding::date_unreadable, false};
  const bool year_first = parts.digits[0] == 4;
  const std::size_t year = year_first ? 0 : 1, day = year_first ? 1 : 0;
  return of_day(day_of(full_year(parts.numbers[year], parts.digits[year], rules), parts.month, parts.numbers[day]));
}

// A workbook that counts from 1904 hands its typed days over as if it counted from 1900: "2016/12/31".
DateReading year_first(const Parts& parts, const DateRules& rules) {
  auto day = day_of(parts.numbers[0], parts.numbers[1], parts.numbers[2]);
  if (day && rules.counts_from_1904 && parts.joints == "//") *day += std::chrono::days{shift_of_1904};
  return of_day(day);
}
// "2020-03-13" and "13.03.2020", which nearly every cell is.
std::optional<Date> usual_date(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  if (text[2] != '.' || text[5] != '.') return parse_iso_date(text);
  const std::array<char, 10> iso = {text[6], text[7], text[8], text[9], '-', text[3], text[4], '-', text[0], text[1]};
  return parse_iso_date({iso.data(), iso.size()});
}
}  // namespace

bool means_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 16> words = {"",     "-",          "--",        "жок",  "нет", "н/д",
                                                      "н.д.", "нет данных", "n/a",       "null", "б/н", "—",
                                                      "none", "na",         "дерек жок", "н\\д"};
  if (text.size() > 20) return false;
  return std::ranges::find(words, std::string_view{fold(text)}) != words.end();
}

DateReading read_date(std::string_view text, const DateRules& rules) {
  if (const auto day = usual_date(text)) return {day, {}, false};
  if (means_nothing(text)) return {{}, {}, true};
  const auto folded = fold(text);
  const auto parts = parts_of(without_time(folded));
  if (parts.has_other_words) return {{}, Finding::date_unreadable, false};
  if (parts.month != 0) return with_name(parts, rules);
  const auto count = parts.numbers.size();
  const bool is_fraction = count == 2 && (parts.joints == "," || parts.joints == ".");
  if ((count == 1 && parts.joints.empty()) || (is_fraction && parts.digits[0] == 5)) return of_serial(parts, rules);
  if (count != 3) return {{}, Finding::date_unreadable, false};
  const auto joint = parts.joints.substr(0, 2);
  if (parts.digits[0] == 4) return year_first(parts, rules);
  if (joint == "//") return with_slashes(parts, rules);
  const bool is_dotted = joint == ".." || joint == "--" || joint == ",,";
  if (!is_dotted || parts.digits[0] > 2 || parts.digits[2] == 3) return {{}, Finding::date_unreadable, false};
  return of_day(day_of(full_year(parts.numbers[2], parts.digits[2], rules), parts.numbers[1], parts.numbers[0]));
}

DateOrder order_proved_by(std::string_view text) {
  const auto first = text.find('/');
  if (first == text.npos || first == 0 || first > 2) return DateOrder::unknown;
  const auto parts = parts_of(fold(without_time(text)));
  if (parts.numbers.size() != 3 || parts.joints.substr(0, 2) != "//") return DateOrder::unknown;
  if (parts.numbers[0] > 12) return DateOrder::day_first;
  return parts.numbers[1] > 12 ? DateOrder::month_first : DateOrder::unknown;
}

}  // namespace riskmap
